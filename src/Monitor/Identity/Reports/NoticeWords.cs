using Monitor.Documents;

namespace Monitor.Identity.Reports;

/// <summary>How a notice about a paper is spoken of.</summary>
internal static class NoticeWords
{
    /// <summary>What a record says of itself that is a notice; null = it names another paper and does not say why.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="notice">The record.</param>
    /// <param name="about">The paper that it is about, where it is stored.</param>
    public static StateMark? Mark(NoticeKind kind, Article notice, Article? about)
    {
        if (KindOf(kind) is not { } state) return null;
        var of = about is not null ? TitleMark.OfPaper(about) : Named(notice);
        return new StateMark(state, $"{StateMark.WordOf(state)} {(state == StateKind.Comment ? "on" : "of")} {(of is null ? "a paper that it does not name" : $"\"{of.TrimEnd('.')}\"")}{(about is null ? ", which is not among the hits" : "")}");
    }

    /// <summary>What a notice does to its paper; null = nothing.</summary>
    public static RevisionType? EffectOf(Article notice) => Effect(RecordSigns.NoticeOf(notice));

    private static RevisionType? Effect(NoticeKind kind) => kind switch
    {
        NoticeKind.Retraction => RevisionType.Retracted,
        NoticeKind.ExpressionOfConcern => RevisionType.ExpressionOfConcern,
        NoticeKind.Erratum or NoticeKind.PartialRetraction => RevisionType.Corrected,
        NoticeKind.Reply => RevisionType.Updated,
        _ => null,
    };

    /// <summary>The news of a notice as that of its paper; null = it does nothing to it.</summary>
    public static Revision? Told(Revision revision, Article notice) => RecordSigns.NoticeOf(notice) is var kind && Effect(kind) is { } effect
        ? revision with { Type = effect, Changes = [new FieldChange(Field(kind), null, Place(notice))] } : null;

    /// <summary>The name of the change by which the paper is told of it.</summary>
    public static string Field(NoticeKind kind) => kind switch
    {
        NoticeKind.Retraction => "RetractionIn",
        NoticeKind.ExpressionOfConcern => "ExpressionOfConcernIn",
        NoticeKind.PartialRetraction => "PartialRetractionIn",
        NoticeKind.Erratum => "ErratumIn",
        _ => "CommentIn",
    };

    /// <summary>Its title, where that is more than the title of the paper, and where it was printed.</summary>
    public static string Place(Article notice) => string.Join(", ", new[]
    {
        TitleMark.Of(notice.Title).Word == TitleWord.None ? $"\"{notice.Title.TrimEnd('.')}\"" : null,
            notice.Journal, notice.Published?.ToString(), notice.Pmid is { } pmid ? $"PMID {pmid}" : notice.Doi is { } doi ? $"doi {doi}" : null,
    }.Where(p => !string.IsNullOrEmpty(p)));

    private static StateKind? KindOf(NoticeKind kind) => kind switch
    {
        NoticeKind.Retraction or NoticeKind.PartialRetraction => StateKind.RetractionNotice,
        NoticeKind.ExpressionOfConcern => StateKind.ConcernNotice,
        NoticeKind.Erratum => StateKind.CorrectionNotice,
        NoticeKind.Reply => StateKind.Comment,
        _ => null,
    };

    /// <summary>The paper as the notice names it: the title in its own, else the first link.</summary>
    private static string? Named(Article notice)
    {
        if (TitleMark.Of(notice.Title) is { Word: not TitleWord.None } mark) return mark.Rest;
        var link = notice.Corrections.FirstOrDefault(c => c.Type.EndsWith("Of", StringComparison.Ordinal)
            || c.Type.EndsWith("For", StringComparison.Ordinal) || c.Type is "CommentOn" or "OriginalReportIn");
        return link is null ? null : link.Pmid is { } pmid ? $"PMID {pmid}" : link.Doi is { } doi ? $"doi {doi}" : link.Source;
    }
}

/// <summary>Databases as readers call them.</summary>
internal static class SourceNames
{
    public static string Of(IEnumerable<Hit> hits) => string.Join(", ", hits.Select(h => Of(h.Source)).Distinct(StringComparer.Ordinal));

    public static string Of(string source) => source switch
    {
        "pubmed" => "PubMed",
        "europepmc" => "Europe PMC",
        "crossref" => "Crossref",
        "clinicaltrials.gov" => "ClinicalTrials.gov",
        _ => source,
    };
}
