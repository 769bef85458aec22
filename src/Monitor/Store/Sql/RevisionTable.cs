using System.Data.Common;
using System.Text.Json;
using Dapper;
using Monitor.Documents;

namespace Monitor.Store.Sql;

/// <summary>Revisions, append-only under one gap-free number, and who is due to be told of them.</summary>
internal sealed class RevisionTable(Database database)
{
    /// <summary>Appends revisions and gives each its number.</summary>
    public static async Task<IReadOnlyList<Revision>> AppendAsync(DbTransaction tx, IReadOnlyList<Revision> revisions, long pollId, Func<Revision, bool> quiet)
    {
        var connection = tx.Connection!; // non-null: the transaction is open
        var seq = await connection.ExecuteScalarAsync<long>("SELECT coalesce(max(seq), 0) FROM revision", transaction: tx);
        var numbered = revisions.Select(r => r with { Seq = ++seq }).ToList();
        await ManyRows.InsertAsync(tx, "revision", numbered.Select(r => new
        {
            r.Seq, r.HitId, Type = Name(r.Type), At = r.At.Ms(), r.News, Quiet = quiet(r), Changes = StoreJson.Write(r.Changes), PollId = pollId,
        }));
        return numbered;
    }

    /// <summary>The number of each hit's first revision: what a watch that meets a known hit tells its readers.</summary>
    public static async Task<Dictionary<string, long>> FirstAsync(DbTransaction tx, IEnumerable<string> hitIds)
    {
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var chunk in hitIds.Chunk(500))
        {
            var rows = await tx.Connection!.QueryAsync<(string Id, long Seq)>( // non-null: the transaction is open
                $"SELECT hit_id, min(seq) FROM revision WHERE {Dialect.Of(tx).In("hit_id", "chunk")} GROUP BY hit_id", new { chunk }, tx);
            foreach (var (id, first) in rows) found[id] = first;
        }

