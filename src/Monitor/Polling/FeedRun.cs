using Monitor.Documents;
using Monitor.Sources;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Polling;

/// <summary>
/// One run of a feed for all watches. A feed shows its last few items and cannot be asked for older ones: when it no longer
/// reaches back to what was last seen, the stretch between is a gap, said aloud.
/// </summary>
internal sealed class FeedRun(PollTarget target, FeedTable feeds, TimeProvider time)
{
    /// <summary>How long the page of an item is tried before the item is taken as it is.</summary>
    private static readonly TimeSpan PageTries = TimeSpan.FromDays(3);

    /// <summary>Reads the feed and says what is to be stored.</summary>
    /// <exception cref="SourceException">The feed did not answer, or shows nothing though it had items.</exception>
    public async Task<IngestBatch> ReadAsync(IngestBatch batch, PollWindow window, IReadOnlyList<TimeWindow> covered, QueryState state, CancellationToken ct)
    {
        var matched = await feeds.MatchedAsync(batch.Source, target.Upstream.Text, ct);
        var changed = target.Watches.Where(w => matched.GetValueOrDefault(w.Watch.Name) != w.Query.ToString()).ToList();
        var unread = await feeds.UnreadAsync(batch.Source, target.Upstream.Text, ct);
        var fetched = await target.Source.FetchAsync(new FetchRequest
        {
            Query = target.Upstream, From = window.From, To = window.To,
            // While a page is missing or a watch is new the items themselves are needed.
            Unless = unread || changed.Count > 0 || covered.Count == 0 || state is { ETag: null, LastModified: null } ? null : new Validators(state.ETag, state.LastModified),
            Read = await feeds.ReadAsync(batch.Source, target.Upstream.Text, ct),
        }, ct);
        if (fetched.NotModified) return Unchanged(batch, window, covered) with { Answer = Answer.Of(target, fetched) };
        var kept = await feeds.OfAsync(batch.Source, target.Upstream.Text, ct);
        if (fetched.Records.Count == 0 && fetched.Unreadable.Count == 0 && kept.Count > 0)
        {
            throw new SourceException(SourceFailure.Malformed, $"{target.Upstream.Text}: the feed shows no item; it had {kept.Count}")
            {
                Payload = fetched.Payloads.Count > 0 ? fetched.Payloads[0] : null,
            };
        }

        var now = time.GetUtcNow();
        var records = fetched.Records.Select(r => WithPage(r, kept.GetValueOrDefault(r.Document.ExternalId), now)).ToList();
        var open = records.Where(r => !r.Complete).ToList();
        var shown = records.Select(r => r.Document.ExternalId).ToHashSet(StringComparer.Ordinal);
        var (all, anew) = (new WatchMatcher(target.Watches), new WatchMatcher(changed));
        var candidates = records.Select(r => Candidate(r.Document, all, w =>
                window.First ? IsQuiet(window, r, kept) : changed.Contains(w) && kept.ContainsKey(r.Document.ExternalId)) with
        { Unchanged = IsUnchanged(r, kept) })
            .Concat(kept.Values.Where(k => changed.Count > 0 && !shown.Contains(k.Document.ExternalId))
                .Select(k => Candidate(k.Document, anew, _ => true) with { Counted = false }));
        var oldest = records.Select(When).OfType<DateTimeOffset>().DefaultIfEmpty(window.To).Min();
        var gap = Gap(records, kept, covered, oldest, now);
        return batch with
        {
            Poll = Described(batch.Poll, covered, oldest, fetched, open),
            Candidates = [.. candidates],
            Unreadable = fetched.Unreadable,
            Payloads = fetched.Payloads,
            Answer = Answer.Of(target, fetched),
            Covered = fetched.Interrupted is { Failure: SourceFailure.Blocked } ? null : Covered(Reached(covered, records, kept), window, oldest, gap, open),
            Gap = gap,
            FeedItems = [.. records.Select(r => (r.Document, r.Complete))],
            FeedMatched = target.Watches,
            Validators = fetched.Validators ?? new Validators(null, null),
        };
    }

