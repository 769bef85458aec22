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
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration values)
    {
        // What sends is in a method of its own: without a collector its assemblies are not even loaded.
        if (values.GetSection("Telemetry").Get<TelemetryOptions>() is { Endpoint: { Length: > 0 } endpoint } options) Send(services, endpoint, options);
        return services;
    }

    private static void Send(IServiceCollection services, string endpoint, TelemetryOptions options)
    {
        var collector = new Collector(new Uri(endpoint.TrimEnd('/') + "/"), options.Protocol, OtlpHeaders.Read(options.HeadersFile));
        services.AddSingleton<FigureReader>();
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(Name, serviceVersion: Version()))
            .WithTracing(traces => Trace(traces).AddOtlpExporter(otlp => collector.Set(otlp, "v1/traces")))
            .WithMetrics(metrics => Measure(metrics).AddOtlpExporter((otlp, reader) =>
            {
                collector.Set(otlp, "v1/metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)options.Interval.TotalMilliseconds;
            }));
        services.AddHostedService<ExportEnd>();
        services.AddHostedService<StoreReadings>();
    }

    private static TracerProviderBuilder Trace(TracerProviderBuilder traces) => traces
        .AddSource(Name)
        // A caller's header decides nothing here. What is done for a request that is left out is left out too.
        .SetSampler(new ParentBasedSampler(new AlwaysOnSampler(), remoteParentNotSampled: new AlwaysOnSampler()))
        .AddAspNetCoreInstrumentation(web => web.Filter = context => !context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase))
        .AddNpgsql()
        .AddProcessor(new SpanContents());

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
