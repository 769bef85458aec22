using Monitor.Documents;
using Monitor.Sources;
using Monitor.Store.Sql;

namespace Monitor.Polling;

/// <summary>
/// One run of a feed for all watches. A feed that shows its last few items cannot be asked for older ones: when it no longer
/// reaches back to what was last seen, the stretch between is a gap, said aloud. A list that shows all there is has no gaps;
/// what is missing from it has been taken away.
/// </summary>
internal sealed class FeedRun(PollTarget target, FeedTable feeds, Ingest ingest, TimeProvider time)
{
    /// <summary>How long the page of an item is tried before the item is taken as it is.</summary>
    private static readonly TimeSpan PageTries = TimeSpan.FromDays(3);

    /// <summary>Until the next portion of pages.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Reads the feed and says what is to be stored.</summary>
    /// <exception cref="SourceException">The feed did not answer, or shows nothing, or far less, though it had items.</exception>
    public async Task<IngestBatch> ReadAsync(IngestBatch batch, PollWindow window, IReadOnlyList<TimeWindow> covered, QueryState state, CancellationToken ct)
    {
        var matched = await feeds.MatchedAsync(batch.Source, target.Upstream.Text, ct);
        // Capitals mean nothing in a query.
        bool IsMatched(WatchQuery w) => w.Query.ToString().Equals(matched.GetValueOrDefault(w.Watch.Name), StringComparison.OrdinalIgnoreCase);
        var changed = target.Watches.Where(w => !IsMatched(w)).ToList();
        var pages = await feeds.PagesAsync(batch.Source, target.Upstream.Text, ct);
        var unread = pages.Any(p => !p.Complete);
        KeptItems? kept = null;
        var since = Since(state.Started);
        DateTimeOffset? listed = null;
        var fetched = await target.Source.FetchAsync(new FetchRequest
        {
            Query = target.Upstream, From = since, To = window.To,
            // While a page is missing or a watch is new the items themselves are needed.
            Unless = unread || changed.Count > 0 || covered.Count == 0 || state is { ETag: null, LastModified: null } ? null : new Validators(state.ETag, state.LastModified),
            Read = pages.Where(p => p.Complete).Select(p => p.Item).ToHashSet(StringComparer.Ordinal),
            TriedInVain = pages.Where(p => p is { Complete: false, Tried: true }).Select(p => p.Item).ToHashSet(StringComparer.Ordinal),
            // What began with this reading has a baseline to find first.
            Listed = covered.Count == 0 ? null : async (records, stop) =>
            {
                kept = await KeptAsync(batch.Source, stop);
                listed = await ListedAsync(batch, records, kept, stop);
            },
            Wanted = [.. target.Watches.SelectMany(w => w.Watch.Expect.GetValueOrDefault(batch.Source) ?? []).Distinct(StringComparer.Ordinal)],
        }, ct);
        // In the ledger the second part of the run begins where the first ended.
        if (listed is { } begun) batch = batch with { Poll = batch.Poll with { Started = begun } };
        if (fetched.NotModified) return Unchanged(batch, window, covered) with { Answer = Answer.Of(target, fetched) };
        kept ??= await KeptAsync(batch.Source, ct);
        if (kept.Refusal(fetched) is { } refusal)
        {
            throw new SourceException(SourceFailure.Malformed, $"{target.Upstream.Text}: {refusal}") { Payload = fetched.Payloads.Count > 0 ? fetched.Payloads[0] : null };
        }

        var now = time.GetUtcNow();
        var records = fetched.Records.Select(r => WithPage(r, kept, fetched.Whole, now)).ToList();
        var stretch = new FeedStretch(kept.Reached(covered, records), window, records, fetched.WholeSince);
        var gap = Gap(stretch, kept, covered, now);
        var blocked = fetched.Interrupted is { Failure: SourceFailure.Blocked };
        return batch with
        {
            Poll = Described(batch.Poll, stretch, fetched, blocked),
            Candidates = [.. Candidates(records, kept, changed, window, state.Started, fetched.WholeSince)],
            Unreadable = fetched.Unreadable,
            Payloads = fetched.Payloads,
            Answer = Answer.Of(target, fetched),
            Covered = blocked ? null : stretch.Covered(gap is not null, kept),
            Gap = gap,
            Deleted = fetched is { Whole: true, Moves: false } ? kept.Gone(records) : [],
            FeedItems = [.. records.Select(r => new FeedItemSeen(r.Document, r.Complete, Tried: !r.Postponed))],
            FeedMatched = target.Watches,
            Validators = fetched.Validators ?? new Validators(null, null),
            Sooner = !blocked && stretch.Open.Any(r => r.Postponed) ? now + Pause : null,
        };
    }

