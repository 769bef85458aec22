using Monitor.Documents;
using Monitor.Queries;

namespace Monitor.Polling;

/// <summary>
/// All watches against one record, where no upstream was asked: what the record shows decides. Safe from several threads.
/// </summary>
internal sealed class WatchMatcher(IReadOnlyList<WatchQuery> watches)
{
    private readonly QueryIndex<(WatchQuery Watch, WatchEvaluator Evaluator)> _index =
        new(watches.Select(w => ((w, new WatchEvaluator(w)), w.Query)));

    /// <summary>The watches that the record satisfies, with the reasons, in their order.</summary>
    public IEnumerable<(WatchQuery Watch, IReadOnlyList<Match> Reasons)> Of(Hit record)
    {
        HitTokens? tokens = null;
        foreach (var ((watch, evaluator), _) in _index.Candidates(record))
        {
            tokens ??= new HitTokens(record);
            var (truth, reasons) = evaluator.Ask(tokens);
            if (truth == Truth.Yes) yield return (watch, reasons);
        }
    }
}
