using Monitor.Sources;
using Monitor.Store;
using Quartz;

namespace Monitor.Polling;

/// <summary>Runs what is due on one source; what the source did wrong is in the ledger.</summary>
[DisallowConcurrentExecution]
internal sealed partial class PollJob(SourceCatalog catalog, PollService polls, ILogger<PollJob> logger) : WatchedJob
{
    public const string SourceKey = "source";

    protected override async Task RunAsync(IJobExecutionContext context, CancellationToken ct)
    {
        var source = catalog.Get(context.MergedJobDataMap.GetString(SourceKey) ?? "");
        if (!source.Enabled) return;
        foreach (var poll in await polls.RunDueAsync(source, ct))
        {
            Log.Polled(logger, poll.Source, poll.Watch ?? poll.Query, poll.Outcome, poll.Retrieved, poll.New, poll.Changed);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "{Source} ({What}): {Outcome}, {Retrieved} retrieved, {New} new, {Changed} changed.")]
        public static partial void Polled(ILogger logger, string source, string what, Documents.PollOutcome outcome, int retrieved, int @new, int changed);
    }
}
