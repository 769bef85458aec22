using System.Data.Common;
using Dapper;
using Monitor.Identity.Studies;

namespace Monitor.Store.Sql;

/// <summary>A link as it is stored.</summary>
/// <param name="Link">What was stated.</param>
/// <param name="Joined">Whether both ends are in one study.</param>
/// <param name="Apart">The rule that held them apart.</param>
/// <param name="At">When it was first read, UTC.</param>
internal sealed record StoredLink(StudyLink Link, bool Joined, string? Apart, DateTimeOffset At);

/// <summary>A hit's place in a study as it is stored.</summary>
/// <param name="Study">Id of its study.</param>
/// <param name="Rules">The rules that read it.</param>
/// <param name="Statement">What it says.</param>
internal sealed record StoredMember(string Study, int Rules, StudyStatement Statement)
{
    /// <summary>As they are stored, by target and kind.</summary>
    public required IReadOnlyDictionary<(string Target, string Kind), StoredLink> Links { get; init; }
}

/// <summary>Studies, their members and what hits state of identifiers: written where a hit is stored, and looked up by index.</summary>
internal static class StudyTable
{
    private const int Chunk = 400;

    /// <summary>The stored members among these hits.</summary>
    public static async Task<Dictionary<string, StoredMember>> MembersAsync(DbTransaction tx, IEnumerable<string> hitIds)
    {
        var found = new Dictionary<string, StoredMember>(StringComparer.Ordinal);
        foreach (var chunk in hitIds.Distinct(StringComparer.Ordinal).Chunk(Chunk))
        {
            var dialect = Dialect.Of(tx);
            var links = (await tx.Connection!.QueryAsync<(string From, string Target, string Kind, string Rule, string? Evidence, bool Joined, string? Apart, long At)>( // non-null: the transaction is open
                $"SELECT from_hit, target, kind, rule, evidence, joined, apart, at FROM study_link WHERE {dialect.In("from_hit", "chunk")} ORDER BY from_hit, target, kind", new { chunk }, tx))
                .Select(r => new StoredLink(new StudyLink(r.From, r.Target, r.Kind, r.Rule, r.Evidence), r.Joined, r.Apart, r.At.At())).ToLookup(l => l.Link.From, StringComparer.Ordinal);
            var rows = await tx.Connection!.QueryAsync<(string Hit, string Study, string Role, bool Synthesis, long Rules)>(
                $"SELECT hit_id, study_id, role, synthesis, rules FROM study_member WHERE {dialect.In("hit_id", "chunk")}", new { chunk }, tx);
            foreach (var row in rows)
            {
                found[row.Hit] = new StoredMember(row.Study, (int)row.Rules, new StudyStatement(row.Hit, row.Role, row.Synthesis, [.. links[row.Hit].Select(l => l.Link)]))
                {
                    Links = links[row.Hit].ToDictionary(l => (l.Link.Target, l.Link.Kind)),
                };
            }
        }

        return found;
    }

    /// <summary>Hits of these studies.</summary>
    public static async Task<IReadOnlyList<string>> HitsAsync(DbTransaction tx, IEnumerable<string> studies)
    {
        var hits = new List<string>();
        foreach (var chunk in studies.Distinct(StringComparer.Ordinal).Chunk(Chunk))
        {
            hits.AddRange(await tx.Connection!.QueryAsync<string>($"SELECT hit_id FROM study_member WHERE {Dialect.Of(tx).In("study_id", "chunk")}", new { chunk }, tx)); // non-null: the transaction is open
        }

        return hits;
    }

    /// <summary>Hits that state one of these identifiers otherwise than in passing.</summary>
    /// <param name="tx">The transaction that stores the hit.</param>
    /// <param name="targets">As <see cref="StudyKey"/> writes them.</param>
    /// <param name="own">Whether those are asked too whose own it is.</param>
    public static async Task<IReadOnlyList<string>> NamingAsync(DbTransaction tx, IEnumerable<string> targets, bool own)
    {
        var hits = new List<string>();
        foreach (var chunk in targets.Chunk(Chunk))
        {
            hits.AddRange(await tx.Connection!.QueryAsync<string>( // non-null: the transaction is open
                $"SELECT DISTINCT from_hit FROM study_link WHERE {Dialect.Of(tx).In("target", "chunk")} AND kind <> 'mentions'{(own ? "" : " AND kind <> 'is'")}", new { chunk }, tx));
        }

        return hits;
    }

