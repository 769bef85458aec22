using Monitor.Tests.Infrastructure.Runs;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Runs;

/// <summary>SIGKILLs of the real worker at drawn moments, against the simulator as a process of its own; <c>night</c> of the benchmarks kills sixty times.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task Eight_kills_lose_nothing_tell_nothing_twice_and_tear_no_mail()
    {
        var round = await KillRound.RunAsync(seed: 1, kills: 8, days: 10, faulty: false);
        round.Wrong.ShouldBeEmpty();
        round.Kills.ShouldBe(8);
        round.Expected.ShouldBeGreaterThan(5);
        round.Mails.ShouldBeGreaterThan(1);
        // Kills that always met a worker at rest would prove nothing.
        round.Interrupted.Where(i => i.Key != "idle").Sum(i => i.Value).ShouldBeGreaterThan(0);
    }
}
