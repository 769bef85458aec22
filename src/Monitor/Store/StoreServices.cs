using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Monitor.Sources;
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
        services.AddSingleton<HitIdentifiers>();
        services.AddSingleton<CountsTable>();
        services.AddSingleton<RevisionTable>();
        services.AddSingleton<EventList>();
        services.AddSingleton<NewestHits>();
        services.AddSingleton<IdempotencyTable>();
        services.AddSingleton<PollTable>();
        services.AddSingleton<PayloadTable>();
        services.AddSingleton<CoverageTable>();
        services.AddSingleton<QueryAskedTable>();
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
        services.AddSingleton<ClockTable>();
        services.AddSingleton<HeartbeatTable>();
        services.AddSingleton<ImportTable>();
        services.AddSingleton<AdverseTable>();
        services.AddSingleton<AlertTable>();
        services.AddSingleton<StudyReads>();
        services.AddSingleton<ReportStates>();
        services.AddSingleton<ToldTable>();
        services.AddSingleton(NodeName.New());
        return services;
    }

    /// <summary>Where several nodes may share the store: turns at each host among them (decision 019).</summary>
    /// <param name="services">After <see cref="AddStore"/>.</param>
    /// <param name="values">The configuration.</param>
    public static IServiceCollection AddHostSlots(this IServiceCollection services, IConfiguration values)
    {
        if (!IsShared(values)) return services;
        return services.AddSingleton<IHostSlots>(provider => new HostSlotTable(
            (PostgreSqlDatabase)provider.GetRequiredService<Database>(), provider.GetRequiredService<NodeName>(),
            provider.GetRequiredService<IOptions<HttpOptions>>().Value.Timeout + TimeSpan.FromSeconds(30), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<HostSlotTable>>()));
    }

    /// <summary>Whether several nodes may share the store.</summary>
    public static bool IsShared(IConfiguration values) => nameof(StoreProvider.PostgreSql).Equals(values["Store:Provider"], StringComparison.OrdinalIgnoreCase);

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
            return PostgreSqlDatabase.At(store.ConnectionString ?? "", store.PasswordFile is { Length: > 0 } file ? File.ReadAllText(file).TrimEnd() : null, store.BusyTimeout);
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
