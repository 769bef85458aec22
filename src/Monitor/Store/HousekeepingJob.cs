using Microsoft.Extensions.Options;
using Monitor.Store.Sql;
using Quartz;

namespace Monitor.Store;

/// <summary>Forgets raw answers beyond their days and room, and tidies the store; documents, revisions and the ledger are never forgotten.</summary>
[DisallowConcurrentExecution]
internal sealed class HousekeepingJob(Database database, IOptions<StoreOptions> options, TimeProvider time) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken ct = default)
    {
        await database.WriteAsync(tx => PayloadTable.ForgetAsync(
            tx, time.GetUtcNow().AddDays(-options.Value.PayloadDays), options.Value.PayloadMegabytes * 1024L * 1024L), ct);
        await database.TidyAsync(ct);
    }
}
