using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Monitor.Documents;
using Monitor.Polling;
using Monitor.Queries;
using Monitor.Store;

namespace Monitor.Admin;

/// <summary>On-demand questions to the upstreams.</summary>
internal static class QueryEndpoints
{
    internal const int MaxLimit = 500;

    public static void MapQuery(this IEndpointRouteBuilder api) =>
        api.MapPost("/query", AskAsync).WithName("Query").WithSummary("Ask the upstreams now; nothing is stored, partial failure is visible")
            .WithDescription("With Accept: application/x-ndjson each source's answer is a line as soon as it comes; the last line says which of them are one report: {\"done\":true,\"sources\":3,\"reports\":[[\"pubmed:1\",\"crossref:10.1/x\"]]}.")
            .Produces<QueryShape>(StatusCodes.Status200OK, "application/json", NdjsonAnswer.Type)
            .RequireRateLimiting(Limits.Upstream)
            .AddEndpointFilter(Idempotency.FilterAsync);

    internal sealed record QueryRequest(
        [property: Description("Boolean query, as in a watch")] string? Query,
        [property: Description("Names of sources; absent = every enabled one")] IReadOnlyList<string?>? Sources,
        [property: Description("From this date on: YYYY[-MM[-DD]] or an instant; absent = a year ago")] string? Since,
        [property: Description("Most hits per source: 1 to 500; absent = 20")] int? Limit);

    private static async Task<Results<Ok<JsonObject>, NdjsonAnswer, ProblemHttpResult>> AskAsync(
        QueryRequest request, HttpRequest http, OnDemandQuery service, OnDemandReports reports, IOptions<AdminOptions> options, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(request.Query)) return Problems.Bad("query: missing");
        if (request.Limit is < 1 or > MaxLimit) return Problems.Bad($"limit: 1 to {MaxLimit}");
        if (!HitEndpoints.Moment(request.Since, out var since)) return Problems.Bad("since: not a date");
        if (request.Sources?.Any(string.IsNullOrWhiteSpace) == true) return Problems.Bad("sources: a name is missing");
        try
        {
            var asked = new OnDemandRequest(request.Query, [.. request.Sources?.OfType<string>() ?? []], since, request.Limit ?? 20);
            if (NdjsonAnswer.Wanted(http)) return new NdjsonAnswer(reports, service.AskAsync(service.Read(asked), options.Value.QueryTimeout, ct));
            return TypedResults.Ok(View(await service.AskAsync(asked, options.Value.QueryTimeout, ct)));
        }
        catch (QueryException ex)
        {
            return Problems.Bad($"query: {ex.Message}");
        }
        catch (KeyNotFoundException ex)
        {
            return Problems.Bad($"sources: {ex.Message}");
        }
    }

    /// <summary>The answer in the shape of the API and of the verb <c>search</c>.</summary>
    internal static JsonObject View(OnDemandAnswer answer) => new()
    {
        ["sources"] = JsonSerializer.SerializeToNode(answer.Sources, StoreJson.EveryKey),
        ["hits"] = new JsonArray([.. answer.Hits.Select(Entry)]),
    };

    /// <summary>One paper that several sources found is one entry, which names the others.</summary>
    internal static JsonObject Entry(FoundReport found)
    {
        var view = HitView.Of(found.Hit, found.State, []);
        if (found.ReportId is { } report) view["reportId"] = report;
        if (found.Hit is Article) view["sameReport"] = JsonSerializer.SerializeToNode(found.Same, StoreJson.Options);
        return view;
    }
}
