using Dapper;
using Monitor.Documents;
using Monitor.Identity;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Tests.Infrastructure;

/// <summary>
/// A real database with all tables: a file in a folder of its own, or a schema of its own on a PostgreSQL server. Which of
/// them where a test does not say: MONITOR_TEST_STORE (Sqlite, PostgreSql), otherwise SQLite; such a test says by
/// <see cref="OnEveryStoreAttribute"/> that it runs on both.
/// </summary>
internal sealed class TempStore : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("monitor-test-");

    private readonly string? _server;

    private TempStore(StoreProvider provider, string? server, TimeSpan busyTimeout)
    {
        (Provider, _server) = (provider, server);
        Database = Open(busyTimeout);
        Hits = new HitTable(Database);
        Search = new HitSearch(Database, Hits);
        Revisions = new RevisionTable(Database);
        Polls = new PollTable(Database);
        Payloads = new PayloadTable(Database);
        Coverage = new CoverageTable(Database);
        Asked = new QueryAskedTable(Database);
        Sources = new SourceStateTable(Database);
        Feeds = new FeedTable(Database);
        Messages = new MessageTable(Database);
        Changes = new WatchChangeTable(Database);
        Expect = new ExpectTable(Database);
        Alarms = new AlarmTable(Database);
        Alerts = new AlertTable(Database);
        Addresses = new AddressTable(Database);
        Unsubscribed = new UnsubscribeTable(Database);
    }

    public StoreProvider Provider { get; }
    public string Folder => _folder.FullName;

    /// <summary>The file, where it is one.</summary>
    public string File => Path.Combine(Folder, "data", "monitor.db");

    /// <summary>Of the server, with the schema, where it is one.</summary>
    public string ConnectionString => _server ?? throw new InvalidOperationException("a file, not a server");

    /// <summary>The schema, where it is a server's.</summary>
    public string Schema => ((PostgreSqlDatabase)Database).Schema;

    public Database Database { get; }
    public HitTable Hits { get; }
    public HitSearch Search { get; }
    public RevisionTable Revisions { get; }
    public PollTable Polls { get; }
    public PayloadTable Payloads { get; }
    public CoverageTable Coverage { get; }
    public QueryAskedTable Asked { get; }
    public SourceStateTable Sources { get; }
    public FeedTable Feeds { get; }
    public MessageTable Messages { get; }
    public WatchChangeTable Changes { get; }
    public ExpectTable Expect { get; }
    public AlarmTable Alarms { get; }
    public AlertTable Alerts { get; }
    public AddressTable Addresses { get; }
    public UnsubscribeTable Unsubscribed { get; }

    /// <summary>With the schema.</summary>
    /// <param name="provider">Sqlite or PostgreSql; null = the usual.</param>
    public static async Task<TempStore> NewAsync(string? provider = null)
    {
        var store = await UnmadeAsync(provider);
        await store.Database.MigrateAsync(default);
        return store;
    }

    /// <summary>Nothing there yet.</summary>
    public static async Task<TempStore> UnmadeAsync(string? provider = null, TimeSpan? busyTimeout = null)
    {
        if (provider is null) OnStore.Demand();
        var chosen = Enum.Parse<StoreProvider>(provider ?? Usual);
        return new TempStore(chosen, chosen == StoreProvider.PostgreSql ? await PostgreSqlServer.NewSchemaAsync() : null, busyTimeout ?? TimeSpan.FromSeconds(30));
    }

    /// <summary>The same database, as another process opens it.</summary>
    public Database Again(TimeSpan? busyTimeout = null) => Open(busyTimeout ?? TimeSpan.FromSeconds(30));

    public Task SaveAsync(DateTimeOffset at, params Hit[] hits) =>
        Database.WriteAsync(tx => HitTable.SaveAsync(tx, [.. hits.Select(h => Revise.First(h, at).Hit)], at), default);

    public Task<List<T>> RowsAsync<T>(string sql) => Database.ReadAsync(async c => (await c.QueryAsync<T>(sql)).AsList(), default);

    public async Task<T> OneAsync<T>(string sql) => (await RowsAsync<T>(sql)).Single();

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await Database.ClearAsync(default);
        Database.Dispose();
        _folder.Delete(recursive: true);
    }

    internal static string Usual => Environment.GetEnvironmentVariable("MONITOR_TEST_STORE") is { Length: > 0 } named ? named : nameof(StoreProvider.Sqlite);

    private Database Open(TimeSpan busyTimeout) => _server is null ? new SqliteDatabase(File, busyTimeout) : PostgreSqlDatabase.At(_server, null, busyTimeout);
}
