using Monitor.Delivery.Email;
using Monitor.Store.Sql;

namespace Monitor.Delivery;

/// <summary>Hands over what the outbox holds, oldest first; a message refused for now is tried again on a ladder of waits.</summary>
internal sealed partial class Outbox(MessageTable messages, IMailTransport transport, TimeProvider time, ILogger<Outbox> logger)
{
    private static readonly TimeSpan[] Waits =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(6)];

    /// <returns>How many were taken.</returns>
    public async Task<int> SendDueAsync(CancellationToken ct)
    {
        var sent = 0;
        foreach (var message in await messages.DueAsync(time.GetUtcNow(), ct))
        {
            var attempts = message.Attempts + 1;
            try
            {
                await transport.SendAsync(message, ct);
                await messages.SetAsync(message.Id, "sent", attempts, message.NextAttempt, Store.Instants.Cut(time.GetUtcNow()), null, ct);
                Log.Sent(logger, message.Id, message.Recipient);
                sent++;
            }
            catch (Exception ex) when (ex is not (OperationCanceledException or Store.StoreException))
            {
                // Also a defect of the transport: one message must not hold up those behind it.
                var next = time.GetUtcNow() + Waits[Math.Min(attempts - 1, Waits.Length - 1)];
                await messages.SetAsync(message.Id, ex is MailException { Permanent: true } ? "refused" : "pending", attempts, next, null, ex.Message, ct);
                Log.Refused(logger, message.Id, message.Recipient, ex.Message);
            }
        }

        return sent;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "{Id} for {Recipient}: sent.")]
        public static partial void Sent(ILogger logger, string id, string recipient);

        [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "{Id} for {Recipient}: not taken: {Reason}")]
        public static partial void Refused(ILogger logger, string id, string recipient, string reason);
    }
}
