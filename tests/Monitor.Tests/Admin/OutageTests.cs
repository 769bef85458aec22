using System.Text.Json.Nodes;
using Monitor.Commands.Demo;
using Monitor.Delivery;
using Monitor.Simulator;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Admin;

/// <summary>An outage as the operator lives it: seen at once, mailed when it lasts, repaired by the next answer, provable ever after.</summary>
[OnEveryStore]
public sealed class OutageTests
{
    [Fact]
    public async Task An_outage_is_shown_mailed_repaired_and_stays_provable()
    {
        var world = new World(new WorldOptions { Seed = 3, Start = MonitorApp.Begin, Days = 30, Faults = [Faults.CtgovError] });
        var outage = world.Outages.First(o => o.From > MonitorApp.Begin.AddDays(2));
        var before = outage.From.AddMinutes(-10);
        world.Outages.ShouldNotContain(o => o.Covers(before));
        var clock = new DemoClock(before);
        await using var simulator = await SimulatorHost.StartAsync(world, clock);
        await using var app = await MonitorApp.StartAsync(simulator.BaseAddress, clock, options: ("Operator:Email", "ops@monitor.example"));
        await app.PollNowAsync("clinicaltrials.gov");
        (await GapsAsync(app)).ShouldBeEmpty();

        clock.AdvanceTo(outage.From.AddMinutes(1));
        await app.PollNowAsync("clinicaltrials.gov");
        var alarm = (await AlarmsAsync(app)).ShouldHaveSingleItem()!;
        ((string)alarm["kind"]!).ShouldBe("gap");
        ((string)alarm["text"]!).ShouldContain("HTTP 500");
        DateTimeOffset.Parse((string)alarm["since"]!, null).ShouldBe(before);
        var open = (await GapsAsync(app)).ShouldHaveSingleItem()!;
        ((string)open["kind"]!).ShouldBe("unproven");
        open["closed"].ShouldBeNull();
        var ready = await app.JsonAsync("/health/ready");
        ((string)ready["status"]!).ShouldBe("degraded");
        ((string)ready["alarms"]![0]!["source"]!).ShouldBe("clinicaltrials.gov");
        var digest = Flat((await app.DigestNowAsync()).First(m => m.Recipient == "lead"));
        digest.ShouldContain("clinicaltrials.gov: 2 searches (1 with records, 0 without, 1 failed); proved complete until");
        digest.ShouldContain("gaps: 1 open, 0 repaired");
        (await MailAsync(app)).ShouldBeEmpty("it may be a hiccup");

        clock.AdvanceTo(clock.GetUtcNow().AddMinutes(31));
        await app.Get<DeliveryService>().RunDueAsync(default);
        var told = (await MailAsync(app)).ShouldHaveSingleItem();
        told.Subject.ShouldBe("Monitor: 1 alarm | gap clinicaltrials.gov");
        told.Text.ShouldContain("HTTP 500");

        clock.AdvanceTo(outage.To.AddMinutes(1));
        await app.PollNowAsync("clinicaltrials.gov");
        await app.Get<DeliveryService>().RunDueAsync(default);
        (await AlarmsAsync(app)).ShouldBeEmpty();
        var repaired = (await GapsAsync(app)).ShouldHaveSingleItem()!;
        DateTimeOffset.Parse((string)repaired["closed"]!, null).ShouldBeGreaterThanOrEqualTo(outage.To);
        var window = (await CoverageAsync(app))["windows"]!.AsArray().ShouldHaveSingleItem("no hole is left")!;
        DateTimeOffset.Parse((string)window["to"]!, null).ShouldBeGreaterThan(outage.To);
        (await MailAsync(app)).Single(m => m.Id != told.Id).ShouldSatisfyAllConditions(
            m => m.Subject.ShouldBe("Monitor: 1 resolved | gap clinicaltrials.gov"), m => m.InReplyTo.ShouldBe(told.Id));
    }

    [Fact]
    public async Task A_feed_that_shows_its_last_three_items_only_is_an_alarm_within_that_poll()
    {
        var world = new World(new WorldOptions { Seed = 3, Start = MonitorApp.Begin, Days = 30, Faults = [Faults.FeedShort] });
        var outage = world.Outages.ShouldHaveSingleItem();
        var clock = new DemoClock(outage.From.AddDays(-6));
        await using var simulator = await SimulatorHost.StartAsync(world, clock);
        await using var app = await MonitorApp.StartAsync(simulator.BaseAddress, clock);
        while (clock.GetUtcNow() < outage.From)
        {
            (await app.PollNowAsync("fda-rss")).ShouldAllBe(p => p.Error == null);
            clock.AdvanceTo(clock.GetUtcNow().AddHours(12));
        }

        var polls = await app.PollNowAsync("fda-rss");
        polls.ShouldContain(p => p.Error != null && p.Error.Contains("ALARM shrunken: 3 items where the last answers had", StringComparison.Ordinal));
        ((string)(await app.JsonAsync("/api/sources"))["items"]!.AsArray().Single(s => (string)s!["name"]! == "fda-rss")!["alarms"]![0]!["kind"]!).ShouldBe("shrunken");
        var text = Flat((await app.DigestNowAsync()).First(m => m.Recipient == "safety"));
        text.ShouldContain("! SHRUNKEN fda-rss: 3 items where the last");
    }

    /// <summary>Without the breaks of its lines.</summary>
    private static string Flat(OutMessage message) => string.Join(' ', message.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task<JsonArray> AlarmsAsync(MonitorApp app) =>
        (await app.JsonAsync("/api/sources"))["items"]!.AsArray().Single(s => (string)s!["name"]! == "clinicaltrials.gov")!["alarms"]!.AsArray();

    private static async Task<JsonNode> CoverageAsync(MonitorApp app) =>
        (await app.JsonAsync("/api/coverage"))["items"]!.AsArray().Single(i => (string)i!["source"]! == "clinicaltrials.gov")!;

    private static async Task<JsonArray> GapsAsync(MonitorApp app) => (await CoverageAsync(app))["gaps"]!.AsArray();

    private static Task<IReadOnlyList<OutMessage>> MailAsync(MonitorApp app) => app.Get<MessageTable>().ListAsync("operator", 0, 9, default);
}
