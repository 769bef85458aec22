using Monitor.Polling.Events;
using Monitor.Polling.Reports;
using Monitor.Polling.Studies;
using Monitor.Store;
using Quartz;

namespace Monitor.Polling;

/// <summary>
/// Brings what is stored up to the rules of today after an upgrade, quietly and in small portions: facts, reports, studies (which rest on
/// reports), events.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class RefreshJob(Retag retag, ReportRefresh reports, Restudy studies, EventRefresh events) : WatchedJob
{
    protected override async Task RunAsync(IJobExecutionContext context, CancellationToken ct)
    {
        await retag.RunAsync(ct);
        await reports.RunAsync(ct);
        await studies.RunAsync(ct);
        await events.RunAsync(ct);
    }
}
