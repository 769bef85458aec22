using System.Data.Common;
using Monitor.Documents;
using Monitor.Store.Sql;

namespace Monitor.Polling.Reports;

/// <summary>A paper that its notice took back says so itself days later: the second sign of one retraction is kept, and no news.</summary>
internal static class ToldTwice
{
    private static readonly RevisionType[] Signs = [RevisionType.Retracted, RevisionType.ExpressionOfConcern];

    public static async Task<IReadOnlyList<HitChange>> WithoutAsync(DbTransaction tx, IReadOnlyList<HitChange> changes)
    {
        var signed = changes.Where(c => c is { IsNew: false, Hit: Article } && c.Revisions.Any(r => Signs.Contains(r.Type))).Select(c => c.Hit.Id).ToList();
        if (signed.Count == 0) return changes;
        var known = await RevisionTable.SeqsAsync(tx, signed);
        return [.. changes.Select(c => known.Contains(c.Hit.Id) ? c with { Revisions = [.. c.Revisions.Select(r => IsTold(r, known[c.Hit.Id]) ? r with { News = false } : r)] } : c)];
    }

    private static bool IsTold(Revision revision, IEnumerable<(RevisionType Type, long Seq)> known) =>
        Signs.Contains(revision.Type) && known.Where(k => k.Type == revision.Type || k.Type == RevisionType.Reinstated).OrderBy(k => k.Seq).LastOrDefault() is { Seq: > 0 } last && last.Type == revision.Type;
}
