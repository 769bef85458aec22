namespace Monitor.Simulator.Hosting;

/// <summary>Sends half of an answer that announces its whole length, and hangs up.</summary>
internal static class TornAnswer
{
    public static async Task SendAsync(HttpContext context, Func<HttpContext, Task> answer)
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

        context.Response.ContentLength = whole.Length;
        await wire.WriteAsync(whole.GetBuffer().AsMemory(0, (int)whole.Length / 2), context.RequestAborted);
        await wire.FlushAsync(context.RequestAborted);
        context.Abort();
    }
}
