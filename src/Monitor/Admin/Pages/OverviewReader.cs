using Monitor.Documents;
using Monitor.Identity.Reports;
using Monitor.Store.Sql;

namespace Monitor.Admin.Pages;

/// <summary>Reads how things are from the store.</summary>
internal sealed class OverviewReader(
    FrameReader frame, CountsTable counts, HitTable hits, EventList events, ReportStates states, SourceHealth health, OverviewMissed missed, TimeProvider time)
{
    private const int NewsLines = 12;

    public async Task<OverviewModel> ReadAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var first = PageTimes.Of(now).AddDays(1 - OverviewModel.Span);
        var holdings = await counts.HoldingsAsync(ct);
        var sources = await health.ReadAsync(now, ct);
        var days = await counts.NewsAsync(first, ct);
        return new OverviewModel(
            frame.Read("/", "Overview"), now, holdings, health.Start(holdings, sources, now), PlotRow.Of(days, first, OverviewModel.Span), days,
            await NewsAsync(now, ct), sources, await missed.ReadAsync(sources, holdings, ct));
    }

    private async Task<IReadOnlyList<NewsLine>> NewsAsync(DateTimeOffset now, CancellationToken ct)
    {
        var latest = await counts.LatestAsync(now.AddDays(-OverviewModel.Recent), NewsLines * 2, ct);
        var known = (await hits.FindAsync([.. latest.Select(l => l.HitId).Distinct(StringComparer.Ordinal)], ct)).ToDictionary(h => h.Id, StringComparer.Ordinal);
        var notices = await events.OfAsync([.. known.Values.Where(h => h is Documents.Notice).Select(h => h.Id)], ct);
        var held = await states.OfAsync(known.Values, ct);
        var papers = held.Values.Where(s => s.IsNotice).Select(s => s.About).OfType<Article>().DistinctBy(a => a.Id, StringComparer.Ordinal).ToList();
        var ofPapers = await states.OfAsync(papers, ct);
        var lines = latest.Where(l => known.ContainsKey(l.HitId)).Select(Line).ToList();
        // A paper and its notice are one line, that of the later news.
        var reports = await counts.ReportsAsync(lines.Select(l => l.Hit.Id), ct);
        return [.. lines.DistinctBy(l => reports[l.Hit.Id], StringComparer.Ordinal).Take(NewsLines)];

        // A notice is told as what it does to its paper.
        NewsLine Line(LatestNews l)
        {
            var (hit, state) = (known[l.HitId], held[l.HitId]);
            return l.Type == RevisionType.New && state is { IsNotice: true, About: { } paper } && NoticeWords.EffectOf((Article)hit) is { } effect
                ? new NewsLine(paper, ofPapers[paper.Id], effect, l.At, 0)
                : new NewsLine(hit, state, l.Type, l.At, notices.GetValueOrDefault(l.HitId).Members);
        }
    }
}
