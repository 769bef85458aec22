using Monitor.Documents;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Delivery.Feeds;

/// <summary>The newest hits for a feed.</summary>
internal sealed class FeedReader(HitSearch hits)
{
    public async Task<IReadOnlyList<Hit>> NewestAsync(int count, CancellationToken ct) =>
        (await hits.FindAsync(new HitFilter { Size = count }, ct)).Items;
}
