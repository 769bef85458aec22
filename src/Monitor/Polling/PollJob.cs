using Monitor.Sources;
using Quartz;

namespace Monitor.Polling;

/// <summary>Runs what is due on one source; its failures are in the ledger and the log, and never end the schedule.</summary>
[DisallowConcurrentExecution]
internal sealed partial class PollJob(SourceCatalog catalog, PollService polls, ILogger<PollJob> logger) : IJob
{
    public const string SourceKey = "source";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken ct = default)
    {
        var name = context.MergedJobDataMap.GetString(SourceKey) ?? "";
        try
        {
            var source = catalog.Get(name);
            if (!source.Enabled) return;
            foreach (var poll in await polls.RunDueAsync(source, ct))
            {
                Log.Polled(logger, poll.Source, poll.Watch ?? poll.Query, poll.Outcome, poll.Retrieved, poll.New, poll.Changed);
            }
        }
        catch (Exception ex) when (ex is not OperationCanceledException)
        {
            Log.Failed(logger, name, ex);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "{Source} ({What}): {Outcome}, {Retrieved} retrieved, {New} new, {Changed} changed.")]
        public static partial void Polled(ILogger logger, string source, string what, Documents.PollOutcome outcome, int retrieved, int @new, int changed);

        [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "{Source}: the run could not be stored; it is tried again at the next tick.")]
        public static partial void Failed(ILogger logger, string source, Exception exception);
    }
}
