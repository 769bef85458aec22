using Monitor.Documents;
using Monitor.Text;

namespace Monitor.Identity.Studies;

/// <summary>Links between a paper and its versions, notices and comments, in the words of PubMed's RefType.</summary>
internal static class CorrectionLinks
{
    // Kept as a list, because a word that is not in it must join nothing.
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["UpdateIn"] = LinkKind.Version, ["UpdateOf"] = LinkKind.Version,
        ["CorrectedandRepublishedIn"] = LinkKind.Version, ["CorrectedandRepublishedFrom"] = LinkKind.Version,
        ["RetractedandRepublishedIn"] = LinkKind.Version, ["RetractedandRepublishedFrom"] = LinkKind.Version,
        ["RepublishedIn"] = LinkKind.Version, ["RepublishedFrom"] = LinkKind.Version,
        ["ReprintIn"] = LinkKind.Version, ["ReprintOf"] = LinkKind.Version,
        ["RetractionOf"] = LinkKind.About, ["PartialRetractionOf"] = LinkKind.About, ["ErratumFor"] = LinkKind.About,
        ["ExpressionOfConcernFor"] = LinkKind.About,
        ["CommentOn"] = LinkKind.About, ["OriginalReportIn"] = LinkKind.About,
        ["RetractionIn"] = LinkKind.AboutIt, ["PartialRetractionIn"] = LinkKind.AboutIt, ["ErratumIn"] = LinkKind.AboutIt,
        ["ExpressionOfConcernIn"] = LinkKind.AboutIt,
        ["CommentIn"] = LinkKind.AboutIt, ["SummaryForPatientsIn"] = LinkKind.AboutIt,
    };

    public static IEnumerable<StudyLink> Of(Article article)
    {
        var (pmid, doi) = (StudyKey.Pmid(article.Pmid), StudyKey.Doi(article.Doi));
        foreach (var correction in article.Corrections)
        {
            if (!Kinds.TryGetValue(correction.Type, out var kind)) continue;
            // A DOI is asked only where there is no PMID, which alone is one paper's.
            var target = StudyKey.Pmid(correction.Pmid) ?? StudyKey.Doi(correction.Doi);
            if (target is null || target == pmid || target == doi) continue;
            var evidence = correction.Source is { Length: > 0 } source ? CleanText.Cut(source, 160) : StudyKey.Shown(target);
            yield return new StudyLink(article.Id, target, kind, correction.Type, evidence);
        }
    }
}
