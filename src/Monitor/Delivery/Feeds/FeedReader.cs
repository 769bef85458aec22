using Monitor.Documents;
using Monitor.Identity.Reports;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Delivery.Feeds;

/// <summary>What a feed is asked for.</summary>
/// <param name="Watches">Names of the watches whose hits it shows.</param>
/// <param name="Filter">Further restrictions; its times are not asked.</param>
/// <param name="Since">Only what was news at or after it.</param>
internal sealed record FeedChoice(IReadOnlyList<string> Watches, HitFilter Filter, DateTimeOffset? Since);

/// <summary>The newest hits for a feed. What belongs to the watches as context only is for the digest, and never here.</summary>
internal sealed class FeedReader(NewestHits hits)
{
    /// <summary>The same text as long as no feed can have changed.</summary>
    public Task<string> VersionAsync(CancellationToken ct) => hits.VersionAsync(ct);

    public async Task<IReadOnlyList<FeedEntry>> NewestAsync(FeedChoice choice, int count, CancellationToken ct)
    {
        var watches = choice.Watches.ToHashSet(StringComparer.Ordinal);
        var entries = new List<FeedEntry>();
        var reports = new HashSet<string>(StringComparer.Ordinal);
        // Only where nothing but the watch was asked for may a record speak that was not asked for.
        var anyRecord = choice.Filter is { Text: null, Source: null, Kind: null, Design: null };
        await foreach (var found in hits.OfAsync(choice.Watches, choice.Filter, ct))
        {
            var changed = anyRecord ? Told(found) : found;
            if (changed.Report is { } known && reports.Contains(known)) continue;
            var hit = anyRecord ? changed.Records.FirstOrDefault(Belongs) ?? changed.Hit : changed.Hit;
            if (!Belongs(hit)) continue;
            if (!reports.Add(changed.Report ?? hit.Id)) continue;
            var entry = FeedEntries.Of(changed with { Hit = hit });
            if (entry.Updated < choice.Since) continue;
            entries.Add(entry);
            if (entries.Count == count) break;
        }

        return entries;

        // A notice is told under its paper, where the feed has that too, as the news of the day on which it came.
        ChangedHit Told(ChangedHit found) => found.About is { } paper && (paper.Records.Any(Belongs) || Belongs(paper.Hit))
            ? found.Silent ? paper : paper with { Revisions = [.. paper.Revisions, .. found.Revisions.Where(r => r.News).Select(r => NoticeWords.Told(r, (Article)found.Hit)).OfType<Revision>()] }
            : found;

        bool Belongs(Hit hit) => hit.Matches.Any(m => !m.Context && watches.Contains(m.Watch));
    }
}
