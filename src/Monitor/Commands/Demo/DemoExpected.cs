using Monitor.Documents;
using Monitor.Polling;
using Monitor.Simulator;

namespace Monitor.Commands.Demo;

/// <summary>
/// Which pairs of reader and news a faultless monitor owes, from the world's own log and from when each search was complete.
/// A change is told as a difference between two complete answers: what came and went between them nobody could see, and
/// several changes of one record between them are one.
/// </summary>
internal sealed class DemoExpected
{
    private readonly ILookup<string, (string? Watch, string Search, DateTimeOffset Begun, DateTimeOffset Ended)> _complete;
    private readonly Dictionary<string, DateTimeOffset> _first;

    /// <param name="ledger">All runs.</param>
    /// <param name="world">Knows when an upstream showed yesterday's state: such an answer is whole, and parts nothing.</param>
    public DemoExpected(IReadOnlyList<Poll> ledger, World world)
    {
        var stale = world.Outages.Where(o => o.Fault is Faults.FeedFrozen or Faults.LateRecord).ToList();
        _complete = ledger.Where(p => IsComplete(p) && !stale.Any(o => o.Source == p.Source && p.Started < o.To && p.Finished >= o.From)).ToLookup(p => p.Source, p => (p.Watch, p.Watch ?? p.Query, p.Started, p.Finished), StringComparer.Ordinal);
        _first = ledger.Where(p => p.Outcome is PollOutcome.Ok or PollOutcome.Empty)
            .GroupBy(p => (p.Source, Search: p.Watch ?? p.Query))
            // Seen by its end: long runs see late what they list last.
            .GroupBy(g => g.Key.Source, g => g.Min(p => p.Finished), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Max(), StringComparer.Ordinal);
    }

    /// <summary>Whether what had appeared before a run must have been seen by it.</summary>
    public static bool IsComplete(Poll poll) =>
        poll.Outcome is PollOutcome.Ok or PollOutcome.Empty && poll.Error?.EndsWith(Canary.Doubted, StringComparison.Ordinal) != true;

    /// <summary>The pairs, as <paramref name="pair"/> writes them.</summary>
    /// <param name="events">All of the world, also what is no news.</param>
    /// <param name="start">Begin of the play: what existed then is announced by a summary.</param>
    /// <param name="subscribers">Who follows what.</param>
    /// <param name="pair">The pair of a reader and an event; null where it is no news to that reader.</param>
    /// <param name="delivered">The pairs that were told: of several changes that fell into one, the one that was told is the one owed.</param>
    public HashSet<string> Pairs(IEnumerable<WorldEvent> events, DateTimeOffset start, Subscribers subscribers, Func<string, WorldEvent, string?> pair, IReadOnlySet<string> delivered)
    {
        var pairs = new HashSet<string>(StringComparer.Ordinal);
        foreach (var record in events.GroupBy(e => (e.Source, e.ExternalId)))
        {
            var life = record.OrderBy(e => e.At).ToList();
            // What has no beginning here existed before the play.
            var known = life[0].Type != WorldEventTypes.New;
            foreach (var seen in Together(life))
            {
                var news = Owed(seen, known).Where(e => IsOwed(e, start)).ToList();
                known |= seen[^1].Type != WorldEventTypes.Deleted;
                foreach (var reader in seen.SelectMany(e => e.Watches).SelectMany(subscribers.Of).Distinct(StringComparer.Ordinal))
                {
                    var owed = news.Where(e => e.Watches.SelectMany(subscribers.Of).Contains(reader)).Select(e => pair(reader, e)).OfType<string>().ToList();
                    var told = seen.Count > 1 ? owed.Where(delivered.Contains).ToList() : [];
                    pairs.UnionWith(told.Count > 0 ? told : owed);
                }
            }
        }

        return pairs;
    }

    /// <summary>The events of one record in portions that no complete answer parts.</summary>
    private IEnumerable<List<WorldEvent>> Together(IReadOnlyList<WorldEvent> events)
    {
        var portion = new List<WorldEvent>();
        foreach (var e in events)
        {
            if (portion.Count > 0 && IsParted(portion[^1], e))
            {
                yield return portion;
                portion = [];
            }

            portion.Add(e);
        }

        if (portion.Count > 0) yield return portion;
    }

    /// <summary>Each search that can show the record was complete between the two; what is gone from a list is believed the second time.</summary>
    private bool IsParted(WorldEvent earlier, WorldEvent later)
    {
        var searches = _complete[earlier.Source].Where(s => s.Watch is null || earlier.Watches.Contains(s.Watch) || later.Watches.Contains(s.Watch)).GroupBy(s => s.Search, StringComparer.Ordinal).ToList();
        var needed = earlier.Type == WorldEventTypes.Deleted ? 2 : 1;
        return searches.Count > 0 && searches.All(s => s.Count(p => p.Begun >= earlier.At && p.Ended < later.At) >= needed);
    }

    /// <summary>What a portion comes to for one who saw only its begin and its end.</summary>
    private static IEnumerable<WorldEvent> Owed(List<WorldEvent> seen, bool known)
    {
        var isGone = seen[^1].Type == WorldEventTypes.Deleted;
        // Gone before it was seen; or seen for the first time, whatever it went through before.
        if (!known) return isGone ? [] : [(seen.Find(IsFound) ?? seen.Find(e => e.Type == WorldEventTypes.New) ?? seen[^1]) with { Type = WorldEventTypes.New }];
        if (isGone) return [seen[^1]];
        return seen.Exists(e => e.Type == WorldEventTypes.Deleted) ? [] : seen;
    }

    /// <summary>What no watch was after at first may be what one is after when headings are added.</summary>
    private static bool IsFound(WorldEvent e) => e is { Type: WorldEventTypes.New, Watches.Count: > 0 };

    /// <summary>News once every search of its source was complete after it; a change also only where the source had been complete before it.</summary>
    public bool IsOwed(WorldEvent e, DateTimeOffset start) =>
        e.IsNews && e.At > start && e.At <= Seen(e.Source)
        && (e.Type == WorldEventTypes.New || (_first.TryGetValue(e.Source, out var first) && e.At > first));

    private DateTimeOffset Seen(string source)
    {
        var ends = _complete[source].GroupBy(p => p.Search, p => p.Begun, StringComparer.Ordinal).Select(g => g.Max()).ToList();
        return ends.Count == 0 ? DateTimeOffset.MinValue : ends.Min();
    }
}
