namespace Monitor.Identity.Reports;

/// <summary>What decides when the titles are the same words.</summary>
internal static class TitleRules
{
    public static Ruling Decide(PairEvidence pair)
    {
        if (pair.A.Preprint || pair.B.Preprint) return Versions(pair);
        if (pair.A.Abstract != pair.B.Abstract && !SameAbstract(pair))
            return pair.Authors == AuthorRelation.Agree ? Ruling.AlikeApart("abstract-or-paper") : Ruling.Different("authors-differ");
        return pair.Authors switch
        {
            AuthorRelation.Conflict => Others(pair),
            AuthorRelation.Partly => Partly(pair),
            AuthorRelation.Unknown => Nameless(pair),
            _ => pair.Specific ? Agreed(pair) : Short(pair),
        };
    }

    /// <summary>The title is that of a column: only issue, pages and year say which item it is. Identifiers were asked before.</summary>
    public static Ruling Recurring(PairEvidence pair)
    {
        if (!pair.SameTitle) return Heading(pair) ? Ruling.Same("heading-and-title") : Ruling.Different("recurring-title");
        var one = pair.Journal != JournalRelation.Differ && pair.Authors is not AuthorRelation.Conflict
            && pair.FirstFamily && Recurrence.OneIssue(pair.A, pair.B);
        return one ? Ruling.Same("recurring-title-in-one-issue") : Ruling.Different("recurring-title");
    }

    /// <summary>
    /// One database prints the heading of the column only, the other what stands below: one item where the place is the very same by the
    /// same people, or the DOI says so.
    /// </summary>
    private static bool Heading(PairEvidence pair)
    {
        var notices = pair.A.Notice == pair.B.Notice && pair.A.Notice != NoticeKind.None;
        if (!pair.Begins && !notices) return false;
        if (pair.SameDoi && pair.SamePlace && pair.Authors != AuthorRelation.Conflict) return true;
        return pair is { Journal: JournalRelation.Same, Authors: AuthorRelation.Agree, AuthorShare: >= 0.8, OtherDoi: false, FirstFamily: true }
            && pair.Begins && pair.Volume == PlaceRelation.Same && Recurrence.OneIssue(pair.A, pair.B);
    }

    /// <summary>A letter and its answer share title and page. No two articles share title, volume and three pages or more: there the names are wrong.</summary>
    private static Ruling Others(PairEvidence pair)
    {
        if (pair.OneRange && pair.Specific && pair.Years is 0 or null) return Ruling.Same("title-and-range");
        return pair.SamePlace ? Ruling.AlikeApart("authors-differ") : Ruling.Apart("authors-differ");
    }

    /// <summary>
    /// Preprint and article: one report for a reader, kept visible as two versions. Not where the preprint came two years after the
    /// article (one year is the calendar's: an issue is dated back), nor where one of them names a single person and the other more.
    /// </summary>
    private static Ruling Versions(PairEvidence pair)
    {
        if (pair.A.Preprint != pair.B.Preprint && (pair.A.Preprint ? pair.A.Year - pair.B.Year : pair.B.Year - pair.A.Year) > 1)
            return pair.Authors == AuthorRelation.Agree && pair.Specific ? Ruling.Person("preprint-after-paper") : Ruling.Alike("preprint-after-paper");
        var (left, right) = (pair.A.Authors.People.Count, pair.B.Authors.People.Count);
        // A record that names nobody: the very title must be long, and the years must fit.
        if (left == 0 != (right == 0) && pair is { Title.Relation: TitleRelation.Exact, Years: 0 or 1 } && Math.Min(pair.A.Title.Content, pair.B.Title.Content) >= 8) return new Ruling(Verdict.Same, "preprint-and-version") { Versions = true };
        if ((left == 1) != (right == 1) || !pair.Specific || pair.Authors != AuthorRelation.Agree || pair.AuthorShare < 0.6 || pair.Years is > 3)
        {
            return pair.Specific && pair.Authors is not AuthorRelation.Conflict && pair.Years is not > 3 ? Ruling.Person("preprint") : Ruling.Alike("preprint");
        }

        return new Ruling(Verdict.Same, "preprint-and-version") { Versions = true };
    }

    /// <summary>
    /// One record says congress, the other does not. They are one when the volume is, or when the other's single or supplement page
    /// is no place for a full paper.
    /// </summary>
    private static bool SameAbstract(PairEvidence pair)
    {
        if (pair.Volume == PlaceRelation.Same) return true;
        var paper = pair.A.Abstract ? pair.B : pair.A;
        // A range of a hundred pages is the whole abstract volume.
        var brief = paper.Supplement || paper.Extent is { First: > 0, Length: <= 1 or > 100 };
        return pair.PagesAgree || (pair.Journal == JournalRelation.Same && pair.Years is 0 && (brief || paper.Extent is { First: 0, Volume.Length: 0 }));
    }

