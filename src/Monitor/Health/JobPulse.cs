using System.Collections.Concurrent;
using Quartz;

namespace Monitor.Health;

/// <summary>What the schedule of this process did lately: the clock behind it must go, and its jobs must end well.</summary>
/// <remarks>Measured by a clock that nobody sets: a wall clock put right is no silence.</remarks>
internal sealed partial class JobPulse(WorkPlan plan, TimeProvider time, ILogger<JobPulse> logger) : IJobListener
{
    /// <summary>How long the schedule may be silent, or a job fail, before that is more than a hiccup.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Failing> _failing = new(StringComparer.Ordinal);
    private long _ticked = time.GetTimestamp();

    public string Name => "pulse";

    /// <summary>Sentences on what has stopped; empty = nothing.</summary>
    public IReadOnlyList<string> Stopped()
    {
        var said = new List<string>();
        if (plan.Tick is { } tick && time.GetElapsedTime(Volatile.Read(ref _ticked)) is var silent && silent > (tick * 5 > Patience ? tick * 5 : Patience))
        {
            said.Add($"The schedule has not ticked for {(int)silent.TotalMinutes} minutes.");
        }

        said.AddRange(_failing.OrderBy(f => f.Key, StringComparer.Ordinal).Where(f => time.GetElapsedTime(f.Value.Since) > Patience)
            .Select(f => $"The job \"{f.Key}\" has failed for {(int)time.GetElapsedTime(f.Value.Since).TotalMinutes} minutes: {f.Value.Error}"));
        return said;
    }

    public ValueTask JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        Volatile.Write(ref _ticked, time.GetTimestamp());
        return ValueTask.CompletedTask;
    }

    public ValueTask JobExecutionVetoed(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
    {
        Ended(context.JobDetail.Key.Name, jobException?.GetBaseException());
        return ValueTask.CompletedTask;
    }

    /// <summary>A run of a job is over.</summary>
    /// <param name="job">Its name.</param>
    /// <param name="failure">Null = it ended well.</param>
    public void Ended(string job, Exception? failure)
    {
        if (failure is OperationCanceledException) return;
        if (failure is null)
        {
            _failing.TryRemove(job, out _);
            return;
        }

        Log.Failed(logger, job, failure);
        _failing.AddOrUpdate(job, _ => new Failing(time.GetTimestamp(), failure.Message), (_, before) => before with { Error = failure.Message });
    }

    private sealed record Failing(long Since, string Error);

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "The job \"{Job}\" failed; what is due stays due, and it is tried again at its next tick.")]
        public static partial void Failed(ILogger logger, string job, Exception exception);
    }
}
