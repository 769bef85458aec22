using Dapper;
using Monitor.Documents;

namespace Monitor.Store.Sql;

/// <summary>News of one UTC day: hits seen for the first time by kind, and changes of hits known before.</summary>
internal sealed record DayOfNews(DateOnly Day, int Articles, int Trials, int Notices, int Changes);

/// <summary>How much the store holds.</summary>
/// <param name="Hits">All hits.</param>
/// <param name="Quiet">Of these, the ones stored silently when a search ran for the first time.</param>
/// <param name="Polls">Lines of the ledger.</param>
/// <param name="Quarantined">Records that could not be read and are kept whole.</param>
internal sealed record Holdings(int Hits, int Quiet, int Polls, int Quarantined);

/// <summary>The run that stored a revision, and what it received.</summary>
internal sealed record Origin(long Seq, long PollId, string Query, DateTimeOffset From, DateTimeOffset To, DateTimeOffset Finished, int Payloads, string? Address);

/// <summary>Sums over the store for people to look at; it changes nothing.</summary>
internal sealed class CountsTable(Database database)
{
    private const long Day = 86_400_000;

    /// <summary>The days with news since a day, oldest first. What a first run stored silently is no news.</summary>
    public Task<IReadOnlyList<DayOfNews>> NewsAsync(DateOnly since, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<DayOfNews>>(async c => [.. (await c.QueryAsync<(long Day, long Articles, long Trials, long Notices, long Changes)>($"""
            SELECT r.at / {Day}, count(*) FILTER (WHERE r.type = 'new' AND i.kind = 'article'), count(*) FILTER (WHERE r.type = 'new' AND i.kind = 'trial'),
                count(*) FILTER (WHERE r.type = 'new' AND i.kind = 'notice'), count(*) FILTER (WHERE r.type <> 'new')
            FROM revision r JOIN hit_index i ON i.id = r.hit_id
            WHERE r.at >= @since AND r.news AND NOT r.quiet GROUP BY 1 ORDER BY 1
            """, new { since = Start(since) }))
            .Select(r => new DayOfNews(DateOnly.FromDateTime((r.Day * Day).At().UtcDateTime), (int)r.Articles, (int)r.Trials, (int)r.Notices, (int)r.Changes))], ct);

    public Task<Holdings> HoldingsAsync(CancellationToken ct) =>
        database.ReadAsync(async c => new Holdings(
            await c.ExecuteScalarAsync<int>("SELECT count(*) FROM hit_index"),
            await c.ExecuteScalarAsync<int>("SELECT count(*) FROM revision WHERE type = 'new' AND quiet"),
            await c.ExecuteScalarAsync<int>("SELECT count(*) FROM poll"),
            await c.ExecuteScalarAsync<int>("SELECT count(*) FROM quarantine")), ct);

    /// <summary>The designs that hits have.</summary>
    public Task<IReadOnlyList<string>> DesignsAsync(CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<string>>(async c => (await c.QueryAsync<string>("SELECT DISTINCT design FROM hit_index WHERE design IS NOT NULL ORDER BY design")).AsList(), ct);

    /// <summary>On which UTC days, since one, each query got no complete answer, and how often.</summary>
    public Task<Dictionary<(string Source, string Key, DateOnly Day), int>> FailuresAsync(DateOnly since, CancellationToken ct) =>
        database.ReadAsync(async c => (await c.QueryAsync<(string Source, string Key, long Day, long Times)>($"""
            SELECT source, query_key, started / {Day}, count(*) FROM poll WHERE started >= @since AND outcome IN ('failed', 'blocked') GROUP BY 1, 2, 3
            """, new { since = Start(since) }))
            .ToDictionary(r => (r.Source, r.Key, DateOnly.FromDateTime((r.Day * Day).At().UtcDateTime)), r => (int)r.Times), ct);

    /// <summary>Of each revision of a hit, the run that stored it; what was imported or stored by hand has none.</summary>
    public Task<Dictionary<long, Origin>> OriginsAsync(string hitId, CancellationToken ct) =>
        database.ReadAsync(async c => (await c.QueryAsync<(long Seq, long Poll, string Query, long From, long To, long Finished, long Payloads, string? Address)>("""
            SELECT r.seq, p.id, p.query, p.window_from, p.window_to, p.finished,
                (SELECT count(*) FROM poll_payload y WHERE y.poll_id = p.id),
                (SELECT min(a.address) FROM poll_payload y JOIN payload a ON a.hash = y.hash WHERE y.poll_id = p.id)
            FROM revision r JOIN poll p ON p.id = r.poll_id WHERE r.hit_id = @hitId
            """, new { hitId }))
            .ToDictionary(r => r.Seq, r => new Origin(r.Seq, r.Poll, r.Query, r.From.At(), r.To.At(), r.Finished.At(), (int)r.Payloads, r.Address)), ct);

    /// <summary>The latest news, newest first; what was stored silently is none, and of the records of one report the first to come is new.</summary>
    public Task<IReadOnlyList<(string HitId, RevisionType Type, DateTimeOffset At)>> LatestAsync(DateTimeOffset since, int take, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<(string, RevisionType, DateTimeOffset)>>(async c => [.. (await c.QueryAsync<(string HitId, string Type, long At)>("""
            SELECT r.hit_id, r.type, r.at FROM revision r WHERE r.at >= @since AND r.news AND NOT r.quiet AND NOT (r.type = 'new' AND EXISTS (
                SELECT 1 FROM report_member own JOIN report_member o ON o.report_id = own.report_id AND o.hit_id <> own.hit_id
                JOIN revision f ON f.hit_id = o.hit_id AND f.type = 'new' AND f.seq < r.seq WHERE own.hit_id = r.hit_id))
            ORDER BY r.seq DESC LIMIT @take
            """, new { since = since.Ms(), take }))
            .Select(r => (r.HitId, RevisionTable.Kind(r.Type), r.At.At()))], ct);

    private static long Start(DateOnly day) => new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).Ms();
}
