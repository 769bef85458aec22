using System.Text.RegularExpressions;
using Monitor.Text;

namespace Monitor.Sources.PubMed;

/// <summary>Identifiers in the one form that Monitor keeps; what has no such form is dropped.</summary>
internal static partial class PubMedIds
{
    /// <summary>The digits of a PMID, without leading zeros.</summary>
    public static string? Pmid(PubMedNode? element) =>
        CleanText.OneLine(element?.Value) is { } text && PmidForm().IsMatch(text) ? text.TrimStart('0') : null;

    /// <summary>
    /// The record's own DOI: of its ArticleIdList, else of an ELocationID. A DOI that PubMed marks invalid is passed over
    /// wherever it stands.
    /// </summary>
    public static string? Doi(IEnumerable<PubMedNode> articleIds, IEnumerable<PubMedNode> locations)
    {
        var places = locations.Where(e => e.Attr("EIdType") == "doi").ToLookup(e => e.Attr("ValidYN") != "N", e => BareDoi(e.Value));
        return articleIds.Where(e => e.Attr("IdType") == "doi").Select(e => BareDoi(e.Value))
            .Concat(places[true])
            .FirstOrDefault(doi => doi is not null && (places[true].Contains(doi) || !places[false].Contains(doi)));
    }

    /// <summary>The record's own PMC number, with the letters.</summary>
    public static string? Pmcid(IEnumerable<PubMedNode> articleIds) =>
        articleIds.Where(e => e.Attr("IdType") is "pmc" or "pmcid")
            .Select(e => PmcForm().Match(e.Value) is { Success: true } m ? "PMC" + m.Groups["n"].Value : null)
            .FirstOrDefault(id => id is not null);

    /// <summary>A bare ORCID iD from its bare, undashed or URL form; null when its check digit is wrong.</summary>
    public static string? Orcid(string? text)
    {
        if (OrcidForm().Match(text ?? "") is not { Success: true } match) return null;
        var digits = match.Value.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
        var sum = digits[..15].Aggregate(0, (total, c) => (total + (c - '0')) * 2);
        var check = (12 - sum % 11) % 11;
        if (digits[15] != (check == 10 ? 'X' : (char)('0' + check))) return null;
        return $"{digits[..4]}-{digits[4..8]}-{digits[8..12]}-{digits[12..]}";
    }

    public static string? BareDoi(string text) =>
        DoiForm().Match(CleanText.OneLine(text) ?? "") is { Success: true } match ? match.Groups["doi"].Value.TrimEnd('.', ',', ';').ToLowerInvariant() : null;

    [GeneratedRegex(@"^0*[1-9][0-9]{0,9}$", RegexOptions.ExplicitCapture)]
    private static partial Regex PmidForm();

    [GeneratedRegex(@"^\s*(pmc-?id:\s*)?(PMC)?(?<n>[0-9]+)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex PmcForm();

    [GeneratedRegex(@"(?<![0-9])([0-9]{4}-?){3}[0-9]{3}[0-9X](?![0-9])", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex OrcidForm();

    [GeneratedRegex(@"^(https?://(dx\.)?doi\.org/|doi:\s*)?(?<doi>10\.[0-9]{3,9}/\S+)$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex DoiForm();
}
