using Dapper;

namespace Monitor.Store.Sql;

/// <summary>How the last look for withdrawn records of a source ended.</summary>
/// <param name="Suspects">Ids of hits that were missing at that look.</param>
internal sealed record WithdrawnLook(string Source, DateTimeOffset NextDue, IReadOnlyList<string> Suspects);

/// <summary>The looks for withdrawn records.</summary>
internal sealed class WithdrawnTable(Database database)
{
    /// <summary>Null = there never was one.</summary>
    public Task<WithdrawnLook?> GetAsync(string source, CancellationToken ct) => database.ReadAsync(async c =>
        (await c.QueryAsync<(long Due, string Suspects)>("SELECT next_due, suspects FROM withdrawn_look WHERE source = @source", new { source }))
        .Select(r => new WithdrawnLook(source, r.Due.At(), StoreJson.Read<List<string>>(r.Suspects))).FirstOrDefault(), ct);

    public Task SaveAsync(WithdrawnLook look, CancellationToken ct) => database.WriteAsync(tx => tx.Connection!.ExecuteAsync("""
        INSERT INTO withdrawn_look (source, next_due, suspects) VALUES (@Source, @Due, @Suspects)
        ON CONFLICT (source) DO UPDATE SET next_due = excluded.next_due, suspects = excluded.suspects
        """, new { look.Source, Due = look.NextDue.Ms(), Suspects = StoreJson.Write(look.Suspects) }, tx), ct); // non-null: the transaction is open

    /// <summary>Ids of the hits of a source that were first seen before, and are not known to be withdrawn.</summary>
    public Task<IReadOnlyList<string>> HeldAsync(string source, DateTimeOffset seenBefore, CancellationToken ct) => database.ReadAsync<IReadOnlyList<string>>(async c =>
        [.. await c.QueryAsync<string>("""
            SELECT id FROM hit_index i WHERE source = @source AND first_seen < @before
            AND coalesce((SELECT type FROM revision r WHERE r.hit_id = i.id ORDER BY seq DESC LIMIT 1), '') <> 'deleted' ORDER BY n
            """, new { source, before = seenBefore.Ms() })], ct);
}