        return found;
    }

    /// <summary>Those among the hits that their source withdrew and has not shown again.</summary>
    public static async Task<HashSet<string>> DeletedAsync(DbTransaction tx, IEnumerable<string> hitIds)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var chunk in hitIds.Chunk(500))
        {
            found.UnionWith(await tx.Connection!.QueryAsync<string>($"""
                SELECT hit_id FROM revision r WHERE {Dialect.Of(tx).In("hit_id", "chunk")} AND type = 'deleted'
                AND NOT EXISTS (SELECT 1 FROM revision l WHERE l.hit_id = r.hit_id AND l.seq > r.seq AND (l.type = 'deleted' OR l.changes LIKE '%"field":"listed"%'))
                """, new { chunk }, tx)); // non-null: the transaction is open
        }

        return found;
    }

    /// <summary>Those of these pairs of recipient and number that are noted already.</summary>
    public static async Task<HashSet<(string Recipient, long Seq)>> StandingAsync(DbTransaction tx, IReadOnlyCollection<DueRow> due)
    {
        var (found, recipients) = (new HashSet<(string, long)>(), due.Select(d => d.Recipient).Distinct(StringComparer.Ordinal).ToArray());
        foreach (var chunk in due.Select(d => d.Seq).Distinct().Chunk(500))
        {
            found.UnionWith(await tx.Connection!.QueryAsync<(string, long)>( // non-null: the transaction is open
                $"SELECT recipient, seq FROM due WHERE {Dialect.Of(tx).In("recipient", "recipients")} AND {Dialect.Of(tx).In("seq", "chunk")}", new { recipients, chunk }, tx));
        }

        return found;
    }

    /// <summary>
    /// Notes that recipients are to be told; a pair already noted stays as it is. What may say something of a paper comes here by one way,
    /// which knows what was told.
    /// </summary>
    public static Task AddDueAsync(DbTransaction tx, IEnumerable<DueRow> due, DateTimeOffset now) =>
        ManyRows.InsertAsync(tx, "due", due.Select(d => new { d.Recipient, d.Seq, d.Watch, Created = now.Ms() }), "ON CONFLICT DO NOTHING");

    /// <summary>Those with these numbers.</summary>
    public static async Task<IReadOnlyList<Revision>> NumberedAsync(DbTransaction tx, IEnumerable<long> seqs)
    {
        var found = new List<Revision>();
        foreach (var chunk in seqs.Distinct().Chunk(500))
        {
            found.AddRange((await tx.Connection!.QueryAsync<Row>( // non-null: the transaction is open
                $"SELECT seq, hit_id AS HitId, type, at, news, changes FROM revision WHERE {Dialect.Of(tx).In("seq", "chunk")}", new { chunk }, tx)).Select(r => r.Revision));
        }

        return found;
    }

    /// <summary>What of these hits was updated, as news.</summary>
    public static async Task<IReadOnlyList<(string HitId, FieldChange Change)>> ChangesAsync(DbTransaction tx, IEnumerable<string> hitIds)
    {
        var found = new List<(string, FieldChange)>();
        foreach (var chunk in hitIds.Chunk(500))
        {
            var rows = await tx.Connection!.QueryAsync<(string HitId, string Changes)>( // non-null: the transaction is open
                $"SELECT hit_id, changes FROM revision WHERE {Dialect.Of(tx).In("hit_id", "chunk")} AND type = 'updated' AND news ORDER BY seq", new { chunk }, tx);
            found.AddRange(rows.SelectMany(r => StoreJson.Read<IReadOnlyList<FieldChange>>(r.Changes).Select(c => (r.HitId, c))));
        }

        return found;
    }

    /// <summary>All revisions of these hits, oldest first.</summary>
    public Task<ILookup<string, Revision>> OfAsync(IReadOnlyCollection<string> hitIds, CancellationToken ct) =>
        database.ReadAsync(c => OfAsync(c, null, hitIds), ct);

    /// <inheritdoc cref="OfAsync(IReadOnlyCollection{string}, CancellationToken)"/>
    public static async Task<ILookup<string, Revision>> OfAsync(DbConnection connection, DbTransaction? tx, IEnumerable<string> hitIds)
    {
        var all = new List<Revision>();
        foreach (var chunk in hitIds.Chunk(500))
        {
            all.AddRange((await connection.QueryAsync<Row>(
                $"SELECT seq, hit_id AS HitId, type, at, news, changes FROM revision WHERE {Dialect.Of(connection).In("hit_id", "chunk")} ORDER BY seq", new { chunk }, tx))
                .Select(r => r.Revision));
        }

        return all.ToLookup(r => r.HitId, StringComparer.Ordinal);
    }

    /// <summary>What a recipient is due to be told and has not been, oldest first.</summary>
    public static async Task<IReadOnlyList<(Revision Revision, string Watch)>> DueAsync(DbTransaction tx, string recipient) =>
        [.. (await tx.Connection!.QueryAsync<Row>("""
            SELECT r.seq, r.hit_id AS HitId, r.type, r.at, r.news, r.changes, d.watch
            FROM due d JOIN revision r ON r.seq = d.seq
            WHERE d.recipient = @recipient AND d.message_id IS NULL ORDER BY r.seq
            """, new { recipient }, tx)).Select(r => (r.Revision, r.Watch!))]; // non-null: due.watch is NOT NULL

    /// <summary>What stood in a message.</summary>
    public Task<IReadOnlyList<(Revision Revision, string Watch)>> InMessageAsync(string messageId, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<(Revision, string)>>(async c =>
            [.. (await c.QueryAsync<Row>("""
                SELECT r.seq, r.hit_id AS HitId, r.type, r.at, r.news, r.changes, d.watch
                FROM due d JOIN revision r ON r.seq = d.seq WHERE d.message_id = @messageId ORDER BY r.seq
                """, new { messageId })).Select(r => (r.Revision, r.Watch!))], ct); // non-null: due.watch is NOT NULL

    internal static string Name(RevisionType type) => JsonSerializer.Serialize(type).Trim('"');

    internal static RevisionType Kind(string name) => JsonSerializer.Deserialize<RevisionType>($"\"{name}\"");

    private sealed class Row
    {
        public long Seq { get; init; }
        public string HitId { get; init; } = "";
        public string Type { get; init; } = "";
        public long At { get; init; }
        public bool News { get; init; }
        public string Changes { get; init; } = "[]";
        public string? Watch { get; init; }

        public Revision Revision => new()
        {
            Seq = Seq,
            HitId = HitId,
            Type = Kind(Type),
            At = At.At(),
            News = News,
            Changes = StoreJson.Read<IReadOnlyList<FieldChange>>(Changes),
        };
    }
}

/// <summary>One recipient is to be told of one revision, because of a watch.</summary>
internal sealed record DueRow(string Recipient, long Seq, string Watch);
