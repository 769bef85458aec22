using Monitor.Documents;
using Monitor.Text;

namespace Monitor.Identity.Reports;

/// <summary>
/// What the records of a paper and the notices about it say together. One that says it is enough; who took it back later outweighs
/// those that said it before, since databases follow a reinstatement one after the other.
/// </summary>
internal sealed class PaperSigns(IReadOnlyList<(RecordNow Record, Article Article)> papers, IReadOnlyList<NoticeAbout> notices)
{
    public IEnumerable<StateMark> Marks()
    {
        var restored = papers.Max(p => p.Record.Last(r => r.Type == RevisionType.Reinstated));
        var retracted = Saying(IsRetracted, RevisionType.Retracted, NoticeKind.Retraction, restored);
        if (retracted is { } by) yield return new StateMark(StateKind.Retracted, $"{(by.Papers.Exists(RecordSigns.IsWithdrawn) ? "RETRACTED, withdrawn by its publisher," : "RETRACTED")} according to {Names(by)}{Told(by, RecordSigns.RetractionLinks)}");
        if (Saying(IsDoubted, RevisionType.ExpressionOfConcern, NoticeKind.ExpressionOfConcern, restored) is { } doubt)
        {
            yield return new StateMark(StateKind.Concern, $"EXPRESSION OF CONCERN according to {Names(doubt)}{Told(doubt, "ExpressionOfConcernIn")}");
        }

        if (Saying(RecordSigns.IsRetractedInPart, RevisionType.Corrected, NoticeKind.PartialRetraction, restored: 0) is { } part)
            yield return new StateMark(StateKind.RetractedInPart, $"RETRACTED IN PART according to {Names(part)}{Told(part, "PartialRetractionIn")}");
        if (Saying(RecordSigns.IsCorrected, RevisionType.Corrected, NoticeKind.Erratum, restored: 0) is { } corrected)
        {
            yield return new StateMark(StateKind.Corrected,
                $"CORRECTED according to {Names(corrected)}{Told(corrected, "ErratumIn", "CorrectedandRepublishedIn", "UpdateIn")}");
        }

        if (restored > 0 && retracted is null)
        {
            var late = papers.Where(p => IsRetracted(p.Article)).Select(p => p.Article).ToList();
            var first = papers.MaxBy(p => p.Record.Last(r => r.Type == RevisionType.Reinstated)).Article;
            yield return new StateMark(StateKind.Reinstated,
                $"REINSTATED according to {SourceNames.Of([first])}{(late.Count == 0 ? "" : $"; {SourceNames.Of(late)} still shows it as retracted")}");
        }
    }

    private sealed record Said(List<Article> Papers, List<Article> Notices);

    private Said? Saying(Func<Article, bool> holds, RevisionType type, NoticeKind? notice, long restored)
    {
        var said = papers.Where(p => holds(p.Article) && (restored == 0 || p.Record.Since(type) > restored)).Select(p => p.Article).ToList();
        var about = notices.Where(n => n.Kind == notice && (restored == 0 || n.Record.Since(RevisionType.New) > restored)).Select(n => n.Article).ToList();
        return said.Count + about.Count == 0 ? null : new Said(said, about);
    }

    private bool IsRetracted(Article article) => RecordSigns.IsRetracted(article) || IsMarked(article, TitleWord.Retracted, TitleWord.Withdrawn);

    private bool IsDoubted(Article article) => RecordSigns.IsDoubted(article) || IsMarked(article, TitleWord.Concern);

    /// <summary>In the form by which notices are titled, before the title that another record of the paper bears.</summary>
    private bool IsMarked(Article article, params TitleWord[] words) =>
        TitleMark.Of(article.Title) is { IsNotice: true } mark && words.Contains(mark.Word)
            && papers.Any(p => SameText.Are(TitleMark.Plain(p.Article.Title), mark.Rest));

    private static string Names(Said said) => said.Papers.Count > 0 ? SourceNames.Of(said.Papers) : $"a notice in {SourceNames.Of(said.Notices)}";

    /// <summary>Where it is said: what the links print, the PMID or DOI of the notice, else the notice itself.</summary>
    private static string Told(Said said, params string[] links)
    {
        var named = said.Papers.SelectMany(p => p.Corrections).Where(c => links.Contains(c.Type, StringComparer.Ordinal)).ToList();
        var best = named.OrderBy(c => c.Pmid is null ? 1 : 0).ThenBy(c => c.Source is null ? 1 : 0).FirstOrDefault();
        var where = best is null ? said.Notices.Select(NoticeWords.Place).FirstOrDefault() : Printed(best);
        return where is null ? "" : $": {where}";
    }

    private static string? Printed(Correction link)
    {
        // "publisher" and "PPR:PPR1" are no citations.
        var source = link.Source is { } text && text.Contains(' ', StringComparison.Ordinal) ? text.TrimEnd('.') : null;
        var parts = new[] { source, link.Doi is { } doi && source?.Contains(doi, StringComparison.OrdinalIgnoreCase) != true ? $"doi {doi}" : null, link.Pmid is null ? null : $"PMID {link.Pmid}" };
        var line = string.Join(", ", parts.OfType<string>());
        return line.Length > 0 ? line : link.Source;
    }
}
