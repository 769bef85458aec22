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
        return await page.CountedAsync(connection, list, question, ids);
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

    public override async Task<IReadOnlyDictionary<string, long>> SaveIndexAsync(DbTransaction tx, IReadOnlyList<HitRow> rows)
    {
        var numbers = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            numbers[row.Id] = await tx.Connection!.ExecuteScalarAsync<long>("""
                INSERT INTO hit_index (id, kind, source, external_id, published, first_seen, last_changed, design, facts)
                VALUES (@Id, @Kind, @Source, @ExternalId, @Published, @FirstSeen, @LastChanged, @Design, @Facts)
                ON CONFLICT (id) DO UPDATE SET published = excluded.published, last_changed = excluded.last_changed, design = excluded.design, facts = excluded.facts
                RETURNING n
                """, row, tx); // non-null: the transaction is open
        }

        await ManyRows.ChangeAsync(tx, "DELETE FROM hit_text WHERE rowid = (SELECT n FROM given)", rows.Select(r => new { N = numbers[r.Id] }));
        await ManyRows.InsertAsync(tx, "hit_text", rows.Select(r => new { Rowid = numbers[r.Id], r.Text }));
        return numbers;
    }
}
