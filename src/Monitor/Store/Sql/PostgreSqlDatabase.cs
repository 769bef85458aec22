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

    private const string NotDurable = "SET synchronous_commit = off";

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnectionStringBuilder _settings;
    private readonly TimeSpan _busyTimeout;
    private readonly MartenDocuments _documents;

    private PostgreSqlDatabase(NpgsqlConnectionStringBuilder settings, NpgsqlDataSource source, MartenDocuments documents, TimeSpan busyTimeout)
        : base(new PostgreSqlDialect(documents))
    {
        (_settings, _source, _documents, _busyTimeout) = (settings, source, documents, busyTimeout);
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
        var builder = new NpgsqlDataSourceBuilder(settings.ToString());
        PostgreSqlDatabase? database = null;
        builder.UsePhysicalConnectionInitializer(
            connection => _ = database is { Durable: false } ? connection.Execute(NotDurable) : 0,
            connection => database is { Durable: false } ? connection.ExecuteAsync(NotDurable) : Task.CompletedTask);
        var source = builder.Build();
        return database = new PostgreSqlDatabase(settings, source, new MartenDocuments(source, schema), busyTimeout);
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

    /// <summary>With the password: never shown.</summary>
    public string ConnectionString => _settings.ToString();

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
        catch (StoreException ex) when (Lost(ex.InnerException) && !ct.IsCancellationRequested)
        {
            _source.Clear();
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
                if (again || !Lost(failed) || ct.IsCancellationRequested) throw Explained(failed);
            }
        }
    }

    /// <summary>The connection is closed when it is given back, not kept: nothing of its session stays.</summary>
    public void Drop(DbConnection connection)
    {
        if (connection is NpgsqlConnection) _source.Clear();
    }

    public override async Task ProbeAsync(CancellationToken ct)
    {
        try
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_settings.ToString()) { Pooling = false, Timeout = 5, CommandTimeout = 5 }.ToString());
            await connection.OpenAsync(ct);
            await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM source_state");
        }
        catch (DbException ex)
        {
            throw Explained(ex);
        }
    }

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
        _source.Dispose();
    }

    protected override async Task<DbConnection> OpenAsync(CancellationToken ct) => await _source.OpenConnectionAsync(ct);

    protected override async Task<DbTransaction> BeginAsync(CancellationToken ct)
    {
        try
        {
            return await LockedAsync(ct);
        }
        catch (DbException ex) when (Lost(ex) && !ct.IsCancellationRequested)
        {
            // A connection that was kept died meanwhile; nothing was done on it yet.
            _source.Clear();
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
            $"{Name} does not let {_settings.Username} in: {Text(ex)} (Store:ConnectionString, Store:PasswordFile)",
        PostgresErrorCodes.InvalidCatalogName => $"{Name}: there is no such database. Make it (createdb {_settings.Database}), or name another in Store:ConnectionString.",
        PostgresErrorCodes.LockNotAvailable => $"{Name} is being written by another process; waited {_busyTimeout.TotalSeconds:0} s (Store:BusyTimeout).",
        PostgresErrorCodes.DiskFull => $"{Name} cannot grow: the disk of the server is full. Nothing of this was stored; it is tried again.",
        PostgresErrorCodes.InsufficientPrivilege => $"{Name}: {_settings.Username} may not: {Text(ex)}",
        _ when Lost(ex) => $"{Name} cannot be reached: {Text(ex)}. Nothing of this was stored; it is tried again.",
        _ => $"{Name}: {Text(ex)}",
    }, ex);

    private static string Text(DbException ex) => ex is PostgresException p ? p.MessageText : ex.InnerException?.Message ?? ex.Message;

    /// <summary>The connection is gone, or never was: shut down, cut, refused.</summary>
    private static bool Lost(Exception? ex) => ex switch
    {
        PostgresException p => p.SqlState.StartsWith("57P", StringComparison.Ordinal) || p.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException n => n.InnerException is IOException or System.Net.Sockets.SocketException or TimeoutException || n.IsTransient,
        _ => false,
    };

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
