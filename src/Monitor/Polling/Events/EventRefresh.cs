using System.Data.Common;
using Monitor.Documents;
using Monitor.Identity.Events;
using Monitor.Store.Sql;

namespace Monitor.Polling.Events;

/// <summary>
/// Places stored notices into events where that was never done, or by earlier rules: no revision, nothing due. In small portions,
/// so that polls come in between; what is stored meanwhile is placed by the rules of today anyway.
/// </summary>
internal sealed partial class EventRefresh(Database database, TimeProvider time, ILogger<EventRefresh> logger)
{
    private const int Portion = 100;

    /// <returns>How many notices were looked at.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var all = 0;
        for (int done; (done = await database.WriteAsync(PortionAsync, ct)) > 0;) all += done;
        if (all > 0) Log.Placed(logger, all, SameEvent.Rules);
        return all;
    }

    private async Task<int> PortionAsync(DbTransaction tx)
    {
        var now = Store.Instants.Cut(time.GetUtcNow());
        var ids = await EventTable.OutdatedAsync(tx, Portion);
        var read = await HitTable.ReadableAsync(tx, [.. ids], (id, ex) => Log.Unreadable(logger, ex, id));
        var notices = read.OfType<Notice>().ToList();
        foreach (var id in ids.Except(notices.Select(n => n.Id), StringComparer.Ordinal)) await EventTable.PassAsync(tx, id, now);
        await IngestEvents.PlaceAsync(tx, notices, now);
        return ids.Count;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "{Count} stored notices were placed into events by rules {Rules}.")]
        public static partial void Placed(ILogger logger, int count, int rules);

        [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "{Id}: the stored document cannot be read; it stays an event by itself.")]
        public static partial void Unreadable(ILogger logger, Exception exception, string id);
    }
}
