using System.ComponentModel.DataAnnotations;

namespace Monitor.Store;

/// <summary>The database (section <c>Store</c>).</summary>
internal sealed class StoreOptions
{
    /// <summary>Which database keeps the documents. Default Sqlite; Sqlite, PostgreSql.</summary>
    public StoreProvider Provider { get; set; } = StoreProvider.Sqlite;

    /// <summary>How to reach the database; may hold a password and is masked wherever it is shown. Default: none, which means monitor.db in Data:Directory.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>File that holds the password for PostgreSQL, in place of one in the connection string. Default: none.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>How long a write waits for another one to finish. Default 00:00:30; 1 second to 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the raw answers of upstreams are kept, in days. Default 400; 1 to 36500.</summary>
    [Range(1, 36500)]
    public int PayloadDays { get; set; } = 400;

    /// <summary>How much room the raw answers of upstreams may take, in megabytes after compression; the oldest go first. Default 2000; 10 to 1000000.</summary>
    [Range(10, 1_000_000)]
    public int PayloadMegabytes { get; set; } = 2000;
}

/// <summary>The databases that Monitor knows.</summary>
internal enum StoreProvider
{
    Sqlite,
    PostgreSql,
}
