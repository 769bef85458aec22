using System.Collections.Concurrent;
using Monitor.Tests.Infrastructure;
using Monitor.Tests.Infrastructure.Runs;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Runs;

/// <summary>
/// Whole months of upstream life against the world's own log, side by side on all processors. They are coarser than the
/// delivered schedule, never shorter. Eight of them: <c>night</c> of the benchmarks plays two hundred, <c>months</c> any number, as
/// delivered too.
/// </summary>
public sealed class MonthTests
{
    private const string Every = "24h";

    [Fact]
    public Task In_months_of_drawn_faults_nothing_is_lost_or_told_twice_and_every_gap_is_alarmed() => PlayAsync(faulty: true, null, 1, 2, 3, 4);

    [Fact]
    public Task In_clean_months_nothing_is_lost_or_told_twice_and_nothing_is_alarmed() => PlayAsync(faulty: false, null, 1, 2);

    [Fact]
    public async Task On_PostgreSQL_months_of_drawn_faults_hold_too()
    {
        using var cluster = PostgreSqlServer.Own();
        await PlayAsync(faulty: true, cluster, 5);
    }

    [Fact]
    public async Task On_PostgreSQL_clean_months_hold_too()
    {
        using var cluster = PostgreSqlServer.Own();
        await PlayAsync(faulty: false, cluster, 3);
    }

    private static async Task PlayAsync(bool faulty, PostgreSqlCluster? cluster, params int[] seeds)
    {
        var wrong = new ConcurrentBag<string>();
        var (polls, failed) = (0, 0);
        await Parallel.ForEachAsync(seeds, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (seed, ct) =>
        {
            var month = await Month.PlayAsync(seed, faulty, Every, cluster is null ? null : await cluster.NewDatabaseAsync(), ct);
            Interlocked.Add(ref polls, month.Polls);
            Interlocked.Add(ref failed, month.Failed);
            if (month.Wrong.Count > 0) wrong.Add($"{month}\n  {month.Replay(Every, cluster is not null)}");
        });
        wrong.ShouldBeEmpty();
        polls.ShouldBeGreaterThan(seeds.Length * 150);
        // Months in which nothing went wrong would prove nothing about faults.
        if (faulty) failed.ShouldBeGreaterThan(seeds.Length * 5);
    }
}
