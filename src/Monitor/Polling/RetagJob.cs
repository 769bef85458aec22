using Quartz;

namespace Monitor.Polling;

/// <summary>Sets facts anew after an upgrade, and places notices into events.</summary>
[DisallowConcurrentExecution]
internal sealed class RetagJob(Retag retag, EventRefresh events) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken ct = default)
    {
        await retag.RunAsync(ct);
        await events.RunAsync(ct);
    }
}
