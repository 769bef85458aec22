using System.Globalization;
using Monitor.Tests.Infrastructure.Runs;
using Npgsql;
using Xunit;

namespace Monitor.Tests.Infrastructure;

/// <summary>
/// A PostgreSQL server for tests: the one that MONITOR_POSTGRES names (a connection string of a user that may make schemas),
/// otherwise a private cluster, started when first asked for. Never another engine: without either, the test is skipped and
/// says so.
/// </summary>
internal static class PostgreSqlServer
{
    private static readonly Lazy<PostgreSqlCluster> One = new(() => PostgreSqlCluster.Start());
    private static int _schemas;

    private static string? Given => Environment.GetEnvironmentVariable("MONITOR_POSTGRES") is { Length: > 0 } given ? given : null;

    /// <summary>A connection string with a schema that is not there yet; skips the test without a server.</summary>
    public static async Task<string> NewSchemaAsync()
    {
        var server = Shared();
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        var name = string.Create(CultureInfo.InvariantCulture, $"t{Environment.ProcessId}_{Interlocked.Increment(ref _schemas)}");
        // A small pool that is gone soon: every test has one of its own.
        return new NpgsqlConnectionStringBuilder(server) { SearchPath = name, MaxPoolSize = 8, ConnectionIdleLifetime = 2, ConnectionPruningInterval = 1 }.ToString();
    }

    /// <summary>The server that all tests share; skips the test without one.</summary>
    public static string Shared()
    {
        Assert.SkipWhen(Given is null && PostgreSqlCluster.Binaries() is null, "no PostgreSQL: MONITOR_POSTGRES names no server, and initdb and pg_ctl are not installed (Debian: postgresql)");
        return Given ?? One.Value.ConnectionString;
    }

    /// <summary>A cluster of its own, for tests that stop it; skips the test without binaries.</summary>
    /// <param name="slots">How many connections it takes.</param>
    public static PostgreSqlCluster Own(int slots = 300)
    {
        NeedBinaries();
        return PostgreSqlCluster.Start(slots: slots);
    }

    /// <summary>Skips the test where no cluster can be started.</summary>
    public static void NeedBinaries() =>
        Assert.SkipWhen(PostgreSqlCluster.Binaries() is null, "no PostgreSQL: initdb and pg_ctl are not installed (Debian: postgresql)");
}
