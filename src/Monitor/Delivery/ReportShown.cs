using System.Data.Common;
using Monitor.Documents;
using Monitor.Identity.Reports;
using Monitor.Store.Sql;

namespace Monitor.Delivery;

/// <summary>What is due, each with the record that speaks for its report, the others beside it, and what the report is now.</summary>
internal static class ReportShown
{
    /// <summary>In the order of what is due. A notice about a paper of the same watch is told as what it does to that paper.</summary>
    public static async Task<List<DueItem>> OfAsync(DbTransaction tx, IReadOnlyCollection<(Revision Revision, string Watch)> due)
    {
        var connection = tx.Connection!; // non-null: the transaction is open
        var hits = await HitTable.LoadAsync(tx, due.Select(d => d.Revision.HitId));
        var states = await ReportStates.OfAsync(connection, tx, hits.Values);
        var papers = due.Where(d => IsNotice(d.Revision, states)).Select(d => states[d.Revision.HitId].About)
            .OfType<Article>().DistinctBy(p => p.Id, StringComparer.Ordinal).ToList();
        var ofPapers = await ReportStates.OfAsync(connection, tx, papers);
        var together =
            await ReportMemberTable.TogetherAsync(connection, tx, due.Select(d => d.Revision.HitId)
            .Concat(papers.Select(p => p.Id)).Distinct(StringComparer.Ordinal).ToList());
        foreach (var (id, hit) in await HitTable.LoadAsync(tx, together.SelectMany(t => t).Select(t => t.HitId)
            .Concat(papers.Select(p => p.Id)).Where(id => !hits.ContainsKey(id)))) hits[id] = hit;
        return [.. due.Select(Shown)];

        DueItem Shown((Revision Revision, string Watch) row)
        {
            var (revision, watch) = row;
            if (IsNotice(revision, states) && UnderPaper(revision, watch) is { } told) return told;
            return Of(revision, hits[revision.HitId], watch, states[revision.HitId]);
        }

        DueItem? UnderPaper(Revision revision, string watch)
        {
            var (notice, paper) = ((Article)hits[revision.HitId], states[revision.HitId].About);
            if (paper is null || NoticeWords.Told(revision, notice) is not { } told) return null;
            var members = together[paper.Id].Select(m => hits.GetValueOrDefault(m.HitId)).Append(paper).OfType<Article>();
            if (!members.Any(m => m.Matches.Any(r => r.Watch == watch))) return null;
            return Of(told with { HitId = paper.Id }, paper, watch, ofPapers[paper.Id]) with { Notice = notice };
        }

        DueItem Of(Revision revision, Hit own, string watch, ReportState state)
        {
            var report = together[own.Id].ToList();
            if (report.Count == 0) return new DueItem(revision, own, watch) { State = state };
            var members = report.Select(m => hits.GetValueOrDefault(m.HitId)).OfType<Article>().ToList();
            var shown = Lead(members, own, watch);
            return new DueItem(revision, shown, watch) { Report = report[0].ReportId, Also = [.. members.Where(m => m.Id != shown.Id)], State = state };
        }
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

    private static bool IsNotice(Revision revision, IReadOnlyDictionary<string, ReportState> states) =>
        revision.Type == RevisionType.New && states[revision.HitId] is { IsNotice: true, About: not null };

    /// <summary>0 = not at all, then by the source's index only or as context, then by its text.</summary>
    private static int Strength(Hit hit, string watch)
    {
        var mine = hit.Matches.Where(m => m.Watch == watch).ToList();
        return mine.Count == 0 ? 0 : Match.MayMailAtOnce(mine) ? 2 : 1;
    }
}