    /// <summary>Stores what hits state now; a link that stays keeps the time at which it was first read, a hit its study. A new hit is a study of its own.</summary>
    public static async Task StateAsync(DbTransaction tx, IReadOnlyCollection<StudyStatement> statements, IReadOnlyDictionary<string, StoredMember> before, DateTimeOffset now)
    {
        var gone = statements.SelectMany(s =>
        {
            var kept = s.Links.Select(l => (l.Target, l.Kind)).ToHashSet();
            return (before.GetValueOrDefault(s.Hit)?.Links.Keys ?? []).Where(k => !kept.Contains(k)).Select(k => new { FromHit = s.Hit, k.Target, k.Kind });
        });
        await ManyRows.ChangeAsync(tx, "DELETE FROM study_link WHERE (from_hit, target, kind) IN (SELECT from_hit, target, kind FROM given)", gone);
        await ManyRows.InsertAsync(
            tx, "study_link",
            statements.SelectMany(s => s.Links).Select(l => new { FromHit = l.From, l.Target, l.Kind, l.Rule, l.Evidence, Joined = l.Kind == LinkKind.Is, At = now.Ms() }),
            "ON CONFLICT (from_hit, target, kind) DO UPDATE SET rule = excluded.rule, evidence = excluded.evidence");
        await ManyRows.InsertAsync(
            tx, "study_member",
            statements.Select(s => new { HitId = s.Hit, StudyId = before.GetValueOrDefault(s.Hit)?.Study ?? s.Hit, s.Role, s.Synthesis, StudyLinks.Rules }),
            "ON CONFLICT (hit_id) DO UPDATE SET role = excluded.role, synthesis = excluded.synthesis, rules = excluded.rules");
    }

    /// <summary>Notes which links joined.</summary>
    public static Task SetOutcomesAsync(DbTransaction tx, IEnumerable<LinkOutcome> outcomes) =>
        ManyRows.ChangeAsync(
            tx, """
            UPDATE study_link SET joined = g.joined, apart = g.apart FROM given g
            WHERE study_link.from_hit = g.from_hit AND study_link.target = g.target AND study_link.kind = g.kind
            """, outcomes.Select(o => new { o.Joined, o.Apart, FromHit = o.Link.From, o.Link.Target, o.Link.Kind }));

    /// <summary>Moves hits to their studies.</summary>
    public static Task MoveAsync(DbTransaction tx, IEnumerable<(string Hit, string Study)> moves) =>
        ManyRows.ChangeAsync(
            tx, "UPDATE study_member SET study_id = g.study_id FROM given g WHERE study_member.hit_id = g.hit_id", moves.Select(m => new { HitId = m.Hit, StudyId = m.Study }));

    /// <summary>Stores the studies that are, forgets those that are no more, and keeps the names of these as names of what came of them.</summary>
    /// <param name="tx">The transaction that stores the hits.</param>
    /// <param name="now">The moment of the run.</param>
    /// <param name="changed">Ids of studies whose members are others.</param>
    /// <param name="gone">Ids that no study has any more.</param>
    /// <param name="where">The study that a name leads to now; null = none.</param>
    public static async Task SetStudiesAsync(DbTransaction tx, DateTimeOffset now, IReadOnlyCollection<string> changed, IReadOnlyCollection<string> gone, Func<string, string?> where)
    {
        var connection = tx.Connection!; // non-null: the transaction is open
        await ManyRows.InsertAsync(
            tx, "study", changed.Select(id => new { Id = id, Since = now.Ms(), Changed = now.Ms() }), "ON CONFLICT (id) DO UPDATE SET changed = excluded.changed");
        foreach (var chunk in changed.Chunk(Chunk)) await connection.ExecuteAsync($"DELETE FROM study_alias WHERE {Dialect.Of(tx).In("alias", "chunk")}", new { chunk }, tx);
        var names = new List<(string Alias, long At)>(gone.Select(id => (id, now.Ms())));
        foreach (var chunk in gone.Concat(changed).Chunk(Chunk))
        {
            names.AddRange(await connection.QueryAsync<(string, long)>($"SELECT alias, at FROM study_alias WHERE {Dialect.Of(tx).In("study_id", "chunk")}", new { chunk }, tx));
        }

        await ManyRows.ChangeAsync(tx, "DELETE FROM study WHERE id IN (SELECT id FROM given)", gone.Select(id => new { Id = id }));
        await ManyRows.InsertAsync(
            tx, "study_alias", names.DistinctBy(n => n.Alias).Select(n => new { n.Alias, n.At, StudyId = where(n.Alias) }).Where(n => n.StudyId is not null),
            "ON CONFLICT (alias) DO UPDATE SET study_id = excluded.study_id");
    }

    /// <summary>Articles and registrations that no rules of today have read, in their order of arrival, each with its number in it.</summary>
    /// <param name="tx">A write transaction.</param>
    /// <param name="after">The number after which they are wanted.</param>
    /// <param name="most">How many.</param>
    public static async Task<IReadOnlyList<(long N, string Id)>> OutdatedAsync(DbTransaction tx, long after, int most) =>
        [.. await tx.Connection!.QueryAsync<(long, string)>("""
            SELECT i.n, i.id FROM hit_index i LEFT JOIN study_member m ON m.hit_id = i.id
            WHERE i.n > @after AND i.kind <> 'notice' AND (m.hit_id IS NULL OR m.rules < @rules) ORDER BY i.n LIMIT @most
            """, new { rules = StudyLinks.Rules, after, most }, tx)]; // non-null: the transaction is open

    /// <summary>A hit that cannot be read is a study of its own and is not read again by these rules.</summary>
    public static Task PassAsync(DbTransaction tx, string id) =>
        tx.Connection!.ExecuteAsync( // non-null: the transaction is open
            "INSERT INTO study_member (hit_id, study_id, role, synthesis, rules) VALUES (@id, @id, 'article', @no, @rules) ON CONFLICT (hit_id) DO UPDATE SET rules = excluded.rules", new { id, no = false, rules = StudyLinks.Rules }, tx);
}
