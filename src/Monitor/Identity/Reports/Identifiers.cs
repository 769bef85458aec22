using System.Text.RegularExpressions;

namespace Monitor.Identity.Reports;

/// <summary>Identifiers in the form that is compared.</summary>
internal static partial class Identifiers
{
    /// <summary>Lower case, without resolver, percent signs resolved; null when it is none.</summary>
    public static string? Doi(string? printed)
    {
        if (printed is null || DoiForm().Match(Uri.UnescapeDataString(printed)) is not { Success: true } match) return null;
        return match.Value.TrimEnd('.', ',', ';', ')', ']', '/').ToLowerInvariant();
    }

    /// <summary>Digits of the PMID; null when it is none.</summary>
    public static string? Pmid(string? printed) =>
        printed is not null && Digits().Match(printed) is { Success: true } match ? match.Groups["n"].Value : null;

    /// <summary><c>PMC</c> and digits; null when it is none.</summary>
    public static string? Pmcid(string? printed) =>
        printed is not null && Pmc().Match(printed) is { Success: true } match ? $"PMC{match.Groups["n"].Value}" : null;

    /// <summary>Registrants that print nothing but preprints.</summary>
    public static bool IsPreprintDoi(string? doi) => doi is not null && PreprintDoi().IsMatch(doi);

    /// <summary>The part of a Cochrane DOI that is the review, without <c>.pub3</c>, which is the version; null for others.</summary>
    public static (string Review, string Version)? CochraneReview(string? doi) =>
        doi is not null && Cochrane().Match(doi) is { Success: true } match ? (match.Groups["review"].Value, match.Groups["version"].Value) : null;

    [GeneratedRegex(@"10\.\d{4,9}/\S+", RegexOptions.ExplicitCapture)]
    private static partial Regex DoiForm();

    [GeneratedRegex(@"^\s*(pmid\s*:?\s*)?0*(?<n>[1-9]\d{0,8})(\.0)?\s*$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Digits();

    [GeneratedRegex(@"^\s*(pmc)?\s*(?<n>[1-9]\d{0,9})\s*$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Pmc();

    [GeneratedRegex(@"^10\.(1101/(19|20)|1101/\d{6}|64898/|21203/rs|2139/ssrn|48550/|20944/preprints|31234/|31219/|31235/|12688/|26434/|36227/)", RegexOptions.ExplicitCapture)]
    private static partial Regex PreprintDoi();

    [GeneratedRegex(@"^10\.1002/14651858\.(?<review>(cd|mr)\d+)(\.pub(?<version>\d+))?", RegexOptions.ExplicitCapture)]
    private static partial Regex Cochrane();
}
