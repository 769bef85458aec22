using System.ComponentModel;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Options;
using Monitor.Delivery;
using Monitor.Delivery.Feeds;
using Monitor.Polling;
using Monitor.Store;

namespace Monitor.Admin;

/// <summary>Feeds for readers; unchanged since the reader's copy = 304.</summary>
internal static class FeedEndpoints
{
    /// <summary>Names that stand for many watches.</summary>
    private const string All = "all", Safety = "safety";

    public static void MapFeeds(this IEndpointRouteBuilder routes)
    {
        Described(routes.MapGet("/feeds/{watch}.rss", RssAsync).WithName("RssFeed").WithSummary("The newest hits of a watch, of all, or of all safety watches, as RSS 2.0"), "application/rss+xml");
        Described(routes.MapGet("/feeds/{watch}.atom", AtomAsync).WithName("AtomFeed").WithSummary("The same as Atom: a changed record is its entry, updated"), "application/atom+xml");
        Described(routes.MapGet("/feeds/{watch}.json", JsonAsync).WithName("JsonFeed").WithSummary("The same as JSON Feed 1.1"), "application/feed+json");
        routes.MapGet("/feeds/index.opml", Opml).WithName("FeedList").WithSummary("All feeds as OPML, to be imported into a reader")
            .Produces(StatusCodes.Status200OK, contentType: "text/x-opml").Produces(StatusCodes.Status304NotModified);
    }

    private static void Described(RouteHandlerBuilder route, string type) => route
        .Produces(StatusCodes.Status200OK, contentType: type).Produces(StatusCodes.Status304NotModified)
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);

    internal sealed record FeedQuery(
        [property: Description("Name of a watch, or all, or safety (every watch of that kind)")] string Watch,
        [property: Description("Words or an identifier, as in /api/hits")] string? Q,
        [property: Description("Name of a source")] string? Source,
        [property: Description("article, trial or notice")] string? Kind,
        [property: Description("Study design, by rules")] string? Design,
        [property: Description("News at or after: YYYY[-MM[-DD]] or an instant")] string? Since,
        [property: Description("The token of the feeds, where one is configured")] string? Token);

    private static Task<IResult> RssAsync([AsParameters] FeedQuery query, FeedDesk desk, CancellationToken ct) =>
        AnswerAsync(query, desk, "rss", "application/rss+xml", RssWriter.Write, ct);

    private static Task<IResult> AtomAsync([AsParameters] FeedQuery query, FeedDesk desk, CancellationToken ct) =>
        AnswerAsync(query, desk, "atom", "application/atom+xml", AtomWriter.Write, ct);

    private static Task<IResult> JsonAsync([AsParameters] FeedQuery query, FeedDesk desk, CancellationToken ct) =>
        AnswerAsync(query, desk, "json", "application/feed+json", JsonFeedWriter.Write, ct);

    private static async Task<IResult> AnswerAsync(FeedQuery query, FeedDesk desk, string form, string type, Func<Feed, byte[]> write, CancellationToken ct)
    {
        if (query.Kind is not (null or "article" or "trial" or "notice")) return Problems.Bad("kind: article, trial or notice");
        if (!HitEndpoints.Moment(query.Since, out var since)) return Problems.Bad("since: not a date");
        if (Chosen(query.Watch, desk.Subscribers) is not { } chosen) return Problems.NotFound($"There is no feed of that name: use {All}, {Safety} or the name of a watch.");
        var filter = new HitFilter { Text = query.Q, Source = query.Source, Kind = query.Kind, Design = query.Design };
        var copy = await desk.CopyAsync(
            $"feeds/{Uri.EscapeDataString(query.Watch)}.{form}{Filters(query)}", chosen.Title, new FeedChoice(chosen.Watches, filter, since), write, ct);
        return new FeedAnswer(copy, type, Private: query.Token is not null);
    }

    private static (string Title, IReadOnlyList<string> Watches)? Chosen(string name, Subscribers subscribers) => name switch
    {
        All => ("Monitor: all watches", [.. subscribers.Watches.Select(w => w.Name)]),
        Safety => ("Monitor: safety", [.. subscribers.Watches.Where(w => w.IsSafety).Select(w => w.Name)]),
        _ => subscribers.Watches.FirstOrDefault(w => w.Name == name) is { } watch ? ($"Monitor: {watch.Title}", [watch.Name]) : null,
    };

    /// <summary>The filters as they stand in the feed's own address; never the token.</summary>
    private static string Filters(FeedQuery query)
    {
        var given = new QueryBuilder();
        foreach (var (name, value) in new[] { ("q", query.Q), ("source", query.Source), ("kind", query.Kind), ("design", query.Design), ("since", query.Since) })
        {
            if (!string.IsNullOrEmpty(value)) given.Add(name, value);
        }

        return given.ToString();
    }

    private static IResult Opml([Description("The token of the feeds, where one is configured")] string? token, Subscribers subscribers, IOptions<DeliveryOptions> options)
    {
        var site = options.Value.PublicUrl;
        // Who imports the list with the token must be able to read the feeds in it.
        var suffix = string.IsNullOrEmpty(token) ? "" : $"?token={Uri.EscapeDataString(token)}";
        var names = new[] { All, Safety }.Concat(subscribers.Watches.Select(w => w.Name).Where(n => n is not (All or Safety)));
        var feeds = names.Select(name => (Chosen(name, subscribers)!.Value.Title, new Uri(site, $"feeds/{Uri.EscapeDataString(name)}.atom{suffix}"))); // non-null: these are the names there are
        return new FeedAnswer(FeedCopy.Of(OpmlWriter.Write(site, feeds), null), "text/x-opml", Private: token is not null);
    }
}
