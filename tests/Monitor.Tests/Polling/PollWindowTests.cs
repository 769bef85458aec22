using Monitor.Documents;
using Monitor.Polling;
using Monitor.Store.Sql;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Polling;

public sealed class PollWindowTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(3);

    [Fact]
    public void After_a_delayed_start_what_a_source_shows_late_as_a_rule_is_told_too()
    {
        var late = PollWindow.Next([], null, Overlap, Now.AddDays(-3), null, Now) with { Late = TimeSpan.FromDays(7) };
        var begun = DateOnly.FromDateTime(Now.AddDays(-3).UtcDateTime);
        late.IsQuiet(PartialDate.From(begun.AddDays(-8))).ShouldBeFalse();
        late.IsQuiet(PartialDate.From(begun.AddDays(-9))).ShouldBeTrue();
        (late with { Delayed = false }).IsQuiet(PartialDate.From(begun)).ShouldBeTrue("a quiet start");
    }

    [Fact]
    public void The_first_window_reaches_back_to_the_baseline_or_a_year()
    {
        PollWindow.Next([], new PartialDate(2025, 6), Overlap, Now, null, Now).From.ShouldBe(new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero));
        PollWindow.Next([], null, Overlap, Now, null, Now).From.ShouldBe(Now.AddYears(-1));
        PollWindow.Next([], new PartialDate(2030), Overlap, Now, null, Now).From.ShouldBe(Now); // a baseline in the future
    }

    [Fact]
    public void A_first_run_that_came_late_tells_what_may_have_come_since_the_query_began()
    {
        foreach (var window in (PollWindow[])[PollWindow.Next([], null, Overlap, Now.AddHours(-6), null, Now), PollWindow.Next([], null, Overlap, Now.AddMinutes(-1), null, Now, failed: true)])
        {
            window.IsQuiet(new PartialDate(2026, 11, 22)).ShouldBeFalse();
            window.IsQuiet(new PartialDate(2026, 11, 21)).ShouldBeFalse("the upstream's day may be behind ours");
            window.IsQuiet(new PartialDate(2026, 11, 20)).ShouldBeTrue();
            window.IsQuiet(new PartialDate(2026, 11)).ShouldBeTrue();
            window.IsQuiet(null).ShouldBeTrue();
            window.IsQuiet(null, window.QuietUntil).ShouldBeTrue();
            window.IsQuiet(null, Now).ShouldBeFalse();
        }
    }

    [Fact]
    public void All_that_an_undisturbed_first_run_finds_was_there_before_it()
    {
        PollWindow.Next([], null, Overlap, Now, null, Now).IsQuiet(new PartialDate(2026, 11, 22)).ShouldBeTrue();
        PollWindow.Next([], null, Overlap, Now.AddMinutes(-5), null, Now).IsQuiet(new PartialDate(2026, 11, 22)).ShouldBeTrue("the sources before it took their time");
    }

    [Fact]
    public void Later_windows_begin_an_overlap_before_the_end_of_what_is_covered_and_are_loud()
    {
        var window = PollWindow.Next([new(Now.AddYears(-1), Now.AddHours(-1))], null, Overlap, Now.AddDays(-9), null, Now);
        (window.From, window.To, window.First).ShouldBe((Now.AddHours(-1) - Overlap, Now, false));
        window.IsQuiet(new PartialDate(2020)).ShouldBeFalse();
        window.IsQuiet(null).ShouldBeFalse();
    }

    [Fact]
    public void A_hole_between_two_covered_stretches_is_asked_for_again() =>
        PollWindow.Next([new(Now.AddDays(-90), Now.AddDays(-60)), new(Now.AddDays(-30), Now)], null, Overlap, Now, null, Now)
            .From.ShouldBe(Now.AddDays(-60) - Overlap);

    [Fact]
    public void An_earlier_start_asked_for_by_hand_is_silent_before_the_covered_time()
    {
        var covered = (TimeWindow[])[new(Now.AddDays(-10), Now.AddHours(-1))];
        var window = PollWindow.Next(covered, null, Overlap, Now.AddDays(-10), Now.AddDays(-30), Now);
        window.From.ShouldBe(Now.AddDays(-30));
        window.IsQuiet(new PartialDate(2026, 11, 1)).ShouldBeTrue();
        window.IsQuiet(new PartialDate(2026, 11, 20)).ShouldBeFalse();
        PollWindow.Next(covered, null, Overlap, Now.AddDays(-10), Now.AddDays(-5), Now).IsQuiet(new PartialDate(2026, 11, 18)).ShouldBeFalse();
        PollWindow.Next(covered, null, Overlap, Now.AddDays(-10), Now, Now).From.ShouldBe(Now.AddHours(-1) - Overlap); // never later than the overlap
    }

    [Fact]
    public void Any_row_of_successes_and_failures_leaves_no_hole()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var (now, covered) = (Now, new List<TimeWindow>());
            for (var step = 0; step < 30; step++)
            {
                now += TimeSpan.FromMinutes(random.Next(0, 3 * 24 * 60));
                var window = PollWindow.Next(covered, null, TimeSpan.FromHours(random.Next(0, 100)), Now, null, now);
                window.To.ShouldBe(now);
                window.From.ShouldBeLessThanOrEqualTo(covered.Count == 0 ? now : covered[0].To);
                if (random.Next(3) > 0) covered = [new TimeWindow(covered.Count == 0 || window.From < covered[0].From ? window.From : covered[0].From, now)];
            }

            if (covered.Count > 0) covered[0].From.ShouldBeLessThanOrEqualTo(Now);
        }
    }
}
