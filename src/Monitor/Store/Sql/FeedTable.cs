using System.Data.Common;
using Dapper;
using Monitor.Documents;

namespace Monitor.Store.Sql;

/// <summary>One item of a feed as last seen.</summary>
/// <param name="Document">With the body of its page once that was read.</param>
/// <param name="Complete">Whether the page was read, or need not be.</param>
/// <param name="TriedSince">Since when the page has been tried in vain; null = not yet.</param>
internal sealed record FeedItem(Hit Document, bool Complete, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, DateTimeOffset? TriedSince);

/// <summary>One item of a feed as a run saw it.</summary>
/// <param name="Tried">Whether its page was tried, if it is not complete.</param>
internal sealed record FeedItemSeen(Hit Document, bool Complete, bool Tried = true);

/// <summary>How an item stands with its page.</summary>
/// <param name="Item">Its external id.</param>
/// <param name="Complete">Whether the page was read, or need not be.</param>
/// <param name="Tried">Whether it was tried in vain.</param>
internal readonly record struct FeedItemPage(string Item, bool Complete, bool Tried);

/// <summary>Every item of every feed, matched or not.</summary>
internal sealed class FeedTable(Database database)
{
    public Task<Dictionary<string, FeedItem>> OfAsync(string source, string feed, CancellationToken ct) =>
        database.ReadAsync(async c => (await c.QueryAsync<(string Id, string Kind, string Data, bool Complete, long First, long Last, long? Tried)>(
                "SELECT external_id, kind, data, complete, first_seen, last_seen, tried_since FROM feed_item WHERE source = @source AND feed = @feed", new { source, feed }))
            .ToDictionary(r => r.Id, r => new FeedItem(StoreJson.ReadHit(r.Kind, r.Data), r.Complete, r.First.At(), r.Last.At(), r.Tried.At()), StringComparer.Ordinal), ct);

    /// <summary>How each item stands with its page, without the items, of which there are more every year.</summary>
    public Task<IReadOnlyList<FeedItemPage>> PagesAsync(string source, string feed, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<FeedItemPage>>(async c => [.. (await c.QueryAsync<(string Item, bool Complete, bool Tried)>(
            "SELECT external_id, complete, tried_since IS NOT NULL FROM feed_item WHERE source = @source AND feed = @feed", new { source, feed }))
            .Select(r => new FeedItemPage(r.Item, r.Complete, r.Tried))], ct);

    /// <summary>Stores the items of a run; of two with one id the later counts.</summary>
    public static Task SaveAsync(DbTransaction tx, string source, string feed, IEnumerable<FeedItemSeen> items, DateTimeOffset now) =>
        ManyRows.InsertAsync(
            tx, "feed_item",
            items.GroupBy(i => i.Document.ExternalId, StringComparer.Ordinal).Select(same => same.Last()).Select(i => new
            {
                Source = source, Feed = feed, i.Document.ExternalId, i.Document.Kind, Data = StoreJson.Write(i.Document), i.Complete,
                FirstSeen = now.Ms(), LastSeen = now.Ms(), TriedSince = !i.Complete && i.Tried ? now.Ms() : (long?)null,
            }),
            """
            ON CONFLICT (source, feed, external_id) DO UPDATE SET data = excluded.data, complete = excluded.complete, last_seen = excluded.last_seen,
                tried_since = CASE WHEN excluded.complete THEN NULL ELSE coalesce(feed_item.tried_since, excluded.tried_since) END
            """);

    /// <summary>Every item of a source, of whichever feed.</summary>
    public Task<IReadOnlyList<Hit>> OfSourceAsync(string source, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<Hit>>(async c => [.. (await c.QueryAsync<(string Kind, string Data)>(
            "SELECT kind, data FROM feed_item WHERE source = @source", new { source })).Select(r => StoreJson.ReadHit(r.Kind, r.Data))], ct);

    /// <summary>The query that each watch's kept items were last matched against.</summary>
    public Task<Dictionary<string, string>> MatchedAsync(string source, string feed, CancellationToken ct) =>
        database.ReadAsync(async c => (await c.QueryAsync<(string Watch, string Query)>(
            "SELECT watch, query FROM feed_watch WHERE source = @source AND feed = @feed", new { source, feed })).ToDictionary(r => r.Watch, r => r.Query, StringComparer.Ordinal), ct);

    /// <summary>Notes what all kept items have been matched against. A watch not among these is forgotten: when it comes back, what came meanwhile is new to it.</summary>
    public static async Task SetMatchedAsync(DbTransaction tx, string source, string feed, IReadOnlyCollection<(string Watch, string Query)> watches)
    {
        var connection = tx.Connection!; // non-null: the transaction is open
        await connection.ExecuteAsync("DELETE FROM feed_watch WHERE source = @source AND feed = @feed", new { source, feed }, tx);
        await ManyRows.InsertAsync(tx, "feed_watch", watches.Select(w => new { Source = source, Feed = feed, w.Watch, w.Query }));
    }
}
