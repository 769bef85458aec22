using Monitor.Delivery.Alerts;
using Monitor.Documents;
using Monitor.Polling;
using Monitor.Store.Sql;

namespace Monitor.Delivery;

/// <summary>Composes for each recipient what is due, and hands over what the outbox holds.</summary>
internal sealed partial class DeliveryService(
    Subscribers subscribers, DigestTimes times, MessageTable messages, OperatorRun alarms, AlertService alerts, DigestRun digests, Outbox outbox,
    ILogger<DeliveryService> logger)
{
    /// <summary>Tells the operator what there is to tell (before any digest: a changed query is known before its finds), sends what mails at once, composes every digest whose time has come, then sends what the outbox holds. One recipient's failure does not stop the others.</summary>
    public async Task RunDueAsync(CancellationToken ct)
    {
        await times.MendAsync(ct);
        await AlarmsAsync(ct);
        // Sent before any digest is composed: seconds count.
        if ((await alerts.RunAsync(subscribers.Recipients, hold: true, ct)).Count > 0) await outbox.SendDueAsync(ct);
        foreach (var recipient in subscribers.Recipients)
        {
            try
            {
                var state = await times.OfAsync(recipient, ct);
                if (!times.IsDue(state)) continue;
                if (await StoppedAsync(recipient, ct)) await times.SkipAsync(recipient, state, ct);
                else await digests.ComposeAsync(recipient, state, times.Next(recipient), evenEmpty: false, ct);
            }
            catch (Exception ex) when (ex is not OperationCanceledException)
            {
                Log.Failed(logger, recipient.Id, ex);
            }
        }

        await outbox.SendRoundAsync(ct);
    }

    /// <summary>Composes and sends now, whatever the schedule says.</summary>
    /// <returns>The messages composed.</returns>
    public async Task<IReadOnlyList<OutMessage>> RunNowAsync(string? recipientId, bool evenEmpty, CancellationToken ct)
    {
        var composed = new List<OutMessage>();
        await times.MendAsync(ct);
        await AlarmsAsync(ct);
        composed.AddRange(await alerts.RunAsync(subscribers.Recipients.Where(r => recipientId is null || r.Id == recipientId), hold: false, ct));
        foreach (var recipient in subscribers.Recipients.Where(r => recipientId is null || r.Id == recipientId))
        {
            var state = await times.OfAsync(recipient, ct);
            if (await StoppedAsync(recipient, ct)) continue;
            if (await digests.ComposeAsync(recipient, state, state.NextDigest, evenEmpty, ct) is { } message) composed.Add(message);
        }

        await outbox.SendDueAsync(ct);
        return composed;
    }

    /// <summary>What <see cref="RunNowAsync"/> would send; nothing is stored or sent.</summary>
    public async Task<IReadOnlyList<OutMessage>> PreviewAsync(string? recipientId, CancellationToken ct)
    {
        var composed = new List<OutMessage>();
        foreach (var recipient in subscribers.Recipients.Where(r => recipientId is null || r.Id == recipientId))
        {
            var state = await times.PreviewAsync(recipient, ct);
            if (await digests.PreviewAsync(recipient, state, ct) is { } message) composed.Add(message);
        }

        return composed;
    }

    /// <summary>The next instant at which something is to be composed or sent.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken ct)
    {
        var next = await messages.NextAttemptAsync(ct);
        if (await alarms.NextDueAsync(ct) is { } alarm && (next is null || alarm < next)) next = alarm;
        if (await alerts.NextDueAsync(ct) is { } urgent && (next is null || urgent < next)) next = urgent;
        foreach (var recipient in subscribers.Recipients)
        {
            var digest = (await times.OfAsync(recipient, ct)).NextDigest;
            if (next is null || digest < next) next = digest;
        }

        return next;
    }

    /// <summary>A failure there must not stop the digests.</summary>
    private async Task AlarmsAsync(CancellationToken ct)
    {
        try
        {
            await alarms.RunAsync(ct);
        }
        catch (Exception ex) when (ex is not OperationCanceledException)
        {
            Log.AlarmsFailed(logger, ex);
        }
    }

    /// <summary>Whoever gets nothing now finds all that is due in the first digest after the stop.</summary>
    private async Task<bool> StoppedAsync(Recipient recipient, CancellationToken ct)
    {
        if (await outbox.StopAsync(recipient.Id, "digest", ct) is not { } reason) return false;
        Log.Stopped(logger, recipient.Id, reason);
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "Digest for {Recipient} failed; it stays due.")]
        public static partial void Failed(ILogger logger, string recipient, Exception exception);

        [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "No digest for {Recipient}, what is due waits: {Reason}")]
        public static partial void Stopped(ILogger logger, string recipient, string reason);

        [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "The operator could not be told of alarms; they stay to be told.")]
        public static partial void AlarmsFailed(ILogger logger, Exception exception);
    }
}
