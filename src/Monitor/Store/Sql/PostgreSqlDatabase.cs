using System.Data.Common;
using System.Globalization;
using Dapper;
using Monitor.Store.Marten;
using Npgsql;

namespace Monitor.Store.Sql;

/// <summary>A schema of a PostgreSQL database; several nodes may share it.</summary>
internal sealed class PostgreSqlDatabase : Database
{
    /// <summary>First key of our advisory locks: whatever else lives in the database uses others.</summary>
    private const int LockSpace = 0x4D6F6E69;

    private readonly PostgreSqlPool _pool;
    private readonly NpgsqlConnectionStringBuilder _settings;
    private readonly TimeSpan _busyTimeout;
    private readonly MartenDocuments _documents;

    private PostgreSqlDatabase(NpgsqlConnectionStringBuilder settings, MartenDocuments documents, TimeSpan busyTimeout)
        : base(new PostgreSqlDialect(documents))
    {
        (_settings, _documents, _busyTimeout) = (settings, documents, busyTimeout);
        _pool = new PostgreSqlPool(settings, () => Durable);
        Schema = SchemaOf(settings);
    }

    /// <summary>The database of a connection string; nothing is connected to yet.</summary>
    /// <param name="connectionString">As Npgsql takes it; the first name in <c>Search Path</c> is the schema, made when missing (default: public).</param>
    /// <param name="password">In place of one in the connection string; null = as it stands there.</param>
    /// <param name="busyTimeout">How long a write waits for another one.</param>
    /// <exception cref="ArgumentException">The connection string cannot be read; the message does not repeat it.</exception>
    /// <exception cref="StoreException">Marten cannot write the name of the schema.</exception>
    public static PostgreSqlDatabase At(string connectionString, string? password, TimeSpan busyTimeout)
    {
        var settings = Settings(connectionString, password, busyTimeout);
        var schema = SchemaOf(settings);
        if (MartenModel.Problem(schema) is { } problem) throw new StoreException($"Store:ConnectionString: Search Path: {problem}");
        return new PostgreSqlDatabase(settings, new MartenDocuments(NpgsqlDataSource.Create(settings), schema), busyTimeout);
    }

    /// <summary>What Marten has against the schema that a connection string names; null = nothing, or it cannot be read.</summary>
    public static string? SchemaProblem(string connectionString)
    {
        try
        {
            return MartenModel.Problem(SchemaOf(new NpgsqlConnectionStringBuilder(connectionString)));
        }
        catch (ArgumentException)
        {
            return null; // said where it is opened
        }
    }

    /// <summary>For what else in this program needs this database, such as the clock: a small pool beside ours. With the password: never shown.</summary>
    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder(_settings.ToString()) { MinPoolSize = 0, MaxPoolSize = PostgreSqlPool.Clock }.ToString();

    /// <summary>Holds all tables.</summary>
    public string Schema { get; }

    public override string Name => $"PostgreSQL {_settings.Host}:{_settings.Port}/{_settings.Database ?? _settings.Username}" + (Schema == "public" ? "" : $" ({Schema})");

