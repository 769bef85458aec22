using Monitor.Documents;
using Monitor.Store.Sql;
using Quartz;

namespace Monitor.Commands;

/// <summary>
/// Quartz notes when each job fires next. What it noted while the clock was ahead would keep the job waiting until then: it fires now.
/// Looked for on a clock that nobody sets.
/// </summary>
/// <param name="schedulers">Of the worker.</param>
/// <param name="nodes">Where nodes share the schedule; null = this process is alone.</param>
/// <param name="time">The scheduler's clock.</param>
/// <param name="logger">Told of it.</param>
internal sealed partial class ScheduleWatch(ISchedulerFactory schedulers, ClockTable? nodes, TimeProvider time, ILogger<ScheduleWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <summary>Sets what fires too late to fire now.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        var scheduler = await schedulers.GetScheduler(ct);
        var late = new List<string>();
        foreach (var key in await scheduler.GetTriggerKeys(GroupMatcher<TriggerKey>.AnyGroup(), ct))
        {
            if (await scheduler.GetTrigger(key, ct) is not ISimpleTrigger { NextFireTimeUtc: { } next } trigger) continue;
            var now = time.GetUtcNow();
            if (!Ahead.Is(next, now + trigger.RepeatInterval)) continue;
            await scheduler.RescheduleJob(key, trigger.GetTriggerBuilder().StartAt(now).Build(), ct);
            late.Add(key.Name);
        }

        if (nodes is not null) await nodes.ForgetCheckInsAsync(time.GetUtcNow(), ct);
        if (late.Count > 0) Log.Ahead(logger, string.Join(", ", late.Order(StringComparer.Ordinal)));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Pause, TimeProvider.System, stoppingToken);
                await LookAsync(stoppingToken);
            }
            catch (Exception ex) when (ex is not OperationCanceledException)
            {
                Log.Failed(logger, ex);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "The clock was ahead; jobs that waited for that time run now: {Jobs}.")]
        public static partial void Ahead(ILogger logger, string jobs);

        [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "It could not be seen whether jobs wait for a time at which the clock was ahead; it is looked for again.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
