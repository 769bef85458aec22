namespace Monitor.Identity.Reports;

/// <summary>
/// What holds two records apart however alike they look. Each is a way in which real, separate papers look like one:
/// docs/decisions/020 says which.
/// </summary>
internal static class HoldRules
{
    /// <summary>Words by which a group tells its papers on one study apart.</summary>
    private static readonly HashSet<string> Stages = new(StringComparer.Ordinal)
    {
        "protocol", "rationale", "design", "followup", "follow", "update", "updated", "extension", "pilot", "subgroup", "secondary", "interim", "preliminary", "commentary", "editorial", "reply",
        "response", "comment", "erratum", "correction", "corrigendum", "retraction", "supplement", "supplementary", "appendix", "part", "phase", "post", "reanalysis", "long", "final", "abstract", "summary",
    };

    /// <summary>What the titles and kinds say, which no DOI outweighs; null when nothing holds.</summary>
    public static Ruling? OfWords(PairEvidence pair) => Kind(pair) ?? Cochrane(pair) ?? Numbers(pair);

    /// <summary>What DOI, volume, page and year say; null when nothing holds.</summary>
    public static Ruling? OfPlace(PairEvidence pair) => Doi(pair) ?? Place(pair) ?? Year(pair);

    /// <summary>A word that names another stage of the work stands in one title only.</summary>
    public static bool Stage(PairEvidence pair) => pair.Title.Left.Any(Stages.Contains) || pair.Title.Right.Any(Stages.Contains);

    /// <summary>A paper, its erratum, the letters on it and their answers share a title, a journal, often a page.</summary>
    private static Ruling? Kind(PairEvidence pair)
    {
        var (a, b) = (pair.A.Notice, pair.B.Notice);
        if (a == b || (a == NoticeKind.About && b != NoticeKind.None) || (b == NoticeKind.About && a != NoticeKind.None)) return null;
        // A notice has a DOI of its own: under that of the paper the word stands before the paper's title.
        if (pair is { SameDoi: true, SameTitle: true, Specific: true } && pair.Authors != AuthorRelation.Conflict && IsMark(pair.A) && IsMark(pair.B))
            return null;
        if (!pair.SamePlace || pair.Authors != AuthorRelation.Agree || (pair.A.Doi is { } x && pair.B.Doi is { } y && x != y)) return Ruling.Apart("other-kind");
        // A database may drop "Author reply" or the place of the paper that is meant; what then has the title, the people, the volume
        // and both pages is the one item: a notice never stands on its paper's pages, and a reply is not by the letter's authors.
        return pair.SameTitle && pair.SameExtent && pair.Journal != JournalRelation.Differ ? null : Ruling.AlikeApart("other-kind");
    }

    private static bool IsMark(CitationForm form) => form.Notice is NoticeKind.None
        || (form.Notice is NoticeKind.Retraction or NoticeKind.ExpressionOfConcern
            && !form.Source.Kinds.Any(k => k is "Retraction of Publication" or "Retraction Notice" or "Expression of Concern"));

    /// <summary>Each update of a Cochrane review is a report of its own under the same title.</summary>
    private static Ruling? Cochrane(PairEvidence pair)
    {
        var (a, b) = (Identifiers.CochraneReview(pair.A.Doi), Identifiers.CochraneReview(pair.B.Doi));
        if (a is { } x && b is { } y)
            return x.Review != y.Review ? Ruling.Apart("other-cochrane-review") : x.Version != y.Version ? Ruling.AlikeApart("cochrane-version") : null;
        return pair.A.Cochrane && pair.B.Cochrane && pair.SameTitle && pair.Years is > 0 ? Ruling.AlikeApart("cochrane-version") : null;
    }

    /// <summary>Part I and part II, phase 2 and phase 3, 2013 and 2014: one number differs and all else is the same.</summary>
    private static Ruling? Numbers(PairEvidence pair)
    {
        if (pair.Title.Relation < TitleRelation.Near || !pair.NumbersConflict) return null;
        return pair.SamePlace && pair.SameRange && pair.Authors == AuthorRelation.Agree && pair.Title.Share >= 0.9 ? Ruling.PersonOnly("other-number") : Ruling.Apart("other-number");
    }

