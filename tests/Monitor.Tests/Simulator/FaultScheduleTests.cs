using Monitor.Simulator;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Simulator;

/// <summary>Faults drawn from the seed.</summary>
public sealed class FaultScheduleTests
{
    [Fact]
    public void A_seed_draws_the_same_faults_again_and_another_seed_others()
    {
        Outages(7).ShouldBe(Outages(7));
        Outages(7).ShouldNotBe(Outages(8));
    }

    [Fact]
    public void Over_many_seeds_every_known_fault_strikes_alone_and_beside_others()
    {
        var schedules = Enumerable.Range(1, 200).Select(Outages).ToList();
        foreach (var fault in Faults.Known) schedules.ShouldContain(s => s.Any(o => o.Fault == fault), fault);
        schedules.ShouldAllBe(s => s.Count > 0);
        schedules.ShouldContain(s => s.DistinctBy(o => o.Fault).Count() == 1);
        schedules.ShouldContain(s => s.DistinctBy(o => o.Fault).Count() == Faults.Known.Count);
        schedules.ShouldContain(s => s.Any(o => o.From == s[0].From && o.To - o.From > TimeSpan.FromHours(6)));
    }

    [Fact]
    public void Every_drawn_fault_leaves_a_day_to_recover()
    {
        foreach (var seed in Enumerable.Range(1, 200))
        {
            var end = new WorldOptions().End;
            Outages(seed).ShouldAllBe(o => o.From < o.To && o.To < end.AddHours(-24));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void A_short_world_has_room_for_faults_too(int days) =>
        new World(new WorldOptions { Days = days, Faults = [Faults.Seeded] }).Outages.ShouldAllBe(o => o.From < o.To && o.To < new WorldOptions { Days = days }.End);

    private static IReadOnlyList<Outage> Outages(int seed) => new World(new WorldOptions { Seed = seed, Faults = [Faults.Seeded] }).Outages;
}
