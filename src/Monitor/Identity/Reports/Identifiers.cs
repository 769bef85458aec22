using System.Net;
using System.Text.RegularExpressions;

namespace Monitor.Identity.Reports;

/// <summary>Identifiers in the form that is compared.</summary>
internal static partial class Identifiers
{
    private const string Brackets = "()[]{}<>";

    /// <summary>
    /// Lower case, without resolver, percent signs and entities resolved, and without what a page or a text hangs on to it: a query, a
    /// fragment, <c>/full</c>, <c>v1.full.pdf</c>, a bracket that it did not open. Null when it is none.
    /// </summary>
    public static string? Doi(string? printed)
    {
        if (printed is null || DoiForm().Match(WebUtility.HtmlDecode(Uri.UnescapeDataString(printed))) is not { Success: true } match) return null;
        var doi = Balanced(match.Groups["suffix"].Value);
        // Some of the old ones hold what elsewhere begins a fragment or a query.
        if (!OldForm().IsMatch(doi)) doi = doi[..Hung().Match(doi).Index];
        string before;
        do
        {
            before = doi;
            doi = Page().Replace(doi, "", 1).TrimEnd('.', ',', ';', ':', '/', '\'', '’', '”', '*', '_');
        }
        while (doi != before);
        return doi.Length == 0 ? null : $"{match.Groups["registrant"].Value}/{doi}".ToLowerInvariant();
    }

    /// <summary>Up to the first bracket that closes none of its own.</summary>
    private static string Balanced(string text)
    {
        var open = new Stack<char>();
        for (var i = 0; i < text.Length; i++)
        {
            if (Brackets.IndexOf(text[i], StringComparison.Ordinal) is not (>= 0 and var at)) continue;
            if (at % 2 == 0) open.Push(Brackets[at + 1]);
            else if (open.Count == 0 || open.Pop() != text[i]) return text[..i];
        }

        return text;
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

    [GeneratedRegex(@"(?<registrant>10\.\d{4,9}(\.\d+)*)\s?/\s?(?<suffix>[^\s""“”\u200b\ufeff|\\]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex DoiForm();

    [GeneratedRegex(@"\(SICI\)|CO;2-|<\d+:", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex OldForm();

    [GeneratedRegex(@"[?#]|&[a-z_]+=|\z", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Hung();

    // What publishers hang on for a view of the page, and bioRxiv for a version of it.
    [GeneratedRegex(@"(v\d{1,2})?([./](full([.-]?text)?|abstract|summary|epdf|pdf(direct)?|html?|meta|references|figures|issuetoc|epub)(\+html)?)+/?$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Page();

    [GeneratedRegex(@"^\s*(pmid\s*:?\s*)?0*(?<n>[1-9]\d{0,8})(\.0)?\s*$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Digits();

    [GeneratedRegex(@"^\s*(pmc)?\s*(?<n>[1-9]\d{0,9})\s*$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Pmc();

    [GeneratedRegex(@"^10\.(1101/(19|20)|1101/\d{6}|64898/|21203/rs|2139/ssrn|48550/|20944/preprints|31234/|31219/|31235/|12688/|26434/|36227/)", RegexOptions.ExplicitCapture)]
    private static partial Regex PreprintDoi();

    [GeneratedRegex(@"^10\.1002/14651858\.(?<review>(cd|mr)\d+)(\.pub(?<version>\d+))?", RegexOptions.ExplicitCapture)]
    private static partial Regex Cochrane();
}
