using System.Data.Common;
using Dapper;
using Npgsql;

namespace Monitor.Store.Sql;

/// <summary>
/// The connections of this program to its server. They are bounded, so that other nodes and programs find room there, and
/// one is kept apart for readiness: that must be able to say how things are while all others are in use.
/// </summary>
internal sealed class PostgreSqlPool : IDisposable
{
    /// <summary>Key of a connection string by which an operator chooses the bound.</summary>
    public const string SizeKey = "Maximum Pool Size";

    /// <summary>How many the clock that nodes share may have; it is one of Quartz's and has a pool of its own.</summary>
    public const int Clock = 3;

    /// <summary>A second one for a reading beside a reading; it goes again, the first one stays.</summary>
    private const int Kept = 2;

    /// <summary>A node polls nine sources and serves a few readers; more connections would only wait for each other.</summary>
    private const int Most = 20;

    /// <summary>With fewer a poll and a reader would be in each other's way.</summary>
    private const int Least = 3;

    /// <summary>A node takes one part of all that the server has room for: two nodes, and a person with a tool, get in.</summary>
    private const int Parts = 3;

    /// <summary>What PostgreSQL lets this role, in this database, have at once. What is kept for the superuser is not counted.</summary>
    private const string Room = """
        SELECT least(
            current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
                - coalesce(current_setting('reserved_connections', true), '0')::int,
            (SELECT CASE WHEN rolconnlimit < 0 THEN NULL ELSE rolconnlimit END FROM pg_roles WHERE rolname = current_user),
            (SELECT CASE WHEN datconnlimit < 0 THEN NULL ELSE datconnlimit END FROM pg_database WHERE datname = current_database()))
        """;

    private const string NotDurable = "SET synchronous_commit = off";

    private readonly NpgsqlConnectionStringBuilder _settings;
    private readonly Func<bool> _durable;
    private readonly NpgsqlDataSource _kept;
    private readonly AsyncLocal<Keeping?> _keeping = new();
    private readonly SemaphoreSlim _opening = new(1, 1);
    private volatile NpgsqlDataSource? _shared;

    /// <param name="settings">Of the connection string.</param>
    /// <param name="durable">Asked when a connection is made: whether commits wait for the disk.</param>
    public PostgreSqlPool(NpgsqlConnectionStringBuilder settings, Func<bool> durable)
    {
        (_settings, _durable) = (settings, durable);
        _kept = Source(s => (s.MinPoolSize, s.MaxPoolSize, s.Timeout, s.CommandTimeout) = (1, Kept, 5, 5));
    }

    /// <summary>What is opened from here on, until the end of what is returned, is the connection that is kept apart.</summary>
    public IDisposable Keep() => _keeping.Value = new Keeping();

    /// <exception cref="DbException">The server cannot be reached or refuses, or all connections stayed in use.</exception>
    public async Task<DbConnection> OpenAsync(CancellationToken ct) =>
        await (IsKept ? _kept : _shared ?? await SharedAsync(ct)).OpenConnectionAsync(ct);

    /// <summary>Closes those that wait for use, and those in use when they come back.</summary>
    public void Clear()
    {
        if (IsKept) _kept.Clear();
        else _shared?.Clear();
    }

    public void Dispose()
    {
        _kept.Dispose();
        _shared?.Dispose();
        _opening.Dispose();
    }

    private bool IsKept => _keeping.Value is { Over: false };

    /// <summary>The server is asked once how many it takes; by the connection that then is the one kept apart.</summary>
    private async Task<NpgsqlDataSource> SharedAsync(CancellationToken ct)
    {
        await _opening.WaitAsync(ct);
        try
        {
            if (_shared is { } known) return known;
            await using var connection = await _kept.OpenConnectionAsync(ct);
            var room = await connection.ExecuteScalarAsync<int>(Room);
            var chosen = _settings.Keys.Any(key => key == SizeKey);
            var most = chosen ? _settings.MaxPoolSize : Math.Clamp((room / Parts) - Kept - Clock, Least, Most);
            return _shared = Source(s => (s.MinPoolSize, s.MaxPoolSize) = (Math.Min(s.MinPoolSize, most), most));
        }
        finally
        {
            _opening.Release();
        }
    }

    private NpgsqlDataSource Source(Action<NpgsqlConnectionStringBuilder> change)
    {
        var settings = new NpgsqlConnectionStringBuilder(_settings.ToString());
        change(settings);
        var builder = new NpgsqlDataSourceBuilder(settings.ToString());
        builder.UsePhysicalConnectionInitializer(
            connection => _ = _durable() ? 0 : connection.Execute(NotDurable),
            connection => _durable() ? Task.CompletedTask : connection.ExecuteAsync(NotDurable));
        return builder.Build();
    }

    private sealed class Keeping : IDisposable
    {
        /// <summary>What was begun within and goes on afterwards has no part in it any more.</summary>
        public bool Over { get; private set; }

        public void Dispose() => Over = true;
    }
}
