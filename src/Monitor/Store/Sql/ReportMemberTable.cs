using System.Data.Common;
using System.Runtime.InteropServices;
using Dapper;

namespace Monitor.Store.Sql;

/// <summary>In which report an article stands.</summary>
internal sealed class ReportMember
{
    public string HitId { get; init; } = "";

    /// <summary>Its number in the index.</summary>
    public long N { get; init; }

    /// <summary>Id of the member that was stored first.</summary>
    public string ReportId { get; init; } = "";

    /// <summary>0 leads where the report is shown once.</summary>
    public int Place { get; init; }

    /// <summary>Where it names one paper.</summary>
    public string? Pmid { get; init; }

    public byte[] Keys { get; init; } = [];

    /// <summary>Of the citation that the keys were made from.</summary>
    public long Print { get; init; }

    /// <summary>Version of the rules that decided.</summary>
    public int Rules { get; init; }

    public long[] KeyNumbers => MemoryMarshal.Cast<byte, long>(Keys).ToArray();

    public static byte[] Bytes(long[] keys) => MemoryMarshal.AsBytes<long>(keys).ToArray();
}

/// <summary>Every article has a row: a report of one has its own id.</summary>
internal static class ReportMemberTable
{
    private const string Columns = "m.hit_id AS HitId, m.n, m.report_id AS ReportId, m.place, m.pmid, m.keys, m.print, m.rules";

    /// <summary>The rows of these hits.</summary>
    public static async Task<Dictionary<string, ReportMember>> OfAsync(DbTransaction tx, IEnumerable<string> hitIds)
    {
        var found = new Dictionary<string, ReportMember>(StringComparer.Ordinal);
        foreach (var chunk in hitIds.Distinct(StringComparer.Ordinal).Chunk(500))
        {
            var rows = await tx.Connection!.QueryAsync<ReportMember>( // non-null: the transaction is open
                $"SELECT {Columns} FROM report_member m WHERE {Dialect.Of(tx).In("m.hit_id", "chunk")}", new { chunk }, tx);
            foreach (var row in rows) found[row.HitId] = row;
        }

        return found;
    }

    /// <summary>Ids of all members of these reports.</summary>
    public static async Task<IReadOnlyList<string>> InAsync(DbTransaction tx, IEnumerable<string> reportIds)
    {
        var found = new List<string>();
        foreach (var chunk in reportIds.Distinct(StringComparer.Ordinal).Chunk(500))
        {
            found.AddRange(await tx.Connection!.QueryAsync<string>( // non-null: the transaction is open
                $"SELECT m.hit_id FROM report_member m WHERE {Dialect.Of(tx).In("m.report_id", "chunk")}", new { chunk }, tx));
        }

        return found;
    }

    /// <summary>All members of the reports in which these hits stand with others, by hit, the leading one first. A hit that stands alone has none here.</summary>
    public static async Task<ILookup<string, (string HitId, string ReportId)>> TogetherAsync(DbConnection connection, DbTransaction? tx, IEnumerable<string> hitIds)
    {
        var found = new List<(string Of, string HitId, string ReportId)>();
        foreach (var chunk in hitIds.Distinct(StringComparer.Ordinal).Chunk(500))
        {
            found.AddRange(await connection.QueryAsync<(string, string, string)>($"""
                SELECT m.hit_id, o.hit_id, o.report_id FROM report_member m JOIN report_member o ON o.report_id = m.report_id
                WHERE {Dialect.Of(connection).In("m.hit_id", "chunk")} AND EXISTS (SELECT 1 FROM report_member x WHERE x.report_id = m.report_id AND x.place = 1)
                ORDER BY m.hit_id, o.place
                """, new { chunk }, tx));
        }

        return found.ToLookup(f => f.Of, f => (f.HitId, f.ReportId), StringComparer.Ordinal);
    }

    /// <summary>The number of each of these hits in the index.</summary>
    public static async Task<Dictionary<string, long>> NumbersAsync(DbTransaction tx, IEnumerable<string> hitIds)
    {
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var chunk in hitIds.Distinct(StringComparer.Ordinal).Chunk(500))
        {
            var rows = await tx.Connection!.QueryAsync<(string Id, long N)>( // non-null: the transaction is open
                $"SELECT id, n FROM hit_index WHERE {Dialect.Of(tx).In("id", "chunk")}", new { chunk }, tx);
            foreach (var (id, n) in rows) found[id] = n;
        }

        return found;
    }

    public static Task SaveAsync(DbTransaction tx, IEnumerable<ReportMember> members) =>
        ManyRows.InsertAsync(
            tx, "report_member", members.Select(m => new { m.HitId, m.N, m.ReportId, m.Place, m.Pmid, m.Keys, m.Print, m.Rules }),
            "ON CONFLICT (hit_id) DO UPDATE SET pmid = excluded.pmid, keys = excluded.keys, print = excluded.print, rules = excluded.rules");

    /// <summary>Puts hits into reports; what is kept of lists that show a report once is old then.</summary>
    public static async Task PlaceAsync(DbTransaction tx, IReadOnlyCollection<(string HitId, string ReportId, int Place)> places)
    {
        if (places.Count == 0) return;
        await ManyRows.ChangeAsync(
            tx, "UPDATE report_member SET report_id = g.report_id, place = g.place FROM given g WHERE report_member.hit_id = g.hit_id",
            places.Select(p => new { p.HitId, p.ReportId, p.Place }));
        await tx.Connection!.ExecuteAsync("UPDATE hit_version SET changes = changes + 1", transaction: tx); // non-null: the transaction is open
    }

    /// <summary>Articles that no rules, or earlier ones, have decided on, after a number in the index, oldest first.</summary>
    public static async Task<IReadOnlyList<(long N, string Id)>> OutdatedAsync(DbConnection connection, int rules, long after, int most) =>
        [.. await connection.QueryAsync<(long, string)>("""
            SELECT i.n, i.id FROM hit_index i LEFT JOIN report_member m ON m.hit_id = i.id
            WHERE i.kind = 'article' AND i.n > @after AND (m.rules IS NULL OR m.rules < @rules) ORDER BY i.n LIMIT @most
            """, new { rules, after, most })];
}
