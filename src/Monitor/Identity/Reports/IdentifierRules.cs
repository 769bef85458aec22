namespace Monitor.Identity.Reports;

/// <summary>What identifiers decide. A PMID is given to one record of one paper; a DOI may stand for a whole congress.</summary>
internal static class IdentifierRules
{
    /// <summary>PMID and PMCID; null when they decide nothing.</summary>
    public static Ruling? Pmid(PairEvidence pair)
    {
        var (a, b) = (pair.A, pair.B);
        if (a.Pmid is not null && b.Pmid is not null)
        {
            if (a.Pmid != b.Pmid) return a.Preprint || b.Preprint ? null : Ruling.Apart("other-pmid");
            // A wrong PMID in an export is commoner than one paper under two names.
            return pair.Title.Relation is TitleRelation.Apart && pair.Authors != AuthorRelation.Agree ? Ruling.PersonOnly("pmid-of-another-title") : Ruling.Same("same-pmid");
        }

        return a.Pmcid is not null && a.Pmcid == b.Pmcid && pair.Title.Relation >= TitleRelation.Near && pair.Authors != AuthorRelation.Conflict ? Ruling.Same("same-pmcid") : null;
    }

    /// <summary>
    /// The DOI, the very title, and nobody else's names: at once. Pages ahead of print, another year and another volume do not matter
    /// then; and where the whole place agrees too, names that two databases split differently do not. A short title wants all the people
    /// and the journal or book as well: a chapter is brought up to date for years under one DOI.
    /// </summary>
    public static Ruling? DoiAndTitle(PairEvidence pair)
    {
        if (!pair.SameDoi || !pair.SameTitle) return null;
        if (!pair.Specific) return pair is { Title.Relation: TitleRelation.Exact, Authors: AuthorRelation.Agree, AuthorShare: >= 0.95, Journal: JournalRelation.Same, PlaceConflicts: 0, A.Abstract: false, B.Abstract: false } ? Ruling.Same("same-doi-and-title") : null;
        return pair.Authors != AuthorRelation.Conflict || pair.SamePlace ? Ruling.Same("same-doi-and-title") : null;
    }

    /// <summary>
    /// The DOI with a title that is alike: congress supplements print hundreds of abstracts under one DOI, and exports carry the DOI of
    /// the journal or of a neighbour. Comes after what holds apart.
    /// </summary>
    public static Ruling? Doi(PairEvidence pair)
    {
        if (!pair.SameDoi || pair.Authors == AuthorRelation.Conflict) return null;
        if (pair.Title.Relation == TitleRelation.Unknown)
            return pair.Authors == AuthorRelation.Agree ? Ruling.Person("same-doi-without-title") : Ruling.Alike("same-doi-without-title");
        var alike = pair.Title.Relation >= TitleRelation.Contained || (pair.Title.Relation >= TitleRelation.Near && pair.Title.Share >= 0.8 && !pair.NumberExtra);
        if (!alike) return pair.Title.Share >= 0.6 && !pair.Recurring ? Doubt(pair) : null;
        // Two abstracts of a supplement with the same short title, or two parts of one, have pages of their own.
        if (pair.Pages == PlaceRelation.Differ && (!pair.Specific || !pair.SameTitle)) return Ruling.AlikeApart("same-doi-other-page");
        return pair.Title.Relation == TitleRelation.Near && HoldRules.Stage(pair) ? Doubt(pair) : Ruling.Same("same-doi-and-title");
    }

    /// <summary>Only where the people and the page speak for it can a person tell the article from its neighbour.</summary>
    private static Ruling Doubt(PairEvidence pair) =>
        pair.Authors == AuthorRelation.Agree && pair.PlaceConflicts == 0 && pair.Years is not > 1
            ? Ruling.Person("same-doi-other-title") : Ruling.Alike("same-doi-other-title");
}
