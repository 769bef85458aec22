using Monitor.Documents;
using Monitor.Identity.Studies;
using Monitor.Text;

namespace Monitor.Identity.Reports;

/// <summary>
/// What one record says of its paper, by links, publication types and the word before its title. For comparing two forms of a
/// record, and for <see cref="ReportState"/>, which says what the paper is: nothing that a reader sees is read from here.
/// </summary>
internal static class RecordSigns
{
    private static readonly string[] Corrections = ["ErratumIn", "CorrectedandRepublishedIn"];

    /// <summary>Which links say that the paper was taken back.</summary>
    public static readonly string[] RetractionLinks = ["RetractionIn", "RetractedandRepublishedIn"];

    public static bool IsRetracted(Article article) =>
        article.PublicationTypes.Contains("Retracted Publication", StringComparer.OrdinalIgnoreCase) || Has(article, RetractionLinks)
        || MarkOf(article) is { Word: TitleWord.Retracted or TitleWord.Withdrawn };

    /// <summary>By its title its publisher withdrew it.</summary>
    public static bool IsWithdrawn(Article article) => MarkOf(article) is { Word: TitleWord.Withdrawn };

    public static bool IsDoubted(Article article) => Has(article, "ExpressionOfConcernIn") || MarkOf(article) is { Word: TitleWord.Concern };

    public static bool IsRetractedInPart(Article article) => Has(article, "PartialRetractionIn");

    /// <summary>What updates a preprint is the paper that came of it, or its next version: no error put right.</summary>
    public static bool IsCorrected(Article article) =>
        Has(article, Corrections) || (!ReportOrder.IsPreprint(article) && Has(article, "UpdateIn")) || MarkOf(article) is { Word: TitleWord.Corrected };

    /// <summary>The notice that a record is; <see cref="NoticeKind.None"/> for a paper.</summary>
    public static NoticeKind NoticeOf(Article article) => ArticleKind.Role(article) switch
    {
        StudyRole.Retraction => Has(article, "PartialRetractionOf") && !Has(article, "RetractionOf") ? NoticeKind.PartialRetraction : NoticeKind.Retraction,
        StudyRole.Correction =>
            Typed(article, "Expression of Concern") || Has(article, "ExpressionOfConcernFor") ? NoticeKind.ExpressionOfConcern : NoticeKind.Erratum,
        StudyRole.Comment => NoticeKind.Reply,
        _ => MarkedAsPaper(article) ? NoticeKind.None : TitleMark.Of(article.Title) switch
        {
            { IsNotice: true, Word: TitleWord.Retracted or TitleWord.Withdrawn } => NoticeKind.Retraction,
            { IsNotice: true, Word: TitleWord.Concern } => NoticeKind.ExpressionOfConcern,
            { IsNotice: true, Word: TitleWord.Corrected } => NoticeKind.Erratum,
            _ => NoticeKind.None,
        },
    };

    /// <summary>Whether one form of a record is the other with a publisher's word before or behind its title. That of an erratum marks no paper.</summary>
    public static bool IsMarkOf(string marked, string plain) =>
        TitleMark.Of(marked) is { Word: not TitleWord.None } mark and not { IsNotice: true, Word: TitleWord.Corrected }
            && TitleMark.Of(plain) is { Word: TitleWord.None } own && SameText.Are(mark.Rest, own.Rest);

    /// <summary>The word by which a title marks the paper itself; null = none, or the record is a notice.</summary>
    private static TitleMark? MarkOf(Article article) =>
        TitleMark.Of(article.Title) is { Word: not TitleWord.None } mark && (MarkedAsPaper(article) || !mark.IsNotice) && !IsTypedNotice(article) ? mark : null;

    /// <summary>It bore the title without the word before, or its database calls it the retracted paper.</summary>
    private static bool MarkedAsPaper(Article article) =>
        article.UnmarkedTitle is not null || Typed(article, "Retracted Publication") || Has(article, [.. RetractionLinks, "ExpressionOfConcernIn"]);

    /// <summary>Some publishers title their notices as others the papers that were retracted: <c>Retracted: …</c>.</summary>
    private static bool IsTypedNotice(Article article) => ArticleKind.Role(article) is StudyRole.Retraction or StudyRole.Correction;

    private static bool Typed(Article article, string type) => article.PublicationTypes.Contains(type, StringComparer.OrdinalIgnoreCase);

    private static bool Has(Article article, params string[] links) => article.Corrections.Any(c => links.Contains(c.Type, StringComparer.Ordinal));
}
