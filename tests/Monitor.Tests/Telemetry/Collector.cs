using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Monitor.Tests.Infrastructure;

namespace Monitor.Tests.Telemetry;

internal sealed record CollectedSpan(string Trace, string Id, string Parent, string Name, IReadOnlyDictionary<string, string> Attributes);

/// <summary>One point of a metric; of a histogram Value is the sum and Count the number.</summary>
internal sealed record CollectedPoint(string Metric, string Unit, double Value, long Count, IReadOnlyDictionary<string, string> Attributes);

/// <summary>A stand-in collector on loopback: takes OTLP over HTTP and understands it.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _taken = new();
    private StubUpstream? _server;

    public Uri Address => _server?.Address ?? throw new InvalidOperationException("not started");

    /// <summary>Values of the header <c>x-collector-key</c> that came.</summary>
    public ConcurrentBag<string> Keys { get; } = [];

    public IReadOnlyList<CollectedSpan> Spans =>
        [.. Bodies("/v1/traces").SelectMany(m => m.All(1, 2, 2)).Select(s => new CollectedSpan(s.Hex(1), s.Hex(2), s.Hex(4), s.Text(5), s.Attributes(9)))];

    /// <summary>In the order of their arrival.</summary>
    public IReadOnlyList<CollectedPoint> Points => [.. Bodies("/v1/metrics").SelectMany(m => m.All(1, 2, 2)).SelectMany(PointsOf)];

    /// <summary>All that came, as text: for what must not be in it.</summary>
    public string Everything => string.Concat(_taken.Select(t => System.Text.Encoding.Latin1.GetString(t.Body)));

    public static async Task<Collector> StartAsync()
    {
        var collector = new Collector();
        collector._server = await StubUpstream.StartAsync(collector.TakeAsync);
        return collector;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        foreach (var key in context.Request.Headers["x-collector-key"]) Keys.Add(key ?? "");
        _taken.Enqueue((context.Request.Path, body.ToArray()));
        context.Response.ContentType = "application/x-protobuf";
    }

    private IEnumerable<ProtoReader> Bodies(string path) => _taken.Where(t => t.Path == path).Select(t => new ProtoReader(t.Body));

    private static IEnumerable<CollectedPoint> PointsOf(ProtoReader metric)
    {
        var (name, unit) = (metric.Text(1), metric.Text(3));
        var numbers = metric.All(5, 1).Concat(metric.All(7, 1))
            .Select(p => new CollectedPoint(name, unit, p.Has(4) ? p.Double(4) : p.Integer(6), 1, p.Attributes(7)));
        return numbers.Concat(metric.All(9, 1).Select(p => new CollectedPoint(name, unit, p.Double(5), p.Integer(4), p.Attributes(9))));
    }
}
