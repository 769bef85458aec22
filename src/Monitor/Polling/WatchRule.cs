using Monitor.Documents;
using Monitor.Queries;
using Monitor.Sources;

namespace Monitor.Polling;

/// <summary>
/// Whether a stored hit belongs to a watch under its new query, by what the record shows. What belonged stays, as upstream-only,
/// where an upstream that is asked exactly may know more than the record; so does what only the upstream vouched for, as far as
/// clauses go that it is asked as before.
/// </summary>
internal sealed class WatchRule
{
    private readonly WatchEvaluator _shown;
    private readonly WatchEvaluator _known;
    private readonly WatchEvaluator _vouched;

    /// <param name="watch">The watch with its new query there.</param>
    /// <param name="source">Where the hits are from.</param>
    /// <param name="before">The old query there; null = unknown.</param>
    public WatchRule(WatchQuery watch, ISource source, string? before)
    {
        _shown = new WatchEvaluator(watch);
        var exact = Exact(source, watch);
        var old = before is null ? [] : Clauses(before);
        _known = new WatchEvaluator(watch, clause => Facts.UpstreamKnowsMore(clause) && exact(clause));
        _vouched = new WatchEvaluator(watch, clause => (Facts.UpstreamKnowsMore(clause) || old.Contains(clause)) && exact(clause));
    }

    /// <summary>The reasons; null = does not belong.</summary>
    public IReadOnlyList<Match>? Of(Hit hit, IReadOnlyList<Match> before, bool belongs)
    {
        var tokens = new HitTokens(hit);
        var (truth, reasons) = _shown.Ask(tokens);
        if (truth == Truth.No && belongs) (truth, reasons) = (before.Any(m => m.UpstreamOnly) ? _vouched : _known).Ask(tokens);
        return truth == Truth.No ? null : reasons;
    }

    private static Func<Clause, bool> Exact(ISource source, WatchQuery watch)
    {
        if (source.Feeds.Count > 0) return _ => false;
        return source.AskFor(watch.Query, watch.Watch.Schedule).AsksExactly;
    }

    private static HashSet<Clause> Clauses(string query)
    {
        try
        {
            return [.. Query.Parse(query).Root.Leaves()];
        }
        catch (QueryException)
        {
            return []; // written for an older grammar
        }
    }
}
