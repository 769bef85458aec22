using Monitor.Documents;

namespace Monitor.Admin.Pages;

/// <summary>Addresses elsewhere, of what records point to.</summary>
internal static class WebLinks
{
    /// <summary>Where an identifier leads; null = nowhere that is known, or it does not look like one.</summary>
    public static string? Identifier(string scheme, string value) => scheme switch
    {
        "PMID" when value.Length is > 0 and < 12 && value.All(char.IsAsciiDigit) => $"https://pubmed.ncbi.nlm.nih.gov/{value}/",
        "PMCID" when value.StartsWith("PMC", StringComparison.Ordinal) && value.Length is > 3 and < 14 && value[3..].All(char.IsAsciiDigit) =>
            $"https://pmc.ncbi.nlm.nih.gov/articles/{value}/",
        "DOI" when value.StartsWith("10.", StringComparison.Ordinal) => "https://doi.org/" + Uri.EscapeDataString(value).Replace("%2F", "/", StringComparison.Ordinal),
        "ORCID" when value.Length == 19 && value.All(ch => char.IsAsciiLetterOrDigit(ch) || ch == '-') =>
            $"https://orcid.org/{value}",
        "registration" when value.Length == 11 && value.StartsWith("NCT", StringComparison.Ordinal) && value[3..].All(char.IsAsciiDigit) =>
            $"https://clinicaltrials.gov/study/{value}",
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
}
