using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Monitor.Store.Sql;

namespace Monitor.Store;

/// <summary>Registers the database and its tables.</summary>
internal static class StoreServices
{
    public static IServiceCollection AddStore(this IServiceCollection services)
    {
        services.AddSingleton(provider => Open(provider.GetRequiredService<IOptions<DataOptions>>().Value, provider.GetRequiredService<IOptions<StoreOptions>>().Value));
        services.AddSingleton<HitTable>();
        services.AddSingleton<HitSearch>();
        services.AddSingleton<CountsTable>();
        services.AddSingleton<RevisionTable>();
        services.AddSingleton<NewestHits>();
        services.AddSingleton<IdempotencyTable>();
        services.AddSingleton<PollTable>();
        services.AddSingleton<PayloadTable>();
        services.AddSingleton<CoverageTable>();
        services.AddSingleton<SourceStateTable>();
        services.AddSingleton<FeedTable>();
        services.AddSingleton<MessageTable>();
        services.AddSingleton<AddressTable>();
        services.AddSingleton<UnsubscribeTable>();
        services.AddSingleton<SecretTable>();
        services.AddSingleton<WatchChangeTable>();
        services.AddSingleton<ExpectTable>();
        services.AddSingleton<WithdrawnTable>();
        services.AddSingleton<AlarmTable>();
        services.AddSingleton<HeartbeatTable>();
        services.AddSingleton<ImportTable>();
        services.AddSingleton<ReportTable>();
        services.AddSingleton<SecretTable>();
        services.AddSingleton<AlertTable>();
        return services;
    }

    /// <summary>The database of these options; nothing is connected to yet.</summary>
    /// <exception cref="StoreException">The connection string or the password file cannot be read.</exception>
    public static Database Open(DataOptions data, StoreOptions store) =>
        store.Provider == StoreProvider.Sqlite ? new SqliteDatabase(PathOf(data, store), store.BusyTimeout) : PostgreSql(store);

    /// <summary>Not inlined: who stores in SQLite need not load the other client.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static PostgreSqlDatabase PostgreSql(StoreOptions store)
    {
        try
        {
            return new PostgreSqlDatabase(store.ConnectionString ?? "", store.PasswordFile is { Length: > 0 } file ? File.ReadAllText(file).TrimEnd() : null, store.BusyTimeout, store.Documents);
        }
        catch (ArgumentException ex)
        {
            // Not the exception's own text: it may repeat what is secret.
            throw new StoreException($"Store:ConnectionString cannot be read as PostgreSQL's: write Host=…;Database=…;Username=… ({ex.GetType().Name})");
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"Store:PasswordFile cannot be read: {ex.Message}", ex);
        }
    }

    /// <summary><c>Store:ConnectionString</c> may be <c>Data Source=FILE</c> or the file itself.</summary>
    private static string PathOf(DataOptions data, StoreOptions store)
    {
        if (string.IsNullOrWhiteSpace(store.ConnectionString)) return Path.Combine(data.Directory, "monitor.db");
        var given = store.ConnectionString;
        return given.Contains('=', StringComparison.Ordinal) ? new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(given).DataSource : given;
    }
}
