using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Monitor.Telemetry;

/// <summary>A collector that does not answer is a line in the log, and holds up no stop.</summary>
internal sealed class ExportEnd(TracerProvider traces, MeterProvider metrics, TimeProvider time, ILogger<ExportEnd> logger) : IHostedService, IDisposable
{
    /// <summary>What is not sent by then is lost.</summary>
    private static readonly TimeSpan LastFlush = TimeSpan.FromSeconds(3);

    private readonly ExportTrouble _trouble = new(time, logger);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        // On threads of their own: both calls block.
        var wait = (int)LastFlush.TotalMilliseconds;
        return Task.WhenAll(Task.Run(() => traces.Shutdown(wait), CancellationToken.None), Task.Run(() => metrics.Shutdown(wait), CancellationToken.None));
    }

    public void Dispose() => _trouble.Dispose();
}
