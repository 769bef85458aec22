using Quartz;

namespace Monitor.Commands;

/// <summary>A trigger that is configured no more stays in a shared clock and goes on firing: it is taken out at the start.</summary>
internal sealed partial class StaleTriggers(ISchedulerFactory schedulers, IHostApplicationLifetime life, HashSet<string> kept, ILogger<StaleTriggers> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var on = life.ApplicationStarted.Register(started.SetResult);
        try
        {
            await started.Task.WaitAsync(stoppingToken);
            var scheduler = await schedulers.GetScheduler(stoppingToken);
            var stale = (await scheduler.GetTriggerKeys(GroupMatcher<TriggerKey>.AnyGroup(), stoppingToken)).Where(t => !kept.Contains(t.Name)).ToList();
            if (stale.Count == 0) return;
            await scheduler.UnscheduleJobs(stale, stoppingToken);
            Log.Removed(logger, string.Join(", ", stale.Select(t => t.Name)));
        }
        catch (Exception ex) when (ex is not OperationCanceledException || stoppingToken.IsCancellationRequested)
        {
            // A job that is not wanted any more asks the store what is due, and finds nothing: no reason not to work.
            if (ex is not OperationCanceledException) Log.Failed(logger, ex);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Taken out of the shared clock, being configured no more: {Triggers}.")]
        public static partial void Removed(ILogger logger, string triggers);

        [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "What is configured no more could not be taken out of the shared clock; the next start tries again.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
