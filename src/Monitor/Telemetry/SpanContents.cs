using System.Diagnostics;
using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Monitor.Telemetry;

/// <summary>
/// What may leave of signals that others make: what is listed, and nothing else. The web server notes paths, which hold the
/// tokens of links in mails, and the driver of PostgreSQL notes the connection string and what a failed statement said.
/// </summary>
internal sealed class SpanContents : BaseProcessor<Activity>
{
    private const string Web = "Microsoft.AspNetCore";
    private const string PostgreSql = "Npgsql";

    private static readonly Dictionary<string, HashSet<string>> Kept = new(StringComparer.Ordinal)
    {
        [Web] = ["http.request.method", "http.route", "http.response.status_code", "url.scheme", "network.protocol.version", "error.type"],
        [PostgreSql] =
        [
            "db.system.name", "db.namespace", "db.query.text", "db.operation.name", "db.response.status_code", "db.npgsql.rows", "server.address", "server.port", "error.type",
        ],
    };

    private readonly ActivityListener _listener = new()
    {
        ShouldListenTo = source => Kept.ContainsKey(source.Name),
        // Filled here, they are not filled with the exception's own words.
        ExceptionRecorder = (Activity _, Exception _, ref TagList tags) =>
        {
            tags.Add("exception.message", "");
            tags.Add("exception.stacktrace", "");
        },
    };

    public SpanContents() => ActivitySource.AddActivityListener(_listener);

    /// <summary>Figures of a pool are left out: it is named by the connection string.</summary>
    public static MetricStreamConfiguration? View(Instrument instrument) =>
        instrument.Meter.Name != PostgreSql ? null
        : instrument.IsObservable ? MetricStreamConfiguration.Drop
        : new MetricStreamConfiguration { TagKeys = ["server.address", "server.port", "db.response.status_code", "error.type"] };

    /// <summary>A statement counts as part of a poll, a mail or a request; the worker's own looking around, every few seconds, is not told.</summary>
    public override void OnStart(Activity data)
    {
        if (data.Source.Name != PostgreSql || data.ParentSpanId != default) return;
        data.IsAllDataRequested = false;
        data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }

    public override void OnEnd(Activity data)
    {
        if (!Kept.TryGetValue(data.Source.Name, out var kept)) return;
        foreach (var tag in data.TagObjects.Where(t => !kept.Contains(t.Key)).ToList()) data.SetTag(tag.Key, null);
        // Without the description, which may repeat a message.
        if (data.Status == ActivityStatusCode.Error) data.SetStatus(ActivityStatusCode.Error);
    }

    protected override void Dispose(bool disposing)
    {
        _listener.Dispose();
        base.Dispose(disposing);
    }
}
