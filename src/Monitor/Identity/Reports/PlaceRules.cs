namespace Monitor.Identity.Reports;

/// <summary>What decides when the titles are alike and not the same: cut, with a subtitle, translated anew, mistyped.</summary>
internal static class PlaceRules
{
    public static Ruling Decide(PairEvidence pair)
    {
        if (pair.Title.Relation == TitleRelation.Unknown)
            return pair.SamePlace && pair.Authors == AuthorRelation.Agree && pair.Journal != JournalRelation.Differ
                ? Ruling.Person("no-title") : Ruling.Different("no-title");
        if (pair.A.Preprint != pair.B.Preprint) return Preprint(pair);
        if (OneDoiInTwoLanguages(pair)) return Ruling.Same("translated-title");
        if (pair.Authors is AuthorRelation.Conflict) return pair.Title.Relation >= TitleRelation.Near ? Ruling.Apart("authors-differ") : Ruling.Different("title-and-authors-differ");
        if (Translated(pair)) return Ruling.Same("translated-title");
        if (CutInOneBook(pair)) return Ruling.Same("title-cut-at-one-page");
        if (OneReview(pair)) return Ruling.Same("one-cochrane-review");
        if (pair.SamePlace && pair.Years is 0 or 1 or null) return AtOnePlace(pair);
        return pair.Title.Relation >= TitleRelation.Near ? Elsewhere(pair) : Ruling.Different("title-differs");
    }

    private static Ruling Preprint(PairEvidence pair) =>
        pair.Authors == AuthorRelation.Agree && pair.AuthorShare >= 0.8 && Math.Min(pair.A.Authors.People.Count, pair.B.Authors.People.Count) > 1
            && pair.Title.Share >= 0.75 && pair.Years is not > 2 ? Ruling.Person("preprint-other-title") : Ruling.Different("title-differs");

    /// <summary>The number of a Cochrane review and one year: one version, whose title was changed or mistyped.</summary>
    private static bool OneReview(PairEvidence pair) =>
        pair is { A.Extent.Prefix: "CD", B.Extent.Prefix: "CD", Pages: PlaceRelation.Same, Years: 0, Authors: AuthorRelation.Agree } && pair.Title.Share >= 0.8 && !HoldRules.Stage(pair);

    /// <summary>
    /// Titles in two languages: the volume, three pages and more from the very first to the very last, the journal, the year and all the people.
    /// </summary>
    private static bool Translated(PairEvidence pair) =>
        pair is { OneRange: true, SameRange: true, Years: 0, Authors: AuthorRelation.Agree, AuthorShare: >= 0.8, Journal: JournalRelation.Same, Recurring: false, A.Abstract: false, B.Abstract: false }
        && !pair.NumbersConflict && (pair.A.Title.Foreign != pair.B.Title.Foreign || pair.A.Title.Translated != pair.B.Title.Translated);

    /// <summary>One DOI, one volume and range of pages, one year, and titles in two languages, which print the names in two scripts as well.</summary>
    private static bool OneDoiInTwoLanguages(PairEvidence pair) =>
        pair is { SameDoi: true, Volume: PlaceRelation.Same, SameRange: true, A.Extent.Length: >= 3 and <= 40, Years: 0, Recurring: false }
            && pair.A.Title.Foreign != pair.B.Title.Foreign && !pair.NumbersConflict;

    /// <summary>A subtitle in one only, in the proceedings or the issue of one year and on the very pages: three of them and more.</summary>
    private static bool CutInOneBook(PairEvidence pair) =>
        pair is { SameRange: true, A.Extent.Length: >= 3 and <= 40, PlaceConflicts: 0, Years: 0, Authors: AuthorRelation.Agree, AuthorShare: >= 0.8, Journal: JournalRelation.Same, NumberExtra: false }
        && (pair.Title.Relation == TitleRelation.Contained || pair.Begins) && pair.A.Abstract == pair.B.Abstract && !HoldRules.Stage(pair);

    /// <summary>One journal and year, the very people, several of them, and neither print says where.</summary>
    private static bool Doubtful(PairEvidence pair) =>
        pair is { Journal: JournalRelation.Same, Years: 0, AuthorShare: >= 0.95, PlaceConflicts: 0 }
            && pair.A.Authors.People.Count > 1 && pair.A.Authors.People.Count == pair.B.Authors.People.Count && pair.A.Abstract == pair.B.Abstract;

