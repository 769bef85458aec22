using System.Data.Common;
using Dapper;
using Monitor.Identity.Studies;

namespace Monitor.Store.Sql;

/// <summary>A study as it is stored.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Aliases">Names that it had before, the newest first.</param>
/// <param name="Members">Its hits and what they say, in their order of arrival.</param>
/// <param name="Links">What its hits state, joined or not.</param>
/// <param name="Naming">Links of hits that are in other studies and name something of this one: mentions, and what a rule held apart.</param>
internal sealed record StoredStudy(string Id, IReadOnlyList<string> Aliases, IReadOnlyList<(string Hit, string Role)> Members, IReadOnlyList<StoredLink> Links, IReadOnlyList<StoredLink> Naming);

/// <summary>Looks studies up.</summary>
internal sealed class StudyReads(Database database)
{
    private const string LinkColumns = "l.from_hit AS FromHit, l.target, l.kind, l.rule, l.evidence, l.joined, l.apart, l.at";

    /// <summary>The study of each of these hits; absent for those that nothing names as a study: no registry's number, no other hit.</summary>
    public Task<IReadOnlyDictionary<string, string>> OfAsync(IReadOnlyCollection<string> hitIds, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyDictionary<string, string>>(async c =>
        {
            var found = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var chunk in hitIds.Chunk(500))
            {
                foreach (var (hit, study) in await c.QueryAsync<(string, string)>($"""
                    SELECT m.hit_id, m.study_id FROM study_member m WHERE {Dialect.Of(c).In("m.hit_id", "chunk")}
                    AND (m.study_id <> m.hit_id OR EXISTS (SELECT 1 FROM study_member o WHERE o.study_id = m.study_id AND o.hit_id <> m.hit_id))
                    """, new { chunk })) found[hit] = study;
            }

            return found;
        }, ct);

    /// <summary>The study of that name: its id, a name that it had, or the registry number, id or PMID of a member.</summary>
    /// <returns>Null = there is none.</returns>
    public Task<StoredStudy?> FindAsync(string name, CancellationToken ct) =>
        database.ReadAsync(async c => await ResolveAsync(c, name) is { } id ? await ReadAsync(c, id) : null, ct);

    /// <summary>Studies of several hits, those first whose members changed last.</summary>
    public Task<(IReadOnlyList<(string Id, int Hits, long Changed)> Items, int Total)> ListAsync(string? watch, int page, int size, CancellationToken ct) =>
        database.ReadAsync<(IReadOnlyList<(string, int, long)>, int)>(async c =>
        {
            var of = watch is null ? "" : " AND EXISTS (SELECT 1 FROM study_member f JOIN hit_watch w ON w.hit_id = f.hit_id WHERE f.study_id = s.id AND w.watch = @watch)";
            var from = $"FROM study s WHERE (SELECT count(*) FROM study_member m WHERE m.study_id = s.id) > 1{of}";
            var total = await c.ExecuteScalarAsync<long>($"SELECT count(*) {from}", new { watch });
            var rows = await c.QueryAsync<(string Id, long Hits, long Changed)>(
                $"SELECT s.id, (SELECT count(*) FROM study_member m WHERE m.study_id = s.id), s.changed {from} ORDER BY s.changed DESC, s.id LIMIT @size OFFSET @skip", new { watch, size, skip = (page - 1) * size });
            return ([.. rows.Select(r => (r.Id, (int)r.Hits, r.Changed))], (int)total);
        }, ct);

    private static async Task<string?> ResolveAsync(DbConnection c, string name)
    {
        var number = RegistryNumber.ParseOrNull(name);
        var target = number is { } n ? StudyKey.Number(n) : StudyKey.Pmid(name);
        return await c.QueryFirstOrDefaultAsync<string>("SELECT id FROM study WHERE id = @name", new { name = number?.Value ?? name })
            ?? await c.QueryFirstOrDefaultAsync<string>("SELECT study_id FROM study_member WHERE hit_id = @name", new { name })
            ?? (target is null ? null : await c.QueryFirstOrDefaultAsync<string>("""
                SELECT m.study_id FROM study_link l JOIN study_member m ON m.hit_id = l.from_hit WHERE l.target = @target AND l.joined ORDER BY m.study_id LIMIT 1
                """, new { target }))
            ?? await c.QueryFirstOrDefaultAsync<string>("SELECT study_id FROM study_alias WHERE alias = @name", new { name = number?.Value ?? name });
    }

    private static async Task<StoredStudy?> ReadAsync(DbConnection c, string id)
    {
        var members = (await c.QueryAsync<(string, string)>("SELECT m.hit_id, m.role FROM study_member m JOIN hit_index i ON i.id = m.hit_id WHERE m.study_id = @id ORDER BY i.n", new { id })).AsList();
        if (members.Count == 0) return null;
        var aliases = (await c.QueryAsync<string>("SELECT alias FROM study_alias WHERE study_id = @id ORDER BY at DESC, alias", new { id })).AsList();
        var links = await LinksAsync(c, $"SELECT {LinkColumns} FROM study_link l JOIN study_member m ON m.hit_id = l.from_hit WHERE m.study_id = @id ORDER BY l.at, l.from_hit, l.target, l.kind", new { id });
        string[] own = [.. links.Where(l => l.Joined || l.Link.Kind == LinkKind.Is).Select(l => l.Link.Target).Distinct()];
        var naming = new List<StoredLink>();
        foreach (var chunk in own.Chunk(400))
        {
            naming.AddRange(await LinksAsync(c, $"""
                SELECT {LinkColumns} FROM study_link l JOIN study_member m ON m.hit_id = l.from_hit
                WHERE {Dialect.Of(c).In("l.target", "chunk")} AND l.kind <> 'is' AND NOT l.joined AND m.study_id <> @id ORDER BY l.at, l.from_hit, l.target, l.kind
                """, new { id, chunk }));
        }

        return new StoredStudy(id, aliases, members, links, naming);
    }

    private static async Task<List<StoredLink>> LinksAsync(DbConnection c, string sql, object args) => [.. (await c.QueryAsync<Row>(sql, args)).Select(r => r.Link)];

    private sealed class Row
    {
        public string FromHit { get; init; } = "";
        public string Target { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Rule { get; init; } = "";
        public string? Evidence { get; init; }
        public bool Joined { get; init; }
        public string? Apart { get; init; }
        public long At { get; init; }

        public StoredLink Link => new(new StudyLink(FromHit, Target, Kind, Rule, Evidence), Joined, Apart, At.At());
    }
}
