using System.Reflection;
using Npgsql;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Monitor.Telemetry;

/// <summary>Sends what Monitor, its web server, its runtime and PostgreSQL's driver say to a collector, when one is configured.</summary>
internal static class TelemetryServices
{
    private const string Name = "Monitor";

    /// <param name="services">Of the worker.</param>
    /// <param name="values">The configuration.</param>
    /// <param name="below">The path of the public address; empty = none.</param>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration values, string below)
    {
        // What sends is in a method of its own: without a collector its assemblies are not even loaded.
        var options = values.GetSection("Telemetry").Get<TelemetryOptions>();
        if (options is { Endpoint: { Length: > 0 } endpoint }) Send(services, endpoint, options, below);
        return services;
    }

    private static void Send(IServiceCollection services, string endpoint, TelemetryOptions options, string below)
    {
        var collector = new Collector(new Uri(endpoint.TrimEnd('/') + "/"), options.Protocol, OtlpHeaders.Read(options.HeadersFile));
        services.AddSingleton<FigureReader>();
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(Name, serviceVersion: Version()))
            .WithTracing(traces => Trace(traces, below).AddOtlpExporter(otlp => collector.Set(otlp, "v1/traces")))
            .WithMetrics(metrics => Measure(metrics).AddOtlpExporter((otlp, reader) =>
            {
                collector.Set(otlp, "v1/metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)options.Interval.TotalMilliseconds;
            }));
        services.AddHostedService<ExportEnd>();
        services.AddHostedService<StoreReadings>();
    }

    private static TracerProviderBuilder Trace(TracerProviderBuilder traces, string below) => traces
        .AddSource(Name)
        // A caller's header decides nothing here. What is done for a request that is left out is left out too.
        .SetSampler(new ParentBasedSampler(new AlwaysOnSampler(), remoteParentNotSampled: new AlwaysOnSampler()))
        .AddAspNetCoreInstrumentation(web => web.Filter = context => !IsHealth(context.Request.Path, below))
        .AddNpgsql()
        .AddProcessor(new SpanContents());

    /// <summary>It is asked before the path of the public address is taken off.</summary>
    private static bool IsHealth(PathString path, string below) =>
        path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments(below + "/health", StringComparison.OrdinalIgnoreCase);

    private static MeterProviderBuilder Measure(MeterProviderBuilder metrics) => metrics
        .AddMeter(Name)
        .AddAspNetCoreInstrumentation()
        .AddRuntimeInstrumentation()
        .AddNpgsqlInstrumentation()
        .AddView(SpanContents.View);

    private static string? Version() => typeof(TelemetryServices).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    private sealed record Collector(Uri Address, TelemetryProtocol Protocol, string? Headers)
    {
        public void Set(OtlpExporterOptions otlp, string path)
        {
            var http = Protocol == TelemetryProtocol.HttpProtobuf;
            otlp.Protocol = http ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
            otlp.Endpoint = http ? new Uri(Address, path) : Address;
            if (Headers is not null) otlp.Headers = Headers;
        }
    }
}
