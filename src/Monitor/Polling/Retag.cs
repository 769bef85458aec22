using System.Data.Common;
using Monitor.Evidence;
using Monitor.Store.Sql;

namespace Monitor.Polling;

/// <summary>
/// Sets the facts of stored hits anew where they were set by earlier rules: no revision, nothing due, <c>lastChanged</c> as it
/// was. In small portions, so that polls come in between; a hit that is stored meanwhile is tagged by the rules of today anyway.
/// </summary>
internal sealed partial class Retag(Database database, TimeProvider time, ILogger<Retag> logger)
{
    private const int Portion = 200;

    /// <summary>Until all are by <see cref="RuleSet.Number"/>.</summary>
    /// <returns>How many were looked at.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var all = 0;
        for (int done; (done = await database.WriteAsync(PortionAsync, ct)) > 0;) all += done;
        if (all > 0) Log.Retagged(logger, all, RuleSet.Number);
        return all;
    }

    private async Task<int> PortionAsync(DbTransaction tx)
    {
        var now = Store.Instants.Cut(time.GetUtcNow());
        var ids = await FactTable.OutdatedAsync(tx, RuleSet.Number, Portion);
        // One that cannot be read does not keep the others from their facts.
        var stored = (await HitTable.ReadableAsync(tx, [.. ids], (id, ex) => Log.Unreadable(logger, ex, id))).ToDictionary(h => h.Id, StringComparer.Ordinal);
        foreach (var id in ids)
        {
            if (stored.GetValueOrDefault(id) is not { } hit)
            {
                await FactTable.PassAsync(tx, id);
                continue;
            }

            var tagged = FactReader.Tagged(hit);
            await FactTable.SaveAsync(tx, tagged, differs: !ReferenceEquals(tagged, hit), now);
        }

        return ids.Count;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "The facts of {Count} stored hits were set anew by rule set {Rules}.")]
        public static partial void Retagged(ILogger logger, int count, int rules);

        [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "{Id}: the stored document cannot be read; its facts stay as they are.")]
        public static partial void Unreadable(ILogger logger, Exception exception, string id);
    }
}
