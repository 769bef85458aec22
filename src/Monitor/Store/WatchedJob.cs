using Quartz;

namespace Monitor.Store;

/// <summary>A job of the schedule. What it fails by is told once, by whoever listens to the schedule.</summary>
internal abstract class WatchedJob : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await RunAsync(context, cancellationToken);
        }
        catch (Exception ex) when (ex is not OperationCanceledException)
        {
            // Any other exception the scheduler takes for an error of its own, and reports it again.
            throw new JobExecutionException(ex);
        }
    }

    /// <summary>One run; what it throws ends this run only.</summary>
    protected abstract Task RunAsync(IJobExecutionContext context, CancellationToken ct);
}
