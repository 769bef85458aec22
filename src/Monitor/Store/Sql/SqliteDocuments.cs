using System.Data.Common;
using System.Globalization;
using Dapper;
using Monitor.Documents;

namespace Monitor.Store.Sql;

/// <summary>Documents in SQLite: Marten's five columns, as text.</summary>
internal sealed class SqliteDocuments : IDocuments
{
    public async Task<IReadOnlyList<Hit>> LoadAsync(DbConnection connection, DbTransaction? tx, string kind, string[] ids) =>
        [.. (await connection.QueryAsync<string>($"SELECT data FROM mt_doc_{kind} WHERE id IN @ids", new { ids }, tx)).Select(json => StoreJson.ReadHit(kind, json))];

    public async Task SaveAsync(DbTransaction tx, string kind, IReadOnlyList<Hit> hits, DateTimeOffset now)
    {
        foreach (var hit in hits)
        {
            await tx.Connection!.ExecuteAsync($"""
                INSERT INTO mt_doc_{kind} (id, data, mt_last_modified, mt_version, mt_dotnet_type)
                VALUES (@Id, @Data, @Modified, @Version, @Type)
                ON CONFLICT (id) DO UPDATE SET data = excluded.data, mt_last_modified = excluded.mt_last_modified,
                    mt_version = excluded.mt_version, mt_dotnet_type = excluded.mt_dotnet_type
                """,
                new
                {
                    hit.Id,
                    Data = StoreJson.Write(hit),
                    Modified = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                    Version = Guid.CreateVersion7(now).ToString(),
                    Type = hit.GetType().FullName,
                }, tx); // non-null: the transaction is open
        }
    }
}
