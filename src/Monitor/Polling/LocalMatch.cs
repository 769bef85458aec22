using Monitor.Documents;
using Monitor.Queries;
using Monitor.Sources;

namespace Monitor.Polling;

/// <summary>
/// The rule of who decides: the local evaluator rejects only where something was widened, by the translation or by the
/// upstream's own words; what was asked exactly and the record does not show is kept as upstream-only.
/// </summary>
internal sealed class LocalMatch(WatchQuery watch, UpstreamQuery upstream, Fetched fetched)
{
    private readonly WatchEvaluator _evaluator = new(watch, clause => fetched.Widened.Count == 0 && upstream.AsksExactly(clause));

    /// <summary>The reasons; null = rejected.</summary>
    public IReadOnlyList<Match>? Of(Hit record)
    {
        var (truth, reasons) = _evaluator.Ask(new HitTokens(record));
        return truth == Truth.No ? null : reasons;
    }
}
