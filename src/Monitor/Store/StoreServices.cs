using Microsoft.Extensions.Options;
using Monitor.Store.Sql;

namespace Monitor.Store;

/// <summary>Registers the database and its tables.</summary>
internal static class StoreServices
{
    public static IServiceCollection AddStore(this IServiceCollection services)
    {
        services.AddSingleton(provider => new Database(
            PathOf(provider.GetRequiredService<IOptions<DataOptions>>().Value, provider.GetRequiredService<IOptions<StoreOptions>>().Value),
            provider.GetRequiredService<IOptions<StoreOptions>>().Value.BusyTimeout));
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

    /// <summary><c>Store:ConnectionString</c> may be <c>Data Source=FILE</c> or the file itself.</summary>
    private static string PathOf(DataOptions data, StoreOptions store)
    {
        if (string.IsNullOrWhiteSpace(store.ConnectionString)) return Path.Combine(data.Directory, "monitor.db");
        var given = store.ConnectionString;
        return given.Contains('=', StringComparison.Ordinal) ? new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(given).DataSource : given;
    }
}
