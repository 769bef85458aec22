using System.Globalization;
using Monitor.Documents;
using Monitor.Sources;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Polling;

/// <summary>
/// Feeds cannot be searched, and their sites ask for as much as 30 seconds between requests: where the worker has read a feed
/// within a day, an on-demand query is answered from the items it kept, at once, and the answer says so.
/// </summary>
internal sealed class OnDemandKept(FeedTable feeds, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    /// <summary>The answer, or null when the upstream must be asked.</summary>
    public async Task<OnDemandPart?> AnswerAsync(ISource source, UpstreamQuery feed, OnDemandQuery.Plan plan, CancellationToken ct)
    {
        if (source.Feeds.Count == 0) return null;
        var (now, items) = (time.GetUtcNow(), await ItemsAsync(source.Name, feed.Text, ct));
        if (items.Count == 0 || items.Max(i => i.LastSeen) is var read && now - read > Fresh) return null;
        var since = DateOnly.FromDateTime((plan.Request.Since ?? now.AddYears(-1)).UtcDateTime);
        var match = new LocalMatch(OnDemandQuery.Asking(plan), feed with { Checked = null }, new Fetched());
        var asked = items.Select(i => i.Document).Where(d => d.Published is not { } day || day.Last >= since).OrderByDescending(d => d.Published ?? default).ToList();
        var hits = OnDemandQuery.Matching(asked, match, plan.Request.Limit, now, ct);
        var note = string.Create(CultureInfo.InvariantCulture, $"from {items.Count} items kept, read last on {read.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
        return new OnDemandPart(
            new SourceAnswer(source.Name, feed.Text, hits.Count == 0 ? PollOutcome.Empty : PollOutcome.Ok, hits.Count, null) { Widened = feed.Widened, Note = note }, hits);
    }

    /// <summary>The verb <c>search</c> works before there is a database.</summary>
    private async Task<IReadOnlyCollection<FeedItem>> ItemsAsync(string source, string feed, CancellationToken ct)
    {
        try
        {
            return (await feeds.OfAsync(source, feed, ct)).Values;
        }
        catch (StoreException)
        {
            return [];
        }
    }
}
