using System.Globalization;
using Monitor.Tests.Infrastructure.Runs;

namespace Monitor.Benchmarks;

/// <summary>Kills the worker's process many times, in rounds of thirty, each a month of another world; every second month has faults too.</summary>
internal static class KillsRun
{
    public const string Usage = "kills [500] [--seed 1] [--minutes 60]";

    private const int PerRound = 30;

    public static async Task<int> RunAsync(string[] args)
    {
        var words = new CommandWords(args);
        return (await PlayAsync(words.First(500), words.Number("--seed", 1), words.Deadline())).Print();
    }

    /// <param name="kills">How many.</param>
    /// <param name="seed">Of the first round.</param>
    /// <param name="deadline">No round begins after it.</param>
    public static async Task<Played> PlayAsync(int kills, int seed, Deadline deadline)
    {
        var (done, expected, delivered, polls, mails) = (0, 0, 0, 0, 0);
        var reds = new List<Red>();
        var interrupted = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (; done < kills && !deadline.Over; seed++)
        {
            var before = done;
            var round = await KillRound.RunAsync(seed, Math.Min(PerRound, kills - done), KillRound.DaysOfAMonth, seed % 2 == 0,
                r => Console.Error.Write($"\r{before + r.Kills} of {kills} kills, {deadline.Elapsed.TotalSeconds:0} s, {reds.Count} wrong rounds  "));
            done += round.Kills;
            (expected, delivered, polls, mails) = (expected + round.Expected, delivered + round.Delivered, polls + round.Polls, mails + round.Mails);
            foreach (var (what, times) in round.Interrupted) interrupted[what] = interrupted.GetValueOrDefault(what) + times;
            if (round.Wrong.Count == 0) continue;
            reds.Add(new Red($"kills, round of seed {round.Seed}: {string.Join("\n  ", round.Wrong)}", $"{Red.Command} kills {PerRound} --seed {round.Seed}"));
            Console.WriteLine($"\n{reds[^1]}");
        }

        await Console.Error.WriteLineAsync();
        return new Played(string.Create(CultureInfo.InvariantCulture, $"""
            kills             {done}
            interrupted       {string.Join(", ", interrupted.Select(i => $"{i.Key} {i.Value}"))}
            polls, mails      {polls}, {mails}
            due pairs         {expected} expected, {delivered} delivered
            seconds           {deadline.Elapsed.TotalSeconds:0}
            wrong rounds      {reds.Count}
            """), reds);
    }
}
