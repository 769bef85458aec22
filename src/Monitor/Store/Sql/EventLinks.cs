using System.Data.Common;
using Dapper;

namespace Monitor.Store.Sql;

/// <summary>Reads why notices are, or may be, one event.</summary>
internal static class EventLinks
{
    /// <summary>All links with an end among these hits.</summary>
    public static async Task<IReadOnlyList<EventLink>> OfAsync(DbConnection connection, DbTransaction? tx, IReadOnlyCollection<string> hitIds)
    {
        var links = new List<EventLink>();
        foreach (var chunk in hitIds.Chunk(400))
        {
            links.AddRange((await connection.QueryAsync<(string A, string B, string Verdict, string Rule, string Evidence, long At)>($"""
                SELECT a, b, verdict, rule, evidence, at FROM event_link WHERE {Dialect.Of(connection).In("a", "chunk")} OR {Dialect.Of(connection).In("b", "chunk")} ORDER BY a, b
                """, new { chunk }, tx)).Select(r => new EventLink(r.A, r.B, r.Verdict, r.Rule, r.Evidence, r.At.At())));
        }

        return [.. links.DistinctBy(l => (l.A, l.B))];
    }
}
