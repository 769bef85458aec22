using Monitor.Tests.Infrastructure;
using Monitor.Tests.Infrastructure.Runs;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Runs;

/// <summary>Several nodes on one PostgreSQL, killed at drawn moments; the long version is <c>nodes</c> of the benchmarks.</summary>
public sealed class NodesTests
{
    [Fact]
    public async Task Three_nodes_of_which_five_are_killed_lose_nothing_tell_nothing_twice_and_keep_their_distance()
    {
        using var cluster = PostgreSqlServer.Own();
        var round = await PlayAsync(cluster.ConnectionString, days: 6);
        // Which node comes first is the machine's doing: where one did all, nothing is proved, and a longer world is played.
        for (var days = 12; days <= 24 && round.Log.Handovers == 0; days *= 2) round = await PlayAsync(cluster.ConnectionString, days);
        round.Log.ByNode.Count.ShouldBeGreaterThan(1);
        round.Log.Handovers.ShouldBeGreaterThan(0);
    }

    private static async Task<NodesRound> PlayAsync(string connectionString, int days)
    {
        var round = await NodesRound.RunAsync(new NodesPlan(connectionString, Seed: 1, Kills: 5, Days: days, Speed: 21600, Faulty: true));
        round.Wrong.ShouldBeEmpty();
        round.Kills.ShouldBe(5);
        round.Expected.ShouldBeGreaterThan(3);
        return round;
    }
}
