using System.Diagnostics.Metrics;

namespace Monitor.Telemetry;

/// <summary>
/// Gauges over <see cref="StoreFigures"/>. Ages grow between two readings; while the store does not answer nothing is shown,
/// because a figure of yesterday would pass for one of now.
/// </summary>
internal sealed class StoreGauges : IDisposable
{
    private readonly Meter _meter = new("Monitor");
    private readonly TimeProvider _time;
    private volatile StoreFigures? _figures;

    public StoreGauges(TimeProvider time)
    {
        _time = time;
        Gauge("monitor.source.success.age", "s", "Since a source last answered completely.", f => f.LastSuccess.Select(s => Of(Age(s.Value), "monitor.source", s.Key)));
        Gauge("monitor.source.backoff.level", "{rung}", "Rung of the back-off ladder of a source; 0 is healthy.", f => f.BackOff.Select(s => Of(s.Value, "monitor.source", s.Key)));
        Gauge("monitor.gaps", "{gap}", "Open gaps in what is proved complete, by source.", f => f.Gaps.Select(s => Of(s.Value, "monitor.source", s.Key)));
        Gauge("monitor.alarms", "{alarm}", "Open alarms, by kind.", f => f.Alarms.Select(a => Of(a.Value, "monitor.alarm.kind", a.Key)));
        Gauge("monitor.due.waiting", "{revision}", "Revisions due to a reader that stand in no message yet.", f => [new(f.Due)]);
        Gauge("monitor.due.age", "s", "Age of the oldest of these.", f => [new(f.OldestDue is { } oldest ? Age(oldest) : 0)]);
        Gauge("monitor.messages", "{message}", "Messages, by state.", f => f.Messages.Select(m => Of(m.Value, "monitor.message.state", m.Key)));
        Gauge("monitor.messages.age", "s", "Age of the oldest message that is not out.", f => [new(f.OldestMessage is { } oldest ? Age(oldest) : 0)]);
    }

    /// <summary>What is shown from now on; null = nothing.</summary>
    public void Show(StoreFigures? figures) => _figures = figures;

    public void Dispose() => _meter.Dispose();

    private void Gauge(string name, string unit, string about, Func<StoreFigures, IEnumerable<Measurement<double>>> of) =>
        _meter.CreateObservableGauge(name, () => _figures is { } figures ? of(figures) : [], unit, about);

    private double Age(DateTimeOffset since) => Math.Max(0, (_time.GetUtcNow() - since).TotalSeconds);

    private static Measurement<double> Of(double value, string tag, string of) => new(value, KeyValuePair.Create(tag, (object?)of));
}
