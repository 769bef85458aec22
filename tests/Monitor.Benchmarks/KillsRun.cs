using System.Diagnostics;
using System.Globalization;
using Monitor.Tests.Infrastructure.Runs;

namespace Monitor.Benchmarks;

/// <summary>Kills the worker's process many times, in rounds of thirty, each a month of another world; every second month has faults too.</summary>
internal static class KillsRun
{
    public const string Usage = "kills [500] [--seed 1]";

    private const int PerRound = 30;

    public static async Task<int> RunAsync(string[] args)
    {
        var seed = args is [.., "--seed", var given] && int.TryParse(given, CultureInfo.InvariantCulture, out var asked) ? asked : 1;
        var kills = args.Length > 0 && int.TryParse(args[0], CultureInfo.InvariantCulture, out var number) ? number : 500;
        var watch = Stopwatch.StartNew();
        var (done, expected, delivered, polls, mails, failing) = (0, 0, 0, 0, 0, 0);
        var interrupted = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (; done < kills; seed++)
        {
            var before = done;
            var round = await KillRound.RunAsync(seed, Math.Min(PerRound, kills - done), seed % 2 == 0,
                r => Console.Error.Write($"\r{before + r.Kills} of {kills} kills, {watch.Elapsed.TotalSeconds:0} s, {failing} failing rounds  "));
            done += round.Kills;
            (expected, delivered, polls, mails) = (expected + round.Expected, delivered + round.Delivered, polls + round.Polls, mails + round.Mails);
            foreach (var (what, times) in round.Interrupted) interrupted[what] = interrupted.GetValueOrDefault(what) + times;
            if (round.Wrong.Count == 0) continue;
            failing++;
            Console.WriteLine($"\nround of seed {round.Seed}: {string.Join("\n  ", round.Wrong)}\n  dotnet run -c Release --project tests/Monitor.Benchmarks -- kills {PerRound} --seed {round.Seed}");
        }

        await Console.Error.WriteLineAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            kills             {done}
            interrupted       {string.Join(", ", interrupted.Select(i => $"{i.Key} {i.Value}"))}
            polls, mails      {polls}, {mails}
            due pairs         {expected} expected, {delivered} delivered
            failing rounds    {failing}
            seconds           {watch.Elapsed.TotalSeconds:0}
            """));
        return failing == 0 ? 0 : 1;
    }
}
