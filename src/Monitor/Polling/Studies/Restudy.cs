using System.Data.Common;
using Monitor.Identity.Studies;
using Monitor.Store.Sql;

namespace Monitor.Polling.Studies;

/// <summary>
/// Puts hits into their studies that were stored before there were any, or read by earlier rules: no revision, nothing due, no
/// document written. In small portions, so that polls come in between.
/// </summary>
internal sealed partial class Restudy(Database database, TimeProvider time, ILogger<Restudy> logger)
{
    private const int Portion = 200;

    /// <summary>Until all are by <see cref="StudyLinks.Rules"/>.</summary>
    /// <returns>How many were looked at.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var (all, after) = (0, 0L);
        for (IReadOnlyList<(long N, string Id)> done; (done = await database.WriteAsync(tx => PortionAsync(tx, after), ct)).Count > 0; after = done[^1].N) all += done.Count;
        if (all > 0) Log.Read(logger, all, StudyLinks.Rules);
        return all;
    }

    private async Task<IReadOnlyList<(long N, string Id)>> PortionAsync(DbTransaction tx, long after)
    {
        var now = Store.Instants.Cut(time.GetUtcNow());
        var outdated = await StudyTable.OutdatedAsync(tx, after, Portion);
        // One that cannot be read does not keep the others from their studies.
        var hits = await HitTable.ReadableAsync(tx, [.. outdated.Select(o => o.Id)], (id, ex) => Log.Unreadable(logger, ex, id));
        foreach (var id in outdated.Select(o => o.Id).Except(hits.Select(h => h.Id), StringComparer.Ordinal)) await StudyTable.PassAsync(tx, id);
        await IngestStudies.KeepAsync(tx, hits, [], now);
        return outdated;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "{Count} stored hits were put into their studies by rules {Rules}.")]
        public static partial void Read(ILogger logger, int count, int rules);

        [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "{Id}: the stored document cannot be read; it stays a study of its own.")]
        public static partial void Unreadable(ILogger logger, Exception exception, string id);
    }
}
