using System.Globalization;
using Monitor.Documents;

namespace Monitor.Identity.Reports;

/// <summary>A record as it is stored, with what was seen to become of it.</summary>
/// <param name="Document">The record.</param>
/// <param name="History">Its revisions, oldest first; those that end trust or restore it are enough.</param>
internal sealed record RecordNow(Hit Document, IReadOnlyList<Revision> History)
{
    /// <summary>Number of the last revision that satisfies; 0 = none does. Those that have no number yet count by their place.</summary>
    public long Last(Func<Revision, bool> holds) =>
        History.Select((r, i) => (Revision: r, Number: Number(i))).Where(r => holds(r.Revision)).Select(r => r.Number).LastOrDefault();

    /// <summary>Since which revision it says something that it says now: since the one that told it, otherwise since its first.</summary>
    public long Since(RevisionType type) => Last(r => r.Type == type) is > 0 and var told ? told : History.Count == 0 ? 0 : Number(0);

    private long Number(int place) => History[place].Seq > 0 ? History[place].Seq : place + 1;

    /// <summary>Its last word is that the source shows it no more.</summary>
    public bool IsGone =>
        Last(r => r.Type == RevisionType.Deleted) is > 0 and var gone && gone > Last(r => r.Changes.Any(c => c is { Field: "listed", New: not null }));
}

/// <summary>A notice or comment that was published about a paper as a record of its own.</summary>
/// <param name="Record">The notice.</param>
/// <param name="Kind">What it is.</param>
internal sealed record NoticeAbout(RecordNow Record, NoticeKind Kind)
{
    public Article Article => (Article)Record.Document;
}

/// <summary>
/// What a report (a paper with all its records), a registration or a regulator's notice is now. The one place that says so: pages,
/// answers, exports, feeds and mails show it, never the flag of a record, nor what was told once. Pure.
/// </summary>
internal sealed record ReportState
{
    /// <summary>That of what nothing is known of.</summary>
    public static ReportState Nothing { get; } = new() { Marks = [] };

    /// <summary>The gravest first.</summary>
    public required IReadOnlyList<StateMark> Marks { get; init; }

    /// <summary>The paper that the record is a notice about, where it is stored.</summary>
    public Article? About { get; init; }

    /// <summary>What was published about the paper as records of their own, where they are stored: oldest first.</summary>
    public IReadOnlyList<Article> Notices { get; init; } = [];

    /// <summary>The links of all its records that hold now, each once.</summary>
    public IReadOnlyList<Correction> Links { get; init; } = [];

    /// <summary>Number of the newest version of a preprint; null = it is none, or none is stated.</summary>
    public int? Version { get; init; }

    public bool IsRetracted => Is(StateKind.Retracted);

    /// <summary>It is no study, but says something of another paper.</summary>
    public bool IsNotice => Marks.Any(m => m.Kind is StateKind.RetractionNotice or StateKind.ConcernNotice or StateKind.CorrectionNotice or StateKind.Comment);

    public bool EndsTrust => Marks.Any(m => m.EndsTrust);

    /// <summary>The word that stands before a title; null = nothing that a reader must know before reading.</summary>
    public StateMark? Gravest => Marks.FirstOrDefault(m => m.EndsTrust || IsNotice);

    /// <summary>A sentence for each mark.</summary>
    public IEnumerable<string> Lines => Marks.Select(m => m.Text);

    public bool Is(StateKind kind) => Marks.Any(m => m.Kind == kind);

    /// <summary>The state of what stands by itself and was never stored, such as an answer to a query.</summary>
    public static ReportState Of(Hit hit) => Of([new RecordNow(hit, [])]);

    /// <param name="records">All records of the report, the leading one first; or the one registration or notice.</param>
    /// <param name="notices">What is stored about it.</param>
    /// <param name="about">The stored paper that it is a notice about.</param>
    public static ReportState Of(IReadOnlyList<RecordNow> records, IReadOnlyList<NoticeAbout>? notices = null, Article? about = null) => records[0].Document switch
    {
        Article => OfPaper(records, notices ?? [], about),
        Trial trial => new ReportState { Marks = [.. OfTrial(trial, records[0])] },
        Notice notice => new ReportState { Marks = [.. OfNotice(notice, records[0])] },
        _ => new ReportState { Marks = [] },
    };

