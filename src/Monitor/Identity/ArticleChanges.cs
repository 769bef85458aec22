using System.Globalization;
using Monitor.Documents;
using Monitor.Text;

namespace Monitor.Identity;

/// <summary>
/// What changed in an article. Retraction is read from both the link (RetractionIn) and the publication type
/// ("Retracted Publication"): either may come first. Late MeSH terms and page numbers are cosmetic.
/// </summary>
internal static class ArticleChanges
{
    public static List<Change> Of(Article old, Article now)
    {
        var changes = new List<Change>();
        if (!IsRetracted(old) && IsRetracted(now)) changes.Add(Linked(RevisionType.Retracted, old, now, "RetractionIn", "RetractedandRepublishedIn"));
        if (IsRetracted(old) && !IsRetracted(now)) changes.Add(new Change(RevisionType.Reinstated, [new FieldChange("retracted", "true", null)]));
        if (IsDoubted(now) && !IsDoubted(old)) changes.Add(Linked(RevisionType.ExpressionOfConcern, old, now, "ExpressionOfConcernIn"));
        // What updates a preprint is the paper that came of it, or its next version: progress, not an error put right.
        string[] corrections = IsPreprint(now) ? ["ErratumIn", "CorrectedandRepublishedIn", "PartialRetractionIn"] : ["ErratumIn", "CorrectedandRepublishedIn", "PartialRetractionIn", "UpdateIn"];
        if (Added(old, now, corrections).Count > 0) changes.Add(Linked(RevisionType.Corrected, old, now, corrections));
        if (IsPreprint(now) && Added(old, now, "UpdateIn").Count > 0) changes.Add(Linked(RevisionType.Updated, old, now, "UpdateIn"));
        if (changes.Count == 0 && old.PmidVersion is { } before && now.PmidVersion > before)
        {
            changes.Add(new Change(RevisionType.Updated, [new FieldChange("version", Number(before), Number(now.PmidVersion.Value))]));
        }

        if (changes.Count == 0 && Words(old.Title) != Words(now.Title))
        {
            changes.Add(new Change(RevisionType.Updated, [new FieldChange("title", old.Title, now.Title)]));
        }
        else if (changes.Count == 0 && old.Abstract is null && now.Abstract is not null)
        {
            changes.Add(new Change(RevisionType.Updated, [new FieldChange("abstract", null, "now there")]));
        }

        return changes;
    }

    /// <summary>Whether the record says that the paper is retracted.</summary>
    public static bool IsRetracted(Article article) =>
        article.PublicationTypes.Contains("Retracted Publication", StringComparer.OrdinalIgnoreCase)
        || article.Corrections.Any(c => c.Type is "RetractionIn" or "RetractedandRepublishedIn");

    /// <summary>Whether the record carries an expression of concern about the paper.</summary>
    public static bool IsDoubted(Article article) => article.Corrections.Any(c => c.Type == "ExpressionOfConcernIn");

    private static bool IsPreprint(Article article) => article.PublicationTypes.Contains("Preprint", StringComparer.OrdinalIgnoreCase);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Change Linked(RevisionType type, Article old, Article now, params string[] links) =>
        new(type, [.. Added(old, now, links).Select(c => new FieldChange(c.Type, null, Named(c)))]);

    private static List<Correction> Added(Article old, Article now, params string[] types) =>
        [.. now.Corrections.Where(c => types.Contains(c.Type) && !old.Corrections.Any(o => o.Type == c.Type && IsSame(o, c)))];

    /// <summary>Two links to one record: by PMID, else by DOI, else by what is printed.</summary>
    private static bool IsSame(Correction old, Correction now) =>
        old.Pmid is not null && now.Pmid is not null ? old.Pmid == now.Pmid
        : old.Doi is not null && now.Doi is not null ? old.Doi == now.Doi
        : old.Pmid == now.Pmid && old.Doi == now.Doi && old.Source == now.Source;

    private static string? Named(Correction link) => (link.Pmid, link.Doi) switch
    {
        ({ } pmid, _) => $"PMID {pmid}",
        (null, { } doi) => link.Source is null ? $"doi {doi}" : $"doi {doi} ({link.Source})",
        _ => link.Source,
    };

    private static string Words(string text) => Folded.Line(text);
}
