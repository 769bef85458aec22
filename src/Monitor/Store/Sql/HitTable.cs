using System.Data.Common;
using Dapper;
using Monitor.Documents;

namespace Monitor.Store.Sql;

/// <summary>A DOI that a hit of a watch bears.</summary>
/// <param name="Doi">In lower case; several hits may bear it.</param>
/// <param name="Since">When the hit was first found to belong to the watch.</param>
/// <param name="UpstreamOnly">Only its upstream vouches for that.</param>
internal sealed record KnownDoi(string Doi, string HitId, string Source, DateTimeOffset Since, bool UpstreamOnly);

/// <summary>Documents and their index: written together, so a search never finds half a hit.</summary>
internal sealed class HitTable(Database database)
{
    /// <summary>Hits stored by one statement.</summary>
    private const int Batch = 500;

    /// <summary>Those of the hits that are stored and can be read; see <see cref="ReadableHits"/>.</summary>
    public static Task<IReadOnlyList<Hit>> ReadableAsync(DbTransaction tx, string[] ids, Action<string, System.Text.Json.JsonException>? unreadable = null) =>
        ReadableHits.LoadAsync(ids, async some => [.. (await LoadAsync(tx, some)).Values], unreadable);

    /// <summary>The stored hits among these ids.</summary>
    public static async Task<Dictionary<string, Hit>> LoadAsync(DbTransaction tx, IEnumerable<string> ids)
    {
        var found = new Dictionary<string, Hit>(StringComparer.Ordinal);
        foreach (var chunk in ids.Distinct(StringComparer.Ordinal).Chunk(500))
        {
            foreach (var hit in await HitDocuments.LoadAsync(tx.Connection!, tx, chunk)) found[hit.Id] = hit; // non-null: the transaction is open
        }

        return found;
    }

    public Task<Hit?> FindAsync(string id, CancellationToken ct) =>
        database.ReadAsync(async c => await HitDocuments.LoadAsync(c, null, [id]) is [var hit] ? hit : null, ct);

    /// <summary>The stored hits among these ids, in the order of the ids.</summary>
    public Task<IReadOnlyList<Hit>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<Hit>>(async c =>
        {
            var byId = new Dictionary<string, Hit>(StringComparer.Ordinal);
            foreach (var chunk in ids.Chunk(500))
            {
                foreach (var hit in await HitDocuments.LoadAsync(c, null, chunk)) byId[hit.Id] = hit;
            }

            return [.. ids.Where(byId.ContainsKey).Select(id => byId[id])];
        }, ct);

    /// <summary>Which watches each hit belongs to already.</summary>
    public static async Task<ILookup<string, string>> WatchesAsync(DbTransaction tx, IEnumerable<string> ids)
    {
        var pairs = new List<(string Hit, string Watch)>();
        foreach (var chunk in ids.Chunk(500))
        {
            pairs.AddRange(await tx.Connection!.QueryAsync<(string, string)>( // non-null: the transaction is open
                $"SELECT hit_id, watch FROM hit_watch WHERE {Dialect.Of(tx).In("hit_id", "chunk")}", new { chunk }, tx));
        }

        return pairs.ToLookup(p => p.Hit, p => p.Watch, StringComparer.Ordinal);
    }

    /// <summary>External ids of a source's notices that belong to a watch and are not terminated, oldest first.</summary>
    public static async Task<IReadOnlyList<string>> OpenAsync(DbConnection connection, string source, string watch) =>
        [.. await connection.QueryAsync<string>("""
            SELECT i.external_id FROM hit_watch w JOIN hit_index i ON i.id = w.hit_id JOIN mt_doc_notice d ON d.id = i.id
            WHERE w.watch = @watch AND i.source = @source AND d.data ->> 'terminated' IS NULL AND lower(coalesce(d.data ->> 'status', '')) <> 'terminated'
            ORDER BY i.n
            """, new { source, watch })];

