using Monitor.Documents;
using Monitor.Polling;

namespace Monitor.Tests.Infrastructure;

/// <summary>Puts hits into a running program through the one door, as a poll would.</summary>
internal static class Stored
{
    public const string Hair = "exosomes-hair-loss", Safety = "exosome-safety";

    public static Match Why(string watch, bool context = false) =>
        new() { Watch = watch, Clause = "exosome*", Words = ["exosome"], Field = "title", Offsets = [new Span(0, 1)], Context = context };

    /// <param name="app">Where to.</param>
    /// <param name="quiet">As of a baseline: stored silently.</param>
    /// <param name="why">Of all these hits; null = no watch has them.</param>
    /// <param name="hits">What was found.</param>
    public static Task AddAsync(this MonitorApp app, bool quiet, Match? why, params Hit[] hits) => app.Get<Ingest>().CommitAsync(new IngestBatch
    {
        Source = hits[0].Source, QueryKey = "test",
        Poll = new Poll { Source = hits[0].Source, Query = "test", From = MonitorApp.Begin, To = MonitorApp.Begin, Outcome = PollOutcome.Ok },
        Candidates = [.. hits.Select(h => new Candidate(h, why is null ? [] : [new WatchMatch(why.Watch, [why], quiet)]) { KeepAnyway = true })],
    }, CancellationToken.None);

    public static Task AddAsync(this MonitorApp app, params Hit[] hits) => app.AddAsync(false, Why(Hair), hits);

    /// <summary>The source does not show a hit any more.</summary>
    public static Task WithdrawAsync(this MonitorApp app, string id) =>
        app.Get<Ingest>().CommitAsync(Batch(HitId.Split(id).Source) with { Deleted = [id] }, CancellationToken.None);

    /// <summary>The source shows again what it had withdrawn.</summary>
    public static Task AddReturnedAsync(this MonitorApp app, Hit hit) =>
        app.Get<Ingest>()
            .CommitAsync(Batch(hit.Source) with { Candidates = [new Candidate(hit, [new WatchMatch(Hair, [Why(Hair)], false)]) { Returned = true }] },
            CancellationToken.None);

    private static IngestBatch Batch(string source) => new()
    {
        Source = source, QueryKey = "test",
        Poll = new Poll { Source = source, Query = "test", From = MonitorApp.Begin, To = MonitorApp.Begin, Outcome = PollOutcome.Ok },
    };
}
