using Monitor.Documents;
using Monitor.Identity;
using Monitor.Text;

namespace Monitor.Delivery.Export;

/// <summary>What kind of work a reference manager takes a hit for.</summary>
internal enum ReferenceKind
{
    Article,
    Chapter,
    Book,
    Trial,
    Notice,
}

/// <summary>A hit in the words of reference managers; every text is one line, absent = not known.</summary>
internal sealed record Reference
{
    public required Hit Hit { get; init; }
    public required ReferenceKind Kind { get; init; }
    public required string Title { get; init; }
    public IReadOnlyList<PersonName> Authors { get; init; } = [];
    public PartialDate? Date => Hit.Published;

    /// <summary>Journal, or the book a chapter stands in.</summary>
    public string? Container { get; init; }

    /// <summary>Registry or regulator.</summary>
    public string? Publisher { get; init; }

    /// <summary>Number of a registration, a recall or a letter.</summary>
    public string? Number { get; init; }

    /// <summary>Such as <c>Clinical trial registration</c>.</summary>
    public string? Genre { get; init; }

    public string? Doi { get; init; }
    public string? Pmid { get; init; }
    public string? Pmcid { get; init; }
    public string? Volume { get; init; }
    public string? Issue { get; init; }
    public string? Pages { get; init; }
    public string? Link { get; init; }
    public string? Abstract { get; init; }
    public IReadOnlyList<string> Languages { get; init; } = [];
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>What has no field of its own: retraction, status, phase, participants, registrations.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public static Reference Of(Hit hit)
    {
        var common = new Reference
        {
            Hit = hit, Kind = ReferenceKind.Article, Title = CleanText.OneLine(hit.Title) ?? "(no title)",
            Link = CleanText.WebLink(hit.Link), Abstract = CleanText.OneLine(hit.Abstract),
        };
        return hit switch
        {
            Article a => OfArticle(a, common),
            Trial t => OfTrial(t, common),
            Notice n => OfNotice(n, common),
            _ => common,
        };
    }

    private static Reference OfArticle(Article a, Reference common)
    {
        var book = CleanText.OneLine(a.Book);
        return common with
        {
            Kind = book is null ? ReferenceKind.Article : book == common.Title ? ReferenceKind.Book : ReferenceKind.Chapter,
            Authors = PersonName.Of(a.Authors),
            Container = book ?? CleanText.OneLine(a.Journal),
            Genre = a.PublicationTypes.Contains("Preprint", StringComparer.OrdinalIgnoreCase) ? "Preprint" : null,
            Doi = CleanText.OneLine(a.Doi),
            Pmid = a.Pmid,
            Pmcid = a.Pmcid,
            Volume = CleanText.OneLine(a.Volume),
            Issue = CleanText.OneLine(a.Issue),
            Pages = CleanText.OneLine(a.Pages),
            Languages = a.Languages,
            Keywords = Clean(a.Keywords.Concat(a.MeshTerms)),
            Notes = Clean(
            [
                ArticleChanges.IsRetracted(a) ? $"RETRACTED{Where(a, "RetractionIn")}" : null,
                ArticleChanges.IsDoubted(a) ? $"EXPRESSION OF CONCERN{Where(a, "ExpressionOfConcernIn")}" : null,
                a.Registrations.Count == 0 ? null : $"Registrations: {string.Join(", ", a.Registrations)}",
                a.VernacularTitle is null ? null : $"Original title: {a.VernacularTitle}",
                Facts(a),
            ]),
        };
    }

    private static Reference OfTrial(Trial t, Reference common) => common with
    {
        Kind = ReferenceKind.Trial,
        Genre = "Clinical trial registration",
        Number = t.RegistryId,
        Publisher = t.Source == "clinicaltrials.gov" ? "ClinicalTrials.gov" : t.Source,
        Authors = CleanText.OneLine(t.Sponsor) is { } sponsor ? [PersonName.Group(sponsor)] : [],
        Keywords = Clean(t.Conditions.Concat(t.Interventions).Concat(t.Keywords)),
        Notes = Clean(
        [
            t.OfficialTitle is null ? null : $"Official title: {t.OfficialTitle}",
            t.Status is null ? null : $"Status: {t.Status}{(t.WhyStopped is null ? "" : $" ({t.WhyStopped})")}",
            t.Phase.Count == 0 ? null : $"Phase: {string.Join("/", t.Phase)}",
            t.StudyType is null ? null : $"Study type: {t.StudyType}",
            t.Enrollment is null ? "Participants: not stated" : $"Participants: {t.Enrollment}",
            t.Start is null ? null : $"Start: {t.Start}",
            t.Completion is null ? null : $"Completion: {t.Completion}",
            t.PrimaryCompletion is null ? null : $"Primary completion: {t.PrimaryCompletion}",
            t.ResultsPosted is null ? null : $"Results posted: {t.ResultsPosted}",
            t.OtherIds.Count == 0 ? null : $"Other ids: {string.Join(", ", t.OtherIds)}",
            Facts(t),
        ]),
    };

    private static Reference OfNotice(Notice n, Reference common) => common with
    {
        Kind = ReferenceKind.Notice,
        Genre = Words(n.NoticeType),
        Number = n.EventId,
        Publisher = "U.S. Food and Drug Administration",
        Authors = [PersonName.Group("U.S. Food and Drug Administration")],
        Abstract = common.Abstract ?? CleanText.OneLine(n.Body),
        Notes = Clean(
        [
            n.RecallClass is null ? null : $"Recall class: {n.RecallClass}",
            n.Status is null ? null : $"Status: {n.Status}",
            n.Firm is null ? null : $"Firm: {n.Firm}",
            n.Product is null ? null : $"Product: {n.Product}",
            n.Reason is null ? null : $"Reason: {n.Reason}",
            n.Initiated is null ? null : $"Initiated: {n.Initiated}",
            n.Terminated is null ? null : $"Terminated: {n.Terminated}",
            Facts(n),
        ]),
    };

    private static string Where(Article a, string type) => a.Corrections.FirstOrDefault(c => c.Type == type) switch
    {
        { Doi: { } doi, Source: { } who } => $": doi {doi} ({who})",
        { Doi: { } doi } => $": doi {doi}",
        { Source: { } source } => $": {source}",
        _ => "",
    };

    private static string Words(string type) => "FDA " + type.Replace('-', ' ');

    private static string? Facts(Hit hit) => hit.Tags.Count == 0 ? null : $"Facts by rules: {string.Join("; ", hit.Tags.Select(t => $"{t.Name} {t.Value}"))}";

    private static IReadOnlyList<string> Clean(IEnumerable<string?> texts) => [.. texts.Select(CleanText.OneLine).OfType<string>().Distinct(StringComparer.Ordinal)];
}