    /// <summary>The articles of a watch that have a DOI, oldest first.</summary>
    public static async Task<IReadOnlyList<KnownDoi>> KnownAsync(DbConnection connection, string watch) =>
        [.. (await connection.QueryAsync<(string Doi, string Id, string Source, long Since, bool UpstreamOnly)>("""
            SELECT x.value, i.id, i.source, w.since, w.upstream_only FROM hit_watch w JOIN hit_index i ON i.id = w.hit_id JOIN hit_identifier x ON x.hit_id = i.id
            WHERE w.watch = @watch AND i.kind = 'article' AND x.scheme = 'doi' ORDER BY i.n
            """, new { watch })).Select(r => new KnownDoi(r.Doi, r.Id, r.Source, r.Since.At(), r.UpstreamOnly))];

    /// <summary>Stores documents with all their index rows; of two with one id the later counts.</summary>
    public static async Task SaveAsync(DbTransaction tx, IReadOnlyCollection<Hit> hits, DateTimeOffset now)
    {
        var dialect = Dialect.Of(tx);
        var newest = hits.GroupBy(h => h.Id, StringComparer.Ordinal).Select(same => same.Last());
        // They are numbered in this order, and listed by their numbers.
        foreach (var batch in newest.OrderBy(h => h.Published?.ToString(), StringComparer.Ordinal).Chunk(Batch))
        {
            await HitDocuments.SaveAsync(tx, batch, now);
            var rows = batch.Select(HitRow.Of).ToList();
            var numbers = await dialect.SaveIndexAsync(tx, rows);
            await ManyRows.ChangeAsync(tx, "DELETE FROM hit_identifier WHERE hit_id IN (SELECT id FROM given)", rows.Select(r => new { r.Id }));
            await ManyRows.InsertAsync(tx, "hit_identifier", rows.SelectMany(r => r.Identifiers.Select(i => new { i.Scheme, i.Value, HitId = r.Id })));
            await ManyRows.InsertAsync(
                tx, "hit_watch",
                rows.SelectMany(r => r.Watches.Select(w => new { HitId = r.Id, w.Watch, N = numbers[r.Id], w.UpstreamOnly, Since = now.Ms() })),
                "ON CONFLICT (hit_id, watch) DO UPDATE SET upstream_only = excluded.upstream_only");
        }
    }

    /// <summary>All hits of a source in their order of arrival, a page at a time, each with whether it belongs to the watch.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<(Hit Hit, bool Belongs)>> PagesAsync(DbConnection connection, DbTransaction? tx, string source, string watch, int size)
    {
        for (var after = 0L; ;)
        {
            var rows = (await connection.QueryAsync<(long N, string Id, bool Belongs)>("""
                SELECT i.n, i.id, EXISTS (SELECT 1 FROM hit_watch w WHERE w.hit_id = i.id AND w.watch = @watch) FROM hit_index i
                WHERE i.source = @source AND i.n > @after ORDER BY i.n LIMIT @size
                """, new { source, watch, after, size }, tx)).AsList();
            if (rows.Count == 0) yield break;
            after = rows[^1].N;
            var hits = (await HitDocuments.LoadAsync(connection, tx, [.. rows.Select(r => r.Id)])).ToDictionary(h => h.Id, StringComparer.Ordinal);
            yield return [.. rows.Where(r => hits.ContainsKey(r.Id)).Select(r => (hits[r.Id], r.Belongs))];
        }
    }

    /// <summary>Stores a hit whose matches with one watch are others, and nothing else of it is.</summary>
    public static async Task SaveMatchesAsync(DbTransaction tx, Hit hit, string watch, bool belongs, DateTimeOffset now)
    {
        var connection = tx.Connection!; // non-null: the transaction is open
        await SaveDocumentAsync(tx, hit, now);
        await connection.ExecuteAsync(
            belongs
                ? """
                  INSERT INTO hit_watch (hit_id, watch, n, upstream_only, since) SELECT id, @watch, n, @only, @since FROM hit_index WHERE id = @Id
                  ON CONFLICT (hit_id, watch) DO UPDATE SET upstream_only = excluded.upstream_only
                  """
                : "DELETE FROM hit_watch WHERE hit_id = @Id AND watch = @watch",
            new { hit.Id, watch, only = hit.Matches.Any(m => m.Watch == watch && m.UpstreamOnly), since = now.Ms() }, tx);
    }

    /// <summary>Stores the document of a known hit and none of its index rows.</summary>
    public static Task SaveDocumentAsync(DbTransaction tx, Hit hit, DateTimeOffset now) => HitDocuments.SaveAsync(tx, [hit], now);
}