    /// <summary>The same volume and page. Several short items may stand on a page; a range of pages is one article.</summary>
    private static Ruling AtOnePlace(PairEvidence pair)
    {
        if (pair.OneRange && OfOneArticle(pair)) return Ruling.Same("one-range-of-pages");
        if (pair.OneInSupplement) return Ruling.AlikeApart("abstract-or-paper");
        if (pair.Title.Relation < TitleRelation.Near)
            return pair.Authors == AuthorRelation.Agree && pair.OneRange && pair.SameRange && pair.Years is 0 && pair.AuthorShare >= 0.8
                ? Ruling.Person("one-range-other-title") : Ruling.Different("title-differs");
        if (pair.Authors != AuthorRelation.Agree || pair.NumberExtra || HoldRules.Stage(pair)) return Ruling.Alike("title-alike-at-one-place");
        // Several abstracts stand on a page, and one article under a number.
        var crowded = pair.A.Extent.Length <= 1 && pair.B.Extent.Length <= 1 && !(pair.A.Extent.Electronic && pair.B.Extent.Electronic);
        if (pair.Begins && pair.A.Abstract == pair.B.Abstract && !pair.A.Supplement && !pair.B.Supplement
            && pair.AuthorShare >= 0.8 && Recurrence.OneIssue(pair.A, pair.B)) return Ruling.Same("title-cut-in-one-issue");
        return pair.Title.Relation switch
        {
            TitleRelation.Contained => pair.A.Title.Truncated || pair.B.Title.Truncated || !crowded || pair.Title.Share >= 0.8
                ? Ruling.Same("title-cut-at-one-place") : Ruling.Alike("title-alike-at-one-place"),
            // Abstracts of one group stand side by side and differ by a word.
            _ => pair.Title.Share >= 0.85 && !crowded ? Ruling.Same("title-alike-at-one-place") : Ruling.Alike("title-alike-at-one-place"),
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

    /// <summary>"P-123" before one title, and nothing else between them.</summary>
    private static bool IsPoster(PairEvidence pair)
    {
        var (small, large) = pair.A.Title.Words.Count <= pair.B.Title.Words.Count ? (pair.A.Title, pair.B.Title) : (pair.B.Title, pair.A.Title);
        var front = large.Words.Count - small.Words.Count;
        if (!small.Specific || front is not (1 or 2) || !large.Words.Skip(front).SequenceEqual(small.Words)) return false;
        var number = string.Concat(large.Words.Take(front));
        return number.Length is >= 2 and <= 6 && number[0] is 'p' or 'o' or 's' or 'a' or 'f'
            && number.SkipWhile(char.IsLetter).All(char.IsAsciiDigit) && char.IsAsciiDigit(number[^1]) && number.TakeWhile(char.IsLetter).Count() <= 2;
    }

    /// <summary>Without the place, only a title that was cut can be the same, and only where all else is.</summary>
    private static Ruling Elsewhere(PairEvidence pair)
    {
        if (pair.Authors != AuthorRelation.Agree || pair.PlaceConflicts > 0 || pair.Years is > 1) return Ruling.Different("title-differs");
        if (pair is { Volume: PlaceRelation.Same, Journal: JournalRelation.Same, Years: 0, AuthorShare: >= 0.8 } && IsPoster(pair))
            return Ruling.Same("poster-number");
        if (HoldRules.Stage(pair) || pair.NumberExtra) return Ruling.AlikeApart("another-stage");
        if (pair.Title.Relation == TitleRelation.Contained)
        {
            var sure = pair is { PlaceAgreements: > 0, Journal: JournalRelation.Same, Years: 0, AuthorShare: >= 0.8 } && pair.A.Abstract == pair.B.Abstract;
            if (sure) return Ruling.Same("title-cut-in-one-volume");
            return Doubtful(pair) ? Ruling.Person("title-cut") : Ruling.Alike("title-cut");
        }

        return pair.Title.Share >= 0.85 && pair.Journal != JournalRelation.Differ ? Ruling.Alike("title-alike") : Ruling.Different("title-differs");
    }
}
