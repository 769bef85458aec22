using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Monitor.Documents;
using Monitor.Polling;
using Monitor.Sources;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Admin;

/// <summary>What was searched: the ledger, the windows proved complete, the health of sources, what could not be read.</summary>
internal static class LedgerEndpoints
{
    private const int MaxSize = 500;

    public static void MapLedger(this IEndpointRouteBuilder api)
    {
        api.MapGet("/polls", PollsAsync).WithName("ListPolls").WithSummary("The ledger of searches, newest first: exact query, window, counts, outcome, times")
            .Produces<ListShape<Poll>>();
        api.MapPost("/polls", PollNowAsync).WithName("PollNow").WithSummary("Poll now what is named")
            .Produces<PollsShape>().RequireRateLimiting(Limits.Upstream).AddEndpointFilter(Idempotency.FilterAsync);
        api.MapGet("/coverage", CoverageAsync).WithName("ListCoverage").WithSummary("Windows proved complete, gaps that are open and gaps that were repaired, per source and query").Produces<ListShape<CoverageShape>>();
        api.MapGet("/sources", SourcesAsync).WithName("ListSources").WithSummary("Health, back-off and open alarms of every source").Produces<SourcesShape>();
        api.MapGet("/watches", WatchesAsync).WithName("ListWatches").WithSummary("The saved searches as configured, what their last change gained and lost, whether their known items are found, and which sources can never be asked").Produces<ListShape<Watch>>();
        api.MapGet("/quarantine", QuarantineAsync).WithName("ListQuarantine").WithSummary("Records that could not be read, kept whole").Produces<ListShape<QuarantineRow>>();
    }

    private static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> PollsAsync(
        [Description("Name of a source")] string? source, [Description("Name of a watch")] string? watch,
        [Description(Paging.PageText)] int? page, [Description("1 to 500; default 50")] int? size, PollTable polls, CancellationToken ct) =>
        Paging.Read(page, size, 50, MaxSize, out var paging) is { } problem ? Problems.Bad(problem)
        : TypedResults.Ok(List(Node(await polls.ListAsync(source, watch, paging.Skip, paging.Size, ct)), await polls.CountAsync(source, watch, ct), paging));

    internal sealed record PollRequest(
        [property: Description("Name of a source; absent = every enabled one")] string? Source,
        [property: Description("Name of a watch; absent = every one")] string? Watch,
        [property: Description("Begin the window earlier: YYYY[-MM[-DD]] or an instant")] string? Since);

    private static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> PollNowAsync(PollRequest request, PollService service, CancellationToken ct)
    {
        if (!HitEndpoints.Moment(request.Since, out var since)) return Problems.Bad("since: not a date");
        try
        {
            return TypedResults.Ok(new JsonObject { ["polls"] = Node(await service.RunNowAsync(request.Source, request.Watch, since, ct)) });
        }
        catch (KeyNotFoundException ex)
        {
            return Problems.Bad(ex.Message);
        }
    }

    private static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> CoverageAsync(
        [Description(Paging.PageText)] int? page, [Description("1 to 500; default 500")] int? size, CoverageTable coverage, Subscribers subscribers, SourceCatalog catalog, CancellationToken ct)
    {
        if (Paging.Read(page, size, MaxSize, MaxSize, out var paging) is { } problem) return Problems.Bad(problem);
        var gaps = await coverage.GapsAsync(ct);
        var current = catalog.Enabled.SelectMany(s => PollTarget.Of(s, subscribers.Watches)).ToDictionary(t => t.Key, t => t.NeverAsked, StringComparer.Ordinal);
        var items = new JsonArray();
        var states = await coverage.StatesAsync(null, ct);
        foreach (var state in states.Skip(paging.Skip).Take(paging.Size))
        {
            items.Add(Node(new
            {
                state.Source, state.Watch, state.Query, state.Key, Current = current.ContainsKey(state.Key), NeverAsked = current.GetValueOrDefault(state.Key), state.Started, state.NextDue,
                Windows = (await coverage.OfAsync(state.Source, state.Key, ct)).Select(w => new { w.From, w.To }),
                Gaps = gaps.Where(g => g.Key == state.Key && g.Source == state.Source).Select(g => new { g.Kind, g.Window.From, g.Window.To, g.Reason, g.Opened, g.Closed }),
            }));
        }

        return TypedResults.Ok(List(items, states.Count, paging));
    }

