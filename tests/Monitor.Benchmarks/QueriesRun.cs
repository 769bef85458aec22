using System.Globalization;
using Monitor.Tests.Infrastructure.Seeds;

namespace Monitor.Benchmarks;

/// <summary>The rules that hold for every query, tried on as many drawn ones as time allows, side by side on all processors.</summary>
internal static class QueriesRun
{
    public const string Usage = "queries [--seeds 0-99999] [--rule NAME] [--minutes 5]";

    private const int Portion = 1_000;

    public static Task<int> RunAsync(string[] args)
    {
        var words = new CommandWords(args);
        var (first, last) = words.Range("--seeds", 0, 99_999);
        return Task.FromResult(Play(first, last, words.Of("--rule"), words.Deadline()).Print());
    }

    /// <param name="first">First seed.</param>
    /// <param name="last">Last seed.</param>
    /// <param name="only">One rule; null = all.</param>
    /// <param name="deadline">No portion begins after it.</param>
    public static Played Play(int first, int last, string? only, Deadline deadline)
    {
        var rules = only is null ? [.. QuerySeeds.Rules.Keys] : new[] { only };
        var portions = Enumerable.Range(0, ((last - first) / Portion) + 1).Select(p => first + (p * Portion)).SelectMany(start => rules.Select(rule => (Rule: rule, Start: start)));
        var came = new SortedDictionary<string, SortedDictionary<string, int>>(StringComparer.Ordinal);
        var reds = new List<Red>();
        Parallel.ForEach(portions, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, (portion, state) =>
        {
            if (deadline.Over) state.Stop();
            if (state.IsStopped) return;
            var tried = QuerySeeds.Try(portion.Rule, portion.Start, Math.Min(Portion, last - portion.Start + 1));
            lock (came)
            {
                if (!came.TryGetValue(portion.Rule, out var sums)) came[portion.Rule] = sums = new SortedDictionary<string, int>(StringComparer.Ordinal);
                foreach (var (what, times) in tried.Came) sums[what] = sums.GetValueOrDefault(what) + times;
                foreach (var (seed, wrong) in tried.Wrong)
                {
                    reds.Add(new Red($"{portion.Rule}, seed {seed}: {wrong}", $"{Red.Command} queries --rule {portion.Rule} --seeds {seed}"));
                    Console.WriteLine($"\n{reds[^1]}");
                }

                Console.Error.Write($"\r{came.Values.Sum(c => c.Values.Sum())} drawn, {reds.Count} wrong  ");
            }
        });
        Console.Error.WriteLine();
        var lines = came.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key,-17} {string.Join(", ", c.Value.Select(v => $"{v.Value} {v.Key}"))}"));
        return new Played($"{string.Join('\n', lines)}\nwrong             {reds.Count}\nseconds           {deadline.Elapsed.TotalSeconds:0}", reds);
    }
}
