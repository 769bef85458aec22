namespace Monitor.Identity.Reports;

/// <summary>A citation with everything normalised once, so that a comparison only compares.</summary>
internal sealed class CitationForm
{
    private static readonly string[] ErratumTypes = ["Published Erratum", "Erratum", "Correction", "Corrected and Republished Article"];

    public CitationForm(Citation source)
    {
        Source = source;
        Title = new TitleForm(Cut(source.Title, 1000));
        OtherTitle = source.OtherTitle is null ? null : new TitleForm(Cut(source.OtherTitle, 1000));
        Authors = new AuthorList(source.Authors.Take(200).Select(a => Cut(a, 5000)!)); // non-null: no author is
        Journal = new JournalForm(Cut(source.Journal, 500));
        Extent = new Extent(Cut(source.Volume, 100), Cut(source.Pages, 100), source.Year);
        Issue = IssueOf(Cut(source.Issue, 100), Cut(source.Volume, 100));
        Doi = Identifiers.Doi(source.Doi);
        Pmid = Identifiers.Pmid(source.Pmid);
        Pmcid = Identifiers.Pmcid(source.Pmcid);
        Notice = NoticeOf(source.Kinds, Title.Notice);
        Preprint = IsPreprint(Journal, Doi, source.Kinds);
        Supplement = Extent.Prefix is "S" or "P" or "A" || (Source.Issue ?? "").StartsWith('s') || $"{Source.Issue} {Source.Volume}".Contains("sup", StringComparison.OrdinalIgnoreCase);
        Abstract = Title.MarkedAbstract || Journal.Congress || source.Kinds.Any(k => k is "Meeting Abstract" or "Congress" or "Conference Abstract" or "inproceedings" or "conference");
    }

    /// <summary>Whether a record is a preprint, of which nothing but this is asked.</summary>
    public static bool IsPreprint(Citation source) => IsPreprint(new JournalForm(Cut(source.Journal, 500)), Identifiers.Doi(source.Doi), source.Kinds);

    public Citation Source { get; }

    public string Id => Source.Id;

    public TitleForm Title { get; }

    public TitleForm? OtherTitle { get; }

    public AuthorList Authors { get; }

    public JournalForm Journal { get; }

    public Extent Extent { get; }

    public int? Year => Source.Year;

    public string? Doi { get; }

    public string? Pmid { get; }

    public string? Pmcid { get; }

    public NoticeKind Notice { get; }

    /// <summary>Letters and digits of the issue in lower case; empty = unknown.</summary>
    public string Issue { get; }

    public bool Preprint { get; }

    /// <summary>A review of the Cochrane Library: its title is unique but for its own versions.</summary>
    public bool Cochrane => Journal.Cochrane || Extent.Prefix == "CD" || Identifiers.CochraneReview(Doi) is not null;

    /// <summary>Printed in a supplement, where journals print congresses.</summary>
    public bool Supplement { get; }

    /// <summary>The record says of itself that it is an abstract or paper of a congress.</summary>
    public bool Abstract { get; }

    private static bool IsPreprint(JournalForm journal, string? doi, IReadOnlyList<string> kinds) =>
        journal.Preprint || Identifiers.IsPreprintDoi(doi) || kinds.Any(k => k.Contains("preprint", StringComparison.OrdinalIgnoreCase));

    /// <summary>No real field is longer; a hostile one must not cost more than a real one.</summary>
    private static string? Cut(string? text, int length) => text is null || text.Length <= length ? text : text[..length];

    /// <summary>A supplement is printed behind the volume or as the issue, and shortened as one likes.</summary>
    private static string IssueOf(string? issue, string? volume)
    {
        if (string.IsNullOrWhiteSpace(issue) && volume is not null && volume.IndexOf("sup", StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
            issue = volume[at..];
        var text = string.Concat((issue ?? "").Where(char.IsLetterOrDigit)).ToLowerInvariant();
        if (!text.StartsWith('s') || text.StartsWith("sp", StringComparison.Ordinal)) return text;
        var letters = text.TakeWhile(char.IsLetter).Count();
        return text[..letters] is "s" or "sup" or "supp" or "suppl" or "supplement" ? $"suppl{text[letters..]}" : text;
    }

    private static NoticeKind NoticeOf(IReadOnlyList<string> kinds, NoticeKind titled)
    {
        if (titled != NoticeKind.None) return titled;
        foreach (var kind in kinds)
        {
            if (ErratumTypes.Contains(kind, StringComparer.OrdinalIgnoreCase)) return NoticeKind.Erratum;
            if (kind.Equals("Retraction of Publication", StringComparison.OrdinalIgnoreCase)) return NoticeKind.Retraction;
            if (kind.Equals("Expression of Concern", StringComparison.OrdinalIgnoreCase)) return NoticeKind.ExpressionOfConcern;
        }

        return NoticeKind.None;
    }
}
