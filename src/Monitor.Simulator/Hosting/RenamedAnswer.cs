using System.Text;

namespace Monitor.Simulator.Hosting;

/// <summary>Sends an answer in which one field has another name: an upstream that changed its form without a word.</summary>
internal static class RenamedAnswer
{
    /// <summary>Old and new name in answers to this path; null when the names stand.</summary>
    public static (string Old, string New)? Names(World world, DateTimeOffset now, string path)
    {
        if (path.EndsWith("/efetch.fcgi", StringComparison.Ordinal) && world.Struck(Faults.EutilsRenamed, now)) return ("Language>", "Lang>");
        if (path.StartsWith("/crossref/works", StringComparison.Ordinal) && world.Struck(Faults.CrossrefRenamed, now)) return ("\"author\"", "\"contributor\"");
        if (path.StartsWith("/europepmc/", StringComparison.Ordinal) && world.Struck(Faults.EpmcRenamed, now)) return ("\"doi\":", "\"digitalObjectId\":");
        return path.StartsWith("/api/v2/studies", StringComparison.Ordinal) && world.Struck(Faults.CtgovRenamed, now) ? ("\"leadSponsor\"", "\"sponsor\"") : null;
    }

    public static async Task SendAsync(HttpContext context, (string Old, string New) names, Func<HttpContext, Task> answer)
    {
        var text = Encoding.UTF8.GetString((await HeldAnswer.OfAsync(context, answer)).Span).Replace(names.Old, names.New, StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(text);
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
