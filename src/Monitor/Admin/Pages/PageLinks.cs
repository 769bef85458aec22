using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Monitor.Delivery;

namespace Monitor.Admin.Pages;

/// <summary>
/// Addresses of ours as a browser asks for them: below the path of the public address. Those of pages are stable, because mails
/// and bookmarks hold them.
/// </summary>
internal sealed class PageLinks(IOptions<DeliveryOptions> delivery)
{
    /// <summary>Any address would do: only what follows it is of interest.</summary>
    private const string Here = "http://here";

    private readonly string _base = PublicPath.Of(delivery.Value.PublicUrl);

    /// <param name="address">Of a route, with what follows it.</param>
    public string At(string address) => _base + address;

    public string Hit(string id) => At("/hits/" + Path(id));

    public string Study(string id) => At("/studies/" + Path(id));

    public string Event(string id) => At("/events/" + Path(id));

    public string Report(string id) => At("/reports/" + Path(id));

    public string Message(string id) => At("/messages/" + Path(id));

    /// <summary>A page with those parameters that have a value.</summary>
    public string With(string page, params (string Name, string? Value)[] parameters) => At(page + Query(parameters));

    /// <summary>The page that was asked for, also where a proxy has taken the path of the public address off.</summary>
    public string Asked(HttpContext context)
    {
        var raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return Local(IsBelow(raw) ? raw : At(raw));
    }

    /// <summary>The address of a page of ours, as a browser would read it; anything else is the first page.</summary>
    public string Local(string? address)
    {
        var first = At("/");
        if (address is not ['/', ..] || address.Length >= 2000 || address.AsSpan().Contains('\\') || address.Any(char.IsControl)) return first;
        // Dots, also %2e, are folded here as every browser folds them; what is compared is what is sent.
        if (!Uri.TryCreate(Here + address, UriKind.Absolute, out var uri) || uri.GetLeftPart(UriPartial.Authority) != Here) return first;
        if (!IsBelow(uri.AbsolutePath)) return first;
        var page = uri.AbsolutePath[_base.Length..];
        var isOne = page == "/" || PageEndpoints.Sections.Any(s => page == s || page.StartsWith(s + "/", StringComparison.Ordinal));
        return isOne ? At(page + uri.Query) : first;
    }

    /// <summary>Those parameters that have a value.</summary>
    public static string Query(params (string Name, string? Value)[] parameters)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in parameters)
        {
            if (!string.IsNullOrEmpty(value)) query.Add(name, value);
        }

        return query.ToString();
    }

    /// <summary>Whether a route is served, so that no page links to one that is not.</summary>
    public static bool Serves(EndpointDataSource endpoints, string pattern) =>
        endpoints.Endpoints.OfType<RouteEndpoint>().Any(e => ("/" + e.RoutePattern.RawText?.TrimStart('/')).Equals(pattern, StringComparison.Ordinal));

    private bool IsBelow(string address) => address.StartsWith(_base + "/", StringComparison.OrdinalIgnoreCase);

    // A slash stays encoded: an id may be an address, whose doubled slash and dots a client would fold.
    private static string Path(string id) => Uri.EscapeDataString(id).Replace("%3A", ":", StringComparison.Ordinal).Replace("%40", "@", StringComparison.Ordinal);
}
