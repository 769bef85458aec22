using System.Data.Common;
using Monitor.Store;
using Monitor.Store.Sql;
using Npgsql;

namespace Monitor.Tests.Infrastructure;

/// <summary>Connections that somebody has and does not give back.</summary>
internal sealed class Slots : IAsyncDisposable
{
    private readonly List<DbConnection> _taken = [];

    /// <summary>How many.</summary>
    public int Count => _taken.Count;

    /// <summary>All that a program has for its work.</summary>
    public static async Task<Slots> OfProgramAsync(Database database)
    {
        var slots = new Slots();
        try
        {
            while (true) slots._taken.Add((await ((PostgreSqlDatabase)database).LendAsync(_ => Task.FromResult(true), default)).Connection);
        }
        catch (StoreException ex) when (ex.Failure == StoreFailure.Busy)
        {
            return slots;
        }
    }

    /// <summary>All that a server has left, also those for a superuser; but for those that the program keeps for health.</summary>
    public static async Task<Slots> OfServerAsync(string connectionString, Database database)
    {
        var slots = new Slots();
        await slots.TakeAsync(connectionString);
        // The program loses what its pool has, as by an outage, and others are there first.
        await using var last = (await ((PostgreSqlDatabase)database).LendAsync(_ => Task.FromResult(true), default)).Connection;
        ((PostgreSqlDatabase)database).Drop(last);
        await last.DisposeAsync();
        await slots.TakeAsync(connectionString);
        return slots;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _taken) await connection.DisposeAsync();
    }

    private async Task TakeAsync(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        // The server counts one that was closed until its process is gone.
        for (var refused = 0; refused < 20;)
        {
            var connection = new NpgsqlConnection(settings.ToString());
            try
            {
                await connection.OpenAsync();
                _taken.Add(connection);
            }
            catch (PostgresException ex) when (ex.SqlState == PostgresErrorCodes.TooManyConnections)
            {
                await connection.DisposeAsync();
                refused++;
            }
        }
    }
}
