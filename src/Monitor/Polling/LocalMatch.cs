using Monitor.Documents;
using Monitor.Queries;
using Monitor.Sources;
using Monitor.Text;

namespace Monitor.Polling;

/// <summary>
/// The rule of who decides: what the record shows. Beyond that an upstream vouches for the clauses that it was asked exactly, and
/// what it finds by them is kept as upstream-only. One that says that it searched otherwise than asked vouches no more for words,
/// which the record would show, nor for what it says that it left out.
/// </summary>
internal sealed class LocalMatch
{
    private readonly WatchEvaluator _evaluator;
    private readonly UpstreamQuery _upstream;
    private readonly HashSet<string>? _otherwise;

    public LocalMatch(WatchQuery watch, UpstreamQuery upstream, Fetched fetched)
    {
        _upstream = upstream;
        _otherwise = fetched.Widened.Count == 0 ? null : [.. fetched.Otherwise.Select(Folded.Line)];
        _evaluator = new WatchEvaluator(watch, Vouched);
    }

    /// <summary>The reasons; null = rejected.</summary>
    public IReadOnlyList<Match>? Of(Hit record)
    {
        var (truth, reasons) = _evaluator.Ask(new HitTokens(record));
        return truth == Truth.No ? null : reasons;
    }

    private bool Vouched(Clause clause) =>
        _upstream.AsksExactly(clause)
        && (_otherwise is null || (Facts.UpstreamKnowsMore(clause) && !(clause is Term term && _otherwise.Contains(Folded.Line(term.Text)))));
}
