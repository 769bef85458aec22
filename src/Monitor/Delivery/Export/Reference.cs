using Monitor.Documents;
using Monitor.Identity.Reports;
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
    private const string Retracted = "Retracted Publication";

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

    /// <summary>What it is now, in a word each: <c>retracted; corrected</c>; of a registration and a notice what its source calls it.</summary>
    public string? Status { get; init; }

    /// <summary>Publication types of an article as they hold now.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Links to notices and other versions by all records of the report.</summary>
    public IReadOnlyList<Correction> Links { get; init; } = [];

    /// <param name="hit">The record that speaks.</param>
    /// <param name="state">What its report is now.</param>
    public static Reference Of(Hit hit, ReportState state)
    {
        var common = new Reference
        {
            Hit = hit, Kind = ReferenceKind.Article, Title = CleanText.OneLine(hit.Title) ?? "(no title)",
            Link = CleanText.WebLink(hit.Link), Abstract = CleanText.OneLine(hit.Abstract),
        };
        return hit switch
        {
            Article a => OfArticle(a, common, state),
            Trial t => OfTrial(t, common, state),
            Notice n => OfNotice(n, common, state),
            _ => common,
        };
    }

    private static Reference OfArticle(Article a, Reference common, ReportState state)
    {
        var book = CleanText.OneLine(a.Book);
        return common with
        {
            Kind = book is null ? ReferenceKind.Article : book == common.Title ? ReferenceKind.Book : ReferenceKind.Chapter,
            Authors = PersonName.Of(a.Authors),
            Container = book ?? CleanText.OneLine(a.Journal),
            Genre = state.Is(StateKind.Preprint) ? "Preprint" : null,
            Status = state.Marks.Count == 0 ? null : string.Join("; ", state.Marks.Select(m => m.Word.ToLowerInvariant())),
            Types = TypesOf(a, state),
            Links = state.Links,
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
                .. state.Lines,
                a.Registrations.Count == 0 ? null : $"Registrations: {string.Join(", ", a.Registrations)}",
                a.VernacularTitle is null ? null : $"Original title: {a.VernacularTitle}",
                Facts(a),
            ]),
        };
    }

    private static Reference OfTrial(Trial t, Reference common, ReportState state) => common with
    {
        Kind = ReferenceKind.Trial,
        Genre = "Clinical trial registration",
        Number = t.RegistryId,
        Publisher = t.Source == "clinicaltrials.gov" ? "ClinicalTrials.gov" : t.Source,
        Authors = CleanText.OneLine(t.Sponsor) is { } sponsor ? [PersonName.Group(sponsor)] : [],
        Keywords = Clean(t.Conditions.Concat(t.Interventions).Concat(t.Keywords)),
        Status = t.Status,
        Notes = Clean(
        [
            .. Withdrawn(state),
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

    private static Reference OfNotice(Notice n, Reference common, ReportState state) => common with
    {
        Kind = ReferenceKind.Notice,
        Genre = Words(n.NoticeType),
        Number = n.EventId,
        Publisher = "U.S. Food and Drug Administration",
        Authors = [PersonName.Group("U.S. Food and Drug Administration")],
        Abstract = common.Abstract ?? CleanText.OneLine(n.Body),
        Status = n.Status,
        Notes = Clean(
        [
            .. Withdrawn(state),
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

    /// <summary>The database's type of a retracted paper stands or falls with what the report is now.</summary>
    private static IReadOnlyList<string> TypesOf(Article a, ReportState state)
    {
        var types = a.PublicationTypes.Where(t => !t.Equals(Retracted, StringComparison.OrdinalIgnoreCase));
        return [.. state.IsRetracted ? types.Append(Retracted) : types];
    }

    /// <summary>What else becomes of registrations and notices has fields of its own.</summary>
    private static IEnumerable<string> Withdrawn(ReportState state) => state.Marks.Where(m => m.Kind == StateKind.Withdrawn).Select(m => m.Text);

    private static string Words(string type) => "FDA " + type.Replace('-', ' ');

    private static string? Facts(Hit hit) => hit.Tags.Count == 0 ? null : $"Facts by rules: {string.Join("; ", hit.Tags.Select(t => $"{t.Name} {t.Value}"))}";

    private static IReadOnlyList<string> Clean(IEnumerable<string?> texts) => [.. texts.Select(CleanText.OneLine).OfType<string>().Distinct(StringComparer.Ordinal)];
}
