using System.Data.Common;
using System.Globalization;
using Dapper;
using Monitor.Documents;

namespace Monitor.Store.Sql;

/// <summary>Documents in SQLite: Marten's five columns, as text.</summary>
internal sealed class SqliteDocuments : IDocuments
{
    public async Task<IReadOnlyList<T>> LoadAsync<T>(DbConnection connection, DbTransaction? tx, string[] ids)
        where T : class, IDocument =>
        [.. (await connection.QueryAsync<string>($"SELECT data FROM mt_doc_{DocumentKinds.NameOf<T>()} WHERE id IN @ids", new { ids }, tx)).Select(StoreJson.Read<T>)];

    public async Task SaveAsync<T>(DbTransaction tx, IReadOnlyList<T> documents, DateTimeOffset now)
        where T : class, IDocument
    {
        var modified = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        await ManyRows.InsertAsync(
            tx, $"mt_doc_{DocumentKinds.NameOf<T>()}",
            documents.Select(d => new
            {
                d.Id, Data = StoreJson.Write(d), MtLastModified = modified, MtVersion = Guid.CreateVersion7(now).ToString(), MtDotnetType = typeof(T).FullName,
            }),
            """
            ON CONFLICT (id) DO UPDATE SET data = excluded.data, mt_last_modified = excluded.mt_last_modified,
                mt_version = excluded.mt_version, mt_dotnet_type = excluded.mt_dotnet_type
            """);
    }
}
