using System.Data.Common;
using System.Globalization;
using Dapper;
using Monitor.Documents;

namespace Monitor.Store.Sql;

/// <summary>Reports of adverse events as counts by day, what each count brought, and who was told.</summary>
internal sealed class AdverseTable(Database database)
{
    /// <summary>All days stored for a watch: those of the query that it counted by last.</summary>
    public static async Task<IReadOnlyList<AdverseDay>> OfAsync(DbConnection connection, string watch) =>
        [.. (await connection.QueryAsync<(string Kind, string Day, int Reports, int Serious)>("SELECT kind, day, reports, serious FROM report_day WHERE watch = @watch", new { watch }))
            .Select(r => new AdverseDay(r.Kind, Day(r.Day), r.Reports, r.Serious))];

    /// <summary>Ends the counts of a watch, where those of another query take their place.</summary>
    public static Task EndAsync(DbTransaction tx, string watch) =>
        tx.Connection!.ExecuteAsync("DELETE FROM report_day WHERE watch = @watch", new { watch }, tx); // non-null: the transaction is open

    /// <summary>Stores the days whose count changed, and what changed.</summary>
    public static async Task SaveAsync(DbTransaction tx, string queryKey, string watch, IEnumerable<AdverseDay> days, IEnumerable<AdverseNews> news, long pollId, DateTimeOffset now)
    {
        await ManyRows.InsertAsync(
            tx, "report_day", days.Select(d => new { QueryKey = queryKey, Watch = watch, d.Kind, Day = Text(d.Day), d.Reports, d.Serious }),
            "ON CONFLICT (query_key, kind, day) DO UPDATE SET reports = excluded.reports, serious = excluded.serious");
        await ManyRows.InsertAsync(tx, "report_news", news.Select(n => new
        {
            PollId = pollId, n.Watch, n.Kind, At = now.Ms(), n.Added, n.Serious, FirstDay = Text(n.First), LastDay = Text(n.Last),
            Reactions = StoreJson.Write(n.Reactions), n.Disclaimer, n.Quiet,
        }));
    }

    /// <summary>The counts of a watch, and the news of them, follow it to its new name.</summary>
    public static async Task RenameAsync(DbTransaction tx, string name, string watch)
    {
        foreach (var table in (string[])["report_day", "report_news"])
        {
            await tx.Connection!.ExecuteAsync($"UPDATE {table} SET watch = @watch WHERE watch = @name", new { name, watch }, tx); // non-null: the transaction is open
        }
    }

    /// <summary>What a reader has not been told; who came later never waited for what was counted before.</summary>
    public static async Task<IReadOnlyList<AdverseNews>> UntoldAsync(DbTransaction tx, string recipient, DateTimeOffset since) =>
        await NewsAsync(tx.Connection!, "WHERE NOT quiet AND at > @since AND id > coalesce((SELECT upto FROM report_told WHERE recipient = @recipient), 0) ORDER BY id", // non-null: the transaction is open
            new { recipient, since = since.Ms() }, tx);

    /// <summary>Marks what a message told.</summary>
    public static Task TellAsync(DbTransaction tx, string recipient, string messageId, long upto) =>
        tx.Connection!.ExecuteAsync("""
            INSERT INTO report_told (recipient, upto, message_id) VALUES (@recipient, @upto, @messageId)
            ON CONFLICT (recipient) DO UPDATE SET upto = CASE WHEN excluded.upto > report_told.upto THEN excluded.upto ELSE report_told.upto END, message_id = excluded.message_id
            """, new { recipient, upto, messageId }, tx); // non-null: the transaction is open

    /// <summary>Days with reports, newest first.</summary>
    public Task<IReadOnlyList<(string Watch, AdverseDay Day)>> DaysAsync(string? watch, DateOnly since, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<(string, AdverseDay)>>(async c =>
            [.. (await c.QueryAsync<(string Watch, string Kind, string Day, int Reports, int Serious)>("""
                SELECT watch, kind, day, reports, serious FROM report_day
                WHERE reports > 0 AND day >= @since AND (@watch IS NULL OR watch = @watch) ORDER BY day DESC, watch, kind
                """, new { watch, since = Text(since) })).Select(r => (r.Watch, new AdverseDay(r.Kind, Day(r.Day), r.Reports, r.Serious)))], ct);

    /// <summary>What the counts brought, newest first.</summary>
    public Task<IReadOnlyList<AdverseNews>> NewsAsync(string? watch, DateOnly since, CancellationToken ct) =>
        database.ReadAsync(c => NewsAsync(c, "WHERE last_day >= @since AND (@watch IS NULL OR watch = @watch) ORDER BY id DESC", new { watch, since = Text(since) }, null), ct);

    private static async Task<IReadOnlyList<AdverseNews>> NewsAsync(DbConnection connection, string where, object args, DbTransaction? tx) =>
        [.. (await connection.QueryAsync<Row>($"SELECT id, watch, kind, at, added, serious, first_day AS First, last_day AS Last, reactions, disclaimer, quiet FROM report_news {where}", args, tx))
            .Select(r => new AdverseNews
            {
                Id = r.Id, Watch = r.Watch, Kind = r.Kind, At = r.At.At(), Added = r.Added, Serious = r.Serious, First = Day(r.First), Last = Day(r.Last),
                Reactions = StoreJson.Read<IReadOnlyList<Reaction>>(r.Reactions), Disclaimer = r.Disclaimer, Quiet = r.Quiet,
            })];

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed class Row
    {
        public long Id { get; init; }
        public string Watch { get; init; } = "";
        public string Kind { get; init; } = "";
        public long At { get; init; }
        public int Added { get; init; }
        public int Serious { get; init; }
        public string First { get; init; } = "";
        public string Last { get; init; } = "";
        public string Reactions { get; init; } = "[]";
        public string? Disclaimer { get; init; }
        public bool Quiet { get; init; }
    }
}
