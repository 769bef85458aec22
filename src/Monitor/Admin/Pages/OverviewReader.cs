using Monitor.Store.Sql;

namespace Monitor.Admin.Pages;

/// <summary>Reads how things are from the store.</summary>
internal sealed class OverviewReader(
    FrameReader frame, CountsTable counts, HitTable hits, EventList events, SourceHealth health, OverviewMissed missed, TimeProvider time)
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
        var latest = await counts.LatestAsync(now.AddDays(-OverviewModel.Recent), NewsLines, ct);
        var known = (await hits.FindAsync([.. latest.Select(l => l.HitId).Distinct(StringComparer.Ordinal)], ct)).ToDictionary(h => h.Id, StringComparer.Ordinal);
        var notices = await events.OfAsync([.. known.Values.Where(h => h is Documents.Notice).Select(h => h.Id)], ct);
        return [.. latest.Where(l => known.ContainsKey(l.HitId)).Select(l => new NewsLine(known[l.HitId], l.Type, l.At, notices.GetValueOrDefault(l.HitId).Members))];
    }
}
