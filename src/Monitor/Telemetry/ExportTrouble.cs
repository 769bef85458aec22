using System.Diagnostics.Tracing;

namespace Monitor.Telemetry;

/// <summary>
/// The exporter tells of a collector that does not answer only in an event source of its own: here it becomes a line in the
/// log, one an hour at most, because it is tried again every minute.
/// </summary>
internal sealed partial class ExportTrouble(TimeProvider time, ILogger logger) : EventListener
{
    private static readonly TimeSpan Quiet = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private long? _said;

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name.StartsWith("OpenTelemetry-Exporter", StringComparison.Ordinal)) EnableEvents(eventSource, EventLevel.Warning);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        lock (_lock)
        {
            if (_said is { } said && time.GetElapsedTime(said) < Quiet) return;
            _said = time.GetTimestamp();
        }

        // Not its words: they may repeat headers of ours.
        Log.NotSent(logger, eventData.EventName ?? "unknown");
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "Telemetry could not be sent ({What}); it is tried again. Monitor itself goes on. This is said once an hour at most.")]
        public static partial void NotSent(ILogger logger, string what);
    }
}
