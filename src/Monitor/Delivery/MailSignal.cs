using System.Diagnostics;
using System.Diagnostics.Metrics;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Delivery;

/// <summary>One attempt to hand a message over as telemetry sees it: never an address, and nothing while nobody listens.</summary>
internal sealed class MailSignal : IDisposable
{
    private static readonly ActivitySource Spans = new("Monitor");
    private static readonly Meter Meter = new("Monitor");
    private static readonly Counter<long> Mails = Meter.CreateCounter<long>("monitor.mails", "{mail}", "Attempts to hand a message over, by its kind and the state of the message after it.");

    private static readonly Histogram<double> Latency = Meter.CreateHistogram(
        "monitor.alert.latency", "s", "From first seen to handed over to the mail server, of each thing that an alert tells.", tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 21600, 86400] });

    private readonly Activity? _span;
    private readonly string _kind;

    private MailSignal(OutMessage message)
    {
        _kind = message.Kind;
        _span = Spans.StartActivity($"mail {_kind}", ActivityKind.Client);
        _span?.SetTag("monitor.message.id", message.Id);
        _span?.SetTag("monitor.message.kind", _kind);
        _span?.SetTag("monitor.recipient", message.Recipient);
        if (message.Attempts > 0) _span?.SetTag("monitor.message.attempts_before", message.Attempts);
    }

    /// <returns>Null while nobody listens.</returns>
    public static MailSignal? Begin(OutMessage message) => Spans.HasListeners() || Mails.Enabled ? new MailSignal(message) : null;

    /// <param name="state">Of the message now.</param>
    public void Ended(string state)
    {
        Mails.Add(1, KeyValuePair.Create("monitor.message.kind", (object?)_kind), KeyValuePair.Create("monitor.outcome", (object?)state));
        _span?.SetTag("monitor.outcome", state);
        _span?.SetStatus(state == "sent" ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
    }

    /// <summary>How long what stands in a message that was taken now had been known. A store that does not answer costs the figure and nothing else.</summary>
    public static async Task TakenAsync(MessageTable messages, OutMessage message, DateTimeOffset now)
    {
        if (!Latency.Enabled || message.Kind != "alert") return;
        try
        {
            foreach (var seen in await messages.FirstSeenAsync(message.Id, CancellationToken.None)) Latency.Record(Math.Max(0, (now - seen).TotalSeconds));
        }
        catch (StoreException)
        {
            // The next alert is measured again.
        }
    }

    public void Dispose() => _span?.Dispose();
}
