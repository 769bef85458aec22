using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monitor.Commands.Demo;
using Monitor.Documents;
using Monitor.Polling;
using Monitor.Simulator;
using Monitor.Sources;
using Monitor.Telemetry;
using Monitor.Tests.Infrastructure;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Telemetry;

/// <summary>What a collector gets to know of the worker, and what it never costs.</summary>
[Collection(Alone.Name)]
[OnOneStore("the subject is what leaves for the collector")]
public sealed class TelemetryTests
{
    [Fact]
    public async Task A_collector_learns_of_polls_requests_mails_and_of_what_waits()
    {
        await using var collector = await Collector.StartAsync();
        using var folder = new TempFolder();
        var headers = Path.Combine(folder.Path, "headers.txt");
        await File.WriteAllTextAsync(headers, "# for the collector\nx-collector-key = a key with=signs\n");
        await using var simulator = await SimulatorHost.StartAsync(new World(new WorldOptions { Seed = 3, Start = MonitorApp.Begin, Days = 30 }), new DemoClock(MonitorApp.Begin.AddDays(5)));
        IReadOnlyList<Poll> polls;
        int mails;
        await using (var app = await MonitorApp.StartAsync(simulator.BaseAddress, new DemoClock(MonitorApp.Begin.AddDays(5)), true,
            ("Telemetry:Endpoint", collector.Address.AbsoluteUri), ("Telemetry:HeadersFile", headers), ("Telemetry:Interval", "00:00:01")))
        {
            polls = await app.PollNowAsync();
            mails = (await app.DigestNowAsync()).Count;
            app.Clock.AdvanceTo(app.Clock.GetUtcNow().AddHours(2));
            // The gauges are of the last reading, which may be older than the polls and the mails.
            foreach (var source in polls.Select(p => p.Source).Distinct(StringComparer.Ordinal))
            {
                await ShownAsync(collector, "monitor.source.success.age", p => p.Attributes.GetValueOrDefault("monitor.source") == source && p.Value >= 7200);
            }

            await ShownAsync(collector, "monitor.messages", p => p.Attributes.GetValueOrDefault("monitor.message.state") == "sent" && p.Value >= mails);
        }

        foreach (var source in polls.GroupBy(p => p.Source, StringComparer.Ordinal))
        {
            Sum(collector, "monitor.polls", ("monitor.source", source.Key)).ShouldBe(source.Count(), source.Key);
            Sum(collector, "monitor.records", ("monitor.source", source.Key), ("monitor.result", "new")).ShouldBe(source.Sum(p => p.New), source.Key);
            Last(collector, "monitor.source.success.age", ("monitor.source", source.Key)).Value.ShouldBeGreaterThanOrEqualTo(7200, source.Key);
            Last(collector, "monitor.poll.duration", ("monitor.source", source.Key)).Count.ShouldBeGreaterThan(0);
        }

        Sum(collector, "monitor.mails", ("monitor.outcome", "sent")).ShouldBe(mails);
        Last(collector, "monitor.messages", ("monitor.message.state", "sent")).Value.ShouldBe(mails);
        Last(collector, "monitor.due.waiting").Value.ShouldBe(0);
        foreach (var name in (string[])["monitor.source.backoff.level", "monitor.gaps", "monitor.due.age", "monitor.messages.age"]) Last(collector, name).Value.ShouldBe(0, name);

        var spans = collector.Spans;
        var requests = spans.Where(s => s.Attributes.ContainsKey("server.address")).ToList();
        Last(collector, "http.client.request.duration").Unit.ShouldBe("s");
        requests.Count.ShouldBe((int)collector.Points.Where(p => p.Metric == "http.client.request.duration")
            .GroupBy(p => string.Join(' ', p.Attributes.Values), StringComparer.Ordinal).Sum(g => g.Last().Count));
        requests.ShouldAllBe(r => r.Attributes["http.response.status_code"] == "200" && r.Attributes["server.address"] == "127.0.0.1" && r.Attributes["monitor.response.bytes"] != "0");
        var runs = spans.Where(s => s.Name.StartsWith("poll ", StringComparison.Ordinal)).ToDictionary(s => s.Id, StringComparer.Ordinal);
        runs.Count.ShouldBe(polls.Count);
        requests.Where(r => r.Name == "GET").ShouldAllBe(r => r.Parent.Length == 0 || runs.ContainsKey(r.Parent));
        runs.Values.ShouldAllBe(run => requests.Any(r => r.Parent == run.Id && r.Trace == run.Trace));
        spans.Count(s => s.Name == "mail digest" && s.Attributes["monitor.outcome"] == "sent").ShouldBe(mails);

        collector.Keys.Distinct().ShouldBe(["a key with=signs"]);
        collector.Everything.ShouldNotContain("@demo.example");
        collector.Everything.ShouldNotContain("exosome*");
        collector.Everything.ShouldNotContain("tests@monitor.example");
    }

