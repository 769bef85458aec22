using System.Data.Common;
using Monitor.Documents;
using Monitor.Identity;
using Monitor.Store.Sql;

namespace Monitor.Polling;

/// <summary>What a run does to one hit.</summary>
/// <param name="Hit">The document to store.</param>
/// <param name="Revisions">What changed; empty = known as it is.</param>
/// <param name="Watches">The watches it satisfies in this run.</param>
/// <param name="KnownTo">The watches it belonged to before.</param>
/// <param name="IsNew">Not stored before.</param>
/// <param name="Store">Whether the document differs from the stored one.</param>
internal sealed record HitChange(
    Hit Hit, IReadOnlyList<Revision> Revisions, IReadOnlyList<WatchMatch> Watches, IReadOnlyList<string> KnownTo, bool IsNew, bool Store)
{
    /// <summary>The watches that meet it for the first time.</summary>
    public IEnumerable<WatchMatch> NewTo => Watches.Where(w => !KnownTo.Contains(w.Watch, StringComparer.Ordinal));
}

/// <summary>Candidates against the store: what is new, changed, known, double, unmatched.</summary>
internal sealed class IngestPlan
{
    public List<HitChange> Changes { get; } = [];
    public int New { get; private set; }
    public int Changed { get; private set; }
    public int Known { get; private set; }
    public int Duplicates { get; private set; }
    public int Unmatched { get; private set; }

    public static async Task<IngestPlan> MakeAsync(DbTransaction tx, IngestBatch batch, DateTimeOffset now)
    {
        var plan = new IngestPlan();
        var ids = batch.Candidates.Select(c => c.Document.Id).Concat(batch.Deleted).Distinct(StringComparer.Ordinal).ToList();
        var stored = await HitTable.LoadAsync(tx, ids);
        var watches = await HitTable.WatchesAsync(tx, ids);
        var withdrawn = await RevisionTable.DeletedAsync(tx, batch.Candidates.Where(c => c.Returned).Select(c => c.Document.Id));
        foreach (var same in batch.Candidates.GroupBy(c => c.Document.Id, StringComparer.Ordinal))
        {
            var newest = Newest(same);
            plan.Duplicates += same.Count(c => c.Counted) - (newest.Counted ? 1 : 0);
            plan.Add(newest, stored.GetValueOrDefault(same.Key), [.. watches[same.Key]], withdrawn.Contains(same.Key), now);
        }

        var gone = await RevisionTable.DeletedAsync(tx, batch.Deleted);
        foreach (var id in batch.Deleted.Distinct(StringComparer.Ordinal).Where(id => !gone.Contains(id)))
        {
            if (stored.TryGetValue(id, out var hit)) plan.Delete(hit, [.. watches[id]], now);
        }

        return plan;
    }

    /// <summary>Of one record twice in a run the higher version is the newer, then the later: update files say so, pages that moved under us too.</summary>
    private static Candidate Newest(IEnumerable<Candidate> same) =>
        same.Select((c, i) => (Candidate: c, Index: i)).OrderBy(c => Version(c.Candidate.Document)).ThenBy(c => c.Index).Last().Candidate;

    private static int Version(Hit hit) => (hit as Article)?.PmidVersion ?? 1;

    private void Add(Candidate candidate, Hit? stored, IReadOnlyList<string> knownTo, bool wasWithdrawn, DateTimeOffset now)
    {
        if (stored is null && candidate.Watches.Count == 0 && !candidate.KeepAnyway)
        {
            if (candidate.Counted) Unmatched++;
            return;
        }

        // An old version that comes late does not undo a newer one.
        var record = stored is not null && (candidate.Unchanged || Version(stored) > Version(candidate.Document)) ? stored : candidate.Document;
        var revised = stored is null ? Revise.First(record, now) : wasWithdrawn ? Revise.Back(stored, record, now) : Revise.Again(stored, record, now);
        var hit = revised.Hit with { Matches = Merge(revised.Hit.Matches, candidate.Watches) };
        var change = new HitChange(hit, revised.Revisions, candidate.Watches, knownTo, stored is null,
            Store: stored is null || Monitor.Store.StoreJson.Write(stored) != Monitor.Store.StoreJson.Write(hit));
        Changes.Add(change);
        if (!candidate.Counted) return;
        if (stored is null || change.NewTo.Any()) New++;
        else if (revised.Revisions.Any(r => r.News)) Changed++;
        else Known++;
    }

    private void Delete(Hit hit, IReadOnlyList<string> knownTo, DateTimeOffset now) =>
        Changes.Add(new HitChange(hit with { LastChanged = now },
            [new Revision { HitId = hit.Id, Type = RevisionType.Deleted, At = now }], [], knownTo, IsNew: false, Store: true));

    private static IReadOnlyList<Match> Merge(IReadOnlyList<Match> stored, IReadOnlyList<WatchMatch> now) =>
        [.. stored.Where(m => !now.Any(w => w.Watch == m.Watch)), .. now.SelectMany(w => w.Reasons)];
}
