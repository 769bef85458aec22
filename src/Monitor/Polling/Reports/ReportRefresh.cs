using System.Data.Common;
using Monitor.Identity.Reports;
using Monitor.Polling.Studies;
using Monitor.Store.Sql;

namespace Monitor.Polling.Reports;

/// <summary>
/// Puts stored articles into reports that no rules, or earlier ones, have decided on: quietly, in small portions, so that polls come in
/// between. Nothing is due from it. What new rules decide otherwise than earlier ones did is listed for a person.
/// </summary>
internal sealed partial class ReportRefresh(Database database, TimeProvider time, ILogger<ReportRefresh> logger)
{
    private const int Portion = 200;

    /// <returns>How many articles were looked at.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var (all, after) = (0, -1L);
        while (true)
        {
            var portion = await database.ReadAsync(c => ReportMemberTable.OutdatedAsync(c, ReportRules.Number, after, Portion), ct);
            if (portion.Count == 0) break;
            await database.WriteAsync(tx => PortionAsync(tx, [.. portion.Select(p => p.Id)]), ct);
            (all, after) = (all + portion.Count, portion[^1].N);
        }

        if (all > 0) Log.Gathered(logger, all, ReportRules.Number);
        return all;
    }

    private async Task PortionAsync(DbTransaction tx, string[] ids)
    {
        var now = Store.Instants.Cut(time.GetUtcNow());
        var shift = await ReportKeeper.TakeAsync(tx, await ReportForms.ReadAsync(tx, ids), now);
        await IngestStudies.KeepAsync(tx, [], shift.Moved, now);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "{Count} stored articles were looked at by rule set {Rules} for records of one report.")]
        public static partial void Gathered(ILogger logger, int count, int rules);
    }
}
