using System.Data.Common;
using Dapper;
using Monitor.Sources;

namespace Monitor.Store.Sql;

/// <summary>
/// Turns at each host among the nodes on one PostgreSQL. A session's advisory lock is held from before a request until its
/// answer is in: the server gives it back when a node dies. The row says when the last request was over, so that the next
/// one keeps its distance from there: only then it is sure when that one reached the host.
/// </summary>
/// <param name="database">The store.</param>
/// <param name="node">This process.</param>
/// <param name="longest">How long another node's request can take at most; one that holds the lock for longer stands still.</param>
/// <param name="time">Ours, as that of all nodes.</param>
/// <param name="logger">Told of one that stands still.</param>
internal sealed partial class HostSlotTable(PostgreSqlDatabase database, NodeName node, TimeSpan longest, TimeProvider time, ILogger<HostSlotTable> logger) : IHostSlots
{
    /// <summary>Beside the lock of the writes, which is another space of keys.</summary>
    private const int LockSpace = 0x4D6F6E6A;

    /// <summary>The distance is kept from the answer before; from now, and twice, if that never came: its request may still be on the way.</summary>
    private const string Reserve = """
        INSERT INTO host_slot (host, owner, sent) VALUES (@host, @owner, @now)
        ON CONFLICT (host) DO UPDATE SET owner = excluded.owner, answered = NULL,
            sent = greatest(@now, host_slot.not_before, @spacing + coalesce(host_slot.answered, greatest(host_slot.sent, @now) + @spacing))
        RETURNING sent
        """;

    public async Task<IHostSlot> TakeAsync(string host, TimeSpan spacing, CancellationToken ct)
    {
        var (connection, at) = await database.LendAsync(async c =>
        {
            await LockAsync(c, host, ct);
            // Up to a millisecond is cut off where instants are stored: one is added to the distance.
            var args = new { host, owner = node.Value, now = time.GetUtcNow().Ms(), spacing = (long)Math.Ceiling(spacing.TotalMilliseconds) + 1 };
            return (await c.ExecuteScalarAsync<long>(new CommandDefinition(Reserve, args, cancellationToken: ct))).At();
        }, ct);
        return new Slot(this, connection, host, at);
    }

    private async Task LockAsync(DbConnection connection, string host, CancellationToken ct)
    {
        try
        {
            // One command is one transaction: the time-out ends with it, the lock does not.
            await connection.ExecuteAsync(new CommandDefinition(
                "SELECT set_config('lock_timeout', @wait, true); SELECT pg_advisory_lock(@LockSpace, hashtext(current_schema() || '/' || @host))",
                new { wait = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(long)longest.TotalMilliseconds}ms"), LockSpace, host },
                commandTimeout: (int)longest.TotalSeconds + 30, cancellationToken: ct));
        }
        catch (Npgsql.PostgresException ex) when (ex.SqlState == Npgsql.PostgresErrorCodes.LockNotAvailable)
        {
            // Its request is over for long, or will never come: the distance by the row is enough.
            Log.StandsStill(logger, host, longest);
        }
    }

    private async ValueTask GiveBackAsync(DbConnection connection, string host, DateTimeOffset notBefore)
    {
        await using var lent = connection;
        try
        {
            await connection.ExecuteAsync(
                "UPDATE host_slot SET answered = @now, not_before = greatest(not_before, @until) WHERE host = @host AND owner = @owner",
                new { host, owner = node.Value, now = time.GetUtcNow().Ms() + 1, until = Math.Max(0, notBefore.Ms()) });
            // After the commit of the row: whoever gets the lock reads it.
            await connection.ExecuteAsync("SELECT pg_advisory_unlock_all()");
        }
        catch (DbException)
        {
            database.Drop(connection);
        }
    }

    private sealed class Slot(HostSlotTable table, DbConnection connection, string host, DateTimeOffset at) : IHostSlot
    {
        public DateTimeOffset At => at;

        public ValueTask GiveBackAsync(DateTimeOffset notBefore) => table.GiveBackAsync(connection, host, notBefore);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "Another node has been asking {Host} for longer than {Longest}: it is not waited for any more.")]
        public static partial void StandsStill(ILogger logger, string host, TimeSpan longest);
    }
}
