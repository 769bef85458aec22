using Dapper;

namespace Monitor.Store.Sql;

/// <summary>Keys that this installation made for itself. They live as long as the store: a backup holds them, no answer shows them.</summary>
internal sealed class SecretTable(Database database)
{
    /// <summary>The key of that name; made at first use, the same for every process on this store.</summary>
    public Task<byte[]> GetAsync(string name, Func<byte[]> make, CancellationToken ct) =>
        database.WriteAsync(async tx =>
        {
            var connection = tx.Connection!; // non-null: the transaction is open
            if (await connection.ExecuteScalarAsync<byte[]>("SELECT value FROM secret WHERE name = @name", new { name }, tx) is { } known) return known;
            var value = make();
            await connection.ExecuteAsync("INSERT INTO secret (name, value) VALUES (@name, @value)", new { name, value }, tx);
            return value;
        }, ct);
}
