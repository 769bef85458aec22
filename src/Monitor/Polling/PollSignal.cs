using System.Diagnostics;
using System.Diagnostics.Metrics;
using Monitor.Documents;

namespace Monitor.Polling;

/// <summary>One poll as telemetry sees it: a span around its requests, and what the ledger line says as counters. Nothing while nobody listens.</summary>
internal sealed class PollSignal : IDisposable
{
    private static readonly ActivitySource Spans = new("Monitor");
    private static readonly Meter Meter = new("Monitor");
    private static readonly Counter<long> Polls = Meter.CreateCounter<long>("monitor.polls", "{poll}", "Polls, by source and outcome.");
    private static readonly Counter<long> Records = Meter.CreateCounter<long>("monitor.records", "{record}", "Records retrieved, by source and what became of them.");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "monitor.poll.duration", "s", "Duration of polls, polite waits included.", tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600] });

    private readonly long _begun = Stopwatch.GetTimestamp();
    private readonly Activity? _span;

    private PollSignal(string source, string? watch)
    {
        _span = Spans.StartActivity($"poll {source}");
        _span?.SetTag("monitor.source", source);
        if (watch is not null) _span?.SetTag("monitor.watch", watch);
    }

    /// <returns>Null while nobody listens.</returns>
    public static PollSignal? Begin(string source, string? watch) =>
        Spans.HasListeners() || Polls.Enabled || Records.Enabled || Duration.Enabled ? new PollSignal(source, watch) : null;

    /// <summary>The poll is stored; without this call it was given up, and its span says so.</summary>
    public void Stored(Poll poll)
    {
        var outcome = poll.Outcome switch { PollOutcome.Ok => "ok", PollOutcome.Empty => "empty", PollOutcome.Blocked => "blocked", PollOutcome.NeverAsked => "never-asked", _ => "failed" };
        var source = KeyValuePair.Create("monitor.source", (object?)poll.Source);
        var ended = KeyValuePair.Create("monitor.outcome", (object?)outcome);
        Polls.Add(1, source, ended);
        Duration.Record(Stopwatch.GetElapsedTime(_begun).TotalSeconds, source, ended);
        foreach (var (result, count) in Counts(poll)) Records.Add(count, source, KeyValuePair.Create("monitor.result", (object?)result));
        if (_span is null) return;
        _span.SetTag("monitor.outcome", outcome);
        _span.SetTag("monitor.poll.id", poll.Id);
        foreach (var (result, count) in Counts(poll)) _span.SetTag($"monitor.records.{result}", count);
        _span.SetStatus(poll.Outcome is PollOutcome.Ok or PollOutcome.Empty ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
    }

    public void Dispose()
    {
        if (_span?.Status == ActivityStatusCode.Unset) _span.SetStatus(ActivityStatusCode.Error, "given up before it was stored");
        _span?.Dispose();
    }

    private static IEnumerable<(string Result, int Count)> Counts(Poll poll) =>
        ((string, int)[])[("new", poll.New), ("changed", poll.Changed), ("known", poll.Known), ("duplicate", poll.Duplicates), ("unmatched", poll.Unmatched), ("quarantined", poll.Quarantined)];
}
