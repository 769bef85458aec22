namespace Monitor.Identity.Reports;

/// <summary>What decides when the titles are alike and not the same: cut, with a subtitle, translated anew, mistyped.</summary>
internal static class PlaceRules
{
    public static Ruling Decide(PairEvidence pair)
    {
        if (pair.Title.Relation == TitleRelation.Unknown) return pair.SamePlace && pair.Authors == AuthorRelation.Agree ? Ruling.Person("no-title") : Ruling.Different("no-title");
        if (pair.A.Preprint != pair.B.Preprint) return Preprint(pair);
        if (pair.Authors is AuthorRelation.Conflict) return pair.Title.Relation >= TitleRelation.Near ? Ruling.Apart("authors-differ") : Ruling.Different("title-and-authors-differ");
        if (OneReview(pair)) return Ruling.Same("one-cochrane-review");
        if (pair.SamePlace && pair.Years is 0 or 1 or null) return AtOnePlace(pair);
        return pair.Title.Relation >= TitleRelation.Near ? Elsewhere(pair) : Ruling.Different("title-differs");
    }

    private static Ruling Preprint(PairEvidence pair) =>
        pair.Authors == AuthorRelation.Agree && pair.Title.Share >= 0.75 && pair.Years is not > 3 ? Ruling.Person("preprint-other-title") : Ruling.Different("title-differs");

    /// <summary>The number of a Cochrane review and one year: one version, whose title was changed or mistyped.</summary>
    private static bool OneReview(PairEvidence pair) =>
        pair is { A.Extent.Prefix: "CD", B.Extent.Prefix: "CD", Pages: PlaceRelation.Same, Years: 0, Authors: AuthorRelation.Agree } && pair.Title.Share >= 0.8 && !HoldRules.Stage(pair);

    /// <summary>The same volume and page. Several short items may stand on a page; a range of pages is one article.</summary>
    private static Ruling AtOnePlace(PairEvidence pair)
    {
        if (pair.OneRange && OfOneArticle(pair)) return Ruling.Same("one-range-of-pages");
        if (pair.Title.Relation < TitleRelation.Near) return pair.Authors == AuthorRelation.Agree && pair.OneRange ? Ruling.Person("one-range-other-title") : Ruling.Different("title-differs");
        if (pair.Authors != AuthorRelation.Agree || pair.NumberExtra || HoldRules.Stage(pair)) return Ruling.Person("title-alike-at-one-place");
        var crowded = pair.A.Extent.Length <= 1 && pair.B.Extent.Length <= 1;
        return pair.Title.Relation switch
        {
            TitleRelation.Contained => pair.A.Title.Truncated || pair.B.Title.Truncated || !crowded || pair.Title.Share >= 0.8
                ? Ruling.Same("title-cut-at-one-place") : Ruling.Person("title-alike-at-one-place"),
            // Abstracts of one group stand side by side and differ by a word.
            _ => pair.Title.Share >= 0.85 && !crowded ? Ruling.Same("title-alike-at-one-place") : Ruling.Person("title-alike-at-one-place"),
        };
    }

    /// <summary>Three pages and more, from the same to the same, by the same people: however the title was translated or typed.</summary>
    private static bool OfOneArticle(PairEvidence pair)
    {
        var translated = pair.A.Title.Translated || pair.B.Title.Translated || pair.A.Source.Languages.Concat(pair.B.Source.Languages).Any(l => l is not ("eng" or "en" or "English"));
        // Without names, or with some of them, the words must be mostly the same.
        if (pair.Authors != AuthorRelation.Agree) return pair.Title.Relation >= TitleRelation.Near && pair.Years is 0;
        return pair.Title.Share >= (translated ? 0.3 : 0.5) || pair.Title.Relation >= TitleRelation.Contained;
    }

    /// <summary>Without the place, only a title that was cut can be the same, and only where all else is.</summary>
    private static Ruling Elsewhere(PairEvidence pair)
    {
        if (pair.Authors != AuthorRelation.Agree || pair.PlaceConflicts > 0 || pair.Years is > 1) return Ruling.Different("title-differs");
        if (HoldRules.Stage(pair) || pair.NumberExtra) return Ruling.PersonOnly("another-stage");
        if (pair.Title.Relation == TitleRelation.Contained)
        {
            var sure = pair is { PlaceAgreements: > 0, Journal: JournalRelation.Same, Years: 0, AuthorShare: >= 0.8 } && pair.A.Abstract == pair.B.Abstract;
            return sure ? Ruling.Same("title-cut-in-one-volume") : Ruling.Person("title-cut");
        }

        return pair.Title.Share >= 0.85 && pair.Journal != JournalRelation.Differ ? Ruling.Person("title-alike") : Ruling.Different("title-differs");
    }
}
