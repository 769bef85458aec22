using Quartz;

namespace Monitor.Polling;

/// <summary>Reads stored hits for their studies after an upgrade.</summary>
[DisallowConcurrentExecution]
internal sealed class RestudyJob(Restudy restudy) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken ct = default) => await restudy.RunAsync(ct);
}
