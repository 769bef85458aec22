using System.Collections.Concurrent;
using Monitor.Tests.Infrastructure.Runs;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Runs;

/// <summary>
/// Whole months of upstream life against the world's own log, side by side on all processors. They are coarser than the
/// delivered schedule, never shorter: <c>months</c> of the benchmarks plays any number of them as delivered.
/// </summary>
public sealed class MonthTests
{
    private const int Months = 100;
    private const string Every = "24h";

    [Fact]
    public Task In_months_of_drawn_faults_nothing_is_lost_or_told_twice_and_every_gap_is_alarmed() => PlayAsync(faulty: true);

    [Fact]
    public Task In_clean_months_nothing_is_lost_or_told_twice_and_nothing_is_alarmed() => PlayAsync(faulty: false);

    private static async Task PlayAsync(bool faulty)
    {
        var wrong = new ConcurrentBag<string>();
        var (polls, failed) = (0, 0);
        await Parallel.ForEachAsync(Enumerable.Range(1, Months), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (seed, ct) =>
        {
            var month = await Month.PlayAsync(seed, faulty, Every, ct);
            Interlocked.Add(ref polls, month.Polls);
            Interlocked.Add(ref failed, month.Failed);
            if (month.Wrong.Count > 0) wrong.Add($"{month}\n  {month.Replay(Every)}");
        });
        wrong.ShouldBeEmpty();
        polls.ShouldBeGreaterThan(Months * 150);
        // Months in which nothing went wrong would prove nothing about faults.
        if (faulty) failed.ShouldBeGreaterThan(Months * 5);
    }
}
