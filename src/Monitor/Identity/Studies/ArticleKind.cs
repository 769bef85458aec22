using Monitor.Documents;

namespace Monitor.Identity.Studies;

/// <summary>What an article is in a study, as its database types it.</summary>
internal static class ArticleKind
{
    private static readonly string[] Syntheses = ["Review", "Systematic Review", "Meta-Analysis", "Scoping Review", "Practice Guideline", "Guideline", "Consensus Development Conference"];
    private static readonly string[] Remarks = ["Comment", "Letter", "Editorial", "News"];

    /// <summary>Whether it looks at many studies: what it names is not its own.</summary>
    public static bool IsSynthesis(Article article) => Is(article, Syntheses);

    /// <summary>One of <see cref="StudyRole"/>.</summary>
    public static string Role(Article article) =>
        Is(article, "Retraction of Publication", "Retraction Notice") || Has(article, "RetractionOf", "PartialRetractionOf") ? StudyRole.Retraction
        : Is(article, "Published Erratum", "Expression of Concern") || Has(article, "ErratumFor", "ExpressionOfConcernFor") ? StudyRole.Correction
        : (IsRemark(article) && Has(article, "CommentOn")) || Has(article, "OriginalReportIn") ? StudyRole.Comment
        : Is(article, "Preprint") ? StudyRole.Preprint
        : StudyRole.Article;

    /// <summary>A trial that is reported in a letter is a paper of its own.</summary>
    private static bool IsRemark(Article article) =>
        Is(article, Remarks) && article.Registrations.Count == 0 && !article.PublicationTypes.Any(t => t.Contains("Trial", StringComparison.OrdinalIgnoreCase));

    private static bool Is(Article article, params string[] types) => article.PublicationTypes.Any(t => types.Contains(t, StringComparer.OrdinalIgnoreCase));

    private static bool Has(Article article, params string[] links) => article.Corrections.Any(c => links.Contains(c.Type, StringComparer.Ordinal));
}