    private static IngestBatch Unchanged(IngestBatch batch, PollWindow window, IReadOnlyList<TimeWindow> covered) => batch with
    {
        Poll = batch.Poll with { From = covered[^1].To, Outcome = PollOutcome.Ok },
        Covered = new TimeWindow(covered[^1].From, window.To),
    };

    /// <summary>While nothing is covered yet: what a run that was interrupted did not show is news, whatever its day.</summary>
    private static bool IsQuiet(PollWindow window, SourceRecord record, Dictionary<string, FeedItem> kept) =>
        (kept.Count == 0 || kept.ContainsKey(record.Document.ExternalId)) && window.IsQuiet(record.Dated, (record.Document as Notice)?.Posted);

    private static bool IsUnchanged(SourceRecord record, Dictionary<string, FeedItem> kept) =>
        kept.TryGetValue(record.Document.ExternalId, out var before) && StoreJson.Write(before.Document) == StoreJson.Write(record.Document);

    private static SourceRecord WithPage(SourceRecord record, FeedItem? kept, DateTimeOffset now)
    {
        if (kept is null) return record;
        var document = (record.Document, kept.Document) is (Notice { Body: null } notice, Notice { Body: { } body }) ? notice with { Body = body } : record.Document;
        return record with { Document = document, Complete = record.Complete || now - kept.FirstSeen > PageTries };
    }

    private static Candidate Candidate(Hit document, WatchMatcher watches, Func<WatchQuery, bool> quiet) =>
        new(document, [.. watches.Of(document).Select(m => new WatchMatch(m.Watch.Watch.Name, m.Reasons, quiet(m.Watch)))]);

    private static DateTimeOffset? When(SourceRecord record) =>
        (record.Document as Notice)?.Posted ?? (record.Dated is { } date ? new DateTimeOffset(date.First, TimeOnly.MinValue, TimeSpan.Zero) : null);

    private Gap? Gap(
        List<SourceRecord> records, Dictionary<string, FeedItem> kept, IReadOnlyList<TimeWindow> covered, DateTimeOffset oldest, DateTimeOffset now)
    {
        if (covered.Count == 0 || records.Any(r => kept.ContainsKey(r.Document.ExternalId))) return null;
        var lastSeen = covered[^1].To;
        return oldest <= lastSeen ? null : new Gap(target.Source.Name, target.Key, new TimeWindow(lastSeen, oldest),
            $"the feed's oldest item is newer than the last one seen: {target.Upstream.Text}", now);
    }

    /// <summary>
    /// An answer that shows again an item seen before a gap reaches back over the gap: all that came between stands in it
    /// or was read meanwhile. Only then do the windows on both sides become one.
    /// </summary>
    private static IReadOnlyList<TimeWindow> Reached(IReadOnlyList<TimeWindow> covered, List<SourceRecord> records, Dictionary<string, FeedItem> kept)
    {
        for (var i = 0; i < covered.Count - 1; i++)
        {
            if (records.Any(r => kept.TryGetValue(r.Document.ExternalId, out var item) && item.FirstSeen < covered[i + 1].From)) return [new TimeWindow(covered[i].From, covered[^1].To)];
        }

        return covered;
    }

    private static TimeWindow? Covered(IReadOnlyList<TimeWindow> covered, PollWindow window, DateTimeOffset oldest, Gap? gap, List<SourceRecord> open)
    {
        var from = covered.Count == 0 ? (oldest < window.To ? oldest : window.To) : gap is null ? covered[^1].From : oldest;
        // A page not yet read holds the window open from its item on.
        var to = open.Select(When).OfType<DateTimeOffset>().Append(window.To).Min();
        return to <= from ? null : new TimeWindow(from, to);
    }

    private static Poll Described(Poll poll, IReadOnlyList<TimeWindow> covered, DateTimeOffset oldest, Fetched fetched, List<SourceRecord> open) => poll with
    {
        From = covered.Count == 0 ? (oldest < poll.To ? oldest : poll.To) : covered[^1].To,
        Widened = [.. poll.Widened, .. fetched.Widened],
        Outcome = fetched.Interrupted is { Failure: SourceFailure.Blocked } ? PollOutcome.Blocked : PollOutcome.Ok,
        Error = open.Count == 0 ? null : $"{open.Count} linked page(s) not read yet: {fetched.Interrupted?.Message ?? "see the next run"}",
    };
}
