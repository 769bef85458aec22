using System.Text.Json.Serialization;
using Monitor.Documents;
using Monitor.Polling;
using Monitor.Simulator;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Commands.Demo;

/// <summary>Gaps against the simulator's own log.</summary>
/// <param name="Opened">Stretches of the simulator's misbehaviour in which a due search got no complete answer; what a second try overcame opens nothing.</param>
/// <param name="Alarmed">Those of them for which an alarm of the source stood when the first such search was over.</param>
/// <param name="False">Alarms of the kinds gap, schema, shrunken and silent that no such stretch explains.</param>
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

    /// <summary>Pairs that must be delivered and stand in no mail.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Pairs of which the same change stands in mails more than once.</summary>
    public IReadOnlyList<string> Duplicated { get; init; } = [];

    /// <summary>
    /// Pairs that stand in a mail and of which the world's labels do not say that they must: what an upstream showed while it
    /// misbehaved, what came between the last complete searches. Delivered = expected - missing + these.
    /// </summary>
    public IReadOnlyList<string> Unlabelled { get; init; } = [];

    /// <summary>By source: hits of a watch against the world's labels.</summary>
    public IReadOnlyList<SourceTruth> Sources { get; init; } = [];

    /// <summary>Pairs of reader and report of harm that are owed at once.</summary>
    public int Harms { get; init; }

    /// <summary>Those of them that no message at once told.</summary>
    public IReadOnlyList<string> NotAlerted { get; init; } = [];

    public required GapTruth Gaps { get; init; }

    /// <summary>Nothing lost, nothing twice, nothing foreign, and every harm told at once.</summary>
    [JsonIgnore]
    public bool IsRight => Missing.Count + Duplicated.Count + NotAlerted.Count + Sources.Sum(s => s.Foreign.Count) == 0;

    /// <summary>Compares the world's own labels with the messages whose files are in the outbox.</summary>
    /// <param name="world">The world that was played.</param>
    /// <param name="start">Begin of the play: what existed then is announced by a summary.</param>
    /// <param name="subscribers">Who follows what.</param>
    /// <param name="told">Every revision in a message.</param>
    /// <param name="outbox">Folder of the mails; null = a mail server has taken them.</param>
    /// <param name="ledger">All runs.</param>
    /// <param name="alarms">All alarms, also those that are over.</param>
    /// <param name="stored">Every hit of every watch.</param>
    public static DemoTruth Of(
        World world, DateTimeOffset start, Subscribers subscribers,
        IReadOnlyList<ToldRow> told, string? outbox,
        IReadOnlyList<Poll> ledger, IReadOnlyList<Alarm> alarms, IReadOnlyList<(string Watch, string HitId)> stored)
    {
        var events = world.Events(start, DateTimeOffset.MaxValue).ToList();
        var reports = new DemoReports(world.Events(DateTimeOffset.MinValue, DateTimeOffset.MaxValue), start, subscribers);
        var sent = told.Where(t => t.State == "sent" && (outbox is null || File.Exists(Path.Combine(outbox, t.MessageId + ".eml"))))
            .Select(t => (t.Recipient, Record: WorldId(t.HitId), t.Type, t.Changes, t.Shown, AtOnce: t.Kind != "digest")).ToList();
        var counted = sent.Select(t => (Pair: reports.Pair(t.Recipient, t.Record, t.Type, StoreJson.Read<IReadOnlyList<FieldChange>>(t.Changes)), Changes: reports.IsOnce(t.Record, t.Type) ? "" : t.Changes)).ToList();
        var delivered = counted.Select(t => t.Pair).ToHashSet(StringComparer.Ordinal);
        // A mail shows a report as it is by then: a preprint that is new there with the paper that came of it since.
        var versions = reports.ToldAsNew(sent.Where(t => t.Type == WorldEventTypes.New).SelectMany(t => t.Shown.Select(WorldId).Append(t.Record), (t, record) => (t.Recipient, record)));
        // A paper that is new with its correction or retraction is told as what it is; its notice says nothing more to who reads that.
        var firstTold = told.Where(t => t.Type == WorldEventTypes.New).GroupBy(t => reports.Pair(t.Recipient, WorldId(t.HitId), t.Type, []))
            .ToDictionary(g => g.Key, g => g.Min(t => t.At), StringComparer.Ordinal);
        bool IsSaid(string reader, WorldEvent e) =>
            e is { About: { } about, Type: WorldEventTypes.New } && firstTold.TryGetValue($"{reader} {about} {WorldEventTypes.New}", out var at) && at >= e.At;
        var owed = new DemoExpected(ledger, world);
        var expected = owed.Pairs(events, start, subscribers, (reader, e) => IsSaid(reader, e) ? null : reports.Owed(reader, e, versions), delivered);
        var harms = events.Where(e => e is { Harm: true, Type: WorldEventTypes.New } && e.Watches.Contains(DemoWatches.ExosomeSafety) && owed.IsOwed(e, start))
            .SelectMany(e => subscribers.Of(DemoWatches.ExosomeSafety).Where(r => subscribers.Recipients.Any(x => x.Id == r && x.Alerts)).Select(r => reports.Owed(r, e, versions)))
            .OfType<string>().Where(delivered.Contains).ToHashSet(StringComparer.Ordinal);
        var names = subscribers.Watches.Select(w => w.Name).ToHashSet(StringComparer.Ordinal);
        var atOnce = sent.Where(t => t.AtOnce).Select(t => reports.Pair(t.Recipient, t.Record, t.Type, StoreJson.Read<IReadOnlyList<FieldChange>>(t.Changes))).ToHashSet(StringComparer.Ordinal);
        return new DemoTruth
        {
            Harms = harms.Count,
            NotAlerted = [.. harms.Except(atOnce).Order(StringComparer.Ordinal)],
            // What a watch found under a name that it no longer has belongs to it under the present one.
            Sources = SourceTruth.Of(world, [.. stored.Where(s => names.Contains(s.Watch)).Select(s => (s.Watch, WorldId(s.HitId)))],
                e => owed.IsOwed(e, start)),
            Published = events.Count(e => e.At <= ledger.Where(DemoExpected.IsComplete).Select(p => p.Started).DefaultIfEmpty(start).Max()),
            Expected = expected.Count,
            Delivered = delivered.Count,
            Missing = [.. expected.Where(e => !delivered.Contains(e)).Order(StringComparer.Ordinal)],
            Unlabelled = [.. delivered.Where(d => !expected.Contains(d)).Order(StringComparer.Ordinal)],
            // A body that came late and a correction are two updates; the same one twice is a defect.
            Duplicated = [.. counted.CountBy(t => t).Where(t => t.Value > 1).Select(t => t.Key.Pair).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Gaps = OfGaps(world, ledger, [.. alarms.Where(a => Kinds.Contains(a.Cause.Kind))]),
        };
    }

    /// <summary>The world names a notice by the path of its address: host and port are not part of the truth.</summary>
    private static string WorldId(string hitId)
    {
        var (source, external) = HitId.Split(hitId);
        return source == WorldSources.FdaRss && Uri.TryCreate(external, UriKind.Absolute, out var uri) ? $"{source}:{uri.AbsolutePath}" : hitId;
    }

    private static readonly string[] Kinds = [AlarmKind.Gap, AlarmKind.Schema, AlarmKind.Shrunken, AlarmKind.Silent];

    private static GapTruth OfGaps(World world, IReadOnlyList<Poll> ledger, IReadOnlyList<Alarm> alarms)
    {
        var (opened, alarmed) = (0, 0);
        foreach (var outage in world.Outages)
        {
            var met = ledger.Where(p => Meets(outage, p)).OrderBy(p => p.Id).ToList();
            if (met.Find(p => p.Outcome is PollOutcome.Failed or PollOutcome.Blocked || p.Error is not null || alarms.Any(a => IsBy(a, p))) is not { } incomplete) continue;
            opened++;
            if (alarms.Any(a => a.Cause.Source == outage.Source && a.Opened <= incomplete.Finished && (a.Closed is null || a.Closed > incomplete.Finished))) alarmed++;
        }

        var struck = ledger.Where(p => world.Outages.Any(o => Meets(o, p))).ToList();
        return new GapTruth(opened, alarmed, alarms.Count(a => !struck.Any(p => IsBy(a, p))));
    }

    /// <summary>A search that asked while the source misbehaved.</summary>
    private static bool Meets(Outage outage, Poll poll) => poll.Source == outage.Source && poll.Started < outage.To && poll.Finished >= outage.From;

    /// <summary>Opened in the commit of that search.</summary>
    private static bool IsBy(Alarm alarm, Poll poll) => alarm.Cause.Source == poll.Source && alarm.Opened == poll.Finished;
}