    /// <summary>Some of the names: a list cut, a group, names that were split wrongly. Only the place proves it.</summary>
    private static Ruling Partly(PairEvidence pair) =>
        pair.SamePlace && pair.Specific && pair.Years is 0 or 1 or null ? Ruling.Same("title-and-place") : Ruling.Alike("authors-differ-partly");

    private static Ruling Nameless(PairEvidence pair)
    {
        if (pair.SamePlace && (pair.Specific || pair.SameRange)) return Ruling.Same("title-and-place");
        if (pair is { Specific: true, PlaceAgreements: > 0, Journal: JournalRelation.Same, Years: 0 or 1 }) return Ruling.Same("title-journal-year");
        if (pair is { Specific: true, Journal: JournalRelation.Same, Years: 0 }) return Ruling.Person("no-authors");
        return pair.Specific ? Ruling.Alike("no-authors") : Ruling.Different("short-title");
    }

    /// <summary>Short titles come again ("Editorial", "Atypical haemolytic uraemic syndrome"): volume and page must both agree.</summary>
    private static Ruling Short(PairEvidence pair)
    {
        if (pair.SamePlace && !(pair.FrontPages && (pair.OtherIssue || (pair.Years is not 0 && !pair.OneRange))) && pair.Years is 0 or 1 or null)
            return Ruling.Same("short-title-authors-place");
        var page = pair.PagesAgree && pair.Journal == JournalRelation.Same && pair.Years is 0;
        if (pair is { A.Cochrane: true, B.Cochrane: true, Years: 0 } && pair.A.Title.Content >= 3) return Ruling.Same("cochrane-title");
        return page && pair.A.Title.Content >= 2 && !pair.OtherIssue && !pair.FrontPages
            ? Ruling.Same("short-title-authors-page") : Ruling.Different("short-title");
    }

    /// <summary>
    /// Online in one year, in print in the next: the earlier record has no place, or the pages of a proof, as many as are in print. The
    /// names must be the very same, since a congress abstract of the year before seldom has all of the paper's.
    /// </summary>
    private static bool BeforePrint(PairEvidence pair)
    {
        if (pair is not { Years: 1, Journal: JournalRelation.Same, Title.Relation: TitleRelation.Exact, AuthorShare: >= 0.95 }) return false;
        var (early, late) = pair.A.Year < pair.B.Year ? (pair.A, pair.B) : (pair.B, pair.A);
        if (Extent.CountedFromOne(early.Extent, late.Extent)) return true;
        return early.Extent.Placeless && string.IsNullOrEmpty(early.Source.Issue) && !late.Extent.Placeless
            && early.Authors.People.Count > 1 && early.Authors.People.Count == late.Authors.People.Count;
    }

    /// <summary>A year apart in one journal by the very people, and one of them says nothing of its place: it may have come ahead of print.</summary>
    private static bool Earlier(PairEvidence pair) =>
        pair is { Years: 1, Journal: JournalRelation.Same, AuthorShare: >= 0.95, PlaceConflicts: 0 }
            && (pair.A.Extent.Placeless || pair.B.Extent.Placeless) && pair.A.Authors.People.Count > 1 && pair.A.Abstract == pair.B.Abstract;

    private static Ruling Agreed(PairEvidence pair)
    {
        if (pair.SamePlace && pair.OneInSupplement) return Ruling.AlikeApart("abstract-or-paper");
        // Every issue has a page five: two issues, or a volume over two years, may print a column there.
        if (pair.SamePlace && pair.FrontPages && !pair.OneRange && (pair.OtherIssue || pair.Years == 1)) return Ruling.Alike("front-pages");
        if (pair.SamePlace)
            return pair.Years is 0 or 1 or null || (pair.SameRange && pair.Years is <= 3)
                ? Ruling.Same("title-authors-place") : Ruling.AlikeApart("other-year");
        if (pair.PagesAgree) return Ruling.Same("title-authors-page");
        if (pair.Volume == PlaceRelation.Same)
            return pair.Journal == JournalRelation.Differ ? Ruling.Alike("other-journal") : Ruling.Same("title-authors-volume");
        if (pair.Journal == JournalRelation.Differ) return Ruling.Alike("other-journal");
        // A volume here and a page there may be those of two papers; where one side knows nothing of its place, nothing can contradict.
        if (pair is { A.Extent.First: > 0, B.Extent: { First: 0, Volume.Length: > 0 } } or { B.Extent.First: > 0, A.Extent: { First: 0, Volume.Length: > 0 } })
            return pair.Journal == JournalRelation.Same && pair.Years is 0 ? Ruling.Person("no-common-place") : Ruling.Alike("no-common-place");
        if (pair.Years is not 0)
            return BeforePrint(pair) ? Ruling.Same("before-print") : Earlier(pair) ? Ruling.Person("no-place-other-year") : Ruling.Alike("no-place-other-year");
        if (pair.Journal == JournalRelation.Same) return Ruling.Same("title-authors-journal-year");
        return pair.AuthorShare >= 0.8 ? Ruling.Same("title-authors-year") : Ruling.Alike("title-and-some-authors");
    }
}
