using System.Data.Common;
using Dapper;
using Monitor.Identity.Events;

namespace Monitor.Store.Sql;

/// <summary>A stored link between two notices.</summary>
/// <param name="A">The smaller id.</param>
/// <param name="B">The other.</param>
/// <param name="Verdict"><c>same</c> or <c>maybe</c>.</param>
/// <param name="Rule">Which rule said it.</param>
/// <param name="Evidence">What it rests on.</param>
/// <param name="At">When it was first said.</param>
internal sealed record EventLink(string A, string B, string Verdict, string Rule, string Evidence, DateTimeOffset At);

/// <summary>Which notices are one event, why, and under which keys they are found. Written with the hits.</summary>
internal static class EventTable
{
    private const int Most = 500;

    /// <summary>The event of each of these hits; those of none are absent.</summary>
    public static async Task<Dictionary<string, string>> EventsAsync(DbConnection connection, DbTransaction? tx, IEnumerable<string> hitIds)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var chunk in hitIds.Distinct(StringComparer.Ordinal).Chunk(Most))
        {
            foreach (var (hit, id) in await connection.QueryAsync<(string, string)>($"SELECT hit_id, event_id FROM event_member WHERE {Dialect.Of(connection).In("hit_id", "chunk")}", new { chunk }, tx)) found[hit] = id;
        }

        return found;
    }

    /// <summary>The members of these events, by event, in ordinal order.</summary>
    public static async Task<ILookup<string, string>> MembersAsync(DbConnection connection, DbTransaction? tx, IEnumerable<string> eventIds)
    {
        var pairs = new List<(string Event, string Hit)>();
        foreach (var chunk in eventIds.Distinct(StringComparer.Ordinal).Chunk(Most))
        {
            pairs.AddRange(await connection.QueryAsync<(string, string)>($"SELECT event_id, hit_id FROM event_member WHERE {Dialect.Of(connection).In("event_id", "chunk")} ORDER BY hit_id", new { chunk }, tx));
        }

        return pairs.ToLookup(p => p.Event, p => p.Hit, StringComparer.Ordinal);
    }

    /// <summary>Hits that share a key with any of these keys.</summary>
    public static async Task<HashSet<string>> SharingAsync(DbTransaction tx, IEnumerable<long> keys)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var chunk in keys.Distinct().Chunk(Most))
        {
            found.UnionWith(await tx.Connection!.QueryAsync<string>($"SELECT DISTINCT hit_id FROM event_key WHERE {Dialect.Of(tx).In("key", "chunk")}", new { chunk }, tx)); // non-null: the transaction is open
        }

        return found;
    }

    /// <summary>Ids of notices that were never placed, or by earlier rules, oldest first.</summary>
    public static async Task<IReadOnlyList<string>> OutdatedAsync(DbTransaction tx, int most) =>
        [.. await tx.Connection!.QueryAsync<string>("""
            SELECT i.id FROM hit_index i LEFT JOIN event_member m ON m.hit_id = i.id
            WHERE i.kind = 'notice' AND (m.rules IS NULL OR m.rules < @Rules) ORDER BY i.n LIMIT @most
            """, new { SameEvent.Rules, most }, tx)]; // non-null: the transaction is open

    /// <summary>The order in which these hits were stored.</summary>
    public static async Task<Dictionary<string, (long N, long FirstSeen)>> ArrivalAsync(DbTransaction tx, IEnumerable<string> hitIds)
    {
        var found = new Dictionary<string, (long, long)>(StringComparer.Ordinal);
        foreach (var chunk in hitIds.Chunk(Most))
        {
            foreach (var (id, n, seen) in await tx.Connection!.QueryAsync<(string, long, long)>($"SELECT id, n, first_seen FROM hit_index WHERE {Dialect.Of(tx).In("id", "chunk")}", new { chunk }, tx)) found[id] = (n, seen); // non-null: the transaction is open
        }

        return found;
    }

    /// <summary>Puts new keys in the place of a hit's old ones.</summary>
    public static async Task SaveKeysAsync(DbTransaction tx, string hitId, IEnumerable<long> keys)
    {
        var connection = tx.Connection!; // non-null: the transaction is open
        await connection.ExecuteAsync("DELETE FROM event_key WHERE hit_id = @hitId", new { hitId }, tx);
        await ManyRows.InsertAsync(tx, "event_key", keys.Select(key => new { Key = key, HitId = hitId }));
    }

    /// <summary>Puts events in the place of all events that any of their members belonged to.</summary>
    /// <param name="tx">The transaction that stores the hits.</param>
    /// <param name="events">Every member of every event touched is in one of them; who speaks for the event stands first.</param>
    /// <param name="placed">Those whose keys are of today's rules; the others are still to be placed by them.</param>
    /// <param name="now">When.</param>
    public static async Task SaveAsync(DbTransaction tx, IReadOnlyList<(string Id, IReadOnlyList<string> Members, long FirstSeen)> events, IReadOnlySet<string> placed, DateTimeOffset now)
    {
        var connection = tx.Connection!; // non-null: the transaction is open
        var members = events.SelectMany(e => e.Members).ToList();
        var before = await EventsAsync(connection, tx, members);
        foreach (var chunk in before.Values.Distinct(StringComparer.Ordinal).Except(events.Select(e => e.Id), StringComparer.Ordinal).Chunk(Most))
        {
            await connection.ExecuteAsync($"DELETE FROM event WHERE {Dialect.Of(tx).In("id", "chunk")}", new { chunk }, tx);
        }

        var arrival = await ArrivalAsync(tx, members);
        await ManyRows.InsertAsync(
            tx, "event_member",
            events.SelectMany(e => e.Members.Select((hit, place) => new { HitId = hit, arrival[hit].N, EventId = e.Id, Place = place, Rules = placed.Contains(hit) ? SameEvent.Rules : 0 })),
            """
            ON CONFLICT (hit_id) DO UPDATE SET event_id = excluded.event_id, place = excluded.place,
                rules = CASE WHEN excluded.rules > event_member.rules THEN excluded.rules ELSE event_member.rules END
            """);
        await ManyRows.InsertAsync(
            tx, "event", events.Select(e => new { e.Id, Members = e.Members.Count, e.FirstSeen, Changed = now.Ms() }),
            "ON CONFLICT (id) DO UPDATE SET members = excluded.members, first_seen = excluded.first_seen, changed = excluded.changed");
    }

    /// <summary>Puts links in the place of all that had an end among these hits; one that says what it said before keeps its instant.</summary>
    public static async Task SaveLinksAsync(DbTransaction tx, IReadOnlyCollection<string> hitIds, IReadOnlyList<(string Verdict, EventPair Pair)> links, DateTimeOffset now)
    {
        var connection = tx.Connection!; // non-null: the transaction is open
        var before = new Dictionary<(string, string, string), long>();
        foreach (var chunk in hitIds.Chunk(Most))
        {
            var ends = $"{Dialect.Of(tx).In("a", "chunk")} OR {Dialect.Of(tx).In("b", "chunk")}";
            foreach (var (a, b, rule, at) in await connection.QueryAsync<(string, string, string, long)>($"SELECT a, b, rule, at FROM event_link WHERE {ends}", new { chunk }, tx)) before[(a, b, rule)] = at;
            await connection.ExecuteAsync($"DELETE FROM event_link WHERE {ends}", new { chunk }, tx);
        }

        await ManyRows.InsertAsync(tx, "event_link", links.Select(l => new
        {
            l.Pair.A, l.Pair.B, l.Verdict, l.Pair.Decision.Rule, Evidence = StoredText.Of(l.Pair.Decision.Evidence), SameEvent.Rules,
            At = before.TryGetValue((l.Pair.A, l.Pair.B, l.Pair.Decision.Rule), out var at) ? at : now.Ms(),
        }), "ON CONFLICT DO NOTHING");
    }

    /// <summary>Notes that a hit that cannot be read is an event by itself.</summary>
    public static Task PassAsync(DbTransaction tx, string hitId, DateTimeOffset now) => SaveAsync(tx, [(hitId, [hitId], now.Ms())], new HashSet<string>(StringComparer.Ordinal) { hitId }, now);
}
