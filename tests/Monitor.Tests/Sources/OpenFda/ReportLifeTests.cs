using Monitor.Commands.Demo;
using Monitor.Documents;
using Monitor.Simulator;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.OpenFda;

/// <summary>A month of simulated reports through the real source, store, digest and API.</summary>
[OnEveryStore]
public sealed class ReportLifeTests
{
    private const string Source = "openfda-events";
    private static readonly string[] Named = ["EXOSOM", "EXTRACELLULAR VESICLES"];

    [Fact]
    public async Task Reports_are_counted_once_told_in_a_line_and_never_make_a_mail_or_a_hit()
    {
        var clock = new DemoClock(MonitorApp.Begin);
        var world = new World(new WorldOptions { Seed = 4, Start = MonitorApp.Begin });
        await using var simulator = await SimulatorHost.StartAsync(world, clock);
        await using var app = await MonitorApp.StartAsync(simulator.BaseAddress, clock);
        await app.DigestNowAsync();
        var first = await app.PollNowAsync(Source);
        first.ShouldHaveSingleItem().Watch.ShouldBe(DemoWatches.ExosomeSafety);
        first[0].New.ShouldBe(On(world, clock.GetUtcNow()).Count());
        // What existed is counted silently.
        (await app.DigestNowAsync()).ShouldAllBe(m => !m.Text.Contains("REPORTED"));

        var before = On(world, clock.GetUtcNow()).ToHashSet();
        clock.AdvanceTo(MonitorApp.Begin.AddDays(29));
        var second = (await app.PollNowAsync(Source)).ShouldHaveSingleItem();
        var now = On(world, clock.GetUtcNow()).ToList();
        var added = now.Where(r => !before.Contains(r)).ToList();
        (second.New, second.Known, second.Outcome).ShouldBe((added.Count, before.Count(r => r.Received >= new DateOnly(2026, 1, 5).AddDays(-200)), PollOutcome.Ok), "a count reaches 200 days back");
        added.ShouldContain(r => r.Kind == "drug" && r.Received < new DateOnly(2026, 1, 1), "the quarter's drug reports come late");

        var mail = (await app.DigestNowAsync()).Single(m => m.Recipient == "safety");
        var text = string.Join(' ', mail.Text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
        text.ShouldContain($"Reports of adverse events naming the products of Exosome safety: {added.Count} new, {added.Count(r => r.Serious)} serious (");
        text.ShouldContain("Counted by date received; drug reports come quarterly. Unverified reports");
        text.ShouldContain("\"Do not rely on openFDA to make decisions regarding medical care.\"");
        mail.Html.ShouldContain("REPORTED");
        mail.Subject.ShouldStartWith("Nothing new");
        (await app.PollNowAsync(Source)).ShouldAllBe(p => p.New == 0 && p.Changed == 0 && p.Error == null);
        (await app.DigestNowAsync()).ShouldAllBe(m => !m.Text.Contains("REPORTED"));

        ((int)(await app.JsonAsync("/api/hits"))["total"]!).ShouldBe(0);
        var events = await app.JsonAsync("/api/events?watch=exosome-safety&since=2025-01-01");
        ((int)events["total"]!).ShouldBe(now.Count(r => r.Received >= new DateOnly(2025, 1, 5)));
        ((string)events["disclaimer"]!).ShouldStartWith("Do not rely on openFDA");
        events["items"]!.AsArray().Sum(d => (int)d!["serious"]!).ShouldBe(now.Count(r => r.Serious && r.Received >= new DateOnly(2025, 1, 5)));
        events["changes"]!.AsArray().ShouldAllBe(c => c!["reactions"]!.AsArray().Count > 0);
        (await app.JsonAsync("/api/events?watch=none"))["items"]!.AsArray().ShouldBeEmpty();
        (await app.ProblemAsync("/api/events?since=soon")).ShouldContain("since");
    }

    [Fact]
    public async Task A_report_alone_sends_no_digest_and_waits_for_the_next()
    {
        var clock = new DemoClock(MonitorApp.Begin);
        var world = Enumerable.Range(1, 50).Select(seed => new World(new WorldOptions { Seed = seed, Start = MonitorApp.Begin }))
            .First(w => On(w, MonitorApp.Begin.AddDays(6)).Count() > On(w, MonitorApp.Begin).Count());
        await using var simulator = await SimulatorHost.StartAsync(world, clock);
        await using var app = await MonitorApp.StartAsync(simulator.BaseAddress, clock);
        await app.PollNowAsync(Source);
        await app.DigestNowAsync();
        clock.AdvanceTo(MonitorApp.Begin.AddDays(6));
        (await app.PollNowAsync(Source)).Sum(p => p.New).ShouldBeGreaterThan(0);
        var delivery = app.Get<Monitor.Delivery.DeliveryService>();
        (await delivery.RunNowAsync(null, evenEmpty: false, default)).ShouldBeEmpty();
        (await app.DigestNowAsync()).Single(m => m.Recipient == "safety").Text.ShouldContain("REPORTED");
    }

    [Fact]
    public async Task A_failed_count_is_a_failure_and_no_zero()
    {
        var clock = new DemoClock(MonitorApp.Begin);
        var world = new World(new WorldOptions { Seed = 4, Start = MonitorApp.Begin, Faults = [Faults.OpenFdaEventsError] });
        await using var simulator = await SimulatorHost.StartAsync(world, clock);
        await using var app = await MonitorApp.StartAsync(simulator.BaseAddress, clock);
        await app.PollNowAsync(Source);
        var before = (await app.JsonAsync("/api/events?since=2024"))["items"]!.ToJsonString();
        clock.AdvanceTo(world.Outages[0].From.AddMinutes(1));
        var poll = (await app.PollNowAsync(Source)).ShouldHaveSingleItem();
        (poll.Outcome, poll.Retrieved).ShouldBe((PollOutcome.Failed, 0));
        poll.Error!.ShouldContain("500");
        (await app.JsonAsync("/api/events?since=2024"))["items"]!.ToJsonString().ShouldBe(before);
    }

    private static IEnumerable<Monitor.Simulator.Records.ReportContent> On(World world, DateTimeOffset now) =>
        world.Reports.Where(r => r.VisibleFrom <= now && r.Received >= DateOnly.FromDateTime(MonitorApp.Begin.AddYears(-1).UtcDateTime) && Named.Any(n => r.Product.Contains(n, StringComparison.Ordinal)));
}
