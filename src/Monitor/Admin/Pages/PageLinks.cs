using Microsoft.AspNetCore.Http.Extensions;
using Monitor.Documents;

namespace Monitor.Admin.Pages;

/// <summary>Addresses of pages, stable because mails and bookmarks hold them, and of what records point to.</summary>
internal static class PageLinks
{
    public static string Hit(string id) => "/hits/" + Path(id);

    public static string Study(string id) => "/studies/" + Path(id);

    public static string Event(string id) => "/events/" + Path(id);

    public static string Report(string id) => "/reports/" + Path(id);

    public static string Message(string id) => "/messages/" + Path(id);

    /// <summary>A page with those parameters that have a value.</summary>
    public static string With(string page, params (string Name, string? Value)[] parameters)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in parameters)
        {
            if (!string.IsNullOrEmpty(value)) query.Add(name, value);
        }

        return page + query;
    }

    /// <summary>Whether a route is served, so that no page links to one that is not.</summary>
    public static bool Serves(EndpointDataSource endpoints, string pattern) =>
        endpoints.Endpoints.OfType<RouteEndpoint>().Any(e => ("/" + e.RoutePattern.RawText?.TrimStart('/')).Equals(pattern, StringComparison.Ordinal));

    /// <summary>Where an identifier leads; null = nowhere that is known, or it does not look like one.</summary>
    public static string? Identifier(string scheme, string value) => scheme switch
    {
        "PMID" when value.Length is > 0 and < 12 && value.All(char.IsAsciiDigit) => $"https://pubmed.ncbi.nlm.nih.gov/{value}/",
        "PMCID" when value.StartsWith("PMC", StringComparison.Ordinal) && value.Length is > 3 and < 14 && value[3..].All(char.IsAsciiDigit) => $"https://pmc.ncbi.nlm.nih.gov/articles/{value}/",
        "DOI" when value.StartsWith("10.", StringComparison.Ordinal) => "https://doi.org/" + Uri.EscapeDataString(value).Replace("%2F", "/", StringComparison.Ordinal),
        "ORCID" when value.Length == 19 && value.All(ch => char.IsAsciiLetterOrDigit(ch) || ch == '-') => $"https://orcid.org/{value}",
        "registration" when value.Length == 11 && value.StartsWith("NCT", StringComparison.Ordinal) && value[3..].All(char.IsAsciiDigit) => $"https://clinicaltrials.gov/study/{value}",
        _ => null,
    };

    /// <summary>The link of a hit, if it leads to the web.</summary>
    public static string? Web(Hit hit) => Text.CleanText.WebLink(hit.Link);

    /// <summary>The end of an address, which tells the feeds of a source apart; any other text as it is.</summary>
    public static string Short(string search)
    {
        if (!Uri.TryCreate(search, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) return search;
        var parts = uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 0 ? search : parts is [.., var before, var last] && last.Length < 12 ? $"{before}/{last}" : parts[^1];
    }

    // A slash stays encoded: an id may be an address, whose doubled slash and dots a client would fold.
    private static string Path(string id) => Uri.EscapeDataString(id).Replace("%3A", ":", StringComparison.Ordinal).Replace("%40", "@", StringComparison.Ordinal);
}
