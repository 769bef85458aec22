using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Admin;

/// <summary>Reports of adverse events as they are counted.</summary>
internal static class AdverseEndpoints
{
    private const int DefaultDays = 365;

    public static void MapAdverse(this IEndpointRouteBuilder api) =>
        api.MapGet("/events", EventsAsync).WithName("ListEvents").WithSummary("Reports of adverse events by day of receipt, newest first, and what each count brought: unverified reports, no hits");

    private static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> EventsAsync(
        [Description("Name of a watch")] string? watch, [Description("Received on or after: YYYY[-MM[-DD]]; default a year ago")] string? since, AdverseTable reports, TimeProvider time, CancellationToken ct)
    {
        if (!HitEndpoints.Moment(since, out var from)) return Problems.Bad("since: not a date");
        var day = DateOnly.FromDateTime((from ?? time.GetUtcNow().AddDays(-DefaultDays)).UtcDateTime);
        var days = await reports.DaysAsync(watch, day, ct);
        var news = await reports.NewsAsync(watch, day, ct);
        return TypedResults.Ok(new JsonObject
        {
            ["items"] = Node(days.Select(d => new { d.Watch, d.Day.Kind, d.Day.Day, d.Day.Reports, d.Day.Serious })),
            ["changes"] = Node(news.Select(n => new { n.Watch, n.Kind, n.At, n.Added, n.Serious, n.First, n.Last, n.Reactions, n.Quiet })),
            ["total"] = days.Sum(d => d.Day.Reports),
            ["disclaimer"] = news.Select(n => n.Disclaimer).FirstOrDefault(d => d is not null),
        });
    }

    private static JsonNode? Node<T>(T value) => JsonSerializer.SerializeToNode(value, StoreJson.EveryKey);
}
