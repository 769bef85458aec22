using System.Globalization;
using Monitor.Documents;
using Monitor.Identity.Reports;
using Monitor.Text;

namespace Monitor.Identity;

/// <summary>
/// What changed in an article. A retraction is read from the link (RetractionIn), the publication type ("Retracted Publication") and
/// the word before the title: each may come first. Late MeSH terms and page numbers are cosmetic.
/// </summary>
internal static class ArticleChanges
{
    public static List<Change> Of(Article old, Article now)
    {
        var changes = new List<Change>();
        if (!RecordSigns.IsRetracted(old) && RecordSigns.IsRetracted(now)) changes.Add(Signed(RevisionType.Retracted, old, now, RecordSigns.RetractionLinks));
        if (RecordSigns.IsRetracted(old) && !RecordSigns.IsRetracted(now))
            changes.Add(new Change(RevisionType.Reinstated, [.. Gone(old, now, RecordSigns.RetractionLinks, "retracted")]));
        if (RecordSigns.IsDoubted(now) && !RecordSigns.IsDoubted(old)) changes.Add(Signed(RevisionType.ExpressionOfConcern, old, now, "ExpressionOfConcernIn"));
        // A concern that ended in a retraction is not lifted by it.
        if (changes.Count == 0 && RecordSigns.IsDoubted(old) && !RecordSigns.IsDoubted(now) && !RecordSigns.IsRetracted(now))
        {
            changes.Add(new Change(RevisionType.Reinstated, [.. Gone(old, now, ["ExpressionOfConcernIn"], "ExpressionOfConcernIn")]));
        }

        // What updates a preprint is the paper that came of it, or its next version: progress, not an error put right.
        string[] corrections = IsPreprint(now) ? ["ErratumIn", "CorrectedandRepublishedIn", "PartialRetractionIn"] : ["ErratumIn", "CorrectedandRepublishedIn", "PartialRetractionIn", "UpdateIn"];
        if (Added(old, now, corrections).Count > 0) changes.Add(Linked(RevisionType.Corrected, old, now, corrections));
        else if (changes.Count == 0 && RecordSigns.IsCorrected(now) && !RecordSigns.IsCorrected(old))
            changes.Add(new Change(RevisionType.Corrected, [Title(old, now)]));
        if (IsPreprint(now) && Added(old, now, "UpdateIn").Count > 0) changes.Add(Linked(RevisionType.Updated, old, now, "UpdateIn"));
        if (changes.Count == 0 && old.PmidVersion is { } before && now.PmidVersion > before)
        {
            changes.Add(new Change(RevisionType.Updated, [new FieldChange("version", Number(before), Number(now.PmidVersion.Value))]));
        }

        // A word that its publisher puts to a title, or takes away, is no other title.
        if (changes.Count == 0 && !SameText.Are(TitleMark.Plain(old.Title), TitleMark.Plain(now.Title)))
        {
            changes.Add(new Change(RevisionType.Updated, [Title(old, now)]));
        }
        else if (changes.Count == 0 && old.Abstract is null && now.Abstract is not null)
        {
            changes.Add(new Change(RevisionType.Updated, [new FieldChange("abstract", null, "now there")]));
        }

        return changes;
    }

    private static bool IsPreprint(Article article) => article.PublicationTypes.Contains("Preprint", StringComparer.OrdinalIgnoreCase);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static FieldChange Title(Article old, Article now) => new("title", old.Title, now.Title);

    /// <summary>By the links that came, else by the word that came to the title; none where the publication type alone says so.</summary>
    private static Change Signed(RevisionType type, Article old, Article now, params string[] links) =>
        Linked(type, old, now, links) is { Fields.Count: > 0 } linked ? linked
        : SameText.Are(old.Title, now.Title) ? new Change(type, [])
        : new Change(type, [Title(old, now)]);

    /// <summary>What said it before and does not any more.</summary>
    private static IEnumerable<FieldChange> Gone(Article old, Article now, string[] links, string field)
    {
        var gone = Added(now, old, links).Select(c => new FieldChange(c.Type, Named(c), null)).ToList();
        if (!SameText.Are(old.Title, now.Title)) gone.Add(Title(old, now));
        return gone.Count > 0 ? gone : [new FieldChange(field, "stated", null)];
    }

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
}
