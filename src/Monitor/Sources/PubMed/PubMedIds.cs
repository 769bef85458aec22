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
    public static string? Doi(IEnumerable<PubMedNode> articleIds, PubMedChildren locations)
    {
        foreach (var id in articleIds)
        {
            if (id.Attr("IdType") != "doi" || BareDoi(id.Value) is not { } doi) continue;
            if (!Stands(doi, valid: false, locations) || Stands(doi, valid: true, locations)) return doi;
        }

        foreach (var location in locations)
        {
            if (IsDoi(location, valid: true) && BareDoi(location.Value) is { } doi) return doi;
        }

        return null;
    }

    private static bool Stands(string doi, bool valid, PubMedChildren locations)
    {
        foreach (var location in locations)
        {
            if (IsDoi(location, valid) && BareDoi(location.Value) == doi) return true;
        }

        return false;
    }

    private static bool IsDoi(PubMedNode location, bool valid) =>
        location.Attr("EIdType") == "doi" && location.Attr("ValidYN") != "N" == valid;

    /// <summary>The record's own PMC number, with the letters.</summary>
    public static string? Pmcid(IEnumerable<PubMedNode> articleIds)
    {
        foreach (var id in articleIds)
        {
            if (id.Attr("IdType") is not ("pmc" or "pmcid")) continue;
            if (PmcForm().Match(id.Value) is { Success: true } match) return "PMC" + match.Groups["n"].Value;
        }

        return null;
    }

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

    public static string? BareDoi(string text)
    {
        var line = CleanText.OneLine(text) ?? "";
        // Nearly all come bare, and need no group cut out.
        if (line.StartsWith("10.", StringComparison.Ordinal)) return DoiForm().IsMatch(line) ? Plain(line) : null;
        return DoiForm().Match(line) is { Success: true } match ? Plain(match.Groups["doi"].Value) : null;
    }

    private static string Plain(string doi) => doi.TrimEnd('.', ',', ';').ToLowerInvariant();

    [GeneratedRegex(@"^0*[1-9][0-9]{0,9}$", RegexOptions.ExplicitCapture)]
    private static partial Regex PmidForm();

    [GeneratedRegex(@"^\s*(pmc-?id:\s*)?(PMC)?(?<n>[0-9]+)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex PmcForm();

    [GeneratedRegex(@"(?<![0-9])([0-9]{4}-?){3}[0-9]{3}[0-9X](?![0-9])", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex OrcidForm();

    [GeneratedRegex(@"^(https?://(dx\.)?doi\.org/|doi:\s*)?(?<doi>10\.[0-9]{3,9}/\S+)$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex DoiForm();
}
