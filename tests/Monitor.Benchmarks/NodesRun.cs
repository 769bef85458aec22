using System.Globalization;
using Monitor.Tests.Infrastructure.Runs;

namespace Monitor.Benchmarks;

/// <summary>Three nodes on a private PostgreSQL against a faulty month, killed again and again.</summary>
internal static class NodesRun
{
    public const string Usage = "nodes [50] [--seed 1] [--days 30] [--speed 3600]";

    /// <summary>An hour in a second: a day takes 24 of them.</summary>
    public const int Speed = 3600;

    public static async Task<int> RunAsync(string[] args)
    {
        var words = new CommandWords(args);
        return (await PlayAsync(words.First(50), words.Number("--seed", 1), words.Number("--days", 30), words.Number("--speed", Speed))).Print();
    }

    /// <param name="kills">How many.</param>
    /// <param name="seed">Of the world and of the moments.</param>
    /// <param name="days">Of upstream life.</param>
    /// <param name="speed">Simulated seconds per real one.</param>
    public static async Task<Played> PlayAsync(int kills, int seed, int days, int speed)
    {
        using var cluster = PostgreSqlCluster.Start();
        var deadline = Deadline.None;
        var round = await NodesRound.RunAsync(new NodesPlan(cluster.ConnectionString, seed, kills, days, speed, Faulty: true),
            r => Console.Error.Write($"\r{r.Kills} of {kills} kills, {deadline.Elapsed.TotalSeconds:0} s  "));
        await Console.Error.WriteLineAsync();
        var replay = $"{Red.Command} nodes {kills} --seed {seed} --days {days} --speed {speed}";
        Red[] reds = round.Wrong.Count == 0 ? [] : [new Red($"nodes of seed {seed}: {string.Join("\n  ", round.Wrong)}", replay)];
        foreach (var red in reds) Console.WriteLine($"\n{red}");
        return new Played(string.Create(CultureInfo.InvariantCulture, $"""
            days, speed       {days}, {speed}; seed {round.Plan.Seed}, with faults
            kills             {round.Kills}, of which {round.AtWork} met a node that held a source or a message
            polls, mails      {round.Polls}, {round.Mails}
            due pairs         {round.Expected} expected, {round.Delivered} delivered
            requests          {round.Log.Requests}, {string.Join(", ", round.Log.ByNode.OrderBy(n => n.Key, StringComparer.Ordinal).Select(n => $"{n.Key} {n.Value}"))}
            next by another   {round.Log.Handovers} times
            least distance    {round.Log.Least} of 00:01:00, too soon {round.Log.Broken.Count} times
            seconds           {deadline.Elapsed.TotalSeconds:0}
            wrong             {round.Wrong.Count}
            """), reds);
    }
}
