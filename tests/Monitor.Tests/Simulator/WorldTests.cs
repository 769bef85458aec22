using System.Globalization;
using Monitor.Simulator;
using Monitor.Simulator.Generation;
using Monitor.Simulator.PubMed;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Simulator;

public sealed class WorldTests
{
    public static TheoryData<int> Seeds => [1, 2, 3, 4, 5, 6, 7, 8];

    [Fact]
    public async Task One_seed_gives_the_same_bytes_twice()
    {
        await using var first = await Served.StartAsync(seed: 7, days: 30);
        await using var second = await Served.StartAsync(seed: 7, days: 30);
        var ids = string.Join(',', first.World.Articles.Select(a => a.Id));
        (await first.FetchAsync(ids)).Bytes.ShouldBe((await second.FetchAsync(ids)).Bytes);
        (await first.GetAsync("/api/v2/studies?pageSize=1000")).Bytes.ShouldBe((await second.GetAsync("/api/v2/studies?pageSize=1000")).Bytes);
        All(first.World).Select(e => e.ToString()).ShouldBe(All(second.World).Select(e => e.ToString()));
    }

    [Fact]
    public void Another_seed_gives_another_world() =>
        ArticleBytes(new World(new WorldOptions { Seed = 1 })).ShouldNotBe(ArticleBytes(new World(new WorldOptions { Seed = 2 })));

    [Theory, MemberData(nameof(Seeds))]
    public void Changes_of_one_record_are_three_days_apart(int seed)
    {
        foreach (var record in All(new World(new WorldOptions { Seed = seed })).GroupBy(e => (e.Source, e.ExternalId)))
        {
            var times = record.Select(e => e.At).ToList();
            for (var i = 1; i < times.Count; i++) (times[i] - times[i - 1]).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromDays(2.95), record.Key.ToString());
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void A_month_holds_every_kind_of_event(int seed)
    {
        var world = new World(new WorldOptions { Seed = seed });
        var news = world.Events(world.Options.Start, world.Options.End).Where(e => e.IsNews).ToList();
        foreach (var type in new[] { "new", "corrected", "retracted", "expression-of-concern", "status-changed", "results-posted", "updated" })
            news.ShouldContain(e => e.Type == type, type);
        foreach (var source in new[] { "pubmed", "clinicaltrials.gov", "fda-rss", "openfda-enforcement" }) news.ShouldContain(e => e.Source == source, source);
        foreach (var watch in new[] { "exosomes-hair-loss", "exosome-safety" }) news.ShouldContain(e => e.Watches.Contains(watch), watch);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void The_end_is_quiet_so_that_the_last_poll_sees_all(int seed)
    {
        var world = new World(new WorldOptions { Seed = seed });
        world.Events(world.Options.End.AddHours(-36), DateTimeOffset.MaxValue).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Some_records_are_late_and_none_by_more_than_five_days(int seed)
    {
        var world = new World(new WorldOptions { Seed = seed });
        var delays = world.Articles.Select(a => a.Versions[0].VisibleFrom - a.Versions[0].Content.Entered).ToList();
        delays.Count(d => d >= TimeSpan.FromDays(1)).ShouldBeGreaterThan(2);
        delays.Max().ShouldBeLessThanOrEqualTo(TimeSpan.FromDays(5));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Titles_and_numbers_are_unique(int seed)
    {
        var world = new World(new WorldOptions { Seed = seed });
        world.Articles.Select(a => a.Versions[0].Content.TitleXml).ShouldBeUnique();
        world.Articles.Select(a => a.Versions[0].Content.Doi).ShouldBeUnique();
        world.Trials.Select(t => t.Id).ShouldBeUnique();
        world.Notices.Select(n => n.Id).ShouldBeUnique();
    }

    [Fact]
    public void An_unknown_fault_is_refused_with_the_known_ones()
    {
        var problem = Should.Throw<ArgumentException>(() => new World(new WorldOptions { Faults = ["throtle"] }));
        problem.Message.ShouldContain("'throtle'");
        foreach (var name in Faults.Known) problem.Message.ShouldContain(name);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(90)]
    [InlineData(1000)]
    public void A_world_of_any_length_can_be_written(int days)
    {
        var world = new World(new WorldOptions { Days = days, Faults = Faults.Known });
        world.Events(world.Options.Start, world.Options.End).Count.ShouldBeGreaterThan(0);
        world.Events(world.Options.End, DateTimeOffset.MaxValue).ShouldBeEmpty();
        foreach (var fault in Faults.Known) world.Outages.ShouldContain(o => o.Fault == fault && o.To > o.From);
    }

    [Theory]
    [InlineData("2026-01-06T03:00:00Z", "2026-01-05", "EST")]
    [InlineData("2026-07-06T03:59:00Z", "2026-07-05", "EDT")]
    [InlineData("2026-07-06T04:00:00Z", "2026-07-06", "EDT")]
    public void Days_are_those_of_the_east_coast(string instant, string day, string zone)
    {
        var at = DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
        Eastern.Day(at).ToString("O", CultureInfo.InvariantCulture).ShouldBe(day);
        Eastern.ZoneName(at).ShouldBe(zone);
    }

    private static IReadOnlyList<WorldEvent> All(World world) => world.Events(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    private static byte[] ArticleBytes(World world) => ArticleSet.Write(world.Articles.SelectMany(a => a.Versions).Select(v => v.Content));
}
