using System.Data.Common;
using Monitor.Documents;
using Monitor.Identity.Reports;
using Monitor.Store.Sql;

namespace Monitor.Polling.Reports;

/// <summary>What was not told because another record had told it becomes due when the two turn out to be two reports.</summary>
internal static class ReportHeld
{
    /// <param name="tx">The transaction that parted them.</param>
    /// <param name="forms">Holds their articles.</param>
    /// <param name="reports">The report of each record now.</param>
    /// <param name="now">The moment.</param>
    public static async Task ReleaseAsync(DbTransaction tx, ReportForms forms, IReadOnlyDictionary<string, string> reports, DateTimeOffset now)
    {
        var held = await HeldDueTable.OfAsync(tx, reports.Keys);
        if (held.Count == 0) return;
        var members = reports.ToLookup(r => r.Value, r => r.Key, StringComparer.Ordinal);
        var told = (await SentTable.ToldAsync(tx, reports.Keys, [.. held.Select(h => h.Recipient).Distinct(StringComparer.Ordinal)])).Select(t => (t.HitId, t.Recipient)).ToHashSet();
        var revisions = (await RevisionTable.NumberedAsync(tx, held.Select(h => h.Seq))).ToDictionary(r => r.Seq);
        var history = await RevisionTable.OfAsync(tx.Connection!, tx, reports.Keys); // non-null: the transaction is open
        var released = new List<HeldDue>();
        // What a record said later first: its readers are those who knew it before.
        foreach (var row in held.Where(h => h.Type != "new"))
        {
            if (!told.Contains((row.HitId, row.Recipient)) || forms.Article(row.HitId) is not { } article) continue;
            var others = members[reports[row.HitId]].Where(id => id != row.HitId).Select(forms.Article).OfType<Article>().ToList();
            if (!RecordNews.IsSaid(revisions[row.Seq], article, others, Known(others))) released.Add(row);
        }

        foreach (var row in held.Where(h => h.Type == "new"))
        {
            var report = members[reports[row.HitId]].ToList();
            if (report.Exists(id => told.Contains((id, row.Recipient)))) continue;
            told.Add((row.HitId, row.Recipient));
            released.Add(row);
        }

        await HeldDueTable.ReleaseAsync(tx, released);
        await StatesTold.AddDueAsync(tx, [.. released.Select(h => new DueRow(h.Recipient, h.Seq, h.Watch))], null, now);

        ReportState Known(List<Article> others) =>
            others.Count == 0 ? ReportState.Nothing : ReportState.Of([.. others.Select(o => new RecordNow(o, [.. history[o.Id]]))]);
    }
}
