using System.Data.Common;
using Dapper;

namespace Monitor.Store.Sql;

/// <summary>What a recipient was not told, because another record of the same report had told it.</summary>
internal sealed record HeldDue(string Recipient, long Seq, string Watch, string HitId, string Type);

/// <summary>Held rows wait for nothing but this: that the records turn out to be two reports.</summary>
internal static class HeldDueTable
{
    public static Task AddAsync(DbTransaction tx, IEnumerable<(DueRow Row, string HitId)> held, DateTimeOffset now) =>
        ManyRows.InsertAsync(
            tx, "due_held", held.Select(h => new { h.Row.Recipient, h.Row.Seq, h.Row.Watch, h.HitId, Created = now.Ms() }), "ON CONFLICT DO NOTHING");

    /// <summary>Of these hits, oldest first.</summary>
    public static async Task<IReadOnlyList<HeldDue>> OfAsync(DbTransaction tx, IEnumerable<string> hitIds)
    {
        var found = new List<HeldDue>();
        foreach (var chunk in hitIds.Distinct(StringComparer.Ordinal).Chunk(500))
        {
            found.AddRange((await tx.Connection!.QueryAsync<(string, long, string, string, string)>($"""
                SELECT h.recipient, h.seq, h.watch, h.hit_id, r.type FROM due_held h JOIN revision r ON r.seq = h.seq
                WHERE {Dialect.Of(tx).In("h.hit_id", "chunk")} ORDER BY h.seq
                """, new { chunk }, tx)).Select(h => new HeldDue(h.Item1, h.Item2, h.Item3, h.Item4, h.Item5))); // non-null: the transaction is open
        }

        return found;
    }

    /// <summary>They are held no more; a revision that was no news because another record had said it is news now.</summary>
    public static async Task ReleaseAsync(DbTransaction tx, IReadOnlyCollection<HeldDue> held)
    {
        if (held.Count == 0) return;
        await ManyRows.ChangeAsync(tx, "DELETE FROM due_held WHERE (recipient, seq) IN (SELECT recipient, seq FROM given)", held.Select(h => new { h.Recipient, h.Seq }));
        await ManyRows.ChangeAsync(tx, "UPDATE revision SET news = TRUE WHERE seq IN (SELECT seq FROM given)", held.Select(h => h.Seq).Distinct().Select(seq => new { Seq = seq }));
    }
}
