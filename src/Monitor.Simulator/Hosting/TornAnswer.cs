namespace Monitor.Simulator.Hosting;

/// <summary>Sends half of an answer that announces its whole length, and hangs up.</summary>
internal static class TornAnswer
{
    public static async Task SendAsync(HttpContext context, Func<HttpContext, Task> answer)
    {
        var whole = await HeldAnswer.OfAsync(context, answer);
        context.Response.ContentLength = whole.Length;
        await context.Response.Body.WriteAsync(whole[..(whole.Length / 2)], context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }
}
