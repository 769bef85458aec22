namespace Monitor.Identity.Reports;

/// <summary>
/// A column's title, learned from what is stored: one title by one person, three times and more in one journal at places that contradict
/// each other. Two of its records are one only by an identifier, or by issue, pages and year.
/// </summary>
internal static class Recurrence
{
    /// <summary>A paper and its congress abstract are two places.</summary>
    private const int Places = 3;

    /// <summary>No journal that counts its pages anew in every issue comes so far.</summary>
    private const int Continuous = 300;

    /// <summary>Whether a record's title comes again among those that share its key.</summary>
    /// <param name="record">The record in question.</param>
    /// <param name="sharing">All records under <see cref="BlockingKeys.OfTitle(CitationForm)"/>, in any order; the record itself may be among them.</param>
    public static bool Of(CitationForm record, IEnumerable<CitationForm> sharing)
    {
        var apart = new List<CitationForm>(Places);
        var alike = sharing.Where(o => !o.Preprint && o.Notice == record.Notice && o.Title.Compact == record.Title.Compact
            && FirstIsOne(record, o) && JournalForm.Compare(record.Journal, o.Journal) != JournalRelation.Differ);
        foreach (var other in alike.OrderBy(o => o.Year ?? 0).ThenBy(o => o.Extent.Volume, StringComparer.Ordinal).ThenBy(o => o.Id, StringComparer.Ordinal))
        {
            if (!apart.TrueForAll(o => Contradict(o, other))) continue;
            apart.Add(other);
            if (apart.Count == Places) return true;
        }

        return false;
    }

    /// <summary>An identifier that is the same, or issue, pages and year.</summary>
    public static bool Proved(CitationForm a, CitationForm b) =>
        (a.Pmid is not null && a.Pmid == b.Pmid) || (a.Pmcid is not null && a.Pmcid == b.Pmcid) || (a.Doi is not null && a.Doi == b.Doi) || OneIssue(a, b);

    /// <summary>
    /// Issue, pages and year are the same, and no DOI or volume is another. The volume does for the issue where its pages are so high that
    /// they are counted through it.
    /// </summary>
    public static bool OneIssue(CitationForm a, CitationForm b) =>
        (a.Issue.Length > 0 && b.Issue.Length > 0
            ? a.Issue == b.Issue : a.Extent.First >= Continuous && Extent.CompareVolume(a.Extent, b.Extent) == PlaceRelation.Same)
        && a.Year is not null && a.Year == b.Year && Extent.SamePages(a.Extent, b.Extent)
        && Extent.CompareVolume(a.Extent, b.Extent) != PlaceRelation.Differ && (a.Doi is null || b.Doi is null || a.Doi == b.Doi);

    private static bool FirstIsOne(CitationForm a, CitationForm b) =>
        a.Authors.People is [var x, ..] && b.Authors.People is [var y, ..] ? x.Likeness(y) == 1 : a.Authors.People.Count == b.Authors.People.Count;

    private static bool Contradict(CitationForm a, CitationForm b) =>
        Extent.CompareVolume(a.Extent, b.Extent) == PlaceRelation.Differ || Extent.ComparePages(a.Extent, b.Extent) == PlaceRelation.Differ
            || (a.Year is { } x && b.Year is { } y && Math.Abs(x - y) > 1);
}
