using Monitor.Documents;
using Monitor.Queries;
using Monitor.Sources;
using Monitor.Text;

namespace Monitor.Polling;

/// <summary>
/// The rule of who decides: what the record shows. Beyond that an upstream vouches for the clauses that it was asked exactly, and
/// what it finds by them is kept as upstream-only. One that says that it searched otherwise than asked vouches no more for words,
/// which the record would show, nor for what it says that it left out; not at all where that is no term of ours, or where the
/// record holds the words that it searched in its place.
/// </summary>
internal sealed class LocalMatch
{
    private readonly WatchEvaluator _evaluator;
    private readonly WatchEvaluator _strict;
    private readonly UpstreamQuery _upstream;
    private readonly HashSet<string> _otherwise;
    private readonly bool _asAsked;
    private readonly bool _lost;

    public LocalMatch(WatchQuery watch, UpstreamQuery upstream, Fetched fetched)
    {
        _upstream = upstream;
        _asAsked = fetched.Widened.Count == 0;
        _otherwise = [.. fetched.Otherwise.Select(Folded.Line)];
        var terms = watch.Query.Root.Leaves().OfType<Term>().Select(t => Folded.Line(t.Text)).ToHashSet(StringComparer.Ordinal);
        _lost = !_asAsked && !_otherwise.IsSubsetOf(terms);
        _evaluator = new WatchEvaluator(watch, Vouched);
        _strict = new WatchEvaluator(watch, _ => false);
    }

    /// <summary>The reasons; null = rejected.</summary>
    public IReadOnlyList<Match>? Of(Hit record)
    {
        var tokens = new HitTokens(record);
        var (truth, reasons) = (_lost || IsExplained(tokens) ? _strict : _evaluator).Ask(tokens);
        return truth == Truth.No ? null : reasons;
    }

    private bool Vouched(Clause clause) =>
        _upstream.AsksExactly(clause)
        && (_asAsked || (Facts.UpstreamKnowsMore(clause) && !(clause is Term term && _otherwise.Contains(Folded.Line(term.Text)))));

    /// <summary>Found by the words of a phrase, one by one: no heading need have found it.</summary>
    private bool IsExplained(HitTokens record) => _otherwise.Any(phrase => phrase.Split(' ').All(record.Words.Contains));
}
