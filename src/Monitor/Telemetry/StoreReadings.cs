using Microsoft.Extensions.Options;

namespace Monitor.Telemetry;

/// <summary>Reads the store's figures for the gauges, in the background.</summary>
internal sealed class StoreReadings(FigureReader figures, IOptions<TelemetryOptions> options, TimeProvider time) : BackgroundService
{
    private readonly StoreGauges _gauges = new(time);

    public override void Dispose()
    {
        _gauges.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Half the interval, so that no metric goes out twice with the same reading.
        using var timer = new PeriodicTimer(options.Value.Interval / 2, TimeProvider.System);
        try
        {
            do await ShowAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The program stops; thrown on, it would be logged as a failure when the host is not stopped but disposed of.
        }
    }

    private async Task ShowAsync(CancellationToken ct)
    {
        try
        {
            _gauges.Show(await figures.ReadAsync(ct));
        }
        catch (Exception ex) when (ex is not OperationCanceledException)
        {
            // A figure that cannot be read ends neither the worker nor the other signals.
            _gauges.Show(null);
        }
    }
}
