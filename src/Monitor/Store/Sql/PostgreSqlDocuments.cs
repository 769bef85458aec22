using System.Data.Common;
using Dapper;
using Monitor.Documents;

namespace Monitor.Store.Sql;

/// <summary>Documents in PostgreSQL, as Marten stores them; a batch is one statement.</summary>
internal sealed class PostgreSqlDocuments : IDocuments
{
    public async Task<IReadOnlyList<Hit>> LoadAsync(DbConnection connection, DbTransaction? tx, string kind, string[] ids) =>
        [.. (await connection.QueryAsync<string>($"SELECT data FROM mt_doc_{kind} WHERE id = ANY(@ids)", new { ids }, tx)).Select(json => StoreJson.ReadHit(kind, json))];

    public Task SaveAsync(DbTransaction tx, string kind, IReadOnlyList<Hit> hits, DateTimeOffset now) =>
        tx.Connection!.ExecuteAsync($"""
            INSERT INTO mt_doc_{kind} (id, data, mt_last_modified, mt_version, mt_dotnet_type)
            SELECT u.id, CAST(u.data AS jsonb), @now, u.version, @type FROM unnest(@ids, @data, @versions) AS u(id, data, version)
            ON CONFLICT (id) DO UPDATE SET data = excluded.data, mt_last_modified = excluded.mt_last_modified,
                mt_version = excluded.mt_version, mt_dotnet_type = excluded.mt_dotnet_type
            """,
            new
            {
                ids = hits.Select(h => h.Id).ToArray(),
                data = hits.Select(StoreJson.Write).ToArray(),
                versions = hits.Select(_ => Guid.CreateVersion7(now)).ToArray(),
                type = StoreJson.TypeOf(kind).FullName,
                now = now.UtcDateTime,
            }, tx); // non-null: the transaction is open
}
