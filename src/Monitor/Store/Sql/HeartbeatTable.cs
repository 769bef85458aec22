using Dapper;

namespace Monitor.Store.Sql;

/// <summary>How the last heartbeat went.</summary>
/// <param name="Tried">When it was due last.</param>
/// <param name="Last">When one was taken last; null = never.</param>
/// <param name="Error">Why the last one was not; null = it was.</param>
internal sealed record HeartbeatState(DateTimeOffset Tried, DateTimeOffset? Last, string? Error);

/// <summary>The last heartbeat: writing it proves that the store can be written.</summary>
internal sealed class HeartbeatTable(Database database)
{
    /// <summary>Null = there never was one.</summary>
    public Task<HeartbeatState?> GetAsync(CancellationToken ct) =>
        database.ReadAsync(async c => (await c.QueryAsync<(long Tried, long? Last, string? Error)>("SELECT tried, last, error FROM heartbeat"))
            .Select(r => new HeartbeatState(r.Tried.At(), r.Last.At(), r.Error)).FirstOrDefault(), ct);

    /// <exception cref="StoreException">The store cannot be written.</exception>
    public Task SaveAsync(HeartbeatState state, CancellationToken ct) =>
        database.WriteAsync(tx => tx.Connection!.ExecuteAsync("""
            INSERT INTO heartbeat (id, tried, last, error) VALUES (1, @Tried, @Last, @Error)
            ON CONFLICT (id) DO UPDATE SET tried = excluded.tried, last = coalesce(excluded.last, heartbeat.last), error = excluded.error
            """, new { Tried = state.Tried.Ms(), Last = state.Last.Ms(), state.Error }, tx), ct); // non-null: the transaction is open
}
