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

    [Fact]
    public void Each_failure_climbs_a_rung_up_to_a_day()
    {
        var state = Healthy;
        var waits = new List<double>();
        for (var i = 0; i < 11; i++)
        {
            state = After(state, null);
            waits.Add((state.NextAllowed - Now).TotalMinutes);
        }

        waits.ShouldBe([1, 5, 15, 30, 60, 180, 360, 720, 1440, 1440, 1440]);
        state.FailingSince.ShouldBe(Now);
    }

    [Fact]
    public void What_the_upstream_asked_for_is_the_least_wait_but_never_more_than_a_day()
    {
        After(Healthy, TimeSpan.FromMinutes(20)).NextAllowed.ShouldBe(Now.AddMinutes(20));
        After(Healthy, TimeSpan.FromSeconds(1)).NextAllowed.ShouldBe(Now.AddMinutes(1));
        After(Healthy, TimeSpan.FromDays(5000)).NextAllowed.ShouldBe(Now.AddDays(1));
        After(Healthy, TimeSpan.FromMinutes(-5)).NextAllowed.ShouldBe(Now.AddMinutes(1));
    }

    [Fact]
    public void A_block_page_waits_half_an_hour_at_least()
    {
        var state = BackOff.AfterFailure(Healthy, PollOutcome.Blocked, "e", null, Now);
        (state.NextAllowed, state.LastOutcome, state.LastError).ShouldBe((Now.AddMinutes(30), "blocked", "e"));
        BackOff.AfterFailure(Healthy with { Level = 5 }, PollOutcome.Blocked, "e", null, Now).NextAllowed.ShouldBe(Now.AddHours(3));
    }

    [Fact]
    public void A_success_steps_down_one_rung_and_frees_the_source()
    {
        var state = BackOff.AfterSuccess(Healthy with { Level = 4, FailingSince = Now, LastError = "e", NextAllowed = Now.AddDays(1) }, PollOutcome.Empty, Now);
        (state.Level, state.FailingSince, state.LastError, state.LastSuccess, state.LastOutcome).ShouldBe((3, null, null, Now, "empty"));
        state.NextAllowed.ShouldBeLessThan(Now);
        BackOff.AfterSuccess(Healthy, PollOutcome.Ok, Now).Level.ShouldBe(0);
    }

    [Fact]
    public void A_silence_is_dated_by_its_first_failure() =>
        BackOff.AfterFailure(Healthy with { FailingSince = Now.AddDays(-2) }, PollOutcome.Failed, "e", null, Now).FailingSince.ShouldBe(Now.AddDays(-2));

    private static SourceState After(SourceState state, TimeSpan? retryAfter) => BackOff.AfterFailure(state, PollOutcome.Failed, "e", retryAfter, Now);
}
