using Dapper;
using Monitor.Documents;

namespace Monitor.Store.Sql;

/// <summary>News of one UTC day, in reports: seen for the first time, by kind, and those known before of which something changed.</summary>
internal sealed record DayOfNews(DateOnly Day, int Papers, int Trials, int Events, int Changes);

/// <summary>The latest news of a report.</summary>
/// <param name="HitId">The record that speaks for it.</param>
/// <param name="Type">What happened last; a further notice of an event is an update of it.</param>
/// <param name="At">When.</param>
/// <param name="Report">Its id.</param>
internal sealed record LatestNews(string HitId, RevisionType Type, DateTimeOffset At, string Report);

/// <summary>How much the store holds.</summary>
/// <param name="Records">All records that belong to a watch or were imported.</param>
/// <param name="Reports">How many reports these are.</param>
/// <param name="Quiet">Of the reports, those stored silently when a search ran for the first time.</param>
/// <param name="Polls">Lines of the ledger.</param>
/// <param name="Quarantined">Records that could not be read and are kept whole.</param>
internal sealed record Holdings(int Records, int Reports, int Quiet, int Polls, int Quarantined);

/// <summary>The run that stored a revision, and what it received.</summary>
internal sealed record Origin(long Seq, long PollId, string Query, DateTimeOffset From, DateTimeOffset To, DateTimeOffset Finished, int Payloads, string? Address);

/// <summary>Sums over the store for people to look at; it changes nothing.</summary>
internal sealed class CountsTable(Database database)
{
    private const long Day = 86_400_000;

    /// <summary>The days with news since a day, oldest first. What a first run stored silently is no news.</summary>
    public Task<IReadOnlyList<DayOfNews>> NewsAsync(DateOnly since, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<DayOfNews>>(async c => [.. (await c.QueryAsync<(long Day, string Kind, bool First)>($"""
            SELECT t.day, t.kind, max(CASE WHEN t.type = 'new' AND t.report = t.hit_id THEN 1 ELSE 0 END) = 1
            FROM ({News("i.kind, r.at / 86400000 AS day")}) t GROUP BY t.day, t.report, t.kind
            """, new { since = Start(since) }))
            .GroupBy(r => r.Day).OrderBy(g => g.Key).Select(g => new DayOfNews(
                DateOnly.FromDateTime((g.Key * Day).At().UtcDateTime), g.Count(r => r is { First: true, Kind: "article" }),
                g.Count(r => r is { First: true, Kind: "trial" }), g.Count(r => r is { First: true, Kind: "notice" }), g.Count(r => !r.First)))], ct);

    public Task<Holdings> HoldingsAsync(CancellationToken ct) =>
        database.ReadAsync(async c =>
        {
            var records = await c.ExecuteScalarAsync<int>("SELECT count(*) FROM hit_index");
            var beside = await c.ExecuteScalarAsync<int>($"SELECT {OneReport.Sum(m => $"SELECT count(*) FROM {m.Table} x WHERE x.place > 0")}");
            var quiet = await c.ExecuteScalarAsync<int>("SELECT count(*) FROM revision WHERE type = 'new' AND quiet");
            // A report was found when the first of its records was.
            var later = await c.ExecuteScalarAsync<int>(
                $"SELECT {OneReport.Sum(m => $"SELECT count(*) FROM {m.Table} x JOIN revision r ON r.hit_id = x.hit_id WHERE x.{m.Report} <> x.hit_id AND r.type = 'new' AND r.quiet")}");
            return new Holdings(
                records, records - beside, quiet - later, await c.ExecuteScalarAsync<int>("SELECT count(*) FROM poll"),
                await c.ExecuteScalarAsync<int>("SELECT count(*) FROM quarantine"));
        }, ct);

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

    /// <summary>The reports with the latest news, the newest first, each once; what was stored silently is no news.</summary>
    public Task<IReadOnlyList<LatestNews>> LatestAsync(DateTimeOffset since, int take, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<LatestNews>>(async c => [.. (await c.QueryAsync<(string Report, string Speaker, string HitId, string Type, long At)>($"""
            SELECT g.report, {OneReport.SpeakerOf("g.report")}, r.hit_id, r.type, r.at
            FROM (SELECT t.report, max(t.seq) AS seq FROM ({News("i.kind")}) t GROUP BY t.report ORDER BY seq DESC LIMIT @take) g JOIN revision r ON r.seq = g.seq
            ORDER BY g.seq DESC
            """, new { since = since.Ms(), take }))
            .Select(r => new LatestNews(r.Speaker, r.Type == "new" && r.HitId != r.Report ? RevisionType.Updated : RevisionTable.Kind(r.Type), r.At.At(), r.Report))], ct);

    /// <summary>The report of each of these hits.</summary>
    public Task<Dictionary<string, string>> ReportsAsync(IEnumerable<string> hitIds, CancellationToken ct) =>
        database.ReadAsync(c => OneReport.OfAsync(c, null, hitIds), ct);

    /// <summary>Every revision that is news, with its report, as SQL. A further record of a paper is none; a further notice of an event is.</summary>
    private static string News(string columns) => $"""
        SELECT * FROM (SELECT r.seq, r.hit_id, r.type, {columns}, {OneReport.IdOf("r.hit_id")} AS report
            FROM revision r JOIN hit_index i ON i.id = r.hit_id WHERE r.at >= @since AND r.news AND NOT r.quiet) n
        WHERE n.type <> 'new' OR n.report = n.hit_id OR n.kind = 'notice'
        """;

    private static long Start(DateOnly day) => new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).Ms();
}
