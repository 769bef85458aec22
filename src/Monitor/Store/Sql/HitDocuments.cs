using System.Data.Common;
using Dapper;
using Monitor.Documents;

namespace Monitor.Store.Sql;

/// <summary>Hits as the documents of their kinds.</summary>
internal static class HitDocuments
{
    /// <summary>The stored hits among these ids, in any order.</summary>
    /// <exception cref="System.Text.Json.JsonException">A document is none of its kind.</exception>
    public static async Task<IReadOnlyList<Hit>> LoadAsync(DbConnection connection, DbTransaction? tx, string[] ids)
    {
        var kinds = await connection.QueryAsync<(string Id, string Kind)>($"SELECT id, kind FROM hit_index WHERE {Dialect.Of(connection).In("id", "ids")}", new { ids }, tx);
        var hits = new List<Hit>();
        foreach (var kind in kinds.GroupBy(r => r.Kind, r => r.Id, StringComparer.Ordinal)) hits.AddRange(await LoadAsync(connection, tx, kind.Key, [.. kind]));
        return hits;
    }

    /// <summary>Those of one kind among these ids, in any order.</summary>
    /// <exception cref="System.Text.Json.JsonException">A document is none of that kind.</exception>
    public static async Task<IReadOnlyList<Hit>> LoadAsync(DbConnection connection, DbTransaction? tx, string kind, string[] ids)
    {
        var documents = Dialect.Of(connection).Documents;
        return kind switch
        {
            "article" => await documents.LoadAsync<Article>(connection, tx, ids),
            "trial" => await documents.LoadAsync<Trial>(connection, tx, ids),
            "notice" => await documents.LoadAsync<Notice>(connection, tx, ids),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no kind of hit"),
        };
    }

    /// <summary>Stores hits, all different.</summary>
    public static async Task SaveAsync(DbTransaction tx, IReadOnlyList<Hit> hits, DateTimeOffset now)
    {
        var documents = Dialect.Of(tx).Documents;
        await SaveAsync(documents, tx, [.. hits.OfType<Article>()], now);
        await SaveAsync(documents, tx, [.. hits.OfType<Trial>()], now);
        await SaveAsync(documents, tx, [.. hits.OfType<Notice>()], now);
    }

    private static Task SaveAsync<T>(IDocuments documents, DbTransaction tx, IReadOnlyList<T> hits, DateTimeOffset now)
        where T : Hit => hits.Count == 0 ? Task.CompletedTask : documents.SaveAsync(tx, hits, now);
}
