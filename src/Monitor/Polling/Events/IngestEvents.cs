using System.Data.Common;
using Monitor.Documents;
using Monitor.Identity.Events;
using Monitor.Store.Sql;

namespace Monitor.Polling.Events;

/// <summary>
/// Places notices into events, in the transaction that stores them. Only the notices that could be touched are looked at: those
/// reached from the changed ones by pairs that are the same. What comes of them is what would come of all.
/// </summary>
internal static class IngestEvents
{
    /// <summary>Places what a run stored.</summary>
    public static Task PlaceAsync(DbTransaction tx, IngestPlan plan, DateTimeOffset now) =>
        PlaceAsync(tx, [.. plan.Changes.Where(c => c.Store).Select(c => c.Hit).OfType<Notice>().DistinctBy(n => n.Id)], now);

    /// <summary>Places these notices, which are stored.</summary>
    public static async Task PlaceAsync(DbTransaction tx, IReadOnlyList<Notice> notices, DateTimeOffset now)
    {
        if (notices.Count == 0) return;
        var reach = new EventReach(tx);
        foreach (var notice in notices)
        {
            var form = reach.Add(notice);
            await EventTable.SaveKeysAsync(tx, form.Id, reach.Keys(form.Id));
        }

        // The event that a notice was in may fall apart without it.
        var before = await EventTable.EventsAsync(tx.Connection!, tx, notices.Select(n => n.Id)); // non-null: the transaction is open
        var with = (await EventTable.MembersAsync(tx.Connection!, tx, before.Values)).SelectMany(m => m);
        await reach.SpreadAsync(notices.Select(n => n.Id).Concat(with).Distinct(StringComparer.Ordinal));
        await SaveAsync(tx, reach, notices.Select(n => n.Id).ToHashSet(StringComparer.Ordinal), now);
    }

    private static async Task SaveAsync(DbTransaction tx, EventReach reach, HashSet<string> placed, DateTimeOffset now)
    {
        var groups = EventGroups.Of([.. reach.Reached.Select(reach.Form)], reach.Pairs);
        var arrival = await EventTable.ArrivalAsync(tx, reach.Reached);
        await EventTable.SaveAsync(tx, [.. groups.Groups.Select(members =>
        {
            var first = members.MinBy(m => arrival[m].N)!; // non-null: a group has a member
            // The page that announced it says in words for people what it is about.
            var speaking = members.OrderBy(m => NoticeRoles.Of(reach.Form(m).Notice) == NoticeRole.Page ? 0 : 1).ThenBy(m => arrival[m].N).ToList();
            return (first, (IReadOnlyList<string>)speaking, members.Min(m => arrival[m].FirstSeen));
        })], placed, now);
        var outside = reach.Pairs.Where(p => p.Decision.Verdict == EventVerdict.Maybe && reach.Reached.Contains(p.A) != reach.Reached.Contains(p.B));
        await EventTable.SaveLinksAsync(tx, reach.Reached,
            [.. groups.Joined.Select(p => ("same", p)), .. groups.Possible.Concat(outside).Select(p => ("maybe", p))], now);
    }
}
