using Monitor.Documents;
using Monitor.Polling;
using Monitor.Store.Sql;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Polling;

public sealed class BackOffTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly SourceState Healthy = new() { Source = "s" };
    private static readonly Setback Down = new(PollOutcome.Failed, "e");
    private static readonly Setback Block = new(PollOutcome.Blocked, "e") { Told = true };

    [Fact]
    public void Each_failure_of_a_query_climbs_a_rung_up_to_a_day_and_each_answer_steps_down()
    {
        var due = default(QueryDue);
        var waits = new List<double>();
        for (var i = 0; i < 11; i++)
        {
            due = BackOff.AfterFailure(due.Level, Down, Now);
            waits.Add((due.Next - Now).TotalMinutes);
        }

        waits.ShouldBe([1, 5, 15, 30, 60, 180, 360, 720, 1440, 1440, 1440]);
        due.Failed.ShouldBe(Now);
        BackOff.AfterSuccess(due.Level, Now.AddHours(1)).ShouldBe(new QueryDue(Now.AddHours(1), due.Level - 1, null));
        BackOff.AfterSuccess(0, Now).Level.ShouldBe(0);
    }

    [Fact]
    public void A_source_with_one_query_waits_as_that_query_does()
    {
        var state = Healthy;
        var waits = new List<double>();
        for (var i = 0; i < 11; i++)
        {
            state = BackOff.AfterFailure(state, "a", queries: 1, Down, Now);
            waits.Add((state.NextAllowed - Now).TotalMinutes);
        }

        waits.ShouldBe([1, 5, 15, 30, 60, 180, 360, 720, 1440, 1440, 1440]);
        state.FailingSince.ShouldBe(Now);
    }

    [Fact]
    public void What_the_upstream_asked_for_is_the_least_wait_but_never_more_than_a_day()
    {
        Asked(TimeSpan.FromMinutes(20)).ShouldBe(Now.AddMinutes(20));
        Asked(TimeSpan.FromSeconds(1)).ShouldBe(Now.AddMinutes(1));
        Asked(TimeSpan.FromDays(5000)).ShouldBe(Now.AddDays(1));
        Asked(TimeSpan.FromMinutes(-5)).ShouldBe(Now.AddMinutes(1));
        static DateTimeOffset Asked(TimeSpan wait) => BackOff.AfterFailure(0, Down with { Told = true, RetryAfter = wait }, Now).Next;
    }

    [Fact]
    public void A_block_page_waits_half_an_hour_at_least()
    {
        BackOff.AfterFailure(0, Block, Now).Next.ShouldBe(Now.AddMinutes(30));
        BackOff.AfterFailure(5, Block, Now).Next.ShouldBe(Now.AddHours(3));
        var state = BackOff.AfterFailure(Healthy, "a", queries: 1, Block, Now);
        (state.NextAllowed, state.LastOutcome, state.LastError).ShouldBe((Now.AddMinutes(30), "blocked", "e"));
    }

    [Fact]
    public void One_query_that_fails_however_often_holds_back_no_other()
    {
        var state = Healthy;
        for (var i = 0; i < 20; i++) state = BackOff.AfterFailure(state, "a", queries: 3, Down, Now);
        state.NextAllowed.ShouldBeLessThan(Now);
        (state.FailingSince, state.LastError).ShouldBe((Now, "e"));
    }

    [Fact]
    public void A_source_whose_queries_fail_one_after_the_other_climbs_a_rung_with_each()
    {
        var state = Healthy;
        var waits = new List<double>();
        foreach (var key in (string[])["a", "b", "c", "a", "a"])
        {
            state = BackOff.AfterFailure(state, key, queries: 3, Down, Now);
            waits.Add(Math.Max(0, (state.NextAllowed - Now).TotalMinutes));
        }

        waits.ShouldBe([0, 5, 15, 30, 60]);
    }

    [Fact]
    public void However_long_a_source_is_down_each_of_its_queries_is_asked_within_a_day()
    {
        var state = Healthy;
        for (var i = 0; i < 100; i++) state = BackOff.AfterFailure(state, $"q{i % 12}", queries: 12, i % 2 == 0 ? Down : Down with { Told = true }, Now);
        state.NextAllowed.ShouldBe(Now.AddHours(2));
    }

    [Fact]
    public void One_query_that_is_told_to_wait_holds_back_the_source_for_half_an_hour_and_two_for_as_long_as_they_are_told()
    {
        var what = Down with { Told = true, RetryAfter = TimeSpan.FromHours(5) };
        var state = BackOff.AfterFailure(Healthy, "a", queries: 3, what, Now);
        state.NextAllowed.ShouldBe(Now.AddMinutes(30));
        state = BackOff.AfterFailure(state, "a", queries: 3, what, Now);
        state.NextAllowed.ShouldBe(Now.AddMinutes(30));
        BackOff.AfterFailure(state, "b", queries: 3, what, Now).NextAllowed.ShouldBe(Now.AddHours(5));
        BackOff.AfterFailure(BackOff.AfterSuccess(state, PollOutcome.Ok, Now), "b", queries: 3, what, Now).NextAllowed.ShouldBe(Now.AddMinutes(30), "an answer came in between");
    }

    [Fact]
    public void An_answer_ends_the_wait_of_the_source()
    {
        var state = BackOff.AfterSuccess(
            Healthy with { Level = 4, FailedKey = "a", ToldKey = "a", FailingSince = Now, LastError = "e", NextAllowed = Now.AddDays(1), WaitsSince = Now }, PollOutcome.Empty, Now);
        state.ShouldBe(Healthy with { NextAllowed = DateTimeOffset.UnixEpoch, LastSuccess = Now, LastOutcome = "empty" });
    }

    [Fact]
    public void A_silence_is_dated_by_its_first_failure() =>
        BackOff.AfterFailure(Healthy with { FailingSince = Now.AddDays(-2) }, "a", queries: 1, Down, Now).FailingSince.ShouldBe(Now.AddDays(-2));
}
