using System.Data.Common;
using Monitor.Documents;
using Monitor.Store.Sql;

namespace Monitor.Delivery;

/// <summary>What is due, each with the record that speaks for its report and the others beside it.</summary>
internal static class ReportShown
{
    /// <summary>In the order of what is due.</summary>
    public static async Task<List<DueItem>> OfAsync(DbTransaction tx, IReadOnlyCollection<(Revision Revision, string Watch)> due)
    {
        var ids = due.Select(d => d.Revision.HitId).Distinct(StringComparer.Ordinal).ToList();
        var together = await ReportMemberTable.TogetherAsync(tx.Connection!, tx, ids); // non-null: the transaction is open
        var hits = await HitTable.LoadAsync(tx, ids.Concat(together.SelectMany(t => t).Select(t => t.HitId)));
        return [.. due.Select(d => Of(d.Revision, d.Watch, hits, [.. together[d.Revision.HitId]]))];
    }

    private static DueItem Of(Revision revision, string watch, Dictionary<string, Hit> hits, IReadOnlyList<(string HitId, string ReportId)> report)
    {
        var own = hits[revision.HitId];
        if (report.Count == 0) return new DueItem(revision, own, watch);
        var members = report.Select(m => hits.GetValueOrDefault(m.HitId)).OfType<Article>().ToList();
        var shown = Lead(members, own, watch);
        return new DueItem(revision, shown, watch) { Report = report[0].ReportId, Also = [.. members.Where(m => m.Id != shown.Id)] };
    }

    /// <summary>The first that belongs to the watch as well as the record itself does: its words must say why it is here.</summary>
    /// <param name="members">The leading one first.</param>
    /// <param name="own">The record that is due, or was asked for.</param>
    /// <param name="watch">Because of which watch.</param>
    public static Hit Lead(IEnumerable<Hit> members, Hit own, string watch)
    {
        var least = Strength(own, watch);
        return members.FirstOrDefault(m => Strength(m, watch) >= least) ?? own;
    }

    /// <summary>0 = not at all, then by the source's index only or as context, then by its text.</summary>
    private static int Strength(Hit hit, string watch)
    {
        var mine = hit.Matches.Where(m => m.Watch == watch).ToList();
        return mine.Count == 0 ? 0 : Match.MayMailAtOnce(mine) ? 2 : 1;
    }
}
