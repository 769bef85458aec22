using Monitor.Documents;
using Monitor.Text;

namespace Monitor.Identity.Reports;

/// <summary>
/// One thing that a reader is told once of a paper, whichever record or notice says it: that it is retracted, doubted or in force
/// again, or that one certain notice corrects it or comments on it.
/// </summary>
/// <param name="Names">All its names: one notice may be named by PMID and by DOI. One of them told is the whole told.</param>
internal sealed record ToldState(IReadOnlyList<string> Names)
{
    private const string Correction = "corrected", Comment = "comment";

    /// <summary>Longer texts of links are told apart by their beginning.</summary>
    private const int LongestName = 200;

    public static ToldState Retracted { get; } = new(["retracted"]);

    public static ToldState Concern { get; } = new(["expression-of-concern"]);

    public static ToldState Reinstated { get; } = new(["reinstated"]);

    /// <summary>Names of what no longer holds for who is told this.</summary>
    public IReadOnlyList<string> Ends =>
        Names[0] == Reinstated.Names[0] ? [.. Retracted.Names, .. Concern.Names]
        : Names[0] == Retracted.Names[0] || Names[0] == Concern.Names[0] ? Reinstated.Names
        : [];

    /// <summary>What a change of a record says of its paper.</summary>
    /// <param name="revision">The change; that a record is new is not one.</param>
    /// <param name="record">As it is stored now.</param>
    /// <param name="state">What the report is.</param>
    public static IReadOnlyList<ToldState> Of(Revision revision, Article record, ReportState state) => revision.Type switch
    {
        RevisionType.Retracted => [Retracted],
        RevisionType.ExpressionOfConcern => [Concern],
        RevisionType.Reinstated => [Reinstated],
        RevisionType.Corrected when revision.Changes.Count == 0 => [new ToldState([Correction])],
        RevisionType.Corrected =>
        [
            .. revision.Changes.Select(c => ByLink(Correction, RecordNews.NoticeOf(c, record), c.Field == "title" ? null : c.New, state.Notices)),
        ],
        _ => [],
    };

    /// <summary>What stands with a paper that is new to a reader.</summary>
    public static IReadOnlyList<ToldState> OfPaper(ReportState state)
    {
        var all = new List<ToldState>();
        if (state.IsRetracted) all.Add(Retracted);
        if (state.Is(StateKind.Concern)) all.Add(Concern);
        if (state.Is(StateKind.Reinstated)) all.Add(Reinstated);
        var (links, notices) = (state.Links.Where(RecordNews.IsCorrection), state.Notices);
        all.AddRange(links.Select(l => ByLink(Correction, RecordNews.NameOf(l), l.Source, notices)));
        all.AddRange(notices.Where(n => NoticeWords.EffectOf(n) == RevisionType.Corrected).Select(n => ByNotice(Correction, n, notices)));
        if (state.Is(StateKind.Corrected)) all.Add(new ToldState([Correction]));
        return all;
    }

    /// <summary>What a notice says of the paper that it is about.</summary>
    /// <param name="notice">The notice.</param>
    /// <param name="paper">What its paper is.</param>
    public static IReadOnlyList<ToldState> OfNotice(Article notice, ReportState paper) => NoticeWords.EffectOf(notice) switch
    {
        RevisionType.Retracted => [Retracted],
        RevisionType.ExpressionOfConcern => [Concern],
        RevisionType.Corrected => [ByNotice(Correction, notice, paper.Notices)],
        RevisionType.Updated => [ByNotice(Comment, notice, paper.Notices)],
        _ => [],
    };

    private static ToldState ByNotice(string what, Article notice, IReadOnlyList<Article> stored) =>
        ByLink(what, (Identifiers.Pmid(notice.Pmid), Identifiers.Doi(notice.Doi)), notice.Id, stored);

    /// <summary>By the notice that a link names, with the other numbers that the stored notices have for it; else by its text.</summary>
    private static ToldState ByLink(string what, (string? Pmid, string? Doi) notice, string? text, IReadOnlyList<Article> stored)
    {
        var (pmids, dois) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        Add(notice);
        // PubMed's record of a notice gives both numbers, and another database's only one of them.
        for (var before = -1; before != pmids.Count + dois.Count;)
        {
            before = pmids.Count + dois.Count;
            foreach (var own in stored.Select(n => (Pmid: Identifiers.Pmid(n.Pmid), Doi: Identifiers.Doi(n.Doi))))
            {
                if ((own.Pmid is { } p && pmids.Contains(p)) || (own.Doi is { } d && dois.Contains(d))) Add(own);
            }
        }

        IReadOnlyList<string> names = [.. pmids.Select(p => $"{what} pmid:{p}"), .. dois.Select(d => $"{what} doi:{d}")];
        if (names.Count > 0) return new ToldState(names);
        return new ToldState([SameText.Key(text) is { Length: > 0 } key ? $"{what} {CleanText.Cut(key, LongestName)}" : what]);

        void Add((string? Pmid, string? Doi) named)
        {
            if (named.Pmid is not null) pmids.Add(named.Pmid);
            if (named.Doi is not null) dois.Add(named.Doi);
        }
    }
}
