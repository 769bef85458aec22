using System.Data.Common;
using Npgsql;

namespace Monitor.Store.Sql;

/// <summary>What an error of PostgreSQL, or of its driver, means for who asked.</summary>
internal static class PostgreSqlErrors
{
    /// <summary>The connection is gone, or never was: shut down, cut, refused.</summary>
    public static bool IsLost(Exception? ex) => ex switch
    {
        PostgresException p => p.SqlState.StartsWith("57P", StringComparison.Ordinal) || p.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException n => !IsExhausted(n) && (n.InnerException is IOException or System.Net.Sockets.SocketException or TimeoutException || n.IsTransient),
        _ => false,
    };

    /// <summary>All connections of this program stayed in use. The driver says it in words only.</summary>
    public static bool IsExhausted(DbException ex) =>
        ex is NpgsqlException { InnerException: TimeoutException } and not PostgresException && ex.Message.Contains("pool has been exhausted", StringComparison.Ordinal);

    public static StoreFailure FailureOf(DbException ex) => (ex as PostgresException)?.SqlState switch
    {
        PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.OutOfMemory => StoreFailure.Busy,
        PostgresErrorCodes.DiskFull => StoreFailure.Full,
        _ => IsExhausted(ex) ? StoreFailure.Busy : IsLost(ex) ? StoreFailure.Unreachable : StoreFailure.Other,
    };

    public static string Text(DbException ex) => ex is PostgresException p ? p.MessageText : ex.InnerException?.Message ?? ex.Message;
}
