using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Monitor.Documents;
using Monitor.Polling;
using Monitor.Sources;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Tests.Infrastructure;

/// <summary>Everything real from the window to the database, between a stub upstream and a clock that a test sets.</summary>
internal sealed class Station : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private Station(TempStore store, StubSource source) => (Store, Source) = (store, source);

    public TempStore Store { get; }
    public StubSource Source { get; }
    public JumpingTime Time { get; } = new(Start);

    /// <summary>As configured now; a test may change them between runs.</summary>
    public List<Watch> Watches { get; } = [Any.Watch()];

    public List<Recipient> Recipients { get; } = [Any.Recipient("ann", "hair")];

    public static Task<Station> NewAsync() => NewAsync(new StubSource("pubmed", _ => new Fetched()));

    public static async Task<Station> NewAsync(StubSource source) => new(await TempStore.NewAsync(), source);

    public Subscribers Subscribers => new([.. Watches], [.. Recipients], []);

    /// <param name="clock">Of this node; null = the station's.</param>
    /// <param name="options">Of this node; null = as delivered.</param>
    public PollService Polls(TimeProvider? clock = null, IOptions<PollingOptions>? options = null)
    {
        var time = clock ?? Time;
        var ingest = new Ingest(Store.Database, Subscribers, Time);
        var run = new PollRun(Store.Coverage, Store.Asked, Store.Sources, Store.Feeds, ingest, time, NullLogger<PollRun>.Instance);
        var catalog = new SourceCatalog([Source]);
        var times = new PollTimes(Store.Coverage, Store.Asked, Store.Sources, new ClockTable(Store.Database, Time), time);
        return new PollService(catalog, Subscribers, run, times, new WatchChanges(Store.Database, Store.Changes, catalog, time, NullLogger<WatchChanges>.Instance),
            new ExpectCheck(Store.Expect, Store.Coverage, Store.Feeds, time, NullLogger<ExpectCheck>.Instance),
            new WithdrawnCheck(new WithdrawnTable(Store.Database), ingest, time, NullLogger<WithdrawnCheck>.Instance), Store.Sources, Store.Alarms, NodeName.New(), options ?? Options.Create(new PollingOptions()), time,
            NullLogger<PollService>.Instance);
    }

    /// <summary>Polls now, an hour after the last time, with this answer.</summary>
    public async Task<Poll> PollAsync(Fetched answer, string? watch = null) => await PollAsync(_ => answer, watch);

    public async Task<Poll> PollAsync(Func<FetchRequest, Fetched> answer, string? watch = null)
    {
        Source.Answer = answer;
        var polls = await Polls().RunNowAsync(null, watch ?? (Source.Feeds.Count > 0 ? null : Watches[0].Name), null, default);
        Time.Advance(TimeSpan.FromHours(1));
        return polls.Single();
    }

    /// <summary>A first, silent run that finds nothing.</summary>
    public async Task StartAsync()
    {
        foreach (var watch in Watches) await PollAsync(new Fetched(), watch.Name);
    }

    /// <summary>Who is due what: <c>ann pubmed:1 new</c>, in the order of the revisions.</summary>
    public Task<List<string>> DueAsync() =>
        Store.RowsAsync<string>("SELECT d.recipient || ' ' || r.hit_id || ' ' || r.type FROM due d JOIN revision r ON r.seq = d.seq ORDER BY r.seq, d.recipient");

    /// <summary>Until when the first (or only) query is covered; null = not at all.</summary>
    public async Task<DateTimeOffset?> CoveredUntilAsync() =>
        await Store.OneAsync<long?>("SELECT max(window_to) FROM coverage") is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
