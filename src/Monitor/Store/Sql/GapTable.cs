using System.Data.Common;
using Dapper;

namespace Monitor.Store.Sql;

/// <summary>The stretches that could not be proved complete: opened by the commit that finds them, closed by the one that covers them, never forgotten.</summary>
internal static class GapTable
{
    private const string Columns = "source, query_key, window_from, window_to, reason, opened, kind, closed";

    /// <summary>Opens a gap. An unproven stretch of a query that is open already only grows.</summary>
    public static async Task OpenAsync(DbTransaction tx, Gap gap)
    {
        var args = new { gap.Source, gap.Key, F = gap.Window.From.Ms(), T = gap.Window.To.Ms(), gap.Reason, Opened = gap.Opened.Ms(), gap.Kind };
        if (gap.Kind == Gap.Unproven && await tx.Connection!.ExecuteAsync("""
            UPDATE gap SET window_to = CASE WHEN window_to < @T THEN @T ELSE window_to END, reason = @Reason
            WHERE source = @Source AND query_key = @Key AND kind = @Kind AND closed IS NULL AND NOT EXISTS (
                SELECT 1 FROM gap o WHERE o.source = gap.source AND o.query_key = gap.query_key AND o.window_from = gap.window_from AND o.window_to = @T AND o.id <> gap.id)
            """, args, tx) > 0) return; // non-null: the transaction is open
        await tx.Connection!.ExecuteAsync("""
            INSERT INTO gap (source, query_key, window_from, window_to, reason, opened, kind) VALUES (@Source, @Key, @F, @T, @Reason, @Opened, @Kind)
            ON CONFLICT (source, query_key, window_from, window_to) DO UPDATE SET closed = NULL, reason = excluded.reason, kind = excluded.kind
            """, args, tx);
    }

    /// <summary>Closes the open gaps of a query that lie within one covered window.</summary>
    /// <returns>Those closed now, and those that stay open.</returns>
    public static async Task<(IReadOnlyList<Gap> Closed, IReadOnlyList<Gap> Open)> CloseCoveredAsync(DbTransaction tx, string source, string key, DateTimeOffset now)
    {
        var open = await ReadAsync(tx.Connection!, tx, "WHERE source = @source AND query_key = @key AND closed IS NULL", new { source, key }); // non-null: open
        if (open.Count == 0) return ([], []);
        var windows = await CoverageTable.WindowsAsync(tx.Connection!, source, key, tx);
        var closed = open.Where(g => windows.Any(w => w.From <= g.Window.From && w.To >= g.Window.To)).ToList();
        await CloseAsync(tx, closed, now);
        return (closed, [.. open.Except(closed)]);
    }

    public static Task CloseAsync(DbTransaction tx, IEnumerable<Gap> gaps, DateTimeOffset now) =>
        ManyRows.ChangeAsync(
            tx, """
            UPDATE gap SET closed = g.now FROM given g
            WHERE gap.source = g.source AND gap.query_key = g.query_key AND gap.window_from = g.window_from AND gap.window_to = g.window_to
            """, gaps.Select(g => new { g.Source, QueryKey = g.Key, WindowFrom = g.Window.From.Ms(), WindowTo = g.Window.To.Ms(), Now = now.Ms() }));

    internal static async Task<IReadOnlyList<Gap>> ReadAsync(DbConnection c, DbTransaction? tx, string where, object args) =>
        [.. (await c.QueryAsync<(string Source, string Key, long From, long To, string Reason, long Opened, string Kind, long? Closed)>($"SELECT {Columns} FROM gap {where}", args, tx))
            .Select(r => new Gap(r.Source, r.Key, new TimeWindow(r.From.At(), r.To.At()), r.Reason, r.Opened.At()) { Kind = r.Kind, Closed = r.Closed.At() })];
}
