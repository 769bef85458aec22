using Monitor.Documents;

namespace Monitor.Identity.Studies;

/// <summary>Which links a hit states. Pure: of the document alone, so that a stored hit and a new one are read alike.</summary>
internal static class StudyLinks
{
    /// <summary>Number of these rules; stored hits read by an earlier one are read again.</summary>
    public const int Rules = 2;

    /// <summary>What a hit says; null for what is in no study (notices of regulators).</summary>
    public static StudyStatement? Of(Hit hit) => hit switch
    {
        Trial trial => new StudyStatement(hit.Id, StudyRole.Registration, Synthesis: false, Once(TrialStudyLinks.Of(trial))),
        Article article => OfArticle(article),
        _ => null,
    };

    private static StudyStatement OfArticle(Article article)
    {
        var numbers = StatedNumbers.Of(article);
        var synthesis = ArticleKind.IsSynthesis(article) || StatedNumbers.AreTooMany(numbers);
        if (synthesis) numbers = [.. numbers.Select(n => n with { Kind = LinkKind.Mentions, Rule = n.Kind == LinkKind.Mentions ? n.Rule : "synthesis-names-studies" })];
        return new StudyStatement(article.Id, ArticleKind.Role(article), synthesis, Once([.. Own(article), .. numbers, .. CorrectionLinks.Of(article)]));
    }

    private static IEnumerable<StudyLink> Own(Article article)
    {
        if (StudyKey.Pmid(article.Pmid) is { } pmid) yield return new StudyLink(article.Id, pmid, LinkKind.Is, "own-pmid", null);
        if (StudyKey.Doi(article.Doi) is { } doi) yield return new StudyLink(article.Id, doi, LinkKind.Is, "own-doi", null);
        if (StudyKey.DoiAndTitle(article.Doi, article.Title) is { } both) yield return new StudyLink(article.Id, both, LinkKind.Is, "own-doi-and-title", null);
    }

    /// <summary>A target once per kind; what is said strongly is not mentioned too.</summary>
    private static List<StudyLink> Once(IEnumerable<StudyLink> links)
    {
        var once = links.Where(l => l.Target.Length <= 400).DistinctBy(l => (l.Target, l.Kind)).ToList();
        var strong = once.Where(l => l.Kind != LinkKind.Mentions).Select(l => l.Target).ToHashSet(StringComparer.Ordinal);
        return [.. once.Where(l => l.Kind != LinkKind.Mentions || !strong.Contains(l.Target)).OrderBy(l => l.Target, StringComparer.Ordinal).ThenBy(l => l.Kind, StringComparer.Ordinal)];
    }
}
