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
    private readonly DateOnly _from;
    private readonly WatchEvaluator? _query;

    public OldQuestion(QueryBefore before, PollTarget target)
    {
        _from = DateOnly.FromDateTime((before.Proved - target.Source.Overlap).UtcDateTime);
        try
        {
            var old = Query.Parse(before.Asked);
            var sent = target.Source.AskFor(old, target.Watches[0].Watch.Schedule);
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
        (record.Dated is not { } dated || dated.Last >= _from) && (_query is null || _query.Ask(new HitTokens(record.Document)).Truth != Truth.No);
}
