using Monitor.Simulator.Hosting;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Simulator;

public sealed class CommandLineTests
{
    [Fact]
    public void Options_are_read()
    {
        var line = CommandLine.Parse(["--port", "0", "--seed", "-4", "--days", "10", "--start", "2026-03-01", "--speed", "0.5", "--epoch", "1000", "--faults", "throttle, page-blocked", "--events"]);
        line.Port.ShouldBe(0);
        line.Events.ShouldBeTrue();
        line.Speed.ShouldBe(0.5);
        line.Epoch.ShouldBe(DateTimeOffset.UnixEpoch.AddSeconds(1));
        line.World.Seed.ShouldBe(-4);
        line.World.End.ShouldBe(new DateTimeOffset(2026, 3, 11, 0, 0, 0, TimeSpan.Zero));
        line.World.Faults.ShouldBe(["throttle", "page-blocked"]);
    }

    [Theory]
    [InlineData("--bogus")]
    [InlineData("--bogus", "1")]
    [InlineData("--seed")]
    [InlineData("--days", "0")]
    [InlineData("--port", "99999")]
    [InlineData("--start", "today")]
    [InlineData("--speed", "0")]
    [InlineData("--epoch", "now")]
    public void What_cannot_be_read_is_named(params string[] args) =>
        Should.Throw<FormatException>(() => CommandLine.Parse(args)).Message.ShouldContain(args[0]);

    [Fact]
    public void A_scaled_clock_runs_at_its_speed()
    {
        var real = new ManualTime(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var start = new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
        var scaled = new ScaledTime(real, start, 60);
        real.Advance(TimeSpan.FromMinutes(2));
        scaled.GetUtcNow().ShouldBe(start.AddHours(2));
    }

    [Fact]
    public void A_scaled_clock_stands_still_until_its_epoch_and_then_shows_the_same_to_whoever_starts_later()
    {
        var real = new ManualTime(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var start = new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
        var epoch = real.GetUtcNow().AddSeconds(10);
        var early = new ScaledTime(real, start, 60, epoch);
        real.Advance(TimeSpan.FromSeconds(10));
        early.GetUtcNow().ShouldBe(start);
        real.Advance(TimeSpan.FromSeconds(5));
        early.GetUtcNow().ShouldBe(start.AddMinutes(5));
        new ScaledTime(real, start, 60, epoch).GetUtcNow().ShouldBe(start.AddMinutes(5));
    }
}
