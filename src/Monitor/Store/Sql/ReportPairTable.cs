using System.Data.Common;
using Dapper;

namespace Monitor.Store.Sql;

/// <summary>A decided pair of records that is the same, for a person, or much alike.</summary>
internal sealed class ReportPair
{
    /// <summary>Why a pair that a rule calls the same joins nothing and is asked of nobody: the journal prints the title again and again.</summary>
    public const string Recurring = "recurring-title";

    /// <summary>Comes before <see cref="B"/> in ordinal order.</summary>
    public string A { get; init; } = "";

    public string B { get; init; } = "";

    /// <summary><c>same</c>, <c>to-person</c>, or <c>different</c> where the two are much alike.</summary>
    public string Verdict { get; init; } = "";

    public string Rule { get; init; } = "";

    public double Score { get; init; }

    /// <summary>JSON: what was compared, the deciding rule first.</summary>
    public string Reasons { get; init; } = "[]";

    /// <summary>Two versions of one report: a preprint and its article.</summary>
    public bool Versions { get; init; }

    /// <summary>Why a pair that a rule calls the same joins nothing: it is left to a person, or <see cref="Recurring"/>; null = it does.</summary>
    public string? Waits { get; init; }

    /// <summary>Version of the rules that decided.</summary>
    public int Rules { get; init; }

    public long At { get; init; }
}

/// <summary>Pairs and what was decided of them. Pairs that differ have a row only where they are much alike.</summary>
internal static class ReportPairTable
{
    private const string Columns = "p.a AS A, p.b AS B, p.verdict, p.rule, p.score, p.reasons, p.versions, p.waits, p.rules, p.at";

    /// <summary>
    /// Not in one report though a rule doubts, or decided otherwise by newer rules. Of two reports one pair is asked, the likeliest, and
    /// none where a person has decided on any two of their records.
    /// </summary>
    private const string ToDecide = $"""
        FROM (
            SELECT p.*, ROW_NUMBER() OVER (
                PARTITION BY CASE WHEN x.report_id < y.report_id THEN x.report_id ELSE y.report_id END, CASE WHEN x.report_id < y.report_id THEN y.report_id ELSE x.report_id END,
                    CASE WHEN x.report_id = y.report_id THEN p.a ELSE '' END, CASE WHEN x.report_id = y.report_id THEN p.b ELSE '' END
                ORDER BY p.score DESC, p.a, p.b) AS turn
            FROM report_pair p JOIN report_member x ON x.hit_id = p.a JOIN report_member y ON y.hit_id = p.b
            WHERE p.verdict <> 'different' AND (p.waits IS NULL OR p.waits <> '{ReportPair.Recurring}') AND (x.report_id <> y.report_id OR p.waits = 'new-rules')
                AND NOT EXISTS (SELECT 1 FROM report_person d WHERE d.a = p.a AND d.b = p.b)
                AND (x.report_id = y.report_id OR NOT EXISTS (
                    SELECT 1 FROM report_person d JOIN report_member u ON u.hit_id = d.a JOIN report_member v ON v.hit_id = d.b
                    WHERE (u.report_id = x.report_id AND v.report_id = y.report_id) OR (u.report_id = y.report_id AND v.report_id = x.report_id)))) p
        WHERE p.turn = 1
        """;

    /// <summary>All pairs in which one of these hits stands.</summary>
    public static async Task<IReadOnlyList<ReportPair>> OfAsync(DbConnection connection, DbTransaction? tx, IEnumerable<string> hitIds)
    {
        var found = new Dictionary<(string, string), ReportPair>();
        foreach (var chunk in hitIds.Distinct(StringComparer.Ordinal).Chunk(500))
        {
            // Two questions, not one with OR: each goes by an index of its own.
            foreach (var column in (string[])["p.a", "p.b"])
            {
                foreach (var pair in await connection.QueryAsync<ReportPair>($"SELECT {Columns} FROM report_pair p WHERE {Dialect.Of(connection).In(column, "chunk")}", new { chunk }, tx))
                {
                    found[(pair.A, pair.B)] = pair;
                }
            }
        }

        return [.. found.Values];
    }

    public static Task RemoveAsync(DbTransaction tx, IEnumerable<ReportPair> pairs) =>
        ManyRows.ChangeAsync(tx, "DELETE FROM report_pair WHERE (a, b) IN (SELECT a, b FROM given)", pairs.Select(p => new { p.A, p.B }));

    public static Task AddAsync(DbTransaction tx, IEnumerable<ReportPair> pairs) =>
        ManyRows.InsertAsync(tx, "report_pair", pairs);

    public static Task WaitAsync(DbTransaction tx, IEnumerable<(string A, string B, string? Waits)> pairs) =>
        ManyRows.ChangeAsync(tx, "UPDATE report_pair SET waits = g.waits FROM given g WHERE report_pair.a = g.a AND report_pair.b = g.b", pairs.Select(p => new { p.A, p.B, p.Waits }));

    /// <summary>What waits for a person, the likeliest first, and how much that is.</summary>
    public static async Task<(IReadOnlyList<ReportPair> Pairs, int Total)> ToDecideAsync(DbConnection connection, int skip, int take) => (
        (await connection.QueryAsync<ReportPair>($"SELECT {Columns} {ToDecide} ORDER BY p.score DESC, p.a, p.b LIMIT @take OFFSET @skip", new { skip, take })).AsList(),
        await connection.ExecuteScalarAsync<int>($"SELECT count(*) {ToDecide}"));
}
