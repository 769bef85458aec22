using Dapper;
using Monitor.Documents;
using Monitor.Identity;
using Monitor.Store.Sql;

namespace Monitor.Tests.Infrastructure;

/// <summary>A real database file in a folder of its own, with all tables.</summary>
internal sealed class TempStore : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("monitor-test-");

    private TempStore(TimeSpan busyTimeout)
    {
        Database = new Database(Path.Combine(_folder.FullName, "data", "monitor.db"), busyTimeout);
        Hits = new HitTable(Database);
        Search = new HitSearch(Database, Hits);
        Revisions = new RevisionTable(Database);
        Polls = new PollTable(Database);
        Payloads = new PayloadTable(Database);
        Coverage = new CoverageTable(Database);
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

    public string Folder => _folder.FullName;
    public Database Database { get; }
    public HitTable Hits { get; }
    public HitSearch Search { get; }
    public RevisionTable Revisions { get; }
    public PollTable Polls { get; }
    public PayloadTable Payloads { get; }
    public CoverageTable Coverage { get; }
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
    public static async Task<TempStore> NewAsync()
    {
        var store = Unmade();
        await store.Database.MigrateAsync(default);
        return store;
    }

    /// <summary>No file yet.</summary>
    public static TempStore Unmade(TimeSpan? busyTimeout = null) => new(busyTimeout ?? TimeSpan.FromSeconds(30));

    /// <summary>The same file, as another process opens it.</summary>
    public Database Again() => new(Database.Path, TimeSpan.FromSeconds(30));

    public Task SaveAsync(DateTimeOffset at, params Hit[] hits) =>
        Database.WriteAsync(tx => HitTable.SaveAsync(tx, [.. hits.Select(h => Revise.First(h, at).Hit)], at), default);

    public Task<List<T>> RowsAsync<T>(string sql) => Database.ReadAsync(async c => (await c.QueryAsync<T>(sql)).AsList(), default);

    public async Task<T> OneAsync<T>(string sql) => (await RowsAsync<T>(sql)).Single();

    public ValueTask DisposeAsync()
    {
        Database.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
