using Monitor.Sources;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources;

public sealed class HostPacingTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Spacing = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task What_was_noted_while_the_clock_was_ahead_is_not_waited_for()
    {
        var time = new JumpingTime(Now.AddYears(2));
        var pacing = new HostPacing(time);
        await using (await pacing.EnterAsync("a.example", Spacing, default)) pacing.HoldUntil("a.example", time.GetUtcNow().AddMinutes(20));
        time.Set(Now);
        await using (await pacing.EnterAsync("a.example", Spacing, default)) time.GetUtcNow().ShouldBe(Now);
        await using (await pacing.EnterAsync("a.example", Spacing, default)) time.GetUtcNow().ShouldBe(Now + Spacing, "the distance is kept again");
    }
}
