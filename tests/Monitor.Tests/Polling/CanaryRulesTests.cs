using Monitor.Polling;
using Monitor.Store.Sql;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Polling;

/// <summary>The arithmetic of the canary, and that worlds in which nothing is broken stay quiet.</summary>
public sealed class CanaryRulesTests
{
    [Theory]
    [InlineData(300, 3, 3, 0, false)] // 2.3e-6
    [InlineData(300, 3, 4, 0, true)] // 3e-8
    [InlineData(300, 3, 3, 1, true)] // and one that is known to have had it
    [InlineData(100_000, 0, 1, 0, false)] // one alone proves nothing
    [InlineData(100_000, 0, 3, 0, true)]
    [InlineData(29, 0, 50, 0, false)] // too little history
    [InlineData(300, 60, 50, 0, false)] // a field that one in five lacks
    public void All_absent_is_an_alarm_when_chance_is_excluded(long records, long absent, int fresh, int lost, bool alarm) =>
        (CanaryRules.AllAbsent(new FieldHabit(records, absent, 500, 0), FieldHabit.None, fresh, lost) < CanaryRules.Chance).ShouldBe(alarm);

    [Theory]
    [InlineData(10, 3, 0.5, 0.9453125)]
    [InlineData(5, 5, 0.1, 1e-5)]
    [InlineData(5, 0, 0.1, 1)]
    [InlineData(3, 4, 0.1, 0)]
    public void The_binomial_tail_is_right(int n, int k, double p, double expected) => CanaryRules.Tail(n, k, p).ShouldBe(expected, 1e-12);

    [Fact]
    public void The_binomial_tail_is_the_sum_of_its_terms()
    {
        var rng = new Random(7);
        for (var i = 0; i < 500; i++)
        {
            var (n, p) = (rng.Next(1, 40), 0.001 + rng.NextDouble() * 0.9);
            var k = rng.Next(0, n + 1);
            var sum = Enumerable.Range(k, n - k + 1).Sum(x => Choose(n, x) * Math.Pow(p, x) * Math.Pow(1 - p, n - x));
            CanaryRules.Tail(n, k, p).ShouldBe(sum, 1e-9, $"{n} {k} {p}");
        }
    }

    /// <summary>Two hundred worlds of 200 answers each: fields with rates of absence of their own, nothing broken.</summary>
    [Fact]
    public void Clean_worlds_have_no_vanished_field()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var rng = new Random(seed);
            var rate = Math.Pow(rng.NextDouble(), 2) * 0.5;
            var (source, query) = (FieldHabit.None, FieldHabit.None);
            for (var poll = 0; poll < 200; poll++)
            {
                var fresh = rng.Next(0, 6);
                var absent = Enumerable.Range(0, fresh).Count(_ => rng.NextDouble() < rate);
                var chance = absent < fresh || fresh == 0 ? 1 : CanaryRules.AllAbsent(source, query, fresh, 0);
                chance.ShouldBeGreaterThanOrEqualTo(CanaryRules.Chance, $"seed {seed}, answer {poll}, rate {rate:0.000}, {fresh} without of {source}");
                query = new FieldHabit(query.Records + fresh, query.Absent + absent, 0, 0);
                source = new FieldHabit(source.Records + fresh + 5, source.Absent + absent + Enumerable.Range(0, 5).Count(_ => rng.NextDouble() < rate), 0, 0);
            }
        }
    }

    /// <summary>Two hundred years of sources whose arrivals come at random, in bursts, with weekends.</summary>
    [Fact]
    public void Clean_worlds_are_not_silent()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var rng = new Random(seed);
            var mean = Math.Pow(10, rng.NextDouble() * 2 - 0.5); // a third of a day to a month
            var now = DateTimeOffset.UnixEpoch;
            var habit = new AnswerHabit { FirstArrival = now, LastArrival = now };
            while (now < DateTimeOffset.UnixEpoch.AddDays(365))
            {
                var next = now.AddDays(-Math.Log(1 - rng.NextDouble()) * (rng.Next(3) == 0 ? mean / 5 : mean));
                while (next.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) next = next.AddDays(1);
                CanaryRules.IsSilent(habit, next).ShouldBeFalse($"seed {seed}, {(next - now).TotalDays:0.0} days, {habit}");
                habit = habit with { Arrivals = habit.Arrivals + 1, LastArrival = next, Longest = next - now > habit.Longest ? next - now : habit.Longest };
                now = next;
            }
        }
    }

    /// <summary>Records withdrawn one by one, as upstreams do, at up to one in fifty.</summary>
    [Fact]
    public void Clean_worlds_do_not_shrink()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var rng = new Random(seed);
            var rate = rng.NextDouble() * 0.02;
            var (expected, vanished) = (0L, 0L);
            for (var poll = 0; poll < 500; poll++)
            {
                var n = rng.Next(0, 30);
                var missing = Enumerable.Range(0, n).Count(_ => rng.NextDouble() < rate);
                (CanaryRules.IsShrunken(expected, vanished, n, missing) && missing * 2 < n).ShouldBeFalse($"seed {seed}, answer {poll}: {missing} of {n}, before {vanished} of {expected}");
                (expected, vanished) = (expected + n, vanished + missing);
            }
        }
    }

    private static double Choose(int n, int k) => Enumerable.Range(1, k).Aggregate(1.0, (product, i) => product * (n - k + i) / i);
}