    private static ReportState OfPaper(IReadOnlyList<RecordNow> records, IReadOnlyList<NoticeAbout> notices, Article? about)
    {
        var papers = records.Select(r => (Record: r, Article: (Article)r.Document)).ToList();
        var leading = papers[0].Article;
        var kind = RecordSigns.NoticeOf(leading);
        // "Retraction: …" before the title that another record of the same report bears is no notice, but the mark of the paper.
        if (kind != NoticeKind.None && papers.Exists(p => RecordSigns.IsMarkOf(leading.Title, p.Article.Title))) kind = NoticeKind.None;
        var marks = new List<StateMark>();
        if (kind != NoticeKind.None && NoticeWords.Mark(kind, leading, about) is { } notice) marks.Add(notice);
        if (kind == NoticeKind.None) marks.AddRange(new PaperSigns(papers, notices).Marks());
        if (Gone(records) is { } gone) marks.Add(gone);
        var preprint = papers.TrueForAll(p => ReportOrder.IsPreprint(p.Article));
        var version = preprint ? papers.Max(p => ReportOrder.Version(p.Article)) : null;
        if (preprint)
            marks.Add(new StateMark(StateKind.Preprint,
                version is null ? "PREPRINT" : string.Create(CultureInfo.InvariantCulture, $"PREPRINT, version {version}")));
        return new ReportState
        {
            Marks = [.. marks.OrderBy(m => m.Kind)], About = about, Version = version, Links = Linked(papers.Select(p => p.Article), marks),
            Notices = [.. notices.Select(n => n.Article).OrderBy(n => n.Published?.ToString(), StringComparer.Ordinal)
                .ThenBy(n => n.Id, StringComparer.Ordinal)],
        };
    }

    private static List<Correction> Linked(IEnumerable<Article> articles, List<StateMark> marks) =>
    [
        .. articles.SelectMany(a => a.Corrections)
            .Where(c => marks.Exists(m => m.Kind == StateKind.Retracted) || !RecordSigns.RetractionLinks.Contains(c.Type, StringComparer.Ordinal))
            .GroupBy(c => (c.Type, c.Pmid ?? c.Doi ?? c.Source))
                .Select(g => g.OrderByDescending(c => c.Source?.Length ?? 0).First() with { Doi = g.Select(c => c.Doi).FirstOrDefault(d => d is not null) }),
    ];

    private static IEnumerable<StateMark> OfTrial(Trial trial, RecordNow record)
    {
        if (Gone([record]) is { } gone) yield return gone;
        if (trial.Status is "terminated" or "withdrawn" or "suspended")
            yield return new StateMark(StateKind.Stopped, $"STOPPED: {trial.Status}{(trial.WhyStopped is { } why ? $", {why}" : "")}");
        if (trial.ResultsPosted is { } day) yield return new StateMark(StateKind.ResultsPosted, $"RESULTS POSTED: {day}");
    }

    private static IEnumerable<StateMark> OfNotice(Notice notice, RecordNow record)
    {
        if (Gone([record]) is { } gone) yield return gone;
        if (notice.Status is { } status && status.StartsWith("close-out", StringComparison.OrdinalIgnoreCase))
            yield return new StateMark(StateKind.ClosedOut, $"CLOSED OUT: {status}");
        if (notice.Terminated is { } end) yield return new StateMark(StateKind.Terminated, $"TERMINATED: {end}");
    }

    /// <summary>Only where no source has it any more: a database may drop one of two records of a paper.</summary>
    private static StateMark? Gone(IReadOnlyList<RecordNow> records) =>
        records.All(r => r.IsGone) ? new StateMark(StateKind.Withdrawn, $"WITHDRAWN BY THE SOURCE ({SourceNames.Of(records.Select(r => r.Document))})") : null;
}
