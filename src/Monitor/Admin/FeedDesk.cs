using Microsoft.Extensions.Options;
using Monitor.Delivery;
using Monitor.Delivery.Feeds;
using Monitor.Polling;
using Monitor.Store;

namespace Monitor.Admin;

/// <summary>Hands out feeds: the kept copy while nothing changed, a new one otherwise.</summary>
internal sealed class FeedDesk(FeedReader reader, FeedShelf shelf, Subscribers subscribers, IOptions<DeliveryOptions> options, TimeProvider time)
{
    public Subscribers Subscribers => subscribers;

    /// <param name="address">Of the feed, below the public address.</param>
    /// <param name="title">Of the feed.</param>
    /// <param name="choice">What it shows.</param>
    /// <param name="write">Its form.</param>
    public async Task<FeedCopy> CopyAsync(string address, string title, FeedChoice choice, Func<Feed, byte[]> write, CancellationToken ct)
    {
        var version = await reader.VersionAsync(ct);
        if (shelf.Find(address, version) is { } kept) return kept;
        var site = options.Value.PublicUrl;
        var entries = await reader.NewestAsync(choice, options.Value.FeedItems, ct);
        var content = write(new Feed { Title = title, Self = new Uri(site, address), Site = site, Entries = entries });
        return shelf.Put(address, version, content, time.GetUtcNow().Cut());
    }
}
