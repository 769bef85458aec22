using Microsoft.Extensions.Options;
using Monitor.Delivery.Email;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Delivery;

/// <summary>One attempt to get one message out.</summary>
internal sealed partial class HandOver(
    MessageTable messages, OutboxStops stops, OutboxLedger ledger, Addressees addressees, IMailTransport transport, NodeName node,
    IOptions<EmailOptions> email, IOptions<DeliveryOptions> delivery, TimeProvider time, ILogger<HandOver> logger)
{
    /// <returns>The state of the message now; <c>taken</c> = another process has it under way, <c>resting</c> = the address was refused just now.</returns>
    public async Task<string> TryAsync(OutMessage message, CancellationToken ct)
    {
        if (await stops.ReasonAsync(message.Recipient, message.Kind, ct) is { } stop)
        {
            await ledger.HeldAsync(message, stop, ct);
            Log.Held(logger, message.Id, message.Recipient, stop);
            return "held";
        }

        if (await stops.RefusedAsync(message.Recipient, ct) is { } refused && OutboxLedger.TriedAgain(refused) > time.GetUtcNow())
        {
            await ledger.RestAsync(message, refused, ct);
            return "resting";
        }

        if (!await messages.ClaimAsync(message, node.Value, time.GetUtcNow() + (2 * email.Value.HandOverTimeout) + TimeSpan.FromMinutes(1), ct)) return "taken";
        try
        {
            return await SendAsync(message, ct);
        }
        catch (OperationCanceledException)
        {
            // The program stops: it is due at the next start.
            await messages.GiveBackAsync(message, node.Value, CancellationToken.None);
            throw;
        }
    }

    /// <summary>There is nothing more to hand over for now.</summary>
    public Task RestAsync() => transport.RestAsync();

    private async Task<string> SendAsync(OutMessage message, CancellationToken ct)
    {
        using var signal = MailSignal.Begin(message);
        var state = await SentAsync(message, ct);
        signal?.Ended(state);
        return state;
    }

    private async Task<string> SentAsync(OutMessage message, CancellationToken ct)
    {
        if (addressees.Of(message.Recipient) is not { } address) return await LaterAsync(message, "nobody of that id is configured any more", setup: false);
        // As it is now: it may have changed since the message was composed.
        if (!Addressees.Bare(address).Equals(Addressees.Bare(message.Address), StringComparison.OrdinalIgnoreCase)) message = message with { Address = address };
        try
        {
            await transport.SendAsync(Sized(message), ct);
        }
        catch (MailException ex) when (ex.Failure == MailFailure.Message && !message.Short)
        {
            Log.Cut(logger, message.Id, message.Recipient, ex.Message);
            await messages.ShortenAsync(message.Id, CancellationToken.None);
            return await SentAsync(message with { Short = true }, ct);
        }
        catch (Exception ex) when (ex is not (OperationCanceledException or Store.StoreException))
        {
            return await NotTakenAsync(message, ex);
        }

        // What the server took is noted even when the program stops meanwhile.
        await ledger.TakenAsync(message, CancellationToken.None);
        Log.Sent(logger, message.Id, message.Recipient);
        await MailSignal.TakenAsync(messages, message, time.GetUtcNow());
        return "sent";
    }

    private async Task<string> NotTakenAsync(OutMessage message, Exception ex)
    {
        // Also a defect of the transport is tried again: one message must not hold up those behind it.
        var failure = (ex as MailException)?.Failure ?? MailFailure.Later;
        if (failure is MailFailure.Later or MailFailure.Setup) return await LaterAsync(message, ex.Message, failure == MailFailure.Setup);
        Log.Refused(logger, message.Id, message.Recipient, ex.Message);
        return failure == MailFailure.Address
            ? await ledger.AddressRefusedAsync(message, ex.Message, CancellationToken.None)
            : await ledger.RefusedAsync(message, ex.Message, CancellationToken.None);
    }

    private async Task<string> LaterAsync(OutMessage message, string reply, bool setup)
    {
        Log.Refused(logger, message.Id, message.Recipient, reply);
        return await ledger.LaterAsync(message, reply, setup, CancellationToken.None);
    }

    private OutMessage Sized(OutMessage message) => message.Short || ShortMessage.Bytes(message) > email.Value.MaxBytes
        ? ShortMessage.Of(message, new Uri(delivery.Value.PublicUrl, $"messages/{Uri.EscapeDataString(message.Id)}").AbsoluteUri)
        : message;

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "{Id} for {Recipient}: sent.")]
        public static partial void Sent(ILogger logger, string id, string recipient);

        [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "{Id} for {Recipient}: not taken: {Reason}")]
        public static partial void Refused(ILogger logger, string id, string recipient, string reason);

        [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "{Id} for {Recipient}: held: {Reason}")]
        public static partial void Held(ILogger logger, string id, string recipient, string reason);

        [LoggerMessage(EventId = 4, Level = LogLevel.Warning, Message = "{Id} for {Recipient}: sent again, cut: {Reason}")]
        public static partial void Cut(ILogger logger, string id, string recipient, string reason);
    }
}
