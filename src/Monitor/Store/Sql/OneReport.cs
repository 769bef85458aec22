using System.Data.Common;
using Dapper;

namespace Monitor.Store.Sql;

/// <summary>The records of one kind that are one report together.</summary>
/// <param name="Kind">Kind of the hits.</param>
/// <param name="Table">Has <c>hit_id</c>, the number <c>n</c> of the hit, and its <c>place</c>: 0 speaks for the report.</param>
/// <param name="Report">The column with the id of the report, which is that of the record that was stored first.</param>
internal sealed record ReportMembers(string Kind, string Table, string Report);

/// <summary>
/// What people are told, shown and counted as one report, defined here alone: the records of one paper, the notices of one regulatory
/// event; a registered trial and all else is one by itself. What sources sent is counted in records, and called so.
/// </summary>
internal static class OneReport
{
    public static IReadOnlyList<ReportMembers> Members { get; } =
        [new("article", "report_member", "report_id"), new("notice", "event_member", "event_id")];

    /// <summary>Those whose hits may be of this kind; null = of any.</summary>
    public static IEnumerable<ReportMembers> Of(string? kind) => Members.Where(m => kind is null || m.Kind == kind);

    /// <summary>The id of a hit's report, as SQL.</summary>
    /// <param name="hit">The column that holds the id of the hit.</param>
    public static string IdOf(string hit) =>
        $"coalesce({string.Concat(Members.Select(m => $"(SELECT x.{m.Report} FROM {m.Table} x WHERE x.hit_id = {hit}), "))}{hit})";

    /// <summary>The hit that speaks for a report, as SQL.</summary>
    /// <param name="report">The column that holds the id of the report.</param>
    public static string SpeakerOf(string report) =>
        $"coalesce({string.Concat(Members.Select(m => $"(SELECT min(x.hit_id) FROM {m.Table} x WHERE x.{m.Report} = {report} AND x.place = 0), "))}{report})";

    /// <summary>A sum over the tables of members, as SQL.</summary>
    /// <param name="count">What is asked of each.</param>
    public static string Sum(Func<ReportMembers, string> count) => string.Join(" + ", Members.Select(m => $"({count(m)})"));

    /// <summary>The report of each of these hits.</summary>
    public static async Task<Dictionary<string, string>> OfAsync(DbConnection connection, DbTransaction? tx, IEnumerable<string> hitIds)
    {
        var found = hitIds.Distinct(StringComparer.Ordinal).ToDictionary(id => id, id => id, StringComparer.Ordinal);
        foreach (var chunk in found.Keys.ToList().Chunk(500))
        {
            foreach (var members in Members)
            {
                var rows = await connection.QueryAsync<(string Hit, string Report)>(
                    $"SELECT x.hit_id, x.{members.Report} FROM {members.Table} x WHERE {Dialect.Of(connection).In("x.hit_id", "chunk")}", new { chunk }, tx);
                foreach (var (hit, report) in rows) found[hit] = report;
            }
        }

        return found;
    }
}
