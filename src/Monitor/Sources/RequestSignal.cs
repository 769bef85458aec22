using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;

namespace Monitor.Sources;

/// <summary>
/// One request as telemetry sees it, named by OpenTelemetry's conventions for HTTP clients: method, host, status, bytes and what
/// went wrong. Never a parameter or a header: those hold keys, and what somebody looks for.
/// </summary>
internal sealed class RequestSignal : IDisposable
{
    private static readonly ActivitySource Spans = new("Monitor");
    private static readonly Meter Meter = new("Monitor");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "http.client.request.duration", "s", "Duration of HTTP client requests, the body included.", tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60] });

    private readonly Activity? _span;
    private readonly TagList _shared;
    private readonly long _begun = Stopwatch.GetTimestamp();
    private int? _status;
    private string? _error;

    private RequestSignal(HttpMethod method, Uri address, int attempt)
    {
        _shared =
        [
            new("http.request.method", method.Method), new("server.address", address.Host), new("server.port", address.Port), new("url.scheme", address.Scheme),
        ];
        _span = Spans.StartActivity(method.Method, ActivityKind.Client, default(ActivityContext), _shared);
        _span?.SetTag("url.full", SourceClient.Place(address));
        if (attempt > 1) _span?.SetTag("http.request.resend_count", attempt - 1);
    }

    /// <returns>Null while nobody listens: nothing is measured then.</returns>
    public static RequestSignal? Begin(HttpMethod method, Uri address, int attempt) =>
        Spans.HasListeners() || Duration.Enabled ? new RequestSignal(method, address, attempt) : null;

    public void Answered(HttpStatusCode status)
    {
        _status = (int)status;
        _span?.SetTag("http.response.status_code", _status);
    }

    /// <summary>The whole answer was read.</summary>
    /// <param name="bytes">Unpacked.</param>
    public void Read(int bytes) => _span?.SetTag("monitor.response.bytes", bytes);

    /// <summary>No usable answer; only its kind is kept, because messages may repeat what an upstream wrote.</summary>
    /// <returns>False, so that it can stand in the filter of a handler without ever catching.</returns>
    public bool Failed(SourceException ex)
    {
        _error = ex.Failure.ToString();
        _span?.SetStatus(ActivityStatusCode.Error);
        _span?.SetTag("error.type", _error);
        if (ex.Payload is { } payload) Read(payload.Content.Length);
        return false;
    }

    public void Dispose()
    {
        if (Duration.Enabled)
        {
            var tags = _shared;
            if (_status is { } status) tags.Add("http.response.status_code", status);
            if (_error is { } error) tags.Add("error.type", error);
            Duration.Record(Stopwatch.GetElapsedTime(_begun).TotalSeconds, tags);
        }

        _span?.Dispose();
    }
}
