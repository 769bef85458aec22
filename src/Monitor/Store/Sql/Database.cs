using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Monitor.Store.Sql;

/// <summary>
/// The database: connections, the one serialised write transaction, and the schema by numbered scripts. Reads run beside a
/// write and see whole commits only. What the engines do differently in SQL is their <see cref="Dialect"/>.
/// </summary>
internal abstract class Database(Dialect dialect) : IDisposable
{
    private static readonly ConditionalWeakTable<DbConnection, Dialect> Dialects = [];
    private readonly SemaphoreSlim _writing = new(1, 1);

    /// <summary>Which database it is, for people; without secrets.</summary>
    public abstract string Name { get; }

    /// <summary>False only for a store that is thrown away: commits then survive a killed process, but no power failure.</summary>
    public bool Durable { get; set; } = true;

    /// <summary>Reads on a connection of its own.</summary>
    /// <exception cref="StoreException">The database cannot be reached, or is locked.</exception>
    public virtual async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken ct)
    {
        try
        {
            await using var connection = Known(await OpenAsync(ct));
            return await read(connection);
        }
        catch (DbException ex)
        {
            throw Explained(ex);
        }
    }

    /// <summary>Runs one write transaction; no other runs beside it, in this process or another. All of it is stored, or nothing.</summary>
    /// <exception cref="StoreException">The database cannot be reached, or stayed locked for the whole busy time-out.</exception>
    public async Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> write, CancellationToken ct)
    {
        await _writing.WaitAsync(ct);
        try
        {
            await using var transaction = await BeginAsync(ct);
            await using var connection = Known(transaction.Connection!); // non-null: the transaction has just begun
            var result = await write(transaction);
            await transaction.CommitAsync(CancellationToken.None);
            return result;
        }
        catch (DbException ex)
        {
            throw Explained(ex);
        }
        finally
        {
            _writing.Release();
        }
    }

    public Task WriteAsync(Func<DbTransaction, Task> write, CancellationToken ct) =>
        WriteAsync(async tx => { await write(tx); return true; }, ct);

    /// <summary>One statement that no other write depends on; it commits by itself, and need not wait its turn among the writes where the engine can do so. It may be run twice: a connection that was lost with the answer is asked by another.</summary>
    /// <exception cref="StoreException">As <see cref="WriteAsync{T}"/>.</exception>
    public virtual Task<T> AloneAsync<T>(Func<DbConnection, DbTransaction?, Task<T>> statement, CancellationToken ct) =>
        WriteAsync(tx => statement(tx.Connection!, tx), ct); // non-null: the transaction is open

    /// <summary>
    /// What is read and written until the end of what is returned needs no connection that others use: readiness can say how
    /// things are while all of those are taken. Nothing where the engine has no such bound.
    /// </summary>
    public virtual IDisposable? Apart() => null;

    /// <summary>Asks the database as it is now, not as it was when a connection was opened.</summary>
    /// <exception cref="StoreException">It is gone, no database, or without our schema.</exception>
    public abstract Task ProbeAsync(CancellationToken ct);

    /// <summary>Whether there is a store already; nothing is made by asking.</summary>
    /// <exception cref="StoreException">The database cannot be reached.</exception>
    public abstract Task<bool> ExistsAsync(CancellationToken ct);

    /// <summary>Version of the schema as it is in the database now, and as this program knows it: a newer program may have come meanwhile.</summary>
    /// <exception cref="StoreException">The database cannot be reached.</exception>
    public abstract Task<(int Stored, int Known)> VersionsAsync(CancellationToken ct);

    /// <summary>Makes or updates the schema; safe when several processes start at once.</summary>
    /// <returns>The version of the schema now.</returns>
    /// <exception cref="StoreException">The database is newer than this program.</exception>
    public abstract Task<int> MigrateAsync(CancellationToken ct);

    /// <summary>Writes a consistent copy to a new file, while the program runs.</summary>
    /// <exception cref="StoreException">The engine has tools of its own for that; the message names them.</exception>
    public abstract Task BackupAsync(string file, CancellationToken ct);

    /// <summary>Does what the engine put off when hits were stored, such as sorting new words into the full-text index.</summary>
    /// <exception cref="StoreException">The database cannot be reached.</exception>
    public virtual Task TidyAsync(CancellationToken ct) => Task.CompletedTask;

    /// <summary>Throws everything away. For a play's own store only.</summary>
    public abstract Task ClearAsync(CancellationToken ct);

    /// <summary>How the SQL of this connection, opened here, is written.</summary>
    public static Dialect DialectOf(DbConnection connection) =>
        Dialects.TryGetValue(connection, out var known) ? known : throw new InvalidOperationException("the connection was not opened by a Database");

    public virtual void Dispose()
    {
        (dialect.Documents as IDisposable)?.Dispose();
        _writing.Dispose();
    }

    protected abstract Task<DbConnection> OpenAsync(CancellationToken ct);

    /// <summary>A write transaction beside which no other runs, on a connection of its own.</summary>
    protected abstract Task<DbTransaction> BeginAsync(CancellationToken ct);

    protected abstract StoreException Explained(DbException ex);

    private DbConnection Known(DbConnection connection)
    {
        Dialects.AddOrUpdate(connection, dialect);
        return connection;
    }
}
