using System.Net;
using System.Text.Json.Nodes;
using System.Web;
using Microsoft.Extensions.Options;
using Monitor.Sources;
using Monitor.Sources.EuropePmc;
using Monitor.Tests.Infrastructure;

namespace Monitor.Tests.Sources.EuropePmc;

/// <summary>The service as a test has it answer, behind the real caller and on a clock that jumps. Records are synthetic, made by us.</summary>
internal sealed class EuropePmcStub : IDisposable
{
    private readonly FakeInternet _internet = new();
    private readonly JumpingTime _clock = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    /// <param name="answer">By the parameters, however they were sent, and the number of the request from 0.</param>
    public EuropePmcStub(Func<IReadOnlyDictionary<string, string>, int, HttpResponseMessage> answer) =>
        _internet.On(_ => true, sent => answer(Parameters(sent), _internet.Requests.Count - 1));

    public IReadOnlyList<Sent> Sent => _internet.Requests;

    public IReadOnlyList<IReadOnlyDictionary<string, string>> Asked => [.. Sent.Select(Parameters)];

    public TimeSpan Waited => _clock.GetUtcNow() - new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public EuropePmcSource Source(string? contact = "ops@example.org", EuropePmcOptions? options = null)
    {
        var http = new HttpOptions { Tries = 1, Contact = contact };
        return new EuropePmcSource(_internet.Client(_clock, http), Options.Create(options ?? new EuropePmcOptions()), Options.Create(http), _clock);
    }

    public Task<Fetched> FetchAsync(string text = "TITLE_ABS:exosome", int? limit = null, string? contact = "ops@example.org", int pageSize = 100) =>
        Source(contact, new EuropePmcOptions { PageSize = pageSize }).FetchAsync(new FetchRequest
        {
            Query = new UpstreamQuery(text, []),
            From = new DateTimeOffset(2026, 11, 14, 23, 30, 0, TimeSpan.Zero),
            To = _clock.GetUtcNow(),
            Limit = limit,
        }, CancellationToken.None);

    public static HttpResponseMessage Json(string body) => FakeInternet.Answer(body, "application/json");

    public static HttpResponseMessage Text(string body, HttpStatusCode status, string type = "text/plain") => FakeInternet.Answer(body, type, status);

    public static string Page(int count, string? next, params JsonNode[] records)
    {
        var page = new JsonObject { ["version"] = "6.9", ["hitCount"] = count, ["request"] = new JsonObject { ["cursorMark"] = "%2A" }, ["resultList"] = new JsonObject { ["result"] = new JsonArray(records) } };
        if (next is not null) page["nextCursorMark"] = next;
        return page.ToJsonString();
    }

    public static JsonObject Record(int number) => new()
    {
        ["id"] = $"{number}", ["source"] = "MED", ["pmid"] = $"{number}", ["title"] = "Synthetic exosome record.", ["firstIndexDate"] = "2026-11-20",
    };

    public void Dispose() => _internet.Dispose();

    private static Dictionary<string, string> Parameters(Sent sent)
    {
        var parsed = HttpUtility.ParseQueryString(sent.Body.Length > 0 ? sent.Body : sent.Address.Query);
        return parsed.AllKeys.OfType<string>().ToDictionary(key => key, key => parsed[key] ?? "");
    }
}
