using Microsoft.Net.Http.Headers;

namespace Monitor.Admin;

/// <summary>
/// Before routing and binding: a caller without the token learns nothing about routes, and no body of theirs is read.
/// Nothing of what was given is repeated or logged.
/// </summary>
internal static class Guard
{
    public static Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path;
        var feeds = path.StartsWithSegments("/feeds", StringComparison.OrdinalIgnoreCase);
        if (!feeds && !path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)) return next(context);
        context.Response.Headers[HeaderNames.XContentTypeOptions] = "nosniff";
        // The address may hold the token of the feeds.
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        var services = context.RequestServices;
        var guesses = services.GetRequiredService<GuessLimits>();
        if (guesses.Refused(context, Guess.Token) is { } wait) return Limits.RefuseAsync(context, "Too many wrong tokens came from your address.", wait);
        var admin = services.GetRequiredService<AdminToken>();
        var pass = feeds ? services.GetRequiredService<FeedToken>().Check(context) : admin.Check(context);
        if (pass == Pass.Allowed && !feeds && !admin.IsSet && !IsNoForm(context.Request))
        {
            return TypedResults.Problem(
                "Without an admin token a request that changes something wants the header Content-Type: application/json, also when it has no body, and no page of another site may send it.",
                statusCode: StatusCodes.Status403Forbidden, title: "Not allowed").ExecuteAsync(context);
        }

        if (pass == Pass.Allowed) return next(context);
        if (pass == Pass.Wrong) guesses.Wrong(context, Guess.Token);
        context.Response.Headers.WWWAuthenticate = feeds ? "Basic realm=\"Monitor feeds\", charset=\"UTF-8\"" : "Bearer realm=\"Monitor\"";
        return TypedResults.Problem(
            feeds ? "Feeds want the token Admin:FeedToken, as ?token= in the address or as password."
                : admin.IsSet ? "This route wants the admin token as bearer token."
                : "No admin token is configured, so only this machine itself is served, under the name localhost or its loopback address, and nothing that a proxy passes on: configure Admin:TokenFile.",
            statusCode: StatusCodes.Status401Unauthorized, title: "Not allowed").ExecuteAsync(context);
    }

    /// <summary>
    /// A page of another site can make a browser on this machine send a form, and any body under the type of a form, but not
    /// this type: for that the browser would ask first, and is refused. Where a token is wanted, such a page has none.
    /// </summary>
    private static bool IsNoForm(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || (request.HasJsonContentType() && Pages.FormOrigin.IsHere(request));

    /// <summary>HEAD is GET without the body, on every route; the server itself sends none.</summary>
    public static Task HeadAsync(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsHead(context.Request.Method)) context.Request.Method = HttpMethods.Get;
        return next(context);
    }
}
