using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Monitor.Configuration;
using Monitor.Delivery;
using Monitor.Health;
using Monitor.Sources;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Health;

/// <summary>The dead man's switch: it is asked only while all is well, and its address stands nowhere.</summary>
[OnEveryStore]
public sealed class HeartbeatTests
{
    private const string Url = "https://beat.example/ping/s3cr3t-path?key=s3cr3t-key";

    [Fact]
    public async Task Beats_while_every_source_answers()
    {
        await using var station = await Station.NewAsync();
        await station.StartAsync();
        var net = Net();
        await Beat(station, net).BeatAsync(default);
        net.Requests.Single().Address.ShouldBe(new Uri(Url));
        (await State(station)).ShouldBe(new HeartbeatState(station.Time.GetUtcNow(), station.Time.GetUtcNow(), null));
    }

    [Fact]
    public async Task Falls_silent_when_a_source_is_overdue_and_beats_again_after()
    {
        await using var station = await Station.NewAsync(); // polled every hour
        await station.StartAsync();
        var (net, logs) = (Net(), new Lines());
        var heart = Beat(station, net, logs);
        station.Time.Advance(TimeSpan.FromHours(7)); // eight hours after the answer: two intervals and six hours
        await heart.BeatAsync(default);
        net.Requests.Count.ShouldBe(1);
        station.Time.Advance(TimeSpan.FromMinutes(1));
        await heart.BeatAsync(default);
        net.Requests.Count.ShouldBe(1);
        (await State(station))!.Error.ShouldBe("withheld: no complete answer for too long from pubmed");
        await station.PollAsync(new Fetched());
        await heart.BeatAsync(default);
        net.Requests.Count.ShouldBe(2);
        (await State(station))!.Error.ShouldBeNull();
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "refused")]
    [InlineData(HttpStatusCode.BadGateway, "no answer")]
    [InlineData(HttpStatusCode.TooManyRequests, "too many requests")]
    public async Task A_beat_that_is_not_taken_is_noted_without_the_address_and_not_repeated(HttpStatusCode status, string said)
    {
        await using var station = await Station.NewAsync();
        await station.StartAsync();
        var (net, logs) = (Net(status), new Lines());
        await Beat(station, net, logs).BeatAsync(default);
        net.Requests.Count.ShouldBe(1);
        (await State(station))!.Error.ShouldBe($"Operator:HeartbeatUrl: {said}");
        logs.All.ShouldHaveSingleItem();
        logs.All.ShouldAllBe(l => !l.Contains("s3cr3t"));
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_is_not_alive()
    {
        await using var station = await Station.NewAsync();
        await station.StartAsync();
        await station.Store.RowsAsync<int>("DROP TABLE heartbeat");
        var (net, logs) = (Net(), new Lines());
        await Beat(station, net, logs).BeatAsync(default);
        net.Requests.ShouldBeEmpty();
        logs.All.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Falls_silent_when_Monitor_itself_has_stopped()
    {
        await using var station = await Station.NewAsync();
        await station.StartAsync();
        await station.Store.RowsAsync<int>("ALTER TABLE write_probe RENAME TO nowhere");
        var (net, logs) = (Net(), new Lines());
        await Beat(station, net, logs).BeatAsync(default);
        net.Requests.ShouldBeEmpty();
        (await State(station))!.Error.ShouldStartWith("withheld: The store takes no write");
        await station.Store.RowsAsync<int>("ALTER TABLE nowhere RENAME TO write_probe");
        await Beat(station, net, logs).BeatAsync(default);
        net.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_from_a_time_to_come_counts_as_none()
    {
        await using var station = await Station.NewAsync();
        await station.StartAsync();
        station.Time.Advance(TimeSpan.FromDays(-400));
        var net = Net();
        await Beat(station, net).BeatAsync(default);
        net.Requests.ShouldBeEmpty();
        (await State(station))!.Error.ShouldBe("withheld: no complete answer for too long from pubmed");
    }

    [Fact]
    public async Task Without_an_address_nothing_is_asked()
    {
        await using var station = await Station.NewAsync();
        var net = Net();
        await Beat(station, net, url: null).BeatAsync(default);
        net.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void The_address_is_masked_and_a_wrong_one_is_not_repeated()
    {
        OptionsCatalog.Find("Operator:HeartbeatUrl").ShouldNotBeNull().Secret.ShouldBeTrue();
        using var folder = new TempFolder();
        var loaded = ConfigurationLoader.Load(folder.Path, [KeyValuePair.Create("Operator:HeartbeatUrl", "ftp://beat.example/s3cr3t")], new Dictionary<string, string>(), SourceCatalog.KnownNames);
        loaded.Errors.ShouldHaveSingleItem().ToString().ShouldNotContain("s3cr3t");
    }

    private static FakeInternet Net(HttpStatusCode status = HttpStatusCode.OK)
    {
        var net = new FakeInternet();
        net.On(_ => true, _ => FakeInternet.Answer("OK", "text/plain", status));
        return net;
    }

    private static Heartbeat Beat(Station station, FakeInternet net, Lines? logs = null, string? url = Url) => new(
        new HeartbeatTable(station.Store.Database), Judge.Of(station), net.Client(station.Time),
        Options.Create(new OperatorOptions { HeartbeatUrl = url }), station.Time, logs is null ? NullLogger<Heartbeat>.Instance : logs);

    private static Task<HeartbeatState?> State(Station station) => new HeartbeatTable(station.Store.Database).GetAsync(default);

    private sealed class Lines : ILogger<Heartbeat>
    {
        public List<string> All { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Add(formatter(state, exception) + exception);
    }
}
