using System.Data.Common;
using Npgsql;

namespace Monitor.Store.Sql;

/// <summary>What an error of PostgreSQL, or of its driver, means for who asked.</summary>
internal static class PostgreSqlErrors
{
    /// <summary>The connection is gone, or never was: shut down, cut, refused.</summary>
    public static bool IsLost(Exception? ex) => ex switch
    {
        PostgresException { SqlState: ['5', '7', 'P', ..] or ['0', '8', ..] } => true,
        PostgresException => false,
        NpgsqlException n when IsExhausted(n) => false,
        NpgsqlException n => n.IsTransient || n.InnerException is IOException or System.Net.Sockets.SocketException or TimeoutException,
        _ => false,
    };

    /// <summary>All connections of this program stayed in use. The driver says it in words only.</summary>
    public static bool IsExhausted(DbException ex) =>
        ex is NpgsqlException { InnerException: TimeoutException } && ex.Message.Contains("pool has been exhausted", StringComparison.Ordinal);

    public static StoreFailure FailureOf(DbException ex) => (ex as PostgresException)?.SqlState switch
    {
        PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.LockNotAvailable => StoreFailure.Busy,
        PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.OutOfMemory => StoreFailure.Busy,
        PostgresErrorCodes.DiskFull => StoreFailure.Full,
        _ => IsExhausted(ex) ? StoreFailure.Busy : IsLost(ex) ? StoreFailure.Unreachable : StoreFailure.Other,
    };

    public static string Text(DbException ex) => ex is PostgresException p ? p.MessageText : ex.InnerException?.Message ?? ex.Message;
}
