namespace Monitor.Identity.Reports;

/// <summary>What decides when the titles are the same words.</summary>
internal static class TitleRules
{
    public static Ruling Decide(PairEvidence pair)
    {
        if (pair.A.Preprint || pair.B.Preprint) return Versions(pair);
        if (pair.A.Abstract != pair.B.Abstract && !SameAbstract(pair)) return pair.Authors == AuthorRelation.Agree ? Ruling.PersonOnly("abstract-or-paper") : Ruling.Different("authors-differ");
        return pair.Authors switch
        {
            AuthorRelation.Conflict => Others(pair),
            AuthorRelation.Partly => Partly(pair),
            AuthorRelation.Unknown => Nameless(pair),
            _ => pair.Specific ? Agreed(pair) : Short(pair),
        };
    }

    /// <summary>A letter and its answer share title and page. No two articles share title, volume and three pages or more: there the names are wrong.</summary>
    private static Ruling Others(PairEvidence pair)
    {
        if (pair.OneRange && pair.Specific && pair.Years is 0 or null) return Ruling.Same("title-and-range");
        return pair.SamePlace ? Ruling.PersonOnly("authors-differ") : Ruling.Apart("authors-differ");
    }

    /// <summary>
    /// Preprint and article: one report for a reader, kept visible as two versions. Not where the preprint came two years after the
    /// article (one year is the calendar's: an issue is dated back), nor where one of them names a single person and the other more.
    /// </summary>
    private static Ruling Versions(PairEvidence pair)
    {
        if (pair.A.Preprint != pair.B.Preprint && (pair.A.Preprint ? pair.A.Year - pair.B.Year : pair.B.Year - pair.A.Year) > 1) return Ruling.Person("preprint-after-paper");
        var (left, right) = (pair.A.Authors.People.Count, pair.B.Authors.People.Count);
        // A record that names nobody: the very title must be long, and the years must fit.
        if (left == 0 != (right == 0) && pair is { Title.Relation: TitleRelation.Exact, Years: 0 or 1 } && Math.Min(pair.A.Title.Content, pair.B.Title.Content) >= 8) return new Ruling(Verdict.Same, "preprint-and-version") { Versions = true };
        if ((left == 1) != (right == 1)) return Ruling.Person("preprint");
        if (!pair.Specific || pair.Authors != AuthorRelation.Agree || pair.AuthorShare < 0.6 || pair.Years is > 3) return Ruling.Person("preprint");
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
        pair.SamePlace && pair.Specific && pair.Years is 0 or 1 or null ? Ruling.Same("title-and-place") : Ruling.Person("authors-differ-partly");

    private static Ruling Nameless(PairEvidence pair)
    {
        if (pair.SamePlace && (pair.Specific || pair.SameRange)) return Ruling.Same("title-and-place");
        if (pair is { Specific: true, PlaceAgreements: > 0, Journal: JournalRelation.Same, Years: 0 or 1 }) return Ruling.Same("title-journal-year");
        return pair.Specific ? Ruling.Person("no-authors") : Ruling.Different("short-title");
    }

    /// <summary>Short titles come again ("Editorial", "Atypical haemolytic uraemic syndrome"): volume and page must both agree.</summary>
    private static Ruling Short(PairEvidence pair)
    {
        if (pair.SamePlace && pair.Years is 0 or 1 or null) return Ruling.Same("short-title-authors-place");
        var page = pair.PagesAgree && pair.Journal == JournalRelation.Same && pair.Years is 0;
        if (pair is { A.Cochrane: true, B.Cochrane: true, Years: 0 } && pair.A.Title.Content >= 3) return Ruling.Same("cochrane-title");
        return page && pair.A.Title.Content >= 2 ? Ruling.Same("short-title-authors-page") : Ruling.Person("short-title");
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

    private static Ruling Agreed(PairEvidence pair)
    {
        if (pair.SamePlace) return pair.Years is 0 or 1 or null || pair.SameRange ? Ruling.Same("title-authors-place") : Ruling.PersonOnly("other-year");
        if (pair.PagesAgree) return Ruling.Same("title-authors-page");
        if (pair.Volume == PlaceRelation.Same) return pair.Journal == JournalRelation.Differ ? Ruling.Person("other-journal") : Ruling.Same("title-authors-volume");
        if (pair.Journal == JournalRelation.Differ) return Ruling.Person("other-journal");
        // A volume here and a page there may be those of two papers; where one side knows nothing of its place, nothing can contradict.
        if (pair is { A.Extent.First: > 0, B.Extent: { First: 0, Volume.Length: > 0 } } or { B.Extent.First: > 0, A.Extent: { First: 0, Volume.Length: > 0 } }) return Ruling.Person("no-common-place");
        if (pair.Years is not 0) return BeforePrint(pair) ? Ruling.Same("before-print") : Ruling.Person("no-place-other-year");
        if (pair.Journal == JournalRelation.Same) return Ruling.Same("title-authors-journal-year");
        return pair.AuthorShare >= 0.8 ? Ruling.Same("title-authors-year") : Ruling.Person("title-and-some-authors");
    }
}
