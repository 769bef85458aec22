using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Monitor.Delivery;
using Monitor.Delivery.Feeds;

namespace Monitor.Admin;

/// <summary>Feeds for readers; unchanged since the reader's copy = 304.</summary>
internal static class FeedEndpoints
{
    public static void MapFeeds(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/feeds/all.rss", AllAsync).WithName("AllRss").WithSummary("The newest hits of all watches as RSS 2.0").Produces(200, contentType: "application/rss+xml");

    private static async Task<IResult> AllAsync(FeedReader reader, IOptions<DeliveryOptions> options, CancellationToken ct)
    {
        var hits = await reader.NewestAsync(options.Value.FeedItems, ct);
        var site = options.Value.PublicUrl;
        var content = RssWriter.Write("Monitor: all watches", new Uri(site, "feeds/all.rss"), site, hits);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}\"");
        return Results.Bytes(content, "application/rss+xml; charset=utf-8",
            lastModified: hits.Count == 0 ? null : hits.Max(h => h.LastChanged), entityTag: tag);
    }
}
