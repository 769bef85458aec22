using System.Data.Common;
using Dapper;
using Monitor.Documents;
using Monitor.Identity.Reports;
using Monitor.Identity.Studies;
using Monitor.Store.Sql;

namespace Monitor.Polling.Reports;

/// <summary>
/// A notice that takes a stored paper back, or doubts it, is news of that paper: its readers are told at once, whether or not the
/// notice itself belongs to what they follow, and before the records of the paper say so.
/// </summary>
internal static class NoticeTelling
{
    /// <summary>The changes of a run, with those of the papers that its notices are about.</summary>
    public static async Task<IReadOnlyList<HitChange>> WithPapersAsync(DbTransaction tx, IReadOnlyList<HitChange> changes, DateTimeOffset now)
    {
        var notices = changes.Where(IsNews).ToList();
        if (notices.Count == 0) return changes;
        var all = changes.ToList();
        foreach (var change in notices)
        {
            if (await OfAsync(tx, change, all, now) is { } told) all.Add(told);
        }

        return all;
    }

    /// <summary>A notice that is met for the first time, or states another link than before.</summary>
    private static bool IsNews(HitChange change) =>
        change.Hit is Article notice && RecordSigns.NoticeOf(notice) is NoticeKind.Retraction or NoticeKind.ExpressionOfConcern
        && (change.Before is not Article before || !before.Corrections.SequenceEqual(notice.Corrections));

    private static async Task<HitChange?> OfAsync(DbTransaction tx, HitChange change, List<HitChange> all, DateTimeOffset now)
    {
        var notice = (Article)change.Hit;
        var papers = await PapersAsync(tx, notice);
        if (papers.Count == 0) return null;
        var state = (await ReportStates.OfAsync(tx.Connection!, tx, papers))[papers[0].Id]; // non-null: the transaction is open
        var kind = RecordSigns.NoticeOf(notice);
        if (kind == NoticeKind.Retraction ? state.IsRetracted : state.IsRetracted || state.Is(StateKind.Concern)) return null;
        var together = await ReportMemberTable.TogetherAsync(tx.Connection!, tx, papers.Select(p => p.Id));
        var report = together.SelectMany(t => t).Select(t => t.HitId).Concat(papers.Select(p => p.Id)).ToHashSet(StringComparer.Ordinal);
        // A paper that comes with its notice is told as what it is; one that another notice of the run tells of is told once.
        if (all.Exists(c => report.Contains(c.Hit.Id) && (c.IsNew || c.Revisions.Any(r => r.EndsTrust)))) return null;
        var paper = together.Contains(papers[0].Id) ? papers.Find(p => p.Id == together[papers[0].Id].First().HitId) ?? papers[0] : papers[0];
        var quiet = change.IsNew && change.Watches.All(w => w.Quiet);
        if (quiet && !await WasToldAsync(tx, report)) return null;
        var revision = NoticeWords.Told(new Revision { HitId = paper.Id, Type = RevisionType.New, At = now }, notice)!; // non-null: it is a retraction or a concern
        IReadOnlyList<string> watches = quiet ? [] : [.. (await HitTable.WatchesAsync(tx, [paper.Id]))[paper.Id]];
        var hit = paper with { LastChanged = now };
        await HitTable.SaveDocumentAsync(tx, hit, now);
        return new HitChange(hit, [revision], [], watches, IsNew: false, Store: false) { Before = paper };
    }

    /// <summary>The stored records of the one paper that the notice names by PMID or DOI.</summary>
    private static async Task<List<Article>> PapersAsync(DbTransaction tx, Article notice)
    {
        var targets = CorrectionLinks.Of(notice).Where(l => l.Kind == LinkKind.About && l.Rule is not "CommentOn" and not "OriginalReportIn")
            .Select(l => l.Target).Distinct(StringComparer.Ordinal).ToArray();
        if (targets.Length == 0) return [];
        var ids = (await tx.Connection!.QueryAsync<string>( // non-null: the transaction is open
            $"SELECT from_hit FROM study_link WHERE {Dialect.Of(tx).In("target", "targets")} AND kind = 'is' ORDER BY from_hit", new { targets }, tx)).Distinct(StringComparer.Ordinal).ToList();
        var members = await ReportMemberTable.OfAsync(tx, ids);
        // A DOI of several papers says of none of them that it is meant.
        if (ids.Select(id => members.GetValueOrDefault(id)?.ReportId ?? id).Distinct(StringComparer.Ordinal).Skip(1).Any()) return [];
        return [.. (await ReportForms.ReadAsync(tx, [.. ids])).Where(a => a.Id != notice.Id && RecordSigns.NoticeOf(a) == NoticeKind.None)
            .OrderBy(a => members.GetValueOrDefault(a.Id)?.Place ?? 0)];
    }

    private static async Task<bool> WasToldAsync(DbTransaction tx, HashSet<string> report)
    {
        var ids = report.ToArray();
        return await tx.Connection!.ExecuteScalarAsync<long>( // non-null: the transaction is open
            $"SELECT count(*) FROM due d JOIN revision r ON r.seq = d.seq WHERE {Dialect.Of(tx).In("r.hit_id", "ids")}", new { ids }, tx) > 0;
    }
}
