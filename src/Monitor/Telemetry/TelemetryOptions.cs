using System.ComponentModel.DataAnnotations;

namespace Monitor.Telemetry;

/// <summary>Traces and metrics for a collector that speaks OTLP (section <c>Telemetry</c>).</summary>
internal sealed class TelemetryOptions
{
    /// <summary>
    /// Address of the collector, such as <c>http://127.0.0.1:4318</c> (with Protocol Grpc mostly port 4317). Default: not set, and then
    /// nothing is measured or sent.
    /// </summary>
    public string? Endpoint { get; set; }

    /// <summary>What the collector speaks there. Default HttpProtobuf, which adds <c>v1/traces</c> and <c>v1/metrics</c> to the address; HttpProtobuf, Grpc.</summary>
    public TelemetryProtocol Protocol { get; set; } = TelemetryProtocol.HttpProtobuf;

    /// <summary>File with headers that the collector wants, one <c>name=value</c> a line; they may hold secrets. Default: none.</summary>
    public string? HeadersFile { get; set; }

    /// <summary>How often metrics are sent. Default 00:01:00; 1 second to 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(1);
}

/// <summary>The two ways of OTLP.</summary>
internal enum TelemetryProtocol
{
    HttpProtobuf,
    Grpc,
}
