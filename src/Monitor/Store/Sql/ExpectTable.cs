using System.Data.Common;
using Dapper;
using Monitor.Documents;

namespace Monitor.Store.Sql;

/// <summary>How the last look for the known items of a watch on a source ended.</summary>
/// <param name="Checked">When it was last answered; null = never.</param>
/// <param name="Error">Why the last try was not answered; what stands beside it is from the answer before.</param>
/// <param name="Query">What was sent.</param>
internal sealed record ExpectState(
    string Watch, string Source, DateTimeOffset? Checked, IReadOnlyList<string> Found, IReadOnlyList<string> Missing, string? Error, string Query, DateTimeOffset NextDue)
{
    /// <summary>The missing ones that the watch still expects.</summary>
    public IReadOnlyList<string> MissingOf(Watch watch) => watch.Uses(Source)
        ? [.. Missing.Where(m => watch.Expect.Values.Any(ids => ids.Contains(m, StringComparer.Ordinal)))]
        : [];

    /// <summary>The alarm in words, one line per watch and source; empty when every known item is found.</summary>
    public static IReadOnlyList<string> Alarms(IEnumerable<ExpectState> states, IEnumerable<Watch> watches) =>
        [.. states.Join(watches, s => s.Watch, w => w.Name, (s, w) => (State: s, Missing: s.MissingOf(w)), StringComparer.Ordinal)
            .Where(s => s.Missing.Count > 0)
            .Select(s => $"KNOWN ITEMS NOT FOUND: {s.State.Watch}, {s.State.Source}: {string.Join(", ", s.Missing)}: the query or the source is broken")];
}

/// <summary>The looks for known items.</summary>
internal sealed class ExpectTable(Database database)
{
    private const string All = "SELECT watch, source, checked, found, missing, error, query, next_due FROM expect_state ORDER BY watch, source";

    public Task<IReadOnlyList<ExpectState>> ListAsync(CancellationToken ct) => database.ReadAsync(c => ListAsync(c, null), ct);

    public static Task<IReadOnlyList<ExpectState>> ListAsync(DbTransaction tx) => ListAsync(tx.Connection!, tx); // non-null: the transaction is open

    public Task SaveAsync(ExpectState s, CancellationToken ct) => SaveAsync(s, _ => Task.CompletedTask, ct);

    /// <param name="s">What was found.</param>
    /// <param name="also">Stored in the same transaction.</param>
    /// <param name="ct">Gives up.</param>
    public Task SaveAsync(ExpectState s, Func<DbTransaction, Task> also, CancellationToken ct) => database.WriteAsync(async tx =>
    {
        await SaveAsync(tx, s);
        await also(tx);
    }, ct);

    private static Task SaveAsync(DbTransaction tx, ExpectState s) => tx.Connection!.ExecuteAsync("""
        INSERT INTO expect_state (watch, source, checked, found, missing, error, query, next_due)
        VALUES (@Watch, @Source, @Checked, @Found, @Missing, @Error, @Query, @Due)
        ON CONFLICT (watch, source) DO UPDATE SET checked = excluded.checked, found = excluded.found, missing = excluded.missing,
            error = excluded.error, query = excluded.query, next_due = excluded.next_due
        """,
        new
        {
            s.Watch, s.Source, Checked = s.Checked.Ms(), Found = StoreJson.Write(s.Found), Missing = StoreJson.Write(s.Missing), s.Error, s.Query, Due = s.NextDue.Ms(),
        }, tx);

    private static async Task<IReadOnlyList<ExpectState>> ListAsync(DbConnection c, DbTransaction? tx) =>
        [.. (await c.QueryAsync<(string Watch, string Source, long? Checked, string Found, string Missing, string? Error, string Query, long Due)>(All, transaction: tx))
            .Select(r => new ExpectState(r.Watch, r.Source, r.Checked.At(), StoreJson.Read<List<string>>(r.Found), StoreJson.Read<List<string>>(r.Missing), r.Error, r.Query, r.Due.At()))];
}