    /// <summary>
    /// Commits the new items that match by their own words, so that an alert need not wait for pages. Nothing else of the run: that the feed
    /// was read, and how far, is proved by the commit that follows; a run that ends before it finds these items new once more, and stored.
    /// </summary>
    /// <returns>When that was done; null = there were none.</returns>
    private async Task<DateTimeOffset?> ListedAsync(IngestBatch batch, IReadOnlyList<SourceRecord> records, KeptItems kept, CancellationToken ct)
    {
        var watches = new WatchMatcher(target.Watches);
        var found = records.Where(r => !r.Outside && kept.Of(r) is null).Select(r => Candidate(r.Document, watches, _ => false))
            .Where(c => c.Watches.Count > 0).ToList();
        if (found.Count == 0) return null;
        const string note = "new items that match by their own words, stored before the pages behind them are read";
        var poll = await ingest.CommitAsync(batch with { Poll = batch.Poll with { Widened = [.. batch.Poll.Widened, note] }, Candidates = found }, ct);
        return poll.Finished;
    }

    private async Task<KeptItems> KeptAsync(string source, CancellationToken ct) => new(await feeds.OfAsync(source, target.Upstream.Text, ct));

    private static IngestBatch Unchanged(IngestBatch batch, PollWindow window, IReadOnlyList<TimeWindow> covered) => batch with
    {
        Poll = batch.Poll with { From = covered[^1].To, Outcome = PollOutcome.Ok },
        Covered = new TimeWindow(covered[^1].From, window.To),
    };

    /// <summary>The earliest baseline of the watches that the feed serves.</summary>
    private DateTimeOffset Since(DateTimeOffset started) =>
        target.Watches.Select(w => w.Watch.Baseline is { } date ? new DateTimeOffset(date.First, TimeOnly.MinValue, TimeSpan.Zero) : started.AddYears(-1)).Min();

    private IEnumerable<Candidate> Candidates(
        List<SourceRecord> records, KeptItems kept, List<WatchQuery> changed, PollWindow window, DateTimeOffset started, DateTimeOffset? wholeSince)
    {
        var (all, anew) = (new WatchMatcher(target.Watches), new WatchMatcher(changed));
        var shown = records.Select(r => r.Document.ExternalId).ToHashSet(StringComparer.Ordinal);
        foreach (var record in records)
        {
            var returned = wholeSince is not null && kept.Returns(record);
            var candidate = record.Outside
                ? new Candidate(record.Document, []) { Counted = false }
                : Candidate(record.Document, all, w => kept.IsOfOld(record, window, started) || (!window.First && changed.Contains(w) && kept.Of(record) is not null));
            yield return candidate with { Unchanged = !returned && kept.IsUnchanged(record), Returned = returned };
        }

        if (changed.Count == 0) yield break;
        foreach (var item in kept.All.Where(k => !shown.Contains(k.Document.ExternalId) && !(FeedStretch.When(k.Document) < wholeSince)))
        {
            yield return Candidate(item.Document, anew, _ => true) with { Counted = false };
        }
    }

    private static Candidate Candidate(Hit document, WatchMatcher watches, Func<WatchQuery, bool> quiet) =>
        new(document, [.. watches.Of(document).Select(m => new WatchMatch(m.Watch.Watch.Name, m.Reasons, quiet(m.Watch)))]);

    private static SourceRecord WithPage(SourceRecord record, KeptItems items, bool whole, DateTimeOffset now)
    {
        if (items.Of(record) is not { } kept) return record;
        var read = record.Document is Notice { Body: not null };
        // Posted again under another day, a letter may say something else: its page is read once more, and the old text stands until then.
        var again = whole && !read && record.Complete && kept.Document is Notice { Body: not null } && kept.Document.Published != record.Document.Published;
        var document = !read && (record.Document, kept.Document) is (Notice notice, Notice { Body: { } body } before)
            ? notice with { Body = body, Product = notice.Product ?? before.Product }
            : record.Document;
        return record with
        {
            Document = document,
            Complete = !again && (record.Complete || (!record.Postponed && now - kept.TriedSince > PageTries)),
            Postponed = record.Postponed || again,
        };
    }

    private Gap? Gap(FeedStretch stretch, KeptItems kept, IReadOnlyList<TimeWindow> covered, DateTimeOffset now)
    {
        if (covered.Count == 0 || stretch.Records.Any(r => kept.Of(r) is not null)) return null;
        var lastSeen = covered[^1].To;
        return stretch.Oldest <= lastSeen ? null : new Gap(target.Source.Name, target.Key, new TimeWindow(lastSeen, stretch.Oldest),
            $"the feed's oldest item is newer than the last one seen: {target.Upstream.Text}", now);
    }

    private static Poll Described(Poll poll, FeedStretch stretch, Fetched fetched, bool blocked)
    {
        var missing = stretch.Open.Count(r => blocked || !r.Postponed);
        return poll with
        {
            From = stretch.From,
            Widened = [.. poll.Widened, .. fetched.Widened],
            Outcome = blocked ? PollOutcome.Blocked : PollOutcome.Ok,
            Error = missing == 0 && !blocked ? null : $"{missing} linked page(s) not read yet: {fetched.Interrupted?.Message ?? "see the next run"}",
        };
    }
}