    [Fact]
    public async Task Without_a_collector_nothing_is_built_and_nothing_is_measured()
    {
        await using var simulator = await SimulatorHost.StartAsync(new World(new WorldOptions { Seed = 3, Start = MonitorApp.Begin, Days = 3 }), new DemoClock(MonitorApp.Begin));
        await using var app = await MonitorApp.StartAsync(simulator.BaseAddress);
        app.Services.GetServices<IHostedService>().ShouldNotContain(s => s is ExportEnd || s is StoreReadings);
        app.Services.GetService<TracerProvider>().ShouldBeNull();
        app.Services.GetService<MeterProvider>().ShouldBeNull();
        RequestSignal.Begin(HttpMethod.Get, simulator.BaseAddress, 1).ShouldBeNull();
        PollSignal.Begin("pubmed", null).ShouldBeNull();
    }

    [Theory]
    [InlineData("HttpProtobuf", true)]
    [InlineData("HttpProtobuf", false)]
    [InlineData("Grpc", true)]
    public async Task A_collector_that_is_not_there_or_never_answers_stops_neither_polls_nor_the_end(string protocol, bool silent)
    {
        await using var nobody = await StubUpstream.SilentAsync();
        var address = nobody.Address;
        if (!silent) await nobody.DisposeAsync();
        await using var simulator = await SimulatorHost.StartAsync(new World(new WorldOptions { Seed = 3, Start = MonitorApp.Begin, Days = 3 }), new DemoClock(MonitorApp.Begin.AddDays(2)));
        var app = await MonitorApp.StartAsync(simulator.BaseAddress, new DemoClock(MonitorApp.Begin.AddDays(2)), true,
            ("Telemetry:Endpoint", address.AbsoluteUri), ("Telemetry:Protocol", protocol), ("Telemetry:Interval", "00:00:01"));
        (await app.PollNowAsync()).ShouldAllBe(p => p.Error == null);
        (await app.DigestNowAsync()).ShouldAllBe(m => m.Kind == "digest");
        await app.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(25), TimeProvider.System);
    }

    [Fact]
    public void While_the_store_does_not_answer_its_gauges_are_absent_and_not_of_yesterday()
    {
        using var gauges = new StoreGauges(new DemoClock(MonitorApp.Begin));
        using var heard = new Heard("monitor.due.waiting");
        gauges.Show(new StoreFigures
        {
            LastSuccess = new Dictionary<string, DateTimeOffset>(), BackOff = new Dictionary<string, int>(), Gaps = new Dictionary<string, int>(), Alarms = new Dictionary<string, int>(),
            Due = 3, OldestDue = null, Messages = new Dictionary<string, int>(), OldestMessage = null,
        });
        heard.Look().ShouldBe([3]);
        gauges.Show(null);
        heard.Look().ShouldBeEmpty();
    }

    private static double Sum(Collector collector, string metric, params (string Tag, string Value)[] tags) =>
        Of(collector, metric, tags).GroupBy(p => string.Join(' ', p.Attributes.OrderBy(a => a.Key, StringComparer.Ordinal)), StringComparer.Ordinal).Sum(g => g.Last().Value);

    private static CollectedPoint Last(Collector collector, string metric, params (string Tag, string Value)[] tags) => Of(collector, metric, tags).Last();

    private static IEnumerable<CollectedPoint> Of(Collector collector, string metric, (string Tag, string Value)[] tags)
    {
        var points = collector.Points.Where(p => p.Metric == metric && tags.All(t => p.Attributes.GetValueOrDefault(t.Tag) == t.Value)).ToList();
        points.ShouldNotBeEmpty($"{metric} {string.Join(' ', tags)}");
        return points;
    }

    /// <summary>Metrics go out on a timer of the exporter's own.</summary>
    private static async Task ShownAsync(Collector collector, string metric, Func<CollectedPoint, bool> what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (!collector.Points.Any(p => p.Metric == metric && what(p))) await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, limit.Token);
    }
}
