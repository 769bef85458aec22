using Quartz;

namespace Monitor.Polling;

/// <summary>Sets facts anew after an upgrade.</summary>
[DisallowConcurrentExecution]
internal sealed class RetagJob(Retag retag) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken ct = default) => await retag.RunAsync(ct);
}
