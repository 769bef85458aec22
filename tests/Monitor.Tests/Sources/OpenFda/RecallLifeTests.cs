using Dapper;
using Monitor.Commands.Demo;
using Monitor.Documents;
using Monitor.Simulator;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.OpenFda;

/// <summary>Months of simulated recalls through the real source, store and digest.</summary>
[OnEveryStore]
public sealed class RecallLifeTests
{
    private const string Source = "openfda-enforcement";

    [Fact]
    public async Task Class_end_status_and_further_lots_of_old_reports_reach_the_reader_once()
    {
        var clock = new DemoClock(MonitorApp.Begin);
        var world = new World(new WorldOptions { Seed = 11, Start = MonitorApp.Begin, Days = 120 });
        await using var simulator = await SimulatorHost.StartAsync(world, clock);
        await using var app = await MonitorApp.StartAsync(simulator.BaseAddress, clock);
        await app.PollNowAsync(Source);
        (await DueAsync(app)).ShouldBeEmpty();
        for (var day = 2; day <= 120; day += 2)
        {
            clock.AdvanceTo(MonitorApp.Begin.AddDays(day));
            (await app.PollNowAsync(Source)).ShouldAllBe(p => p.Error == null);
        }

        var expected = world.Events(MonitorApp.Begin, DateTimeOffset.MaxValue)
            .Where(e => e.Source == Source && MonitorApp.IsWatched(e)).ToList();
        foreach (var type in new[] { "new", "class-assigned", "status-changed", "terminated", "updated" }) expected.ShouldContain(e => e.Type == type, type);
        // Most changes come to reports that are older than the window.
        expected.Where(e => e.Type is "status-changed" or "updated").ShouldContain(e => world.Recalls.Single(r => r.Id == e.ExternalId).Versions[0].VisibleFrom < e.At.AddDays(-45));
        (await DueAsync(app)).ShouldBe(expected.Select(e => $"safety {Source}:{e.ExternalId} {e.Type}"), ignoreOrder: true);
        var assigned = (await app.Get<RevisionTable>().OfAsync([.. expected.Where(e => e.Type == "class-assigned").Select(e => $"{Source}:{e.ExternalId}")], default)).SelectMany(g => g)
            .Where(r => r.Type == RevisionType.ClassAssigned).SelectMany(r => r.Changes).ToList();
        assigned.ShouldAllBe(c => c.Field == "recallClass" && c.Old == "Not Yet Classified" && c.New!.StartsWith("Class I", StringComparison.Ordinal));

        var mail = (await app.DigestNowAsync()).Single(m => m.Recipient == "safety");
        var events = expected.Select(e => world.Recalls.Single(r => r.Id == e.ExternalId).Versions[0].Content.EventId).Distinct().Count();
        mail.Subject.ShouldContain($"{events} FDA notices");
        mail.Text.ShouldContain("of this recall event");
        (await app.DigestNowAsync()).Single(m => m.Recipient == "safety").Text.ShouldNotContain("recall event");
    }

    [Fact]
    public async Task A_recall_that_is_over_is_not_asked_for_again()
    {
        await using var store = await TempStore.NewAsync();
        async Task Save(string number, string? status, PartialDate? end, string watch = "w", string source = Source) => await store.Database.WriteAsync(tx => HitTable.SaveAsync(tx,
            [new Notice { Id = $"{source}:{number}", Source = source, ExternalId = number, Title = "t", NoticeType = "recall", Status = status, Terminated = end, Matches = [new Match { Watch = watch }] }], MonitorApp.Begin), default);
        await Save("open", "Ongoing", null);
        await Save("completed", "Completed", null);
        await Save("unknown", null, null);
        await Save("over", "Terminated", null);
        await Save("ended", "Ongoing", new PartialDate(2026, 1, 1));
        await Save("other watch", "Ongoing", null, watch: "v");
        await Save("other source", "Ongoing", null, source: "fda-rss");
        (await store.Coverage.OpenAsync(Source, "w", default)).ShouldBe(["open", "completed", "unknown"]);
    }

    private static async Task<List<string>> DueAsync(MonitorApp app) => await app.Get<Database>().ReadAsync(async c =>
        (await c.QueryAsync<string>("SELECT d.recipient || ' ' || r.hit_id || ' ' || r.type FROM due d JOIN revision r ON r.seq = d.seq")).ToList(), default);
}
