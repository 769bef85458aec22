using System.Data.Common;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Monitor.Store.Sql;

/// <summary>One file, in WAL mode; made at first start. The files beside it have its mode.</summary>
internal sealed class SqliteDatabase : Database
{
    private readonly string _connectionString;

    /// <param name="path">The file; its folder is made by <see cref="MigrateAsync"/>.</param>
    /// <param name="busyTimeout">How long a write waits for another process before it fails; whole seconds.</param>
    public SqliteDatabase(string path, TimeSpan busyTimeout)
        : base(new SqliteDialect())
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

    public override string Name => Path;

    /// <summary>Reads the file as it is on the disk now: a connection kept open would still see one that was replaced or deleted.</summary>
    public override async Task ProbeAsync(CancellationToken ct)
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

    public override Task<bool> ExistsAsync(CancellationToken ct) => Task.FromResult(File.Exists(Path));

    public override Task<(int Stored, int Known)> VersionsAsync(CancellationToken ct) =>
        ReadAsync(async c => (await c.ExecuteScalarAsync<int>("PRAGMA user_version"), SchemaScripts.Of("Sqlite").Count), ct);

    public override async Task<int> MigrateAsync(CancellationToken ct)
    {
        PrivateFiles.Folder(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path)) ?? ".");
        PrivateFiles.Reserve(Path);
        var scripts = SchemaScripts.Of("Sqlite");
        await ReadAsync(async c => await c.ExecuteAsync("PRAGMA journal_mode=WAL"), ct);
        return await WriteAsync(async tx =>
        {
            var connection = tx.Connection!; // non-null: the transaction is open
            var version = await connection.ExecuteScalarAsync<int>("PRAGMA user_version", transaction: tx);
            SchemaScripts.Check(Name, version, scripts.Count);
            for (; version < scripts.Count; version++)
            {
                await connection.ExecuteAsync(scripts[version], transaction: tx);
                await connection.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version={version + 1}"), transaction: tx);
            }

            return version;
        }, ct);
    }

    public override async Task BackupAsync(string file, CancellationToken ct)
    {
        if (!File.Exists(Path)) throw new StoreException($"{Path}: there is no database");
        // SQLite writes into an empty file that is there, and leaves its mode.
        PrivateFiles.Reserve(file);
        try
        {
            await ReadAsync(c => c.ExecuteAsync("VACUUM INTO @file", new { file }), ct);
        }
        catch (StoreException) when (new FileInfo(file) is { Exists: true, Length: 0 })
        {
            File.Delete(file);
            throw;
        }
    }

    public override Task ClearAsync(CancellationToken ct)
    {
        PrivateFiles.Folder(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path)) ?? ".");
        Forget();
        foreach (var file in (string[])[Path, Path + "-wal", Path + "-shm"]) File.Delete(file);
        return Task.CompletedTask;
    }

    /// <summary>By portions, between which others write.</summary>
    public override async Task TidyAsync(CancellationToken ct)
    {
        while (await WriteAsync(MergeAsync, ct))
        {
        }
    }

    /// <summary>Merges one portion of the index on words.</summary>
    /// <returns>Whether there may be more.</returns>
    private static async Task<bool> MergeAsync(DbTransaction tx)
    {
        async Task<long> ChangesAsync() => await tx.Connection!.ExecuteScalarAsync<long>("SELECT total_changes()", transaction: tx); // non-null: the transaction is open
        var before = await ChangesAsync();
        await tx.Connection!.ExecuteAsync("INSERT INTO hit_text (hit_text, rank) VALUES ('merge', 500)", transaction: tx); // non-null: as above
        // So FTS5 says that it found nothing to merge: by one change, that of the statement itself.
        return await ChangesAsync() - before > 1;
    }

    public override void Dispose()
    {
        base.Dispose();
        Forget();
    }

    /// <summary>Closes what is kept open: it would see a file that is no longer there.</summary>
    private void Forget()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    protected override async Task<DbConnection> OpenAsync(CancellationToken ct)
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

    protected override async Task<DbTransaction> BeginAsync(CancellationToken ct)
    {
        var connection = await OpenAsync(ct);
        try
        {
            // BEGIN IMMEDIATE: the write lock is taken before anything is read.
            return await connection.BeginTransactionAsync(ct);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    protected override StoreException Explained(DbException ex) => (ex as SqliteException)?.SqliteErrorCode switch
    {
        5 or 6 => new StoreException($"{Path} is locked by another process; waited {new SqliteConnectionStringBuilder(_connectionString).DefaultTimeout} s (Store:BusyTimeout).", ex, StoreFailure.Busy),
        // Also a file that cannot be mapped or lengthened for want of room.
        10 => new StoreException($"{Path} cannot be read or written: {ex.Message}. Nothing of this was stored; it is tried again.", ex, StoreFailure.Unreachable),
        13 => new StoreException($"{Path} cannot grow: the disk is full. Nothing of this was stored; it is tried again.", ex, StoreFailure.Full),
        14 => new StoreException($"{Path} cannot be opened: does its folder exist, and may this user write there?", ex, StoreFailure.Unreachable),
        26 => new StoreException($"{Path} is not a database.", ex),
        _ => new StoreException($"{Path}: {ex.Message}", ex),
    };
}
