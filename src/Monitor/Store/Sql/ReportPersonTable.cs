using System.Data.Common;
using Dapper;

namespace Monitor.Store.Sql;

/// <summary>What a person decided on two records.</summary>
/// <param name="A">Comes before <paramref name="B"/> in ordinal order.</param>
/// <param name="B">The other.</param>
/// <param name="Decision"><c>joined</c> or <c>parted</c>.</param>
/// <param name="By">Who.</param>
/// <param name="At">When, in Unix milliseconds.</param>
internal sealed record ReportPerson(string A, string B, string Decision, string By, long At)
{
    public const string Joined = "joined", Parted = "parted";
}

/// <summary>Decisions of people, which outweigh every rule.</summary>
internal static class ReportPersonTable
{
    /// <summary>All in which one of these hits stands.</summary>
    public static async Task<IReadOnlyList<ReportPerson>> OfAsync(DbConnection connection, DbTransaction? tx, IEnumerable<string> hitIds)
    {
        var found = new HashSet<ReportPerson>();
        foreach (var chunk in hitIds.Distinct(StringComparer.Ordinal).Chunk(500))
        {
            foreach (var column in (string[])["d.a", "d.b"])
            {
                found.UnionWith((await connection.QueryAsync<(string A, string B, string Decision, string By, long At)>(
                    $"SELECT d.a, d.b, d.decision, d.by, d.at FROM report_person d WHERE {Dialect.Of(connection).In(column, "chunk")}", new { chunk }, tx)).Select(d => new ReportPerson(d.A, d.B, d.Decision, d.By, d.At)));
            }
        }

        return [.. found];
    }

    /// <summary>Whether there are any: most stores never have one.</summary>
    public static Task<bool> AnyAsync(DbTransaction tx) =>
        tx.Connection!.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT 1 FROM report_person)", transaction: tx); // non-null: the transaction is open

    public static Task AddAsync(DbTransaction tx, ReportPerson decision) =>
        tx.Connection!.ExecuteAsync("INSERT INTO report_person (a, b, decision, by, at) VALUES (@A, @B, @Decision, @By, @At)", decision, tx); // non-null: the transaction is open

    public static Task RemoveAsync(DbTransaction tx, string a, string b) =>
        tx.Connection!.ExecuteAsync("DELETE FROM report_person WHERE a = @a AND b = @b", new { a, b }, tx); // non-null: the transaction is open
}
