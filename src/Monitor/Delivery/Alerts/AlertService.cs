using Monitor.Documents;
using Monitor.Store.Sql;

namespace Monitor.Delivery.Alerts;

/// <summary>Alerts and escalations of everybody; one recipient's failure does not stop the others.</summary>
internal sealed partial class AlertService(AlertRun alerts, EscalationRun escalations, ILogger<AlertService> logger)
{
    /// <param name="recipients">For whom.</param>
    /// <param name="hold">Whether a flood may hold something back for a while.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The messages composed; they are in the outbox.</returns>
    public async Task<IReadOnlyList<OutMessage>> RunAsync(IEnumerable<Recipient> recipients, bool hold, CancellationToken ct)
    {
        var composed = new List<OutMessage>();
        foreach (var recipient in recipients) composed.AddRange(await TryAsync(recipient.Id, () => alerts.RunAsync(recipient, hold, ct)));
        composed.AddRange(await TryAsync("escalations", () => escalations.RunAsync(ct)));
        return composed;
    }

    /// <summary>When something waits to be sent at once; null = nothing does.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken ct)
    {
        var (overdue, held) = (await escalations.NextDueAsync(ct), alerts.HeldUntil);
        return overdue is null || held < overdue ? held ?? overdue : overdue;
    }

    private async Task<IReadOnlyList<OutMessage>> TryAsync(string who, Func<Task<IReadOnlyList<OutMessage>>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception ex) when (ex is not OperationCanceledException)
        {
            Log.Failed(logger, who, ex);
            return [];
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "Alerts for {Recipient} failed; what is due stays due, and goes into the digest after an hour.")]
        public static partial void Failed(ILogger logger, string recipient, Exception exception);
    }
}
