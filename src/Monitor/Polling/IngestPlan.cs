using System.Data.Common;
using Monitor.Documents;
using Monitor.Evidence;
using Monitor.Identity;
using Monitor.Queries;
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
    /// <summary>The hit as it was stored before the run; null = it was not.</summary>
    public Hit? Before { get; init; }

    /// <summary>The watches that it belonged to as context, and now by their query proper: their readers are told.</summary>
    public IReadOnlyList<string> Moved { get; init; } = [];

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
        var ids = batch.Candidates.Select(c => c.Document.Id).Concat(batch.Candidates.SelectMany(c => Renumbered.AliasIds(c.Document)))
            .Concat(batch.Deleted).Distinct(StringComparer.Ordinal).ToList();
        var stored = await HitTable.LoadAsync(tx, ids);
        var watches = await HitTable.WatchesAsync(tx, ids);
        var candidates = batch.Candidates.Select(c => c with { Document = Renumbered.Of(c.Document, stored) }).ToList();
        // What a source that is polled shows is there, whatever was said of it; a file of its records may be old.
        var withdrawn = await RevisionTable.DeletedAsync(
            tx, candidates.Where(c => c.Returned || (batch.Fence is not null && c is { Counted: true, Unchanged: false } && stored.ContainsKey(c.Document.Id))).Select(c => c.Document.Id));
        foreach (var same in candidates.GroupBy(c => c.Document.Id, StringComparer.Ordinal))
        {
            var newest = Newest(same);
            plan.Duplicates += same.Count(c => c.Counted) - (newest.Counted ? 1 : 0);
            plan.Add(newest, stored.GetValueOrDefault(same.Key), [.. watches[same.Key]], withdrawn.Contains(same.Key), now);
        }

        var leaving = batch.Deleted.Select(id => (Hit: stored.GetValueOrDefault(id), To: (string?)null))
            .Concat(candidates.SelectMany(c => Renumbered.MergedInto(c.Document, stored)).Select(m => (Hit: (Hit?)m.Gone, To: (string?)m.Number)))
            .Where(l => l.Hit is not null).DistinctBy(l => l.Hit!.Id, StringComparer.Ordinal).ToList(); // non-null: filtered just before
        var gone = await RevisionTable.DeletedAsync(tx, leaving.Select(l => l.Hit!.Id)); // non-null: as above
        foreach (var (hit, to) in leaving)
        {
            if (hit is not null && !gone.Contains(hit.Id)) plan.Delete(hit, to, [.. watches[hit.Id]], now);
        }

        return plan;
    }

    /// <summary>Of one record twice in a run the higher version is the newer, then the later: update files say so, pages that moved under us too.</summary>
    private static Candidate Newest(IEnumerable<Candidate> same) =>
        same.Select((c, i) => (Candidate: c, Index: i)).OrderBy(c => Version(c.Candidate.Document)).ThenBy(c => c.Index).Last().Candidate;

    private static int Version(Hit hit) => (hit as Article)?.PmidVersion ?? 1;

    /// <summary>A baseline file may be older than what was polled since it was made.</summary>
    private static bool IsOlder(Hit record, Hit stored) =>
        Version(stored) > Version(record)
        || (Version(stored) == Version(record) && record is Article { Revised: { } then } && stored is Article { Revised: { } since } && then.Last < since.First);

    private void Add(Candidate candidate, Hit? stored, IReadOnlyList<string> knownTo, bool wasWithdrawn, DateTimeOffset now)
    {
        if (stored is null && candidate.Watches.Count == 0 && !candidate.KeepAnyway)
        {
            if (candidate.Counted) Unmatched++;
            return;
        }

        // What stands beside a hit of the watch is told to the watch, also when the watch meets it only now.
        if (stored is not null) knownTo = [.. knownTo.Union(candidate.Watches.Where(w => w.Beside).Select(w => w.Watch), StringComparer.Ordinal)];
        // An old version that comes late does not undo a newer one.
        var record = stored is not null && (candidate.Unchanged || IsOlder(candidate.Document, stored)) ? stored : candidate.Document;
        var revised = stored is null ? Revise.First(record, now) : wasWithdrawn ? Revise.Back(stored, record, now) : Revise.Again(stored, record, now);
        var moved = stored is null ? [] : Moved(stored, candidate.Watches, knownTo);
        if (moved.Count > 0) revised = Revise.Moved(revised, moved, now);
        var hit = revised.Hit with { Matches = MatchPlaces.Mended(revised.Hit, Merge(revised.Hit.Matches, candidate.Watches)) };
        var differs = stored is null || Monitor.Store.StoreJson.Write(stored) != Monitor.Store.StoreJson.Write(hit);
        // Publication types and MeSH come weeks later: what is stored has its facts set anew, and that is no change by itself.
        if (differs) hit = FactReader.Tagged(hit);
        var change = new HitChange(hit, revised.Revisions, candidate.Watches, knownTo, stored is null, Store: differs) { Moved = moved, Before = stored };
        Changes.Add(change);
        if (!candidate.Counted) return;
        if (stored is null || change.NewTo.Any()) New++;
        else if (revised.Revisions.Any(r => r.News)) Changed++;
        else Known++;
    }

    private void Delete(Hit hit, string? mergedInto, IReadOnlyList<string> knownTo, DateTimeOffset now) =>
        Changes.Add(new HitChange(hit with { LastChanged = now },
            [new Revision
            {
                HitId = hit.Id, Type = RevisionType.Deleted, At = now, Changes = mergedInto is null ? [] : [new FieldChange("registryId", hit.ExternalId, mergedInto)],
            }], [], knownTo, IsNew: false, Store: true)
        { Before = hit });

    private static List<string> Moved(Hit stored, IReadOnlyList<WatchMatch> now, IReadOnlyList<string> knownTo) =>
        [.. now.Where(w => !w.Quiet && knownTo.Contains(w.Watch, StringComparer.Ordinal)
            && Match.IsContext(stored.Matches.Where(m => m.Watch == w.Watch)) && Match.MayMailAtOnce(w.Reasons)).Select(w => w.Watch)];

    private static IReadOnlyList<Match> Merge(IReadOnlyList<Match> stored, IReadOnlyList<WatchMatch> now) =>
        [.. stored.Where(m => !now.Any(w => w.Watch == m.Watch)), .. now.SelectMany(w => w.Reasons)];
}
