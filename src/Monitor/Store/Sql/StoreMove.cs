using System.Data.Common;
using System.Globalization;
using Dapper;
using Monitor.Documents;
using Npgsql;
using NpgsqlTypes;

namespace Monitor.Store.Sql;

/// <summary>How many rows of a table were moved.</summary>
internal sealed record MovedTable(string Table, long Rows);

/// <summary>
/// Moves a SQLite store to PostgreSQL: every row of every table under its number, in one transaction, so that Message-IDs,
/// revisions, coverage and leases go on where they were. The file is read only.
/// </summary>
internal static class StoreMove
{
    private const int Page = 500;

    private sealed record Column(string Table, string Name, string Type, bool Identity);

    /// <exception cref="StoreException">The file has another schema than this program makes, or the target holds something already.</exception>
    public static async Task<IReadOnlyList<MovedTable>> RunAsync(SqliteDatabase from, PostgreSqlDatabase to, CancellationToken ct)
    {
        if (!await from.ExistsAsync(ct)) throw new StoreException($"{from.Name}: there is no such file");
        var (has, wants) = (await from.ReadAsync(c => c.ExecuteScalarAsync<int>("PRAGMA user_version"), ct), SchemaScripts.Of("Sqlite").Count);
        if (has != wants) throw new StoreException($"{from.Name} has schema {has} where this program makes {wants}: run migrate on it first, with the program that is to go on.");
        return await from.ReadAsync(source => to.WriteAsync(async tx =>
        {
            var moved = new List<MovedTable>();
            foreach (var table in (await ColumnsAsync(tx)).GroupBy(c => c.Table, StringComparer.Ordinal))
            {
                await EmptyAsync(tx, to, table.Key);
                moved.Add(new MovedTable(table.Key, await CopyAsync(source, tx, table.Key, [.. table], ct)));
            }

            await TextsAsync(source, tx);
            var changes = await source.ExecuteScalarAsync<long>("SELECT changes FROM hit_version");
            await tx.Connection!.ExecuteAsync("UPDATE hit_version SET changes = @changes", new { changes }, tx); // non-null: the transaction is open
            return (IReadOnlyList<MovedTable>)moved;
        }, ct), ct);
    }

    /// <summary>Of all tables that both engines have, as PostgreSQL has them.</summary>
    private static Task<IEnumerable<Column>> ColumnsAsync(DbTransaction tx) => tx.Connection!.QueryAsync<Column>("""
        SELECT c.table_name AS "Table", c.column_name AS "Name", c.data_type AS "Type", c.is_identity = 'YES' AS "Identity"
        FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
        WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.table_name NOT IN ('hit_text', 'hit_version', 'schema_version', 'host_slot')
            AND c.table_name NOT LIKE 'qrtz%' ORDER BY c.table_name, c.ordinal_position
        """, transaction: tx); // non-null: the transaction is open

    private static async Task EmptyAsync(DbTransaction tx, Database to, string table)
    {
        if (await tx.Connection!.ExecuteScalarAsync<bool>($"SELECT EXISTS (SELECT 1 FROM {table})", transaction: tx)) // non-null: the transaction is open
        {
            throw new StoreException($"{to.Name} is not empty ({table}): a store is moved into an empty one only. Name another schema by Search Path in Store:ConnectionString.");
        }
    }

    private static async Task<long> CopyAsync(DbConnection source, DbTransaction tx, string table, IReadOnlyList<Column> columns, CancellationToken ct)
    {
        var names = string.Join(", ", columns.Select(c => c.Name));
        var rows = 0L;
        await using (var reader = await source.ExecuteReaderAsync($"SELECT {names} FROM {table}"))
        await using (var copy = await ((NpgsqlConnection)tx.Connection!).BeginBinaryImportAsync($"COPY {table} ({names}) FROM STDIN (FORMAT BINARY)", ct)) // non-null: the transaction is open
        {
            while (await reader.ReadAsync(ct))
            {
                await copy.StartRowAsync(ct);
                for (var i = 0; i < columns.Count; i++) await WriteAsync(copy, columns[i].Type, reader.GetValue(i), ct);
                rows++;
            }

            await copy.CompleteAsync(ct);
        }

        foreach (var c in columns.Where(c => c.Identity))
        {
            await tx.Connection!.ExecuteAsync($"SELECT setval(pg_get_serial_sequence('{table}', '{c.Name}'), (SELECT coalesce(max({c.Name}), 0) + 1 FROM {table}), false)", transaction: tx);
        }

        return rows;
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, string type, object value, CancellationToken ct) => (type, value) switch
    {
        (_, DBNull) => copy.WriteNullAsync(ct),
        ("bigint", _) => copy.WriteAsync(Convert.ToInt64(value, CultureInfo.InvariantCulture), NpgsqlDbType.Bigint, ct),
        ("boolean", _) => copy.WriteAsync(Convert.ToInt64(value, CultureInfo.InvariantCulture) != 0, NpgsqlDbType.Boolean, ct),
        ("double precision", _) => copy.WriteAsync(Convert.ToDouble(value, CultureInfo.InvariantCulture), NpgsqlDbType.Double, ct),
        ("bytea", _) => copy.WriteAsync((byte[])value, NpgsqlDbType.Bytea, ct),
        ("uuid", _) => copy.WriteAsync(Guid.Parse((string)value), NpgsqlDbType.Uuid, ct),
        ("jsonb", _) => copy.WriteAsync((string)value, NpgsqlDbType.Jsonb, ct),
        ("timestamp with time zone", _) => copy.WriteAsync(DateTimeOffset.Parse((string)value, CultureInfo.InvariantCulture).UtcDateTime, NpgsqlDbType.TimestampTz, ct),
        _ => copy.WriteAsync(StoredText.Of((string)value), NpgsqlDbType.Text, ct),
    };

    /// <summary>Full text is made anew from the documents: SQLite's index does not hold the texts themselves.</summary>
    private static async Task TextsAsync(DbConnection source, DbTransaction tx)
    {
        for (var after = 0L; ;)
        {
            var rows = (await source.QueryAsync<(long N, string Id, string Kind)>("SELECT n, id, kind FROM hit_index WHERE n > @after ORDER BY n LIMIT @Page", new { after, Page })).AsList();
            if (rows.Count == 0) return;
            after = rows[^1].N;
            var texts = new List<(long N, string Text)>();
            foreach (var kind in rows.GroupBy(r => r.Kind, StringComparer.Ordinal))
            {
                var numbers = kind.ToDictionary(r => r.Id, r => r.N, StringComparer.Ordinal);
                foreach (var hit in await LoadAsync(source, kind.Key, [.. numbers.Keys])) texts.Add((numbers[hit.Id], HitRow.Of(hit).Text));
            }

            await PostgreSqlDialect.SaveTextsAsync(tx, texts);
        }
    }

    /// <summary>A document that cannot be read is moved as it is, and found by no word, as before.</summary>
    private static Task<IReadOnlyList<Hit>> LoadAsync(DbConnection source, string kind, string[] ids) =>
        ReadableHits.LoadAsync(ids, some => HitDocuments.LoadAsync(source, null, kind, some));
}