    /// <summary>Two DOIs: a publisher seldom gives one article two. Preprint and article are a case of their own.</summary>
    private static Ruling? Doi(PairEvidence pair)
    {
        if (!pair.OtherDoi || pair.A.Preprint || pair.B.Preprint) return null;
        if (!pair.SameTitle || pair.Recurring || pair.Authors != AuthorRelation.Agree) return Ruling.Apart("other-doi");
        if (!pair.SamePlace || (pair.FrontPages && pair.OtherIssue) || (!pair.Specific && !pair.SameRange)) return Ruling.AlikeApart("other-doi");
        // One page in every issue of a journal, and a DOI for each: three pages and more are one article.
        return pair.FrontPages && !pair.OneRange && !pair.SameIssue ? Ruling.AlikeApart("other-doi") : null;
    }

    /// <summary>Another volume and another page: the same title printed twice, as congress abstracts and yearly guidelines are.</summary>
    private static Ruling? Place(PairEvidence pair)
    {
        if (pair.PlaceConflicts == 0 || pair.A.Preprint != pair.B.Preprint) return null;
        var likely = pair is { SameTitle: true, Specific: true, Authors: AuthorRelation.Agree, Years: 0 or 1 or null };
        if (pair.PlaceConflicts == 2) return likely && pair.Journal == JournalRelation.Same ? Ruling.AlikeApart("other-place") : Ruling.Apart("other-place");
        if (likely && pair is { Volume: PlaceRelation.Same, Journal: JournalRelation.Same, Years: 0 } && Extent.CountedFromOne(pair.A.Extent, pair.B.Extent)) return Ruling.Same("counted-from-one");
        if (likely && OneIssue(pair)) return Ruling.Same("one-title-in-one-issue");
        if (likely && OneAbstract(pair)) return Ruling.Same("one-abstract-in-one-volume");
        if (pair.Pages == PlaceRelation.Differ)
            return likely && pair.Journal != JournalRelation.Differ ? Ruling.AlikeApart("other-page") : Ruling.Apart("other-page");
        if (pair.Pages == PlaceRelation.Unknown)
            return likely && pair.Journal != JournalRelation.Differ ? Ruling.AlikeApart("other-volume") : Ruling.Apart("other-volume");
        // Page and all else agree: one figure of the volume is a slip.
        if (likely && pair.Journal != JournalRelation.Differ && pair.Years is 0 or null
            && (pair.SameRange || pair.A.Extent.First > 99) && (!pair.FrontPages || (pair.SameRange && pair.A.Extent.Length >= 3))) return null;
        if (likely && pair.SameRange && pair.A.Extent.Length >= 3 && pair.Journal == JournalRelation.Same) return Ruling.PersonOnly("other-volume");
        return likely ? Ruling.AlikeApart("other-volume") : Ruling.Apart("other-volume");
    }

    /// <summary>No issue prints one title by the same people twice: the page is a slip.</summary>
    private static bool OneIssue(PairEvidence pair) =>
        pair is { Volume: PlaceRelation.Same, Journal: JournalRelation.Same, Years: 0, AuthorShare: >= 0.8, SameIssue: true };

    /// <summary>
    /// A single page in either record, in one volume of one journal, in one year: a group does not print one abstract twice in one
    /// volume; its number was taken for the page, or the page is a slip.
    /// </summary>
    private static bool OneAbstract(PairEvidence pair) =>
        pair is { Volume: PlaceRelation.Same, Journal: JournalRelation.Same, Years: 0, AuthorShare: >= 0.8, A.Extent.Length: 1, B.Extent.Length: 1 }
        && pair.A.Authors.People.Count > 1 && pair.A.Authors.People.Count == pair.B.Authors.People.Count
        && (pair.A.Issue.Length == 0 || pair.B.Issue.Length == 0 || pair.SameIssue);

    /// <summary>Years apart, and no place that says the year is a slip.</summary>
    private static Ruling? Year(PairEvidence pair)
    {
        if (pair.Years is not > 1 || (pair.SamePlace && pair.SameTitle) || pair.A.Preprint != pair.B.Preprint) return null;
        return pair is { SameTitle: true, Specific: true, Authors: AuthorRelation.Agree, PlaceAgreements: > 0 }
            ? Ruling.AlikeApart("other-year") : Ruling.Apart("other-year");
    }
}
