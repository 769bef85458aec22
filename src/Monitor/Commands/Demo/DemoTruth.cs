using Monitor.Documents;
using Monitor.Polling;
using Monitor.Simulator;
using Monitor.Store.Sql;

namespace Monitor.Commands.Demo;

/// <summary>Gaps against the simulator's own log.</summary>
/// <param name="Opened">Stretches of the simulator's misbehaviour in which a search got no complete answer; what a second try overcame opens nothing.</param>
/// <param name="Alarmed">Those of them that the ledger explains, or a gap.</param>
/// <param name="False">Failures and gaps said aloud outside any such stretch.</param>
internal sealed record GapTruth(int Opened, int Alarmed, int False);

/// <summary>What the simulator published against what the readers got.</summary>
internal sealed record DemoTruth
{
    /// <summary>Records and changes that the world brought forth.</summary>
    public int Published { get; init; }

    /// <summary>Pairs of reader and news that must be delivered.</summary>
    public int Expected { get; init; }

    /// <summary>Pairs of reader and news that stand in a mail.</summary>
    public int Delivered { get; init; }

    public IReadOnlyList<string> Missing { get; init; } = [];
    public IReadOnlyList<string> Duplicated { get; init; } = [];
    public required GapTruth Gaps { get; init; }

    /// <summary>Compares the world's own labels with the messages whose files are in the outbox.</summary>
    /// <param name="world">The world that was played.</param>
    /// <param name="start">Begin of the play: what existed then is announced by a summary.</param>
    /// <param name="run">The play.</param>
    /// <param name="subscribers">Who follows what.</param>
    /// <param name="told">Every revision in a message.</param>
    /// <param name="outbox">Folder of the mails.</param>
    /// <param name="ledger">All runs.</param>
    /// <param name="gaps">All gaps.</param>
    public static DemoTruth Of(
        World world, DateTimeOffset start, DemoRun run, Subscribers subscribers,
        IReadOnlyList<(string Recipient, string HitId, string Type, string MessageId, string State)> told, string outbox,
        IReadOnlyList<Poll> ledger, IReadOnlyList<Gap> gaps)
    {
        var events = world.Events(start, DateTimeOffset.MaxValue).ToList();
        var expected = events.Where(e => e.IsNews && e.At > start && e.At <= Seen(run, e))
            .SelectMany(e => e.Watches.SelectMany(subscribers.Of).Distinct(StringComparer.Ordinal).Select(r => $"{r} {e.Source}:{e.ExternalId} {e.Type}"))
            .ToHashSet(StringComparer.Ordinal);
        var delivered = told.Where(t => t.State == "sent" && File.Exists(Path.Combine(outbox, t.MessageId + ".eml")))
            .GroupBy(t => $"{t.Recipient} {WorldId(t.HitId)} {t.Type}", StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        return new DemoTruth
        {
            Published = events.Count(e => e.At <= run.SeenUntil.Values.DefaultIfEmpty(start).Max()),
            Expected = expected.Count,
            Delivered = delivered.Count,
            Missing = [.. expected.Where(e => !delivered.ContainsKey(e)).Order(StringComparer.Ordinal)],
            Duplicated = [.. delivered.Where(d => d.Value > 1).Select(d => d.Key).Order(StringComparer.Ordinal)],
            Gaps = OfGaps(world, ledger, gaps),
        };
    }

    /// <summary>An event is expected once every search that should have shown it to its watch was complete after it.</summary>
    private static DateTimeOffset Seen(DemoRun run, WorldEvent e)
    {
        var ends = run.SeenUntil.Where(s => s.Key.StartsWith(e.Source + "\n", StringComparison.Ordinal)).Select(s => s.Value).ToList();
        return ends.Count == 0 ? DateTimeOffset.MinValue : ends.Min();
    }

    /// <summary>The world names a notice by the path of its address: host and port are not part of the truth.</summary>
    private static string WorldId(string hitId)
    {
        var (source, external) = HitId.Split(hitId);
        return source == WorldSources.FdaRss && Uri.TryCreate(external, UriKind.Absolute, out var uri) ? $"{source}:{uri.AbsolutePath}" : hitId;
    }

    private static GapTruth OfGaps(World world, IReadOnlyList<Poll> ledger, IReadOnlyList<Gap> gaps)
    {
        var failed = ledger.Where(p => p.Outcome is PollOutcome.Failed or PollOutcome.Blocked || p.Error is not null).ToList();
        bool Within(Outage o, string source, DateTimeOffset at) => o.Source == source && at >= o.From && at <= o.To + TimeSpan.FromDays(1);
        var opened = world.Outages.Where(o => failed.Any(p => Within(o, p.Source, p.Started)) || gaps.Any(g => Within(o, g.Source, g.Opened))).ToList();
        return new GapTruth(
            opened.Count,
            opened.Count(o => failed.Any(p => Within(o, p.Source, p.Started) && !string.IsNullOrEmpty(p.Error)) || gaps.Any(g => Within(o, g.Source, g.Opened))),
            failed.Count(p => !world.Outages.Any(o => Within(o, p.Source, p.Started))) + gaps.Count(g => !world.Outages.Any(o => Within(o, g.Source, g.Opened))));
    }
}
