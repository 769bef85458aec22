using Dapper;

namespace Monitor.Store.Sql;

/// <summary>Keys that Monitor made for itself: one per name, made at first use, the same for every process on the store.</summary>
internal sealed class SecretTable(Database database)
{
    /// <summary>The key of that name; the given one becomes it where there is none.</summary>
    /// <param name="name">What it is for.</param>
    /// <param name="fresh">Unguessable bytes.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<byte[]> GetAsync(string name, byte[] fresh, CancellationToken ct) =>
        await database.ReadAsync(c => c.ExecuteScalarAsync<byte[]?>("SELECT value FROM secret WHERE name = @name", new { name }), ct)
        ?? await database.WriteAsync(async tx =>
        {
            var connection = tx.Connection!; // non-null: the transaction is open
            await connection.ExecuteAsync("INSERT INTO secret (name, value) VALUES (@name, @fresh) ON CONFLICT DO NOTHING", new { name, fresh }, tx);
            // Another process may have been first.
            return (await connection.ExecuteScalarAsync<byte[]>("SELECT value FROM secret WHERE name = @name", new { name }, tx))!; // non-null: it is there now
        }, ct);

    /// <summary>Puts another key in its place, for every process on the store.</summary>
    public Task ReplaceAsync(string name, byte[] fresh, CancellationToken ct) =>
        database.WriteAsync(tx => tx.Connection!.ExecuteAsync( // non-null: the transaction is open
            "INSERT INTO secret (name, value) VALUES (@name, @fresh) ON CONFLICT (name) DO UPDATE SET value = excluded.value", new { name, fresh }, tx), ct);
}
