using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Documents;
using Monitor.Identity.Reports;
using Monitor.Polling;
using Monitor.Store;

namespace Monitor.Admin;

/// <summary>An on-demand answer line by line, each sent as soon as its source has answered.</summary>
internal sealed class NdjsonAnswer(OnDemandReports reports, IAsyncEnumerable<OnDemandPart> parts) : IResult
{
    public const string Type = "application/x-ndjson";

    /// <summary>Whether the caller asks for lines.</summary>
    public static bool Wanted(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(a => a.Quality is not 0 && a.MediaType.Equals(Type, StringComparison.OrdinalIgnoreCase));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var ct = httpContext.RequestAborted;
        httpContext.Response.ContentType = $"{Type}; charset=utf-8";
        // The head leaves now, so that a caller knows the question was understood.
        await httpContext.Response.StartAsync(ct);
        await httpContext.Response.Body.FlushAsync(ct);
        var (sources, found) = (0, new List<Hit>());
        await foreach (var part in parts.WithCancellation(ct))
        {
            sources++;
            found.AddRange(part.Hits);
            await LineAsync(httpContext.Response, new JsonObject
            {
                ["source"] = JsonSerializer.SerializeToNode(part.Answer, StoreJson.EveryKey),
                ["hits"] = new JsonArray([.. part.Hits.Select(h => HitView.Of(h, ReportState.Of(h), []))]),
            }, ct);
        }

        var together = (await reports.GatherAsync(found, ct)).Where(r => r.Same.Count > 0).Select(r => (string[])[r.Hit.Id, .. r.Same.Select(s => s.Id)]);
        await LineAsync(httpContext.Response,
            new JsonObject { ["done"] = true, ["sources"] = sources, ["reports"] = JsonSerializer.SerializeToNode(together, StoreJson.Options) }, ct);
    }

    private static async Task LineAsync(HttpResponse response, JsonObject line, CancellationToken ct)
    {
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(line.ToJsonString(StoreJson.Options) + "\n"), ct);
        await response.Body.FlushAsync(ct);
    }
}
