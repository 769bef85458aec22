using Dapper;
using Monitor.Documents;
using Monitor.Identity.Events;

namespace Monitor.Store.Sql;

/// <summary>An event with all that is stored of it.</summary>
/// <param name="Id">That of its member that was stored first.</param>
/// <param name="Notices">In the order in which they were stored; one that cannot be read is left out.</param>
/// <param name="Life">Oldest first.</param>
/// <param name="Links">Why its notices are one event.</param>
/// <param name="Possible">What may belong to it, with the event that it is now.</param>
internal sealed record StoredEvent(string Id, IReadOnlyList<Notice> Notices, IReadOnlyList<EventStep> Life, IReadOnlyList<EventLink> Links, IReadOnlyList<(EventLink Link, Notice Notice, string Event)> Possible)
{
    /// <summary>What it is called: the heading of the page that announced it, else of what was stored first.</summary>
    public string Title => (Notices.FirstOrDefault(n => NoticeRoles.Of(n) == NoticeRole.Page) ?? (Notices.Count == 0 ? null : Notices[0]))?.Title ?? Id;
}

/// <summary>Reads events for people and scripts.</summary>
internal sealed class EventList(Database database, HitTable hits, RevisionTable revisions)
{
    /// <summary>The event of any of its members; null = no notice has that id.</summary>
    public async Task<StoredEvent?> FindAsync(string hitId, CancellationToken ct)
    {
        var (id, members, links) = await database.ReadAsync(async c =>
        {
            if ((await EventTable.EventsAsync(c, null, [hitId])).GetValueOrDefault(hitId) is not { } found) return ("", [], []);
            var all = (await c.QueryAsync<string>("SELECT m.hit_id FROM event_member m JOIN hit_index i ON i.id = m.hit_id WHERE m.event_id = @found ORDER BY i.n", new { found })).AsList();
            return (found, all, await EventLinks.OfAsync(c, null, all));
        }, ct);
        if (id.Length == 0) return null;
        var inside = members.ToHashSet(StringComparer.Ordinal);
        var notices = (await hits.FindAsync(members, ct)).OfType<Notice>().ToList();
        return new StoredEvent(id, notices, EventLife.Of(notices, await revisions.OfAsync(members, ct)), [.. links.Where(l => l.Verdict == "same")], await PossibleAsync([.. links.Where(l => l.Verdict == "maybe")], inside, ct));
    }

    /// <summary>A page of events, the latest changed first, and how many there are.</summary>
    /// <param name="least">With at least so many notices.</param>
    /// <param name="page">From 1.</param>
    /// <param name="size">How many.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<(IReadOnlyList<(string Id, DateTimeOffset FirstSeen, IReadOnlyList<Notice> Notices)> Items, int Total)> ListAsync(int least, int page, int size, CancellationToken ct)
    {
        var (rows, members, total) = await database.ReadAsync(async c =>
        {
            var found = (await c.QueryAsync<(string Id, long FirstSeen)>("SELECT id, first_seen FROM event WHERE members >= @least ORDER BY changed DESC, id LIMIT @size OFFSET @skip", new { least, size, skip = (page - 1) * (long)size })).AsList();
            return (found, await EventTable.MembersAsync(c, null, found.Select(f => f.Id)), await c.ExecuteScalarAsync<int>("SELECT count(*) FROM event WHERE members >= @least", new { least }));
        }, ct);
        var notices = (await hits.FindAsync([.. rows.SelectMany(r => members[r.Id])], ct)).OfType<Notice>().ToDictionary(n => n.Id, StringComparer.Ordinal);
        return ([.. rows.Select(r => (r.Id, r.FirstSeen.At(), (IReadOnlyList<Notice>)[.. members[r.Id].Select(notices.GetValueOrDefault).OfType<Notice>()]))], total);
    }

    /// <summary>The event of each of these hits, with the number of its notices.</summary>
    public Task<Dictionary<string, (string Id, int Members)>> OfAsync(IReadOnlyCollection<string> hitIds, CancellationToken ct) =>
        database.ReadAsync(async c =>
        {
            var events = await EventTable.EventsAsync(c, null, hitIds);
            var members = await EventTable.MembersAsync(c, null, events.Values);
            return events.ToDictionary(e => e.Key, e => (e.Value, members[e.Value].Count()), StringComparer.Ordinal);
        }, ct);

    private async Task<IReadOnlyList<(EventLink, Notice, string)>> PossibleAsync(IReadOnlyList<EventLink> links, HashSet<string> inside, CancellationToken ct)
    {
        string Other(EventLink link) => inside.Contains(link.A) ? link.B : link.A;
        var outside = links.Where(l => inside.Contains(l.A) != inside.Contains(l.B)).ToList();
        var notices = (await hits.FindAsync([.. outside.Select(Other).Distinct(StringComparer.Ordinal)], ct)).OfType<Notice>().ToDictionary(n => n.Id, StringComparer.Ordinal);
        var events = await OfAsync(notices.Keys, ct);
        return [.. outside.Where(l => notices.ContainsKey(Other(l)) && events.ContainsKey(Other(l))).Select(l => (l, notices[Other(l)], events[Other(l)].Id))];
    }
}
