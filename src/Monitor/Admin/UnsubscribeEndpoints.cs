using Microsoft.AspNetCore.Mvc;
using Monitor.Delivery;
using Monitor.Polling;
using Monitor.Store.Sql;

namespace Monitor.Admin;

/// <summary>
/// Where the links in mails lead: whoever holds one may switch off what it stands for, and on again. Looking changes nothing,
/// for mail scanners open links; a POST acts, be it the button's or the mail program's own (RFC 8058).
/// </summary>
internal static class UnsubscribeEndpoints
{
    /// <summary>No link of ours is longer.</summary>
    private const int LongestToken = 64;

    public static void MapUnsubscribe(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/unsubscribe").WithMetadata(new RequestSizeLimitAttribute(4096));
        group.MapGet("/{token}", ShowAsync).WithName("ShowUnsubscribe").WithSummary("The page behind the link in a mail; changes nothing").Produces(200, contentType: "text/html");
        group.MapPost("/{token}", OffAsync).WithName("Unsubscribe").WithSummary("Switches off what the link stands for, at once (RFC 8058)").Produces(200, contentType: "text/html");
        group.MapPost("/{token}/undo", OnAsync).WithName("UndoUnsubscribe").WithSummary("Switches it on again; what was held meanwhile is sent").Produces(200, contentType: "text/html");
    }

    private static Task<IResult> ShowAsync(string token, HttpContext context, UnsubscribeLinks links, UnsubscribeTable table, Subscribers subscribers, GuessLimits guesses, CancellationToken ct) =>
        WithLinkAsync(token, context, links, subscribers, guesses, async link => Page(token, link.Scope, await table.SinceAsync(link.Recipient, link.Scope, ct) is not null), ct);

    private static Task<IResult> OffAsync(string token, HttpContext context, UnsubscribeLinks links, OutboxStops stops, Subscribers subscribers, GuessLimits guesses, CancellationToken ct) =>
        WithLinkAsync(token, context, links, subscribers, guesses, async link =>
        {
            await stops.SwitchAsync(link.Recipient, link.Scope, on: false, ct);
            return Page(token, link.Scope, off: true);
        }, ct);

    private static Task<IResult> OnAsync(string token, HttpContext context, UnsubscribeLinks links, OutboxStops stops, Subscribers subscribers, GuessLimits guesses, CancellationToken ct) =>
        WithLinkAsync(token, context, links, subscribers, guesses, async link =>
        {
            await stops.SwitchAsync(link.Recipient, link.Scope, on: true, ct);
            return Page($"../{token}", link.Scope, off: false);
        }, ct);

    private static async Task<IResult> WithLinkAsync(
        string token, HttpContext context, UnsubscribeLinks links, Subscribers subscribers, GuessLimits guesses, Func<(string Recipient, string Scope), Task<IResult>> act, CancellationToken ct)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
        if (token.Length <= LongestToken && await links.ReadAsync(token, subscribers.Recipients.Select(r => r.Id), ct) is { } link) return await act(link);
        if (guesses.Wrong(context, Guess.Link) is not { } wait) return Problems.NotFound("This link is not valid: open it from the mail once more.");
        Limits.Wait(context, wait);
        return Limits.Problem("Too many links that are not valid.");
    }

    /// <summary>Says what is on or off, but not whose it is: links are passed on with mails.</summary>
    /// <param name="self">This page's address, relative to the one asked for.</param>
    /// <param name="scope">What the link stands for.</param>
    /// <param name="off">Whether it is off now.</param>
    private static IResult Page(string self, string scope, bool off)
    {
        var (state, action, button) = off
            ? ($"You get no more {scope} from Monitor.", $"{self}/undo", $"Send me {scope} again")
            : ($"You get {scope} from Monitor.", self, $"No more {scope}");
        var held = off ? "<p>What is found meanwhile waits, and comes when you switch them on again.</p>" : "";
        return Results.Content($"""
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>{state}</title></head>
            <body><main><h1>{state}</h1>{held}<form method="post" action="{action}"><button type="submit">{button}</button></form></main></body>
            </html>
            """, "text/html; charset=utf-8");
    }
}
