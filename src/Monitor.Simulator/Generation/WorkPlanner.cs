using System.Globalization;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.Generation;

/// <summary>
/// Decides what Crossref shows of a world: every article that has a DOI, hours before or after PubMed, mostly without its
/// abstract; what became of it, by the publisher and days later by Retraction Watch, half of it before PubMed; the notices; and
/// works that are nowhere else. Draws from a stream of its own.
/// </summary>
internal sealed class WorkPlanner(int seed, Span span)
{
    private static readonly TimeSpan Apart = TimeSpan.FromDays(3);

    private readonly Rng _rng = Rng.For(seed, "crossref");

    public List<Work> Write(IReadOnlyList<Record<ArticleContent>> articles)
    {
        var notices = articles.Where(a => NoticeOf(a) is not null).ToDictionary(a => a.Id, StringComparer.Ordinal);
        var announced = new Dictionary<string, (DateTimeOffset At, WorkUpdate To)>(StringComparer.Ordinal);
        var works = new List<Work>();
        foreach (var article in articles.Where(a => !notices.ContainsKey(a.Id))) works.Add(Of(article, announced));
        works.AddRange(notices.Values.Select(n => Notice(n, announced)));
        works.AddRange(new LoneWorks(seed, span).Write([.. articles.Select(a => a.Versions[0].Content.TitleXml)]));
        return [.. works.OrderBy(w => w.Life.Versions[0].VisibleFrom).ThenBy(w => w.Life.Id, StringComparer.Ordinal)];
    }

    private Work Of(Record<ArticleContent> article, Dictionary<string, (DateTimeOffset At, WorkUpdate To)> announced)
    {
        var shown = article.Versions[0].VisibleFrom;
        var created = Kept(_rng.Chance(25) ? shown.AddMinutes(-_rng.Between(60, 2880)) : shown.AddMinutes(_rng.Between(30, 2880)), shown);
        var content = First(article.Versions[0].Content, created, _rng.Chance(45));
        var versions = new List<Version<WorkContent>> { new(created, WorldEventTypes.New, content) };
        foreach (var change in article.Versions.Skip(1)) Change(versions, change, article.Id, content.Doi, announced);
        if (_rng.Chance(70)) Unnoticed(versions, article);
        if (_rng.Chance(40)) Touch(versions);
        return new Work(Record(content.Doi, versions) with { Harm = article.Harm, Authored = article.Authored }, article.Watches, "pubmed:" + article.Id);
    }

    private void Change(List<Version<WorkContent>> versions, Version<ArticleContent> change, string pmid, string doi, Dictionary<string, (DateTimeOffset At, WorkUpdate To)> announced)
    {
        var early = _rng.Chance(50);
        var minutes = early ? -_rng.Between(12 * 60, 60 * 60) : _rng.Between(2 * 60, 60 * 60);
        var days = _rng.Between(3 * 1440, 6 * 1440);
        if (TypeOf(change.Change) is not { } type || change.Content.Links.Count == 0) return;
        var at = Kept(change.VisibleFrom.AddMinutes(minutes), change.VisibleFrom);
        var notice = change.Content.Links[^1].Pmid;
        if (at - versions[^1].VisibleFrom < Apart) at = versions[^1].VisibleFrom + Apart;
        announced[notice] = (at < change.VisibleFrom ? at : change.VisibleFrom, new WorkUpdate(doi, type, "publisher", at));
        if (at >= span.LastChange) return;
        var said = new WorkUpdate(Doi(notice), type, "publisher", at);
        var content = versions[^1].Content;
        versions.Add(new(at, change.Change, content with { UpdatedBy = [.. content.UpdatedBy, said], Deposited = at, Indexed = at }));
        // Retraction Watch says it again, days later: the same event, which stands there twice then, the later entry first.
        var again = at.AddMinutes(days);
        if (again >= span.LastChange || type == "correction") return;
        content = versions[^1].Content;
        versions.Add(new(again, WorldEventTypes.Cosmetic, content with { UpdatedBy = [said with { Source = "retraction-watch" }, .. content.UpdatedBy], Indexed = again }));
    }

