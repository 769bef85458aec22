using Monitor.Documents;
using Monitor.Queries;

namespace Monitor.Polling;

/// <summary>
/// A watch's query asked of records. Where the record shows what is wanted as context and does not show the query proper, the
/// reasons are marked as context; what it shows of neither is the upstream's word for both, and is not marked.
/// </summary>
/// <param name="watch">The watch on the record's source.</param>
/// <param name="vouched">As of <see cref="Evaluator"/>.</param>
internal sealed class WatchEvaluator(WatchQuery watch, Func<Clause, bool>? vouched = null)
{
    private readonly Evaluator _all = new(watch.Query, watch.Watch.Name, vouched);
    private readonly Evaluator? _proper = watch.Proper is { } proper ? new Evaluator(proper, watch.Watch.Name) : null;

    /// <summary>The answer to query and context together, and why.</summary>
    public (Truth Truth, IReadOnlyList<Match> Reasons) Ask(HitTokens hit)
    {
        var (truth, reasons) = _all.Ask(hit);
        return truth == Truth.Yes && _proper is not null && _proper.Ask(hit).Truth != Truth.Yes
            ? (truth, [.. reasons.Select(r => r with { Context = true })])
            : (truth, reasons);
    }
}
