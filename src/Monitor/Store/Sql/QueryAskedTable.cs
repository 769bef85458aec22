using System.Data.Common;
using Dapper;

namespace Monitor.Store.Sql;

/// <summary>What a watch asked of a source before its query became another, or before the watch got another name.</summary>
/// <param name="Asked">The watch's query, canonical.</param>
/// <param name="Proved">Until when it was proved complete; when it began, if none was ever proved.</param>
internal sealed record QueryBefore(string Asked, DateTimeOffset Proved);

/// <summary>
/// What each watch asked of each source, in order: a changed query takes over where the one before it ended, so that nothing that
/// came between the two is taken for old.
/// </summary>
internal sealed class QueryAskedTable(Database database)
{
    /// <summary>Notes a query, with the one that it replaces; one that is noted already stays as it is.</summary>
    /// <param name="source">Name of the source.</param>
    /// <param name="key">Of its coverage.</param>
    /// <param name="watch">Name of the watch.</param>
    /// <param name="asked">Its query, canonical.</param>
    /// <param name="configured">The names of all watches: one that is gone and asked the same has been renamed.</param>
    /// <param name="counts">
    /// Whether the source counts. A watch has the counts of one query, which the next one is held against: what was asked before ends,
    /// with what it proved, so that asked again one day it takes over from what was asked meanwhile.
    /// </param>
    /// <param name="ct">Gives up.</param>
    public Task NoteAsync(string source, string key, string watch, string asked, IReadOnlyCollection<string> configured, bool counts, CancellationToken ct) =>
        database.WriteAsync(async tx =>
        {
            var connection = tx.Connection!; // non-null: the transaction is open
            var (before, name) = (await LatestAsync(connection, tx, source, watch), watch);
            if (before is null && await RenamedAsync(tx, source, asked, configured) is { } renamed) (before, name) = renamed;
            await connection.ExecuteAsync("""
                INSERT INTO query_asked (source, query_key, watch, asked, before, proved)
                VALUES (@source, @key, @watch, @asked, @before, @proved) ON CONFLICT DO NOTHING
                """, new { source, key, watch, asked = StoredText.Of(asked), before = before?.Asked, proved = before?.Proved.Ms() }, tx);
            if (!counts) return;
            await EndAsync(tx, source, key, name);
            if (name != watch) await AdverseTable.RenameAsync(tx, name, watch);
        }, ct);

    /// <summary>What a query replaces; null = nothing, or it was never noted.</summary>
    public Task<QueryBefore?> BeforeAsync(string source, string key, CancellationToken ct) => database.ReadAsync(async c =>
        (await c.QueryAsync<(string Asked, long Proved)>(
            "SELECT before, proved FROM query_asked WHERE source = @source AND query_key = @key AND proved IS NOT NULL", new { source, key }))
            .Select(r => new QueryBefore(r.Asked, r.Proved.At())).FirstOrDefault(), ct);

    /// <summary>What a watch asked of a source last; null = it never asked.</summary>
    public static async Task<QueryBefore?> LatestAsync(DbConnection connection, DbTransaction? tx, string source, string watch) =>
        Latest(await connection.QueryAsync<Row>($"{Asked} WHERE watch = @watch", new { source, watch }, tx));

    private const string Asked = """
        SELECT watch, asked, CASE WHEN covered IS NULL AND before IS NOT NULL THEN before ELSE asked END AS answered,
            coalesce(covered, proved) AS proved, started FROM (
            SELECT a.watch, a.asked, a.before, a.proved, coalesce(s.started, a.proved) AS started,
                (SELECT c.window_to FROM coverage c WHERE c.source = a.source AND c.query_key = a.query_key ORDER BY c.window_from LIMIT 1) AS covered
            FROM query_asked a LEFT JOIN query_state s ON s.source = a.source AND s.query_key = a.query_key
            WHERE a.source = @source AND (s.started IS NOT NULL OR a.proved IS NOT NULL)) AS every
        """;

    private static async Task EndAsync(DbTransaction tx, string source, string key, string watch)
    {
        foreach (var table in (string[])["coverage", "query_state", "query_asked"])
        {
            await tx.Connection!.ExecuteAsync($"""
                DELETE FROM {table} WHERE source = @source AND query_key IN (
                    SELECT query_key FROM query_asked WHERE source = @source AND watch = @watch AND query_key <> @key)
                """, new { source, watch, key }, tx); // non-null: the transaction is open
        }
    }

    private static async Task<(QueryBefore Before, string Name)?> RenamedAsync(
        DbTransaction tx, string source, string asked, IReadOnlyCollection<string> configured)
    {
        var gone = (await tx.Connection!.QueryAsync<Row>(Asked, new { source }, tx)) // non-null: the transaction is open
            .Where(r => !configured.Contains(r.Watch) && (Same(r.Asked) || Same(r.Answered))).ToList();
        return Latest(gone) is { } before ? (before, gone.MaxBy(r => r.Proved ?? long.MinValue)!.Watch) : null; // non-null: there is a latest

        bool Same(string query) => query.Equals(asked, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A query that never got an answer has proved nothing: what it replaced still counts.</summary>
    private static QueryBefore? Latest(IEnumerable<Row> rows) =>
        rows.OrderByDescending(r => r.Proved ?? long.MinValue).ThenBy(r => r.Started)
            .Select(r => new QueryBefore(r.Answered, (r.Proved ?? r.Started).At())).FirstOrDefault();

    private sealed class Row
    {
        public string Watch { get; init; } = "";
        public string Asked { get; init; } = "";

        /// <summary>The query that the proof is of.</summary>
        public string Answered { get; init; } = "";

        public long? Proved { get; init; }
        public long Started { get; init; }
    }
}
