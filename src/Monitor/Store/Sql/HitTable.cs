using System.Data.Common;
using System.Globalization;
using Dapper;
using Monitor.Documents;
using Monitor.Evidence;
using Monitor.Queries;
using Monitor.Text;

namespace Monitor.Store.Sql;

/// <summary>Documents and their index: written together, so a search never finds half a hit.</summary>
internal sealed class HitTable(Database database)
{
    /// <summary>The stored hits among these ids.</summary>
    public static async Task<Dictionary<string, Hit>> LoadAsync(DbTransaction tx, IEnumerable<string> ids)
    {
        var found = new Dictionary<string, Hit>(StringComparer.Ordinal);
        foreach (var chunk in ids.Distinct(StringComparer.Ordinal).Chunk(500))
        {
            foreach (var hit in await LoadAsync(tx.Connection!, chunk, tx)) found[hit.Id] = hit; // non-null: the transaction is open
        }

        return found;
    }

    public Task<Hit?> FindAsync(string id, CancellationToken ct) =>
        database.ReadAsync(async c => (await LoadAsync(c, [id], null)).FirstOrDefault(), ct);

    /// <summary>The stored hits among these ids, in the order of the ids.</summary>
    public Task<IReadOnlyList<Hit>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<Hit>>(async c =>
        {
            var byId = new Dictionary<string, Hit>(StringComparer.Ordinal);
            foreach (var chunk in ids.Chunk(500))
            {
                foreach (var hit in await LoadAsync(c, chunk, null)) byId[hit.Id] = hit;
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
                "SELECT hit_id, watch FROM hit_watch WHERE hit_id IN @chunk", new { chunk }, tx));
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

    /// <summary>Stores documents with all their index rows. The one connection-bound command is prepared once for all.</summary>
    public static async Task SaveAsync(DbTransaction tx, IReadOnlyCollection<Hit> hits, DateTimeOffset now)
    {
        var connection = tx.Connection!; // non-null: the transaction is open
        foreach (var hit in hits)
        {
            await connection.ExecuteAsync($"""
                INSERT INTO mt_doc_{hit.Kind} (id, data, mt_last_modified, mt_version, mt_dotnet_type)
                VALUES (@Id, @Data, @Modified, @Version, @Type)
                ON CONFLICT (id) DO UPDATE SET data = excluded.data, mt_last_modified = excluded.mt_last_modified,
                    mt_version = excluded.mt_version, mt_dotnet_type = excluded.mt_dotnet_type
                """,
                new
                {
                    hit.Id,
                    Data = StoreJson.Write(hit),
                    Modified = Modified(now),
                    Version = Guid.CreateVersion7(now).ToString(),
                    Type = hit.GetType().FullName,
                }, tx);
            var n = await connection.ExecuteScalarAsync<long>("""
                INSERT INTO hit_index (id, kind, source, external_id, published, first_seen, last_changed, design, facts)
                VALUES (@Id, @Kind, @Source, @ExternalId, @Published, @FirstSeen, @LastChanged, @Design, @Facts)
                ON CONFLICT (id) DO UPDATE SET published = excluded.published, last_changed = excluded.last_changed, design = excluded.design, facts = excluded.facts
                RETURNING n
                """,
                new
                {
                    hit.Id, hit.Kind, hit.Source, hit.ExternalId,
                    Published = hit.Published?.ToString(),
                    FirstSeen = hit.FirstSeen.Ms(), LastChanged = hit.LastChanged.Ms(),
                    Design = FactTable.Design(hit), Facts = hit.Tags.Count == 0 ? 0 : RuleSet.Number,
                }, tx);
            await connection.ExecuteAsync("DELETE FROM hit_text WHERE rowid = @n", new { n }, tx);
            await connection.ExecuteAsync("INSERT INTO hit_text (rowid, text) VALUES (@n, @text)", new { n, text = SearchText(hit) }, tx);
            await connection.ExecuteAsync("DELETE FROM hit_identifier WHERE hit_id = @Id", new { hit.Id }, tx);
            await connection.ExecuteAsync(
                "INSERT OR IGNORE INTO hit_identifier (scheme, value, hit_id) VALUES (@Scheme, @Value, @HitId)",
                Identifiers(hit).Select(i => new { i.Scheme, i.Value, HitId = hit.Id }), tx);
            await connection.ExecuteAsync("""
                INSERT INTO hit_watch (hit_id, watch, upstream_only, since) VALUES (@HitId, @Watch, @UpstreamOnly, @Since)
                ON CONFLICT (hit_id, watch) DO UPDATE SET upstream_only = excluded.upstream_only
                """,
                hit.Matches.GroupBy(m => m.Watch).Select(m => new
                {
                    HitId = hit.Id, Watch = m.Key, UpstreamOnly = m.Any(r => r.UpstreamOnly), Since = now.Ms(),
                }), tx);
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
            var hits = (await LoadAsync(connection, [.. rows.Select(r => r.Id)], tx)).ToDictionary(h => h.Id, StringComparer.Ordinal);
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
                  INSERT INTO hit_watch (hit_id, watch, upstream_only, since) VALUES (@Id, @watch, @only, @since)
                  ON CONFLICT (hit_id, watch) DO UPDATE SET upstream_only = excluded.upstream_only
                  """
                : "DELETE FROM hit_watch WHERE hit_id = @Id AND watch = @watch",
            new { hit.Id, watch, only = hit.Matches.Any(m => m.Watch == watch && m.UpstreamOnly), since = now.Ms() }, tx);
    }

    /// <summary>Stores the document of a known hit and none of its index rows.</summary>
    public static Task SaveDocumentAsync(DbTransaction tx, Hit hit, DateTimeOffset now) =>
        tx.Connection!.ExecuteAsync($"UPDATE mt_doc_{hit.Kind} SET data = @Data, mt_last_modified = @Modified, mt_version = @Version WHERE id = @Id", // non-null: the transaction is open
            new { hit.Id, Data = StoreJson.Write(hit), Modified = Modified(now), Version = Guid.CreateVersion7(now).ToString() }, tx);

    private static string Modified(DateTimeOffset now) => now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>What full-text search finds a hit by: all that may be matched, and names a reader would type.</summary>
    private static string SearchText(Hit hit)
    {
        var names = hit switch
        {
            Article a => a.Authors.Select(x => x.Name).Append(a.Journal).Concat(a.MeshTerms),
            Trial t => [t.Sponsor, t.RegistryId],
            _ => [],
        };
        return string.Join(' ', Fields.Of(hit, "tiab").Select(f => f.Text).Concat(names.OfType<string>()).Select(Folded.Line));
    }

    private static IEnumerable<(string Scheme, string Value)> Identifiers(Hit hit)
    {
        var all = hit switch
        {
            Article a => [("pmid", a.Pmid), ("doi", a.Doi), ("pmcid", a.Pmcid), .. a.Registrations.Select(r => ("registration", (string?)r))],
            Trial t => [("registry", t.RegistryId), .. t.OtherIds.Select(o => ("other", (string?)o))],
            Notice n => new (string, string?)[] { ("event", n.EventId) },
            _ => [],
        };
        return all.Append(("id", hit.Id)).Append(("external", hit.ExternalId))
            .Where(i => !string.IsNullOrWhiteSpace(i.Item2))
            .Select(i => (i.Item1, i.Item2!.Trim().ToLowerInvariant())); // non-null: filtered just before
    }

    private static async Task<List<Hit>> LoadAsync(DbConnection connection, IReadOnlyCollection<string> ids, DbTransaction? tx)
    {
        var hits = new List<Hit>();
        foreach (var kind in (string[])["article", "trial", "notice"])
        {
            var rows = await connection.QueryAsync<string>($"SELECT data FROM mt_doc_{kind} WHERE id IN @ids", new { ids }, tx);
            hits.AddRange(rows.Select(json => StoreJson.ReadHit(kind, json)));
        }

        return hits;
    }
}
