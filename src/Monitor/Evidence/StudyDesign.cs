using Monitor.Documents;

namespace Monitor.Evidence;

/// <summary>The design of a study: its names in tags and filters, and how a stored hit's is read.</summary>
internal static class StudyDesign
{
    /// <summary>Name of the tag that holds the design.</summary>
    public const string TagName = "design";

    public const string SystematicReview = "systematic-review";
    public const string Review = "review";
    public const string Protocol = "protocol";
    public const string Rct = "rct";

    /// <summary>An intervention studied in people without drawing lots: one arm, before and after, controlled without randomisation.</summary>
    public const string Trial = "non-randomised-trial";

    public const string Cohort = "cohort";
    public const string CaseControl = "case-control";
    public const string CrossSectional = "cross-sectional";
    public const string CaseReport = "case-report";
    public const string CaseSeries = "case-series";
    public const string Animal = "animal";
    public const string InVitro = "in-vitro";
    public const string Guideline = "guideline";

    /// <summary>Letter, editorial, comment, reply, news, without patients of its own.</summary>
    public const string Opinion = "opinion";

    /// <summary>Notice that corrects, doubts or takes back another paper.</summary>
    public const string Correction = "correction";

    /// <summary>Every name that a design tag can have, but for <see cref="Silent"/>.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        SystematicReview, Review, Guideline, Protocol, Rct, Trial, Cohort, CaseControl, CrossSectional, CaseSeries, CaseReport, Animal, InVitro, Opinion, Correction,
    ];

    /// <summary>What a tag says where the record is silent.</summary>
    public const string Silent = "not stated";

    /// <summary>The design by the hit's tag; null where it has none or says <see cref="Silent"/>, and for what is no article.</summary>
    public static string? Of(Hit hit)
    {
        if (hit is not Article article) return null;
        foreach (var tag in hit.Tags)
        {
            if (tag.Name == TagName && tag.Value != Silent) return tag.Value;
        }

        return ByPublicationType(article);
    }

    /// <summary>
    /// What <c>immediate</c> of a watch asks: whether the hit is of this design by its tag or by its publication type. The type
    /// <c>Case Reports</c> serves both <see cref="CaseReport"/> and, where the tag says so, <see cref="CaseSeries"/>.
    /// </summary>
    public static bool Is(Hit hit, string design) =>
        Of(hit) == design || (hit is Article article && Of(hit) != CaseSeries && ByPublicationType(article) == design);

    /// <summary>The design that the indexers gave; null where none of the types is one.</summary>
    public static string? ByPublicationType(Article article)
    {
        foreach (var (type, design) in Types)
        {
            if (article.PublicationTypes.Contains(type, StringComparer.OrdinalIgnoreCase)) return design;
        }

        return null;
    }

    /// <summary>Types of MEDLINE that are designs, the most telling first.</summary>
    internal static IReadOnlyList<(string Type, string Design)> Types { get; } =
    [
        ("Published Erratum", Correction), ("Retraction of Publication", Correction), ("Retraction Notice", Correction), ("Expression of Concern", Correction),
        ("Clinical Trial Protocol", Protocol), ("Systematic Review", SystematicReview), ("Meta-Analysis", SystematicReview), ("Network Meta-Analysis", SystematicReview),
        ("Practice Guideline", Guideline), ("Guideline", Guideline), ("Consensus Statement", Guideline), ("Consensus Development Conference", Guideline),
        ("Case Reports", CaseReport), ("Randomized Controlled Trial", Rct), ("Pragmatic Clinical Trial", Rct), ("Equivalence Trial", Rct),
        ("Controlled Clinical Trial", Trial), ("Clinical Trial, Phase I", Trial), ("Clinical Trial, Phase II", Trial), ("Clinical Trial", Trial),
        ("Scoping Review", SystematicReview), ("Review", Review), ("Editorial", Opinion), ("Comment", Opinion), ("Letter", Opinion), ("News", Opinion),
    ];
}