    private static async Task<Ok<JsonObject>> SourcesAsync(
        SourceCatalog catalog, Subscribers subscribers, SourceStateTable states, AlarmTable table, HeartbeatTable heartbeat, TimeProvider time, CancellationToken ct)
    {
        var never = NeverAsked.Of(catalog.Enabled, subscribers.Watches).ToLookup(n => n.Source, StringComparer.Ordinal);
        var alarms = (await table.OpenAsync(ct)).ToLookup(a => a.Cause.Source, StringComparer.Ordinal);
        var known = (await states.ListAsync(ct)).ToDictionary(s => s.Source, StringComparer.Ordinal);
        var now = time.GetUtcNow();
        return TypedResults.Ok(new JsonObject
        {
            ["items"] = Node(SourceCatalog.KnownNames.Select(catalog.Get).Select(s => (Source: s, State: known.GetValueOrDefault(s.Name))).Select(s => new
            {
                s.Source.Name, s.Source.Enabled, s.Source.Schedule,
                Health = s.State switch { null => "not polled yet", { FailingSince: not null } => "failing", _ => "ok" },
                s.State?.LastOutcome, s.State?.LastSuccess, s.State?.FailingSince, s.State?.LastError,
                BackOffLevel = s.State?.Level ?? 0,
                NextAllowed = s.State is { } st && st.NextAllowed > now ? st.NextAllowed : (DateTimeOffset?)null,
                Alarms = alarms[s.Source.Name].Select(AlarmView),
                NeverAsked = never[s.Source.Name].Select(n => new { n.Watch, n.Reason, n.IsError }),
            })),
            ["alarms"] = Node(alarms[""].Select(AlarmView)),
            ["heartbeat"] = Node(await heartbeat.GetAsync(ct)),
        });
    }

    /// <summary>As the API shows an alarm.</summary>
    internal static object AlarmView(Alarm alarm) =>
        new { alarm.Cause.Kind, alarm.Cause.Watch, alarm.Cause.Query, alarm.Cause.Text, alarm.Cause.Detail, alarm.Cause.Since, alarm.Opened, alarm.LastSeen };

    private static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> WatchesAsync(
        [Description(Paging.PageText)] int? page, [Description("1 to 500; default 500")] int? size, Subscribers subscribers, SourceCatalog catalog, WatchChangeTable changes, ExpectTable expect, CancellationToken ct)
    {
        if (Paging.Read(page, size, MaxSize, MaxSize, out var paging) is { } problem) return Problems.Bad(problem);
        var latest = await changes.LatestAsync(ct);
        var looked = (await expect.ListAsync(ct)).ToLookup(s => s.Watch, StringComparer.Ordinal);
        var items = new JsonArray();
        foreach (var watch in subscribers.Watches.Skip(paging.Skip).Take(paging.Size))
        {
            var item = Node(watch)!.AsObject(); // non-null: a watch is never null
            var states = looked[watch.Name].Where(s => watch.Uses(s.Source) && watch.Expect.ContainsKey(s.Source)).ToList();
            item["lastChange"] = latest.GetValueOrDefault(watch.Name) is { } change
                ? Node(new { change.At, Gained = change.Gained.Count, Lost = change.Lost.Count, Ids = new { change.Gained, change.Lost }, change.OldQuery, change.NewQuery })
                : null;
            item["expect"] = Node(new
            {
                Ids = watch.Expect,
                Checked = states.Min(s => s.Checked),
                Missing = states.SelectMany(s => s.MissingOf(watch).Select(m => HitId.Of(s.Source, m))),
                Errors = states.Where(s => s.Error is not null).Select(s => $"{s.Source}: {s.Error}"),
            });
            item["neverAsked"] = Node(NeverAsked.Of(catalog.Enabled, [watch]).Select(n => new { n.Source, n.Reason, n.IsError }));
            items.Add(item);
        }

        return TypedResults.Ok(List(items, subscribers.Watches.Count, paging));
    }

    private static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> QuarantineAsync(
        [Description(Paging.PageText)] int? page, [Description("1 to 500; default 500")] int? size, PollTable polls, CancellationToken ct) =>
        Paging.Read(page, size, MaxSize, MaxSize, out var paging) is { } problem ? Problems.Bad(problem)
        : TypedResults.Ok(List(Node(await polls.QuarantinedAsync(paging.Skip, paging.Size, ct)), await polls.QuarantineCountAsync(ct), paging));

    private static JsonObject List(JsonNode? items, int total, Paging paging) =>
        new() { ["items"] = items, ["total"] = total, ["page"] = paging.Page, ["size"] = paging.Size };

    private static JsonNode? Node<T>(T value) => JsonSerializer.SerializeToNode(value, StoreJson.EveryKey);
}
