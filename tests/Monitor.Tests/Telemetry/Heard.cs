using System.Diagnostics.Metrics;

namespace Monitor.Tests.Telemetry;

/// <summary>Listens to one instrument of ours.</summary>
internal sealed class Heard : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly List<double> _values = [];

    public Heard(string instrument)
    {
        _listener.InstrumentPublished = (published, listener) =>
        {
            if (published.Meter.Name == "Monitor" && published.Name == instrument) listener.EnableMeasurementEvents(published);
        };
        _listener.SetMeasurementEventCallback<double>((_, value, _, _) => Add(value));
        _listener.SetMeasurementEventCallback<long>((_, value, _, _) => Add(value));
        _listener.Start();
    }

    /// <summary>What was measured since the last look; gauges are asked now.</summary>
    public IReadOnlyList<double> Look()
    {
        _listener.RecordObservableInstruments();
        lock (_values)
        {
            double[] values = [.. _values];
            _values.Clear();
            return values;
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Add(double value)
    {
        lock (_values) _values.Add(value);
    }
}
