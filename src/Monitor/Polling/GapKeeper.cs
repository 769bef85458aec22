using System.Data.Common;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Polling;

/// <summary>A due query that was not asked, because its source had just failed.</summary>
internal sealed record Unasked(string Key, string? Watch, string Query, DateTimeOffset ProvedUntil);

/// <summary>
/// Keeps the gaps and their alarms, in the transaction of the commit: what a run could not prove is a gap at once, what it
/// covers is repaired at once.
/// </summary>
internal static class GapKeeper
{
    /// <summary>After the coverage of the run was stored.</summary>
    public static async Task KeepAsync(DbTransaction tx, IngestBatch batch, string? doubt, DateTimeOffset now)
    {
        if (batch.ProvedUntil is not { } proved) return;
        // A run that read one portion and goes on with the next in a minute has nothing to report.
        if ((batch.Covered is null || batch.Covered.Value.To < batch.Poll.To) && (batch.Poll.Error ?? doubt) is { } reason)
        {
            var from = batch.Covered?.To ?? proved;
            await UnprovenAsync(tx, batch, new Unasked(batch.QueryKey, batch.Poll.Watch, batch.Poll.Query, from), reason, reason, now, alarm: doubt is null);
        }

        foreach (var other in batch.Unasked) await UnprovenAsync(tx, batch, other, batch.Poll.Error ?? "", $"not asked, for the source failed: {batch.Poll.Error}", now, alarm: true);
        if (batch.Gap is { } gap) await OfFeedAsync(tx, batch, gap, now);
        await RepairedAsync(tx, batch, now);
    }

    private static async Task UnprovenAsync(DbTransaction tx, IngestBatch batch, Unasked query, string cause, string reason, DateTimeOffset now, bool alarm)
    {
        var window = new TimeWindow(query.ProvedUntil < batch.Poll.To ? query.ProvedUntil : batch.Poll.To, batch.Poll.To);
        await GapTable.OpenAsync(tx, new Gap(batch.Source, query.Key, window, reason, now) { Kind = Gap.Unproven });
        if (!alarm) return;
        await AlarmTable.OpenAsync(tx, new AlarmCause(AlarmKind.Gap, batch.Source, query.Key, query.Watch, query.Query, $"no complete answer: {cause}", window.From) { Patient = true }, now);
    }

    private static async Task OfFeedAsync(DbTransaction tx, IngestBatch batch, Gap gap, DateTimeOffset now)
    {
        await GapTable.OpenAsync(tx, gap);
        var text = $"{gap.Reason}; what it showed from {gap.Window.From:yyyy-MM-dd HH:mm} to {gap.Window.To:yyyy-MM-dd HH:mm} UTC may have been missed: look there by hand";
        await AlarmTable.OpenAsync(tx, new AlarmCause(AlarmKind.Gap, batch.Source, KeyOf(gap), batch.Poll.Watch, batch.Poll.Query, text, gap.Window.From), now);
    }

    private static async Task RepairedAsync(DbTransaction tx, IngestBatch batch, DateTimeOffset now)
    {
        var (closed, open) = await GapTable.CloseCoveredAsync(tx, batch.Source, batch.QueryKey, now);
        foreach (var gap in closed.Where(g => g.Kind == Gap.OfFeed)) await AlarmTable.CloseAsync(tx, AlarmKind.Gap, batch.Source, KeyOf(gap), now);
        if (open.All(g => g.Kind != Gap.Unproven)) await AlarmTable.CloseAsync(tx, AlarmKind.Gap, batch.Source, batch.QueryKey, now);
    }

    /// <summary>Two stretches that one feed did not show are two alarms.</summary>
    private static string KeyOf(Gap gap) => $"{gap.Key}@{gap.Window.From.Ms()}";
}
