using Microsoft.Extensions.Options;
using Monitor.Store.Sql;
using Quartz;

namespace Monitor.Store;

/// <summary>Forgets raw answers beyond their days and room, and tidies the store; documents, revisions and the ledger are never forgotten.</summary>
[DisallowConcurrentExecution]
internal sealed class HousekeepingJob(Database database, IOptions<StoreOptions> options, TimeProvider time) : WatchedJob
{
    protected override async Task RunAsync(IJobExecutionContext context, CancellationToken ct)
    {
        await database.WriteAsync(tx => PayloadTable.ForgetAsync(
            tx, time.GetUtcNow().AddDays(-options.Value.PayloadDays), options.Value.PayloadMegabytes * 1024L * 1024L), ct);
        await database.TidyAsync(ct);
    }
}
