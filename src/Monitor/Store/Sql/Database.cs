using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Monitor.Store.Sql;

/// <summary>
/// The SQLite database: connections, the one serialised write transaction, and the schema by numbered scripts.
/// Reads run beside a write (WAL) and see whole commits only.
/// </summary>
internal sealed class Database : IDisposable
{
    private readonly string _connectionString;
    private readonly SemaphoreSlim _writing = new(1, 1);

    /// <param name="path">File of the database; its folder is made by <see cref="MigrateAsync"/>.</param>
    /// <param name="busyTimeout">How long a write waits for another process before it fails; whole seconds.</param>
    public Database(string path, TimeSpan busyTimeout)
    {
        Path = path;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            // No ForeignKeys here: the schema has none, and naming it costs a PRAGMA at every opening.
            DefaultTimeout = Math.Max(1, (int)busyTimeout.TotalSeconds),
        }.ToString();
    }

    public string Path { get; }

    /// <summary>False only for a store that is thrown away: commits then survive a killed process, but no power failure.</summary>
    public bool Durable { get; set; } = true;

    /// <summary>Reads on a connection of its own.</summary>
    /// <exception cref="StoreException">The database cannot be opened or is locked.</exception>
    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken ct)
    {
        try
        {
            await using var connection = await OpenAsync(ct);
            return await read(connection);
        }
        catch (SqliteException ex)
        {
            throw Explained(ex);
        }
    }

    /// <summary>Reads the file as it is on the disk now: a connection kept open would still see one that was replaced or deleted.</summary>
    /// <exception cref="StoreException">The file is gone, no database, or without our schema.</exception>
    public async Task ProbeAsync(CancellationToken ct)
    {
        try
        {
            await using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder(_connectionString) { Pooling = false, Mode = SqliteOpenMode.ReadWrite }.ToString());
            await connection.OpenAsync(ct);
            await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM source_state");
        }
        catch (SqliteException ex)
        {
            throw Explained(ex);
        }
    }

    /// <summary>Runs one write transaction; no other runs beside it, in this process or another. All of it is stored, or nothing.</summary>
    /// <exception cref="StoreException">The database cannot be opened, or stayed locked for the whole busy time-out.</exception>
    public async Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> write, CancellationToken ct)
    {
        await _writing.WaitAsync(ct);
        try
        {
            await using var connection = await OpenAsync(ct);
            // BeginTransaction is BEGIN IMMEDIATE: the write lock is taken before anything is read.
            await using var transaction = await connection.BeginTransactionAsync(ct);
            var result = await write(transaction);
            await transaction.CommitAsync(CancellationToken.None);
            return result;
        }
        catch (SqliteException ex)
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

    /// <summary>Makes or updates the schema; safe when several processes start at once.</summary>
    /// <returns>The version of the schema now.</returns>
    /// <exception cref="StoreException">The database is newer than this program.</exception>
    public async Task<int> MigrateAsync(CancellationToken ct)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path)) ?? ".");
        var scripts = Scripts();
        await ReadAsync(async c => await c.ExecuteAsync("PRAGMA journal_mode=WAL"), ct);
        return await WriteAsync(async tx =>
        {
            var connection = tx.Connection!; // non-null: the transaction is open
            var version = await connection.ExecuteScalarAsync<int>("PRAGMA user_version", transaction: tx);
            if (version > scripts.Count)
            {
                throw new StoreException($"{Path} has schema {version}; this program knows up to {scripts.Count}. Use the newer program, or restore the backup made before the upgrade.");
            }

            for (; version < scripts.Count; version++)
            {
                await connection.ExecuteAsync(scripts[version], transaction: tx);
                await connection.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version={version + 1}"), transaction: tx);
            }

            return version;
        }, ct);
    }

    /// <summary>Writes a consistent copy to a new file, while the program runs.</summary>
    public Task BackupAsync(string file, CancellationToken ct) =>
        ReadAsync(c => c.ExecuteAsync("VACUUM INTO @file", new { file }), ct);

    public void Dispose()
    {
        _writing.Dispose();
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    private async Task<DbConnection> OpenAsync(CancellationToken ct)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            // SQLite's default, synchronous=FULL, stays: a sent message must be known as sent after a power failure too.
            await connection.OpenAsync(ct);
            if (!Durable) await connection.ExecuteAsync("PRAGMA synchronous=OFF");
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private StoreException Explained(SqliteException ex) => ex.SqliteErrorCode switch
    {
        5 or 6 => new StoreException($"{Path} is locked by another process; waited {new SqliteConnectionStringBuilder(_connectionString).DefaultTimeout} s (Store:BusyTimeout).", ex),
        14 => new StoreException($"{Path} cannot be opened: does its folder exist, and may this user write there?", ex),
        26 => new StoreException($"{Path} is not a database.", ex),
        _ => new StoreException($"{Path}: {ex.Message}", ex),
    };

    private static List<string> Scripts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.Contains(".Schema.Sqlite.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!); // non-null: the name was just listed
                return reader.ReadToEnd();
            })];
    }
}
