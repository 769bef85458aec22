namespace Monitor.Simulator.Hosting;

/// <summary>Keeps an answer from the wire, so that it can be spoilt.</summary>
internal static class HeldAnswer
{
    /// <returns>The body; the headers stand in the response.</returns>
    public static async Task<ReadOnlyMemory<byte>> OfAsync(HttpContext context, Func<HttpContext, Task> answer)
    {
        var wire = context.Response.Body;
        using var whole = new MemoryStream();
        context.Response.Body = whole;
        try
        {
            await answer(context);
        }
        finally
        {
            context.Response.Body = wire;
        }

        return whole.ToArray();
    }
}
