using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using Monitor.Tests.Infrastructure.Runs;

namespace Monitor.Benchmarks;

/// <summary>
/// Plays months of upstream life with faults drawn from their seeds, as many side by side as there are processors, and says
/// at once which seed failed and how it is played again.
/// </summary>
internal static class MonthsRun
{
    public const string Usage = "months [--seeds 1-10000] [--minutes 60] [--clean] [--every 12h]";

    public static async Task<int> RunAsync(string[] args)
    {
        if (Read(args) is not { } asked)
        {
            await Console.Error.WriteLineAsync($"dotnet run -c Release --project tests/Monitor.Benchmarks -- {Usage}");
            return 2;
        }

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, key) =>
        {
            key.Cancel = true;
            stop.Cancel();
        };
        var totals = new MonthTotals(asked.Last - asked.First + 1);
        await PlayAsync(asked, totals, stop.Token);
        Console.WriteLine(totals.ToString());
        return totals.Failing.Count == 0 && totals.Played > 0 ? 0 : 1;
    }

    private static async Task PlayAsync(Asked asked, MonthTotals totals, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        var seeds = Channel.CreateBounded<int>(1);
        var writing = Task.Run(async () =>
        {
            try
            {
                for (var seed = asked.First; seed <= asked.Last && watch.Elapsed < asked.Longest; seed++) await seeds.Writer.WriteAsync(seed, ct);
            }
            catch (OperationCanceledException)
            {
                // Stopped by the user: what was played is counted.
            }
            finally
            {
                seeds.Writer.Complete();
            }
        }, CancellationToken.None);
        var workers = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(async () =>
        {
            await foreach (var seed in seeds.Reader.ReadAllAsync(CancellationToken.None))
            {
                if (ct.IsCancellationRequested) return;
                var month = await Month.PlayAsync(seed, !asked.Clean, asked.Every, CancellationToken.None);
                lock (totals)
                {
                    totals.Add(month, watch.Elapsed);
                    if (month.Wrong.Count > 0) Console.WriteLine($"\n{month}\n  {month.Replay(asked.Every)}");
                    Console.Error.Write($"\r{totals.Line}  ");
                }
            }
        }, CancellationToken.None)).ToList();
        await Task.WhenAll(workers);
        await writing;
        await Console.Error.WriteLineAsync();
    }

    private static Asked? Read(string[] args)
    {
        var asked = new Asked(1, 10_000, TimeSpan.MaxValue, false, null);
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--clean")
            {
                asked = asked with { Clean = true };
                continue;
            }

            if (i + 1 == args.Length) return null;
            var value = args[++i];
            var ends = value.Split('-');
            switch (args[i - 1])
            {
                case "--seeds" when ends.Length is 1 or 2 && int.TryParse(ends[0], CultureInfo.InvariantCulture, out var first) && int.TryParse(ends[^1], CultureInfo.InvariantCulture, out var last):
                    asked = asked with { First = first, Last = last };
                    break;
                case "--minutes" when double.TryParse(value, CultureInfo.InvariantCulture, out var minutes):
                    asked = asked with { Longest = TimeSpan.FromMinutes(minutes) };
                    break;
                case "--every":
                    asked = asked with { Every = value };
                    break;
                default:
                    return null;
            }
        }

        return asked;
    }

    private sealed record Asked(int First, int Last, TimeSpan Longest, bool Clean, string? Every);
}
