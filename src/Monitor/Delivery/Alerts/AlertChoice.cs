using Monitor.Documents;
using Monitor.Store.Sql;

namespace Monitor.Delivery.Alerts;

/// <summary>What is known of a due revision besides itself.</summary>
/// <param name="Quiet">The hit was stored silently at first.</param>
/// <param name="Before">The alert of the same matter that the recipient got.</param>
/// <param name="Sent">The message in which the recipient was told of the hit.</param>
internal sealed record AlertHistory(bool Quiet, Alert? Before, SentIn? Sent);

/// <summary>
/// Which of what is due mails at once: what is urgent to a watch (<see cref="AlertUrgency"/>), where the stored text shows the query
/// proper, and every change of what was alerted before. Pure.
/// </summary>
internal static class AlertChoice
{
    /// <returns>Null = it waits for the digest.</returns>
    public static AlertItem? Of(DueItem due, AlertHistory history, Recipient recipient, IReadOnlyList<Watch> watches)
    {
        if (!recipient.Alerts) return null;
        if (history.Before is { } before) return new AlertItem(due with { Watch = before.Watch }, AlertKinds.FollowUp) { Before = before, Sent = history.Sent };
        foreach (var watch in Candidates(due, history, recipient, watches))
        {
            if (!Match.MayMailAtOnce([.. due.Hit.Matches.Concat(due.Notice?.Matches ?? []).Where(m => m.Watch == watch.Name)])) continue;
            if (AlertUrgency.Of(due, history, watch) is { } kind) return new AlertItem(due with { Watch = watch.Name }, kind) { Sent = history.Sent };
        }

        return null;
    }

    /// <summary>
    /// A due row names one watch, and there may be others that the reader follows. What was stored silently before is news only to
    /// the watch of the row.
    /// </summary>
    private static IEnumerable<Watch> Candidates(DueItem due, AlertHistory history, Recipient recipient, IReadOnlyList<Watch> watches)
    {
        var others = due.Revision.Type == RevisionType.New && history.Quiet ? [] : watches.Where(w => recipient.Follows(w.Name));
        return watches.Where(w => w.Name == due.Watch || w.Name == history.Sent?.Watch).OrderBy(w => w.Name == due.Watch ? 0 : 1).Concat(others).DistinctBy(w => w.Name, StringComparer.Ordinal);
    }
}
