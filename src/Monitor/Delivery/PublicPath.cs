namespace Monitor.Delivery;

/// <summary>
/// The path of <c>Delivery:PublicUrl</c>, where readers reach Monitor below another site's name. What they are given carries it;
/// what comes in may carry it or not, for some proxies take it off.
/// </summary>
internal static class PublicPath
{
    /// <summary>Such as <c>/monitor</c>; empty where Monitor has a name of its own.</summary>
    public static string Of(Uri publicUrl) => publicUrl.AbsolutePath.TrimEnd('/');

    /// <summary>Before all else that looks at a path.</summary>
    public static void Use(IApplicationBuilder app, Uri publicUrl)
    {
        var below = new PathString(Of(publicUrl));
        if (!below.HasValue) return;
        app.UsePathBase(below);
        // As if it had come with it: what is made from the request is for readers.
        app.Use((context, next) =>
        {
            context.Request.PathBase = below;
            return next(context);
        });
    }

    /// <summary>What is wrong with the path of an address; null = nothing. It stands in links, in a cookie and in the rules of proxies.</summary>
    public static string? Problem(Uri publicUrl)
    {
        var path = Of(publicUrl);
        if (path.Split('/').Skip(1).All(IsPlain)) return null;
        return $"the path {path}/ may have letters, digits, and - . _ ~ between its slashes only";
    }

    private static bool IsPlain(string segment) =>
        segment.Length > 0 && segment.All(ch => char.IsAsciiLetterOrDigit(ch) || ch is '-' or '.' or '_' or '~');
}
