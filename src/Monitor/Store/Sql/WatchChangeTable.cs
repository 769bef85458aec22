using System.Data.Common;
using Dapper;

namespace Monitor.Store.Sql;

/// <summary>The canonical queries that a watch's stored hits were last matched against.</summary>
internal sealed record WatchQueries(string Query, string? NoticeQuery)
{
    /// <summary>As one text, for people.</summary>
    public string Text => NoticeQuery is null ? Query : $"{Query} (notices: {NoticeQuery})";

    /// <summary>Capitals mean nothing in a query.</summary>
    public bool Means(WatchQueries? other) => other is not null && Text.Equals(other.Text, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What a changed query gained and lost among the stored hits.</summary>
internal sealed record WatchChange(
    long Id, string Watch, DateTimeOffset At, string OldQuery, string NewQuery, IReadOnlyList<string> Gained, IReadOnlyList<string> Lost);

/// <summary>The queries as last matched, their changes, and to whom these were announced.</summary>
internal sealed class WatchChangeTable(Database database)
{
    private const string Columns = "id, watch, at, old_query, new_query, gained_ids, lost_ids";

    /// <summary>The state of every watch ever polled.</summary>
    public Task<Dictionary<string, WatchQueries>> StatesAsync(CancellationToken ct) =>
        database.ReadAsync(async c => (await c.QueryAsync<(string Watch, string Query, string? Notice)>("SELECT watch, query, notice_query FROM watch_state"))
            .ToDictionary(r => r.Watch, r => new WatchQueries(r.Query, r.Notice), StringComparer.Ordinal), ct);

    public static async Task<WatchQueries?> StateAsync(DbTransaction tx, string watch) =>
        (await tx.Connection!.QueryAsync<(string Query, string? Notice)>("SELECT query, notice_query FROM watch_state WHERE watch = @watch", new { watch }, tx)) // non-null: open
            .Select(r => new WatchQueries(r.Query, r.Notice)).FirstOrDefault();

    /// <summary>A watch that is configured no more and asked the same: it has another name now. Null = there is none.</summary>
    public static async Task<string?> RenamedAsync(DbTransaction tx, WatchQueries queries, IReadOnlyCollection<string> configured) =>
        (await tx.Connection!.QueryAsync<(string Watch, string Query, string? Notice)>("SELECT watch, query, notice_query FROM watch_state ORDER BY since DESC", transaction: tx)) // non-null: open
            .Where(r => !configured.Contains(r.Watch) && queries.Means(new WatchQueries(r.Query, r.Notice))).Select(r => r.Watch).FirstOrDefault();

    public static Task SetStateAsync(DbTransaction tx, string watch, WatchQueries queries, DateTimeOffset now) =>
        tx.Connection!.ExecuteAsync("""
            INSERT INTO watch_state (watch, query, notice_query, since) VALUES (@watch, @Query, @NoticeQuery, @since)
            ON CONFLICT (watch) DO UPDATE SET query = excluded.query, notice_query = excluded.notice_query, since = excluded.since
            """, new { watch, queries.Query, queries.NoticeQuery, since = now.Ms() }, tx);

    public static Task AddAsync(DbTransaction tx, WatchChange change) =>
        tx.Connection!.ExecuteAsync("""
            INSERT INTO watch_change (watch, at, old_query, new_query, gained, lost, gained_ids, lost_ids)
            VALUES (@Watch, @At, @OldQuery, @NewQuery, @Gained, @Lost, @GainedIds, @LostIds)
            """,
            new
            {
                change.Watch, At = change.At.Ms(), change.OldQuery, change.NewQuery, Gained = change.Gained.Count, Lost = change.Lost.Count,
                GainedIds = StoreJson.Write(change.Gained), LostIds = StoreJson.Write(change.Lost),
            }, tx);

    /// <summary>The latest change of each watch.</summary>
    public Task<Dictionary<string, WatchChange>> LatestAsync(CancellationToken ct) =>
        database.ReadAsync(async c => (await c.QueryAsync<(long, string, long, string, string, string, string)>(
                $"SELECT {Columns} FROM watch_change WHERE id IN (SELECT max(id) FROM watch_change GROUP BY watch)"))
            .Select(Change).ToDictionary(w => w.Watch, StringComparer.Ordinal), ct);

    /// <summary>The changes since an instant that a recipient was not told of.</summary>
    public static async Task<IReadOnlyList<WatchChange>> UnannouncedAsync(DbTransaction tx, string recipient, DateTimeOffset since) =>
        [.. (await tx.Connection!.QueryAsync<(long, string, long, string, string, string, string)>($"""
            SELECT {Columns} FROM watch_change w
            WHERE at >= @since AND NOT EXISTS (SELECT 1 FROM watch_change_told t WHERE t.recipient = @recipient AND t.change_id = w.id) ORDER BY id
            """, new { recipient, since = since.Ms() }, tx)).Select(Change)];

    public static Task AnnounceAsync(DbTransaction tx, string recipient, string messageId, IEnumerable<long> changes) =>
        ManyRows.InsertAsync(tx, "watch_change_told", changes.Select(change => new { Recipient = recipient, ChangeId = change, MessageId = messageId }), "ON CONFLICT DO NOTHING");

    private static WatchChange Change((long Id, string Watch, long At, string Old, string New, string Gained, string Lost) r) =>
        new(r.Id, r.Watch, r.At.At(), r.Old, r.New, StoreJson.Read<List<string>>(r.Gained), StoreJson.Read<List<string>>(r.Lost));
}
