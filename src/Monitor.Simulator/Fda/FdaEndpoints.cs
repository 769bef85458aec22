using System.Globalization;
using Microsoft.Net.Http.Headers;
using Monitor.Simulator.Generation;
using Monitor.Simulator.Hosting;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.Fda;

/// <summary>Feeds of the last twenty items, and the pages behind them.</summary>
internal sealed class FdaEndpoints(World world, TimeProvider time)
{
    public const string Apology = "/apology_objects/abuse-detection-apology.html";

    private const int Window = 20;

    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        ["press-releases"] = "FDA Press Releases RSS Feed",
        ["medwatch"] = "MedWatch Safety Alert RSS Feed",
        ["biologics"] = "What's New: Vaccines, Blood &amp; Biologics RSS Feed",
    };

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/about-fda/contact-fda/stay-informed/rss-feeds/{slug}/rss.xml", Feed);
        app.MapGet(Apology, () => Replies.Plain("Not found", 404));
        // As a delegate with a result: what returns a task alone would be taken for one that writes its answer itself.
        app.MapFallback((Delegate)Page);
    }

    private IResult Feed(string slug, HttpContext context)
    {
        if (!Titles.TryGetValue(slug, out var title)) return NotFound();
        var now = time.GetUtcNow();
        if (slug == "biologics" && world.Struck(Faults.FeedGone, now)) return NotFound();
        var window = world.Struck(Faults.FeedShort, now) ? 3 : Window;
        var shown = world.Since(Faults.FeedFrozen, now) ?? now;
        var notices = world.Notices.Select(n => n.At(shown)).OfType<NoticeContent>()
            .Where(n => n.Feeds.Contains(slug, StringComparer.Ordinal))
            .OrderByDescending(n => n.Published).ThenBy(n => n.Path, StringComparer.Ordinal).Take(window).ToList();
        var body = FeedXml.Of(title, notices, $"{context.Request.Scheme}://{context.Request.Host}");
        var tag = new EntityTagHeaderValue($"\"{Rng.Hash(0, body).ToString("x16", CultureInfo.InvariantCulture)}\"");
        var modified = notices.Count > 0 ? notices[0].Published : world.Options.Start;
        var headers = context.Response.GetTypedHeaders();
        headers.ETag = tag;
        headers.LastModified = modified;
        return Unchanged(context.Request, tag, modified) ? Results.StatusCode(304) : Replies.Text(body, "application/rss+xml");
    }

    // The tag is the stronger of the two: with one given, the date does not count (RFC 9110, 13.1.3).
    private static bool Unchanged(HttpRequest request, EntityTagHeaderValue tag, DateTimeOffset modified)
    {
        var headers = request.GetTypedHeaders();
        if (headers.IfNoneMatch.Count > 0) return headers.IfNoneMatch.Any(t => t.Compare(tag, useStrongComparison: false));
        return headers.IfModifiedSince is { } since && modified.ToUnixTimeSeconds() <= since.ToUnixTimeSeconds();
    }

    private async Task<IResult> Page(HttpContext context)
    {
        var now = time.GetUtcNow();
        var notice = world.Notices.FirstOrDefault(n => n.Id == context.Request.Path.Value)?.At(now);
        if (notice is null) return NotFound();
        if (world.Struck(Faults.PageTrickles, now) && Rng.Hash(world.Options.Seed, "trickles " + notice.Path) % 4 == 0) await TrickleAsync(context);
        return world.Struck(Faults.PageBlocked, now) ? Results.Redirect(Apology) : Replies.Text(PageHtml.Of(notice), "text/html");
    }

    /// <summary>A few bytes, and no more until the client has had enough.</summary>
    private static async Task TrickleAsync(HttpContext context)
    {
        context.Response.ContentType = "text/html";
        await context.Response.WriteAsync("<!DOCTYPE html>\n<html>", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
    }

    public static IResult NotFound() => Replies.Text("<!DOCTYPE html>\n<html><head><title>Page Not Found | FDA</title></head><body><h1>Page Not Found</h1></body></html>\n", "text/html", 404);
}
