using Monitor.Documents;
using Monitor.Queries;
using Monitor.Sources;
using Monitor.Store.Sql;

namespace Monitor.Polling;

/// <summary>
/// The query that a watch asked before its present one. What it would still have told stays news under the new query: its next window
/// would have begun earlier than its last one ended, because records appear late.
/// </summary>
internal sealed class OldQuestion
{
    private readonly DateTimeOffset _from;
    private readonly PollTarget _target;
    private readonly UpstreamQuery? _sent;
    private readonly WatchEvaluator? _query;

    public OldQuestion(QueryBefore before, PollTarget target)
    {
        (_from, _target) = (before.Proved - target.Source.Overlap, target);
        try
        {
            var old = Query.Parse(before.Asked);
            var sent = _sent = target.Source.AskFor(old, target.Watches[0].Watch.Schedule);
            // What the upstream knew more than the record it would have found.
            _query = new WatchEvaluator(new WatchQuery(target.Watches[0].Watch, old), c => Facts.UpstreamKnowsMore(c) && sent.AsksExactly(c));
        }
        catch (QueryException)
        {
            // Written for an older grammar: whatever it might have told is told.
        }
    }

    /// <summary>Whether the old query's next window might have told a record.</summary>
    public bool MightTell(SourceRecord record) =>
        (record.Dated is not { } dated || dated.Last >= DateOnly.FromDateTime(_from.UtcDateTime))
        && (_query is null || _query.Ask(new HitTokens(record.Document)).Truth != Truth.No);

    /// <summary>
    /// What the old query counts now. Numbers cannot be matched as records can, so the source is asked once more for what it would have
    /// been asked next.
    /// </summary>
    /// <param name="stored">What it counted when it was asked last.</param>
    /// <param name="now">The answer to the present query.</param>
    /// <param name="until">The end of the window of both.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The counts, and the answer that was fetched for them; null = none was.</returns>
    /// <exception cref="SourceException">The source did not answer, and may do so later.</exception>
    public async Task<(CountsBefore Counts, Fetched? Answer)> CountAsync(IReadOnlyList<AdverseDay> stored, Fetched now, DateTimeOffset until, CancellationToken ct)
    {
        var unknown = new CountsBefore(null, DateOnly.FromDateTime(_from.UtcDateTime));
        if (_sent is not { } upstream) return (unknown, null);
        try
        {
            if (upstream.Impossible) return (unknown with { Now = [] }, null);
            // Another name of the watch, or another way to match: the question is the same.
            if (upstream.Text == _target.Upstream.Text) return (unknown with { Now = now.Counts }, null);
            var answer = await _target.Source.FetchAllAsync(new FetchRequest { Query = upstream, From = _from, To = until, Counted = stored }, ct);
            return (unknown with { Now = answer.Counts }, answer);
        }
        catch (SourceException ex) when (ex.Failure == SourceFailure.Refused)
        {
            // It may be changed for this very reason.
            return (unknown, null);
        }
    }
}
