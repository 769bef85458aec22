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
        var pass = feeds ? services.GetRequiredService<FeedToken>().Check(context) : services.GetRequiredService<AdminToken>().Check(context);
        if (pass == Pass.Allowed) return next(context);
        if (pass == Pass.Wrong) guesses.Wrong(context, Guess.Token);
        context.Response.Headers.WWWAuthenticate = feeds ? "Basic realm=\"Monitor feeds\", charset=\"UTF-8\"" : "Bearer realm=\"Monitor\"";
        return TypedResults.Problem(
            feeds ? "Feeds want the token Admin:FeedToken, as ?token= in the address or as password." : "This route wants the admin token as bearer token.",
            statusCode: StatusCodes.Status401Unauthorized, title: "Not allowed").ExecuteAsync(context);
    }

    /// <summary>HEAD is GET without the body, on every route; the server itself sends none.</summary>
    public static Task HeadAsync(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsHead(context.Request.Method)) context.Request.Method = HttpMethods.Get;
        return next(context);
    }
}