    /// <summary>As the base; once more where a kept connection turned out to be dead.</summary>
    public override async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken ct)
    {
        try
        {
            return await base.ReadAsync(read, ct);
        }
        catch (StoreException ex) when (PostgreSqlErrors.IsLost(ex.InnerException) && !ct.IsCancellationRequested)
        {
            _pool.Clear();
            return await base.ReadAsync(read, ct);
        }
    }

    /// <summary>As the base, by one that commits by itself, without waiting for the writes.</summary>
    public override Task<T> AloneAsync<T>(Func<DbConnection, DbTransaction?, Task<T>> statement, CancellationToken ct) => ReadAsync(c => statement(c, null), ct);

    /// <summary>A connection for as long as the caller keeps it. What begins on it is begun once more where a kept connection turned out to be dead.</summary>
    /// <exception cref="StoreException">The database cannot be reached, or refuses.</exception>
    public async Task<(DbConnection Connection, T Begun)> LendAsync<T>(Func<DbConnection, Task<T>> begin, CancellationToken ct)
    {
        for (var again = false; ; again = true)
        {
            DbConnection? connection = null;
            try
            {
                connection = await OpenAsync(ct);
                return (connection, await begin(connection));
            }
            catch (Exception ex)
            {
                // Not back to the others as it is: locks of its session may be held on it.
                if (connection is not null)
                {
                    Drop(connection);
                    await connection.DisposeAsync();
                }

                if (ex is not DbException failed) throw;
                if (again || !PostgreSqlErrors.IsLost(failed) || ct.IsCancellationRequested) throw Explained(failed);
            }
        }
    }

    /// <summary>The connection is closed when it is given back, not kept: nothing of its session stays.</summary>
    public void Drop(DbConnection connection)
    {
        if (connection is NpgsqlConnection) _pool.Clear();
    }

    /// <summary>A connection that died, or whose server was started anew, is opened anew.</summary>
    public override async Task ProbeAsync(CancellationToken ct)
    {
        using var kept = Apart();
        await ReadAsync(c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM source_state"), ct);
    }

    public override IDisposable? Apart() => _pool.Keep();

    public override Task<bool> ExistsAsync(CancellationToken ct) =>
        ReadAsync(c => c.ExecuteScalarAsync<bool>("SELECT to_regclass('schema_version') IS NOT NULL"), ct);

    public override Task<(int Stored, int Known)> VersionsAsync(CancellationToken ct) =>
        ReadAsync(async c => (await c.ExecuteScalarAsync<int?>("SELECT version FROM schema_version") ?? 0, SchemaScripts.Of("PostgreSql").Count), ct);

    public override async Task<int> MigrateAsync(CancellationToken ct)
    {
        var scripts = SchemaScripts.Of("PostgreSql");
        return await WriteAsync(async tx =>
        {
            var connection = tx.Connection!; // non-null: the transaction is open
            var exists = await connection.ExecuteScalarAsync<bool>("SELECT to_regnamespace(@name) IS NOT NULL", new { name = Quoted(Schema) }, tx);
            // Not IF NOT EXISTS: that asks for the right to make one even where one is.
            if (!exists) await connection.ExecuteAsync($"CREATE SCHEMA {Quoted(Schema)}", transaction: tx);
            await connection.ExecuteAsync("CREATE TABLE IF NOT EXISTS schema_version (id bigint PRIMARY KEY CHECK (id = 1), version bigint NOT NULL)", transaction: tx);
            var version = await connection.ExecuteScalarAsync<int?>("SELECT version FROM schema_version", transaction: tx) ?? 0;
            SchemaScripts.Check(Name, version, scripts.Count);
            for (; version < scripts.Count; version++)
            {
                await connection.ExecuteAsync(scripts[version], transaction: tx);
                await connection.ExecuteAsync("INSERT INTO schema_version (id, version) VALUES (1, @v) ON CONFLICT (id) DO UPDATE SET version = excluded.version", new { v = version + 1 }, tx);
            }

            await _documents.CheckAsync(connection, ct);
            return version;
        }, ct);
    }

    public override Task BackupAsync(string file, CancellationToken ct) => throw new StoreException(
        $"{Name}: a copy is made by PostgreSQL's own tools: pg_dump --format=custom --schema={Schema} --file={file} --host={_settings.Host} --port={_settings.Port} {_settings.Database}");

    public override Task TidyAsync(CancellationToken ct) =>
        AloneAsync((c, tx) => c.ExecuteAsync("SELECT gin_clean_pending_list(CAST('hit_text_words' AS regclass))", transaction: tx), ct);

    /// <exception cref="StoreException">The schema is public: others may live there.</exception>
    public override Task ClearAsync(CancellationToken ct)
    {
        if (Schema == "public") throw new StoreException($"{Name}: only a schema of its own is thrown away");
        return WriteAsync(tx => tx.Connection!.ExecuteAsync($"DROP SCHEMA IF EXISTS {Quoted(Schema)} CASCADE", transaction: tx), ct); // non-null: the transaction is open
    }

    public override void Dispose()
    {
        base.Dispose();
        _pool.Dispose();
    }

    protected override Task<DbConnection> OpenAsync(CancellationToken ct) => _pool.OpenAsync(ct);

    protected override async Task<DbTransaction> BeginAsync(CancellationToken ct)
    {
        try
        {
            return await LockedAsync(ct);
        }
        catch (DbException ex) when (PostgreSqlErrors.IsLost(ex) && !ct.IsCancellationRequested)
        {
            // A connection that was kept died meanwhile; nothing was done on it yet.
            _pool.Clear();
            return await LockedAsync(ct);
        }
    }

    private async Task<DbTransaction> LockedAsync(CancellationToken ct)
    {
        var connection = await OpenAsync(ct);
        try
        {
            var transaction = await connection.BeginTransactionAsync(ct);
            await connection.ExecuteAsync("SELECT pg_advisory_xact_lock(@LockSpace, hashtext(@Schema))", new { LockSpace, Schema }, transaction);
            return transaction;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    protected override StoreException Explained(DbException ex) => new((ex as PostgresException)?.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"{Name} does not let {_settings.Username} in: {PostgreSqlErrors.Text(ex)} (Store:ConnectionString, Store:PasswordFile)",
        PostgresErrorCodes.InvalidCatalogName => $"{Name}: there is no such database. Make it (createdb {_settings.Database}), or name another in Store:ConnectionString.",
        PostgresErrorCodes.LockNotAvailable => $"{Name} is being written by another process; waited {_busyTimeout.TotalSeconds:0} s (Store:BusyTimeout).",
        PostgresErrorCodes.DiskFull => $"{Name} cannot grow: the disk of the server is full. Nothing of this was stored; it is tried again.",
        PostgresErrorCodes.TooManyConnections =>
            $"{Name} has no connection left: {PostgreSqlErrors.Text(ex)}. Raise max_connections there, or lower {PostgreSqlPool.SizeKey} in Store:ConnectionString of each node.",
        PostgresErrorCodes.InsufficientPrivilege => $"{Name}: {_settings.Username} may not: {PostgreSqlErrors.Text(ex)}",
        _ when PostgreSqlErrors.IsExhausted(ex) => $"{Name}: all connections of this program are in use ({PostgreSqlPool.SizeKey} in Store:ConnectionString).",
        _ when PostgreSqlErrors.IsLost(ex) => $"{Name} cannot be reached: {PostgreSqlErrors.Text(ex)}. Nothing of this was stored; it is tried again.",
        _ => $"{Name}: {PostgreSqlErrors.Text(ex)}",
    }, ex, PostgreSqlErrors.FailureOf(ex));

    private static NpgsqlConnectionStringBuilder Settings(string connectionString, string? password, TimeSpan busyTimeout)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.ApplicationName ??= "monitor";
        if (password is not null) settings.Password = password;
        // Said once when a connection is made, not at each transaction.
        settings.Options = string.Create(CultureInfo.InvariantCulture, $"-c lock_timeout={(long)busyTimeout.TotalMilliseconds} {settings.Options}").TrimEnd();
        // Nothing is left on a connection that is given back: locks of a session are undone, or the connection is dropped (HostSlotTable).
        settings.NoResetOnClose = true;
        return settings;
    }

    private static string SchemaOf(NpgsqlConnectionStringBuilder settings) =>
        settings.SearchPath?.Split(',')[0].Trim().Trim('"') is { Length: > 0 } named ? named : "public";

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
