using Shouldly;
using Xunit;

namespace Monitor.Tests.Infrastructure;

public sealed class ManualTimeTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_delay_ends_when_its_instant_is_reached()
    {
        var time = new ManualTime(Start);
        var delay = Task.Delay(TimeSpan.FromMinutes(5), time, TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromMinutes(4));
        delay.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromMinutes(1));
        await delay;
    }

    [Fact]
    public void Timers_fire_in_order_at_their_own_instants()
    {
        var time = new ManualTime(Start);
        var fired = new List<string>();
        using var late = time.CreateTimer(_ => fired.Add($"late {time.GetUtcNow() - Start}"), null, TimeSpan.FromHours(3), Timeout.InfiniteTimeSpan);
        using var often = time.CreateTimer(_ => fired.Add($"often {time.GetUtcNow() - Start}"), null, TimeSpan.FromHours(2), TimeSpan.FromHours(2));
        time.Advance(TimeSpan.FromHours(5));
        fired.ShouldBe(["often 02:00:00", "late 03:00:00", "often 04:00:00"]);
        time.GetUtcNow().ShouldBe(Start.AddHours(5));
    }
}
