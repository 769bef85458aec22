using Microsoft.Extensions.Options;
using Monitor.Delivery.Email;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Delivery;

/// <summary>
/// Tells the operator of alarms: all that are new, and those that are over, in one message, put into the outbox in the
/// transaction that marks them as told. Without an address they are logged once.
/// </summary>
internal sealed partial class OperatorRun(
    Database database, AlarmTable alarms, MailHtml html, IOptions<OperatorOptions> options, IOptions<DeliveryOptions> delivery,
    IOptions<EmailOptions> email, TimeProvider time, ILogger<OperatorRun> logger)
{
    public const string Recipient = "operator";

    /// <summary>In place of a message id: it was over before the operator's patience was.</summary>
    private const string NotWorthTelling = "-";

    /// <returns>The message composed; null = there was nothing to tell, or nobody to mail.</returns>
    public async Task<OutMessage?> RunAsync(CancellationToken ct)
    {
        // Without the write lock at first: mostly there is nothing.
        if ((await alarms.UntoldAsync(ct)).Count == 0) return null;
        var now = time.GetUtcNow().Cut();
        var (message, told) = await database.WriteAsync(async tx =>
        {
            var untold = await AlarmTable.UntoldAsync(tx);
            await AlarmTable.ToldAsync(tx, untold.Where(a => IsOver(a)), NotWorthTelling);
            var opened = untold.Where(a => IsNew(a, now)).ToList();
            var resolved = untold.Where(a => a.Told is not null && a.Closed is not null).ToList();
            // What happened is over with the telling; what lasts is closed by the poll that finds it gone.
            await AlarmTable.CloseAsync(tx, opened.Where(a => AlarmKind.IsEvent(a.Cause.Kind)), now);
            var composed = opened.Count + resolved.Count > 0 && options.Value.Email is { Length: > 0 } address
                ? await MessageAsync(address, opened, [.. resolved.Where(a => a.Told != AlarmTable.InLog)], now)
                : null;
            if (composed is not null) await MessageTable.AddAsync(tx, composed, []);
            await AlarmTable.ToldAsync(tx, [.. opened, .. resolved], composed?.Id ?? AlarmTable.InLog);
            return (composed, (Opened: opened, Resolved: resolved));
        }, ct);
        foreach (var alarm in told.Opened) Log.Opened(logger, alarm.Line);
        foreach (var alarm in told.Resolved) Log.Resolved(logger, alarm.Line);
        return message;
    }

    /// <summary>When an alarm that stands now is to be mailed; null = none waits.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken ct)
    {
        if (string.IsNullOrEmpty(options.Value.Email)) return null;
        var now = time.GetUtcNow();
        return (await alarms.UntoldAsync(ct)).Where(a => a is { Told: null, Closed: null, Cause.Patient: true })
            .Select(a => a.Opened + options.Value.Patience).Where(due => due > now).Select(due => (DateTimeOffset?)due).Min();
    }

    private bool IsNew(Alarm alarm, DateTimeOffset now) => alarm.Told switch
    {
        null => !alarm.Cause.Patient || (alarm.Closed ?? now) - alarm.Opened >= options.Value.Patience,
        // Logged while nobody was named to be mailed.
        AlarmTable.InLog => alarm.Closed is null && !string.IsNullOrEmpty(options.Value.Email),
        _ => false,
    };

    private bool IsOver(Alarm alarm) => alarm is { Told: null, Cause.Patient: true, Closed: { } closed } && closed - alarm.Opened < options.Value.Patience;

    private async Task<OutMessage?> MessageAsync(string address, IReadOnlyList<Alarm> opened, IReadOnlyList<Alarm> resolved, DateTimeOffset now)
    {
        if (opened.Count + resolved.Count == 0) return null;
        var report = AlarmReport.Of(opened, resolved, new Uri(delivery.Value.PublicUrl, "api/sources").AbsoluteUri);
        return new OutMessage
        {
            Id = MessageId(opened, resolved, now), Recipient = Recipient, Address = address, Kind = "alarm", Subject = report.Subject,
            Text = report.Text(), Html = await html.AlarmsAsync(report), Created = now, NextAttempt = now, InReplyTo = resolved.Count > 0 ? resolved[0].Told : null,
        };
    }

    private string MessageId(IEnumerable<Alarm> opened, IEnumerable<Alarm> resolved, DateTimeOffset now)
    {
        var told = $"{string.Join(',', opened.Select(a => a.Id))};{string.Join(',', resolved.Select(a => a.Id))}";
        return Email.MessageId.Make("alarm", Recipient, now, told, email.Value.From);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "ALARM {Alarm}")]
        public static partial void Opened(ILogger logger, string alarm);

        [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "RESOLVED {Alarm}")]
        public static partial void Resolved(ILogger logger, string alarm);
    }
}
