using System.Data.Common;
using System.Globalization;
using Dapper;
using Monitor.Store.Sql;

namespace Monitor.Delivery;

/// <summary>What a reader was sent before of the study that an item is of: one line of context, never a reason to send or to hold back.</summary>
internal static class StudyContext
{
    /// <summary>Such as <c>Same study as NCT06539273 (sent 3 Nov 2026)</c>, by hit; absent where nothing else of the study was sent. Records of one report are not something else.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> LinesAsync(DbTransaction tx, string recipient, IEnumerable<string> hitIds, TimeZoneInfo zone)
    {
        var pairs = new List<(string Hit, string Other, string Kind, string Source, string Number)>();
        foreach (var chunk in hitIds.Distinct(StringComparer.Ordinal).Chunk(400))
        {
            pairs.AddRange(await tx.Connection!.QueryAsync<(string, string, string, string, string)>($"""
                SELECT m.hit_id, o.hit_id, i.kind, i.source, i.external_id FROM study_member m
                JOIN study_member o ON o.study_id = m.study_id AND o.hit_id <> m.hit_id JOIN hit_index i ON i.id = o.hit_id
                WHERE {Dialect.Of(tx).In("m.hit_id", "chunk")} AND NOT EXISTS (
                    SELECT 1 FROM report_member a JOIN report_member b ON b.report_id = a.report_id WHERE a.hit_id = m.hit_id AND b.hit_id = o.hit_id)
                """, new { chunk }, tx)); // non-null: the transaction is open
        }

        var sent = await SentTable.FirstAsync(tx, recipient, pairs.Select(p => p.Other));
        return pairs.Where(p => sent.ContainsKey(p.Other)).GroupBy(p => p.Hit, StringComparer.Ordinal)
            // A registration says most shortly which study it is.
            .Select(of => (Hit: of.Key, First: of.OrderBy(p => p.Kind == "trial" ? 0 : 1).ThenBy(p => sent[p.Other].At).ThenBy(p => p.Other, StringComparer.Ordinal).First()))
            .ToDictionary(x => x.Hit, x => $"Same study as {Name(x.First.Kind, x.First.Source, x.First.Number, x.First.Other)} (sent {Day(sent[x.First.Other].At, zone)})", StringComparer.Ordinal);
    }

    private static string Name(string kind, string source, string number, string id) => kind == "trial" ? number : source == "pubmed" ? $"PMID {number}" : id;

    private static string Day(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
