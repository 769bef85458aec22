using System.Data.Common;
using Dapper;
using Monitor.Documents;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Delivery.Alerts;

/// <summary>Reads what is due to a recipient and mails at once.</summary>
internal static class AlertDue
{
    /// <summary>What could not be alerted for so long is left to the digest: told late is better than never.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>In the order of their revisions; what only accompanies them comes last.</summary>
    public static async Task<IReadOnlyList<AlertItem>> ItemsAsync(DbTransaction tx, Recipient recipient, IReadOnlyList<Watch> watches)
    {
        if (!recipient.Alerts) return [];
        var due = await RevisionTable.DueAsync(tx, recipient.Id);
        if (due.Count == 0) return [];
        var all = await ReportShown.OfAsync(tx, due);
        var matter = await AlertMatters.OfAsync(tx, [.. all.Select(d => d.Hit).DistinctBy(h => h.Id, StringComparer.Ordinal)]);
        var alerts = await matter.AlertsAsync(tx, recipient.Id, all.Select(d => d.Hit));
        var sent = await SentTable.FirstAsync(tx, recipient.Id, all.Where(d => d.Revision.Type != RevisionType.New).Select(d => d.Revision.HitId));
        var quiet = await QuietAsync(tx, recipient.Id);
        var chosen = all.Select(d => AlertChoice.Of(
            d, new AlertHistory(quiet.Contains(d.Revision.Seq), alerts.GetValueOrDefault(matter.Of(d.Hit)), sent.GetValueOrDefault(d.Revision.HitId)), recipient, watches)).OfType<AlertItem>()
            .Select(i => i with { Matter = matter.Of(i.Due.Hit) }).ToList();
        var matters = chosen.Select(c => c.Matter).ToHashSet(StringComparer.Ordinal);
        var taken = chosen.Select(c => c.Due.Revision.Seq).ToHashSet();
        // What else is due of a matter goes with it.
        var items = chosen.Concat(all.Where(d => !taken.Contains(d.Revision.Seq) && matters.Contains(matter.Of(d.Hit))).Select(d => new AlertItem(d, AlertKinds.FollowUp) { Matter = matter.Of(d.Hit) })).ToList();
        foreach (var same in items.GroupBy(i => i.Matter, StringComparer.Ordinal).ToList())
        {
            if (await AlertEvent.OfAsync(tx, matter, [.. same]) is { } known) items = [.. items.Select(i => i.Matter == same.Key ? i with { Event = known } : i)];
        }

        return items;
    }

    /// <summary>Numbers of the revisions that a digest leaves to the alerts.</summary>
    public static async Task<IReadOnlySet<long>> LeftToAlertsAsync(DbTransaction tx, Recipient recipient, IReadOnlyList<Watch> watches, DateTimeOffset now)
    {
        var urgent = await ItemsAsync(tx, recipient, watches);
        if (urgent.Count == 0) return new HashSet<long>();
        var late = (await tx.Connection!.QueryAsync<long>( // non-null: the transaction is open
            "SELECT seq FROM due WHERE recipient = @Id AND message_id IS NULL AND created <= @since", new { recipient.Id, since = (now - Longest).Ms() }, tx)).ToHashSet();
        return urgent.Select(u => u.Due.Revision.Seq).Where(seq => !late.Contains(seq)).ToHashSet();
    }

    /// <summary>Changes whenever something became due, or was told: what was looked at once need not be again.</summary>
    public static async Task<(long Count, long Sum, long Poll)> StampAsync(DbConnection connection, string recipient) =>
        // By poll as well: one that is due already may be found by another watch, and the row stays as it is.
        await connection.QuerySingleAsync<(long, long, long)>("""
            SELECT count(*), CAST(coalesce(sum(seq), 0) AS bigint), (SELECT coalesce(max(id), 0) FROM poll) FROM due WHERE recipient = @recipient AND message_id IS NULL
            """, new { recipient });

    private static async Task<HashSet<long>> QuietAsync(DbTransaction tx, string recipient) =>
        [.. await tx.Connection!.QueryAsync<long>( // non-null: the transaction is open
            "SELECT r.seq FROM due d JOIN revision r ON r.seq = d.seq WHERE d.recipient = @recipient AND d.message_id IS NULL AND r.quiet", new { recipient }, tx)];
}
