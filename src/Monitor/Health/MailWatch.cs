using Monitor.Delivery;
using Monitor.Store.Sql;

namespace Monitor.Health;

/// <summary>Whether what is due to readers leaves.</summary>
internal sealed class MailWatch(DeliveryService delivery, MessageTable messages, Working working)
{
    /// <summary>How late something may be composed or tried.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>How long every mail may be tried in vain.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    /// <summary>Sentences on what stands still; empty where this process sends nothing.</summary>
    public async Task<IReadOnlyList<string>> StuckAsync(DateTimeOffset now, CancellationToken ct)
    {
        if (!working.Plan.Mails) return [];
        var said = new List<string>();
        if (await delivery.NextDueAsync(ct) is { } due && (due > working.Since ? due : working.Since) + Patience < now)
        {
            said.Add($"Mail was due at {due:yyyy-MM-dd HH:mm} UTC, and was neither written nor tried.");
        }

        if (await messages.UntakenSinceAsync(ct) is { } since && since + Longest < now)
        {
            said.Add($"No mail was taken since {since:yyyy-MM-dd HH:mm} UTC, though some waits.");
        }

        return said;
    }
}
