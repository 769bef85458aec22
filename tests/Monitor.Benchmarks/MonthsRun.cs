using System.Threading.Channels;
using Monitor.Tests.Infrastructure.Runs;

namespace Monitor.Benchmarks;

/// <summary>Which months are played.</summary>
/// <param name="First">First seed.</param>
/// <param name="Last">Last seed.</param>
/// <param name="Faulty">With faults drawn from the seed, or with none.</param>
/// <param name="Every">How often the sources are polled that are polled most; null = as delivered.</param>
/// <param name="PostgreSql">On it, or on SQLite.</param>
internal sealed record MonthsPlan(int First, int Last, bool Faulty, string? Every, bool PostgreSql);

/// <summary>
/// Plays months of upstream life with faults drawn from their seeds, as many side by side as there are processors, and says
/// at once which seed failed and how it is played again.
/// </summary>
internal static class MonthsRun
{
    public const string Usage = "months [--seeds 1-10000] [--minutes 60] [--clean] [--every 12h] [--store PostgreSql]";

    public static async Task<int> RunAsync(string[] args)
    {
        var words = new CommandWords(args);
        var (first, last) = words.Range("--seeds", 1, 10_000);
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, key) =>
        {
            key.Cancel = true;
            stop.Cancel();
        };
        var plan = new MonthsPlan(first, last, !words.Has("--clean"), words.Of("--every"), words.Of("--store") == "PostgreSql");
        return (await PlayAsync(plan, words.Deadline(), stop.Token)).Print();
    }

    /// <param name="plan">Which.</param>
    /// <param name="deadline">No month begins after it.</param>
    /// <param name="ct">Stopped by the user: what was played is counted.</param>
    public static async Task<Played> PlayAsync(MonthsPlan plan, Deadline deadline, CancellationToken ct)
    {
        var totals = new MonthTotals(plan);
        using var cluster = plan.PostgreSql ? PostgreSqlCluster.Start() : null;
        var seeds = Channel.CreateBounded<int>(1);
        var writing = Task.Run(async () =>
        {
            for (var seed = plan.First; seed <= plan.Last && !deadline.Over && !ct.IsCancellationRequested; seed++) await seeds.Writer.WriteAsync(seed, CancellationToken.None);
            seeds.Writer.Complete();
        }, CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(() => PlayAsync(plan, seeds.Reader, cluster, totals, deadline), CancellationToken.None)));
        await writing;
        await Console.Error.WriteLineAsync();
        return new Played(totals.ToString(), totals.Reds);
    }

    private static async Task PlayAsync(MonthsPlan plan, ChannelReader<int> seeds, PostgreSqlCluster? cluster, MonthTotals totals, Deadline deadline)
    {
        // A database for each that plays: a play's schema has one name.
        var database = cluster is null ? null : await cluster.NewDatabaseAsync();
        await foreach (var seed in seeds.ReadAllAsync(CancellationToken.None))
        {
            var month = await Month.PlayAsync(seed, plan.Faulty, plan.Every, database, CancellationToken.None);
            lock (totals)
            {
                totals.Add(month, deadline.Elapsed);
                if (month.Wrong.Count > 0) Console.WriteLine($"\n{totals.Reds[^1]}");
                Console.Error.Write($"\r{totals.Line}  ");
            }
        }
    }
}
