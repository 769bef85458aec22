using System.Globalization;
using System.Text.RegularExpressions;
using Monitor.Documents;

namespace Monitor.Identity.Reports;

/// <summary>
/// Which record speaks for a report where it is shown once: the paper before its preprint, then the richer database, then the
/// newer version, then by id.
/// </summary>
internal static partial class ReportOrder
{
    private static readonly string[] Sources = ["pubmed", "europepmc", "crossref"];

    public static IEnumerable<T> Ordered<T>(IEnumerable<T> records, Func<T, CitationForm> form, Func<T, Article?> article) => records
        .OrderBy(r => form(r).Preprint)
        .ThenBy(r => Array.IndexOf(Sources, HitId.Split(form(r).Id).Source) is var at and >= 0 ? at : Sources.Length)
        .ThenByDescending(r => article(r) is { } a ? Version(a) ?? 0 : 0)
        .ThenBy(r => form(r).Id, StringComparer.Ordinal);

    public static bool IsPreprint(Article article) => CitationForm.IsPreprint(Citation.Of(article));

    /// <summary>Which version of a preprint a record is; null = the record does not say.</summary>
    public static int? Version(Article preprint) =>
        Identifiers.Doi(preprint.Doi) is { } doi && DoiVersion().Match(doi) is { Success: true } match ? int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture) : preprint.PmidVersion;

    /// <summary>Whether a record is a preprint of which the other is the paper or a later version.</summary>
    public static bool IsBefore(Article article, Article other) => IsPreprint(article) && (!IsPreprint(other) || Version(article) < Version(other));

    [GeneratedRegex(@"[./]v(?<n>\d{1,3})$", RegexOptions.ExplicitCapture)]
    private static partial Regex DoiVersion();
}
