using System.Text.Json;
using System.Web;
using Microsoft.Extensions.Options;
using Monitor.Documents;
using Monitor.Sources;
using Monitor.Sources.Crossref;
using Monitor.Tests.Infrastructure;

namespace Monitor.Tests.Sources.Crossref;

/// <summary>The source behind the real SourceClient; works are synthetic where a test does not say that they are recorded.</summary>
internal static class CrossrefEdge
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static FetchRequest Request { get; } = new() { Query = new UpstreamQuery("exosome hair", []), From = Now.AddDays(-2), To = Now, Baseline = Now.AddDays(-100) };

    public static CrossrefSource Source(StubHandler edge, CrossrefOptions? options = null, string? contact = "ops@example.org")
    {
        var http = new HttpOptions { Tries = 1, Contact = contact };
        return new CrossrefSource(edge.Client(http), Options.Create(options ?? new CrossrefOptions()), Options.Create(http));
    }

    public static Task<Fetched> FetchAsync(StubHandler edge, FetchRequest? request = null, CrossrefOptions? options = null, string? contact = "ops@example.org") =>
        Source(edge, options, contact).FetchAsync(request ?? Request, CancellationToken.None);

    /// <summary>A recorded file as the answer to everything.</summary>
    public static StubHandler Recorded(string name) => new(_ => StubHandler.Json(File.ReadAllText(Shared.File("samples/crossref/" + name))));

    public static HttpResponseMessage List(int total, string? cursor, params string[] works) => StubHandler.Json(
        $$$"""{"status":"ok","message-type":"work-list","message-version":"1.0.0","message":{"facets":{},{{{(cursor is null ? "" : $"\"next-cursor\":\"{cursor}\",")}}}"total-results":{{{total}}},"items":[{{{string.Join(',', works)}}}],"items-per-page":20,"query":{} } }""");

    public static HttpResponseMessage List(params string[] works) => List(works.Length, null, works);

    /// <summary>A work with the fewest fields, and these besides.</summary>
    public static string Work(string doi, string more = "") =>
        $$$"""{"DOI":{{{JsonSerializer.Serialize(doi)}}},"type":"journal-article","title":["An invented title"],"created":{"date-parts":[[2026,11,1]]},"deposited":{"date-parts":[[2026,11,2]]},"issued":{"date-parts":[[2026,11]]},"author":[{"given":"Ada","family":"Muster"}]{{{(more.Length == 0 ? "" : "," + more)}}} }""";

    /// <summary>One work, read through the source.</summary>
    public static async Task<Article> ArticleAsync(string more, string doi = "10.5555/one") =>
        (Article)(await FetchAsync(new StubHandler(_ => List(Work(doi, more))))).Records.Single().Document;

    public static string? Parameter(Uri address, string name) => HttpUtility.ParseQueryString(address.Query)[name];
}
