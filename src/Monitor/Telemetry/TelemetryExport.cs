using System.Reflection;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Monitor.Telemetry;

/// <summary>
/// Sends what the source and the meter <c>Monitor</c> say to a collector, in the background. One that does not answer costs
/// what it was not told and a line in the log; the worker never waits for it.
/// </summary>
internal sealed class TelemetryExport(FigureReader figures, IOptions<TelemetryOptions> options, TimeProvider time, ILogger<TelemetryExport> logger) : BackgroundService
{
    private const string Name = "Monitor";

    /// <summary>What is not sent by then at the end is lost: a stop must not hang on a collector.</summary>
    private static readonly TimeSpan LastFlush = TimeSpan.FromSeconds(3);

    private readonly StoreGauges _gauges = new(time);
    private ExportTrouble? _trouble;
    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _trouble = new ExportTrouble(time, logger);
        var headers = OtlpHeaders.Read(options.Value.HeadersFile);
        _traces = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(Resource)
            .AddSource(Name)
            // Not by the parent: one that came with a request to the API is never sampled.
            .SetSampler(new AlwaysOnSampler())
            .AddOtlpExporter(otlp => Set(otlp, "v1/traces", headers))
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(Resource)
            .AddMeter(Name)
            .AddOtlpExporter((otlp, reader) =>
            {
                Set(otlp, "v1/metrics", headers);
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)options.Value.Interval.TotalMilliseconds;
            })
            .Build();
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // On threads of their own: both calls block.
        var wait = (int)LastFlush.TotalMilliseconds;
        await Task.WhenAll(Task.Run(() => _traces?.Shutdown(wait), CancellationToken.None), Task.Run(() => _metrics?.Shutdown(wait), CancellationToken.None));
    }

    public override void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
        _trouble?.Dispose();
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

    private static void Resource(ResourceBuilder resource) => resource.AddService(
        Name, serviceVersion: typeof(TelemetryExport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]);

    private void Set(OtlpExporterOptions otlp, string path, string? headers)
    {
        var endpoint = new Uri(options.Value.Endpoint!.TrimEnd('/') + "/"); // non-null: only then is this service there
        var http = options.Value.Protocol == TelemetryProtocol.HttpProtobuf;
        otlp.Protocol = http ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        otlp.Endpoint = http ? new Uri(endpoint, path) : endpoint;
        if (headers is not null) otlp.Headers = headers;
    }
}