    /// <summary>A retraction that Retraction Watch alone has heard of, of a work whose record here does not show what it was found by at PubMed.</summary>
    private void Unnoticed(List<Version<WorkContent>> versions, Record<ArticleContent> article)
    {
        var earliest = versions[0].VisibleFrom > article.Versions[0].VisibleFrom ? versions[0].VisibleFrom : article.Versions[0].VisibleFrom;
        if (earliest < span.Start) earliest = span.Start;
        var at = earliest.AddMinutes(_rng.Between(4 * 1440, 9 * 1440));
        if (article.Watches.Count == 0 || versions.Count > 1 || Labels.Of(versions[0].Content).Count > 0 || at >= span.LastChange) return;
        var said = new WorkUpdate("10.5555/notice." + article.Id, "retraction", "retraction-watch", at);
        versions.Add(new(at, WorldEventTypes.Retracted, versions[0].Content with { UpdatedBy = [said], Indexed = at }));
    }

    /// <summary>Somebody cites it: it is indexed anew and is what it was.</summary>
    private void Touch(List<Version<WorkContent>> versions)
    {
        var at = versions[^1].VisibleFrom.AddMinutes(_rng.Between(4 * 1440, 20 * 1440));
        if (at >= span.LastChange) return;
        versions.Add(new(at, WorldEventTypes.Cosmetic, versions[^1].Content with { CitedBy = versions[^1].Content.CitedBy + 1, Indexed = at }));
    }

    private static Work Notice(Record<ArticleContent> notice, Dictionary<string, (DateTimeOffset At, WorkUpdate To)> announced)
    {
        var content = notice.Versions[0].Content;
        var link = NoticeOf(notice)!; // non-null: only notices come here
        var shown = notice.Versions[0].VisibleFrom;
        var (at, to) = announced.TryGetValue(notice.Id, out var known) ? known : (shown, new WorkUpdate(Doi(link.Pmid), TypeOfLink(link.RefType)!, "publisher", shown));
        var work = First(content, at, withAbstract: false) with { UpdateTo = [to] };
        return new Work(Record(work.Doi, [new(at, WorldEventTypes.New, work)]), notice.Watches, "pubmed:" + notice.Id);
    }

    private static Record<WorkContent> Record(string doi, IReadOnlyList<Version<WorkContent>> versions) =>
        new(doi.ToLowerInvariant(), Labels.Of(versions[0].Content), versions);

    private static WorkContent First(ArticleContent article, DateTimeOffset at, bool withAbstract) => new()
    {
        Doi = article.Doi,
        TitleXml = article.TitleXml,
        OriginalTitle = article.VernacularTitle,
        Abstract = withAbstract ? article.Abstract : [],
        Authors = article.Authors,
        Issue = article.BookTitle is null ? article.Issue : null,
        BookTitle = article.BookTitle,
        BookYear = article.BookTitle is null ? null : article.Issue.Year,
        Created = at,
        Deposited = at,
        Indexed = at,
    };

    /// <summary>What was before the play stays there, and the end stays quiet.</summary>
    private DateTimeOffset Kept(DateTimeOffset at, DateTimeOffset original) =>
        original < span.Start && at >= span.Start.AddHours(-1) ? span.Start.AddHours(-1)
        : at >= span.LastChange ? original + ((span.LastChange - original) / 2)
        : at;

    private static CommentLink? NoticeOf(Record<ArticleContent> article) => article.Versions[0].Content.Links.FirstOrDefault(l => TypeOfLink(l.RefType) is not null);

    private static string Doi(string pmid) => string.Create(CultureInfo.InvariantCulture, $"10.5555/mon.{pmid}");

    private static string? TypeOfLink(string refType) => refType switch
    {
        "RetractionOf" => "retraction",
        "ErratumFor" => "correction",
        "ExpressionOfConcernFor" => "expression_of_concern",
        _ => null,
    };

    private static string? TypeOf(string change) => change switch
    {
        WorldEventTypes.Retracted => "retraction",
        WorldEventTypes.Corrected => "correction",
        WorldEventTypes.ExpressionOfConcern => "expression_of_concern",
        _ => null,
    };
}
