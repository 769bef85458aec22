using Quartz;

namespace Monitor.Polling;

/// <summary>Gathers stored articles into reports after an upgrade.</summary>
[DisallowConcurrentExecution]
internal sealed class ReportRefreshJob(ReportRefresh refresh) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken ct = default) => await refresh.RunAsync(ct);
}
