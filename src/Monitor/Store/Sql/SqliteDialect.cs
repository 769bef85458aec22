using System.Data.Common;
using Dapper;

namespace Monitor.Store.Sql;

/// <summary>SQLite: full text by FTS5, lists as as many parameters.</summary>
internal sealed class SqliteDialect : Dialect
{
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public SqliteDialect() => Documents = new SqliteDocuments();

    public override string SkipLocked => "";

    public override string In(string column, string parameter) => $"{column} IN @{parameter}";

    /// <summary>Each phrase in quotation marks, so that no character of it is an operator of FTS5.</summary>
    public override TextMatch MatchOf(IReadOnlyList<Phrase> phrases, DynamicParameters args)
    {
        args.Add("match", string.Join(' ', phrases.Select(p => $"\"{string.Join(' ', p.Words)}\"{(p.Truncated ? " *" : "")}")));
        return new TextMatch("rowid", t => $"{t}.hit_text MATCH @match", t => $"{t}.rank");
    }

    /// <summary>FTS5 gives rows in the order of their numbers, the highest first if asked to, and goes no further than the page.</summary>
    public override async Task<FoundIds?> FindAsync(DbConnection connection, HitQuestion question, PageOf page)
    {
        if (await connection.ExecuteScalarAsync<bool>(HitQuestion.Names, question.Args)) return null;
        var list = question.ByWords();
        var ids = (await connection.QueryAsync<string>(list.Page(), question.With(page))).AsList();
        return new FoundIds(ids, page.TotalOf(ids) ?? await connection.ExecuteScalarAsync<int>(list.Count, question.Args));
    }

    public override async Task<int> RunAsync(DbTransaction tx, string once, string each, ManyRows.Columns columns, object[] rows)
    {
        if (rows.Length == 0) return 0;
        await using var command = tx.Connection!.CreateCommand(); // non-null: the transaction is open
        (command.Transaction, command.CommandText) = (tx, each);
        for (var i = 0; i < columns.Count; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = ManyRows.Columns.Name(i);
            command.Parameters.Add(parameter);
        }

        var changed = 0;
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Count; i++) command.Parameters[i].Value = columns.Value(row, i) ?? DBNull.Value;
            changed += await command.ExecuteNonQueryAsync();
        }

        return changed;
    }

    public override async Task SaveIndexAsync(DbTransaction tx, IReadOnlyList<HitRow> rows, DateTimeOffset now)
    {
        var connection = tx.Connection!; // non-null: the transaction is open
        foreach (var row in rows)
        {
            var n = await connection.ExecuteScalarAsync<long>("""
                INSERT INTO hit_index (id, kind, source, external_id, published, first_seen, last_changed, design, facts)
                VALUES (@Id, @Kind, @Source, @ExternalId, @Published, @FirstSeen, @LastChanged, @Design, @Facts)
                ON CONFLICT (id) DO UPDATE SET published = excluded.published, last_changed = excluded.last_changed, design = excluded.design, facts = excluded.facts
                RETURNING n
                """, row, tx);
            await connection.ExecuteAsync("DELETE FROM hit_text WHERE rowid = @n", new { n }, tx);
            await connection.ExecuteAsync("INSERT INTO hit_text (rowid, text) VALUES (@n, @Text)", new { n, row.Text }, tx);
            await connection.ExecuteAsync("DELETE FROM hit_identifier WHERE hit_id = @Id", new { row.Id }, tx);
            await connection.ExecuteAsync("INSERT INTO hit_identifier (scheme, value, hit_id) VALUES (@Scheme, @Value, @Id)",
                row.Identifiers.Select(i => new { i.Scheme, i.Value, row.Id }), tx);
            await connection.ExecuteAsync("""
                INSERT INTO hit_watch (hit_id, watch, n, upstream_only, since) VALUES (@Id, @Watch, @n, @UpstreamOnly, @since)
                ON CONFLICT (hit_id, watch) DO UPDATE SET upstream_only = excluded.upstream_only
                """, row.Watches.Select(w => new { row.Id, w.Watch, n, w.UpstreamOnly, since = now.Ms() }), tx);
        }
    }
}
