using System.Diagnostics;
using System.Globalization;
using Monitor.Tests.Infrastructure.Runs;

namespace Monitor.Benchmarks;

/// <summary>Three nodes on a private PostgreSQL against a faulty month, killed again and again.</summary>
internal static class NodesRun
{
    public const string Usage = "nodes [50] [--seed 1] [--days 30] [--speed 3600]";

    public static async Task<int> RunAsync(string[] args)
    {
        if (PostgreSqlCluster.Binaries() is null)
        {
            Console.Error.WriteLine("PostgreSQL is not installed (Debian: postgresql).");
            return 1;
        }

        int Number(string name, int usual) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : usual;
        var kills = args.Length > 0 && int.TryParse(args[0], CultureInfo.InvariantCulture, out var given) ? given : 50;
        using var cluster = PostgreSqlCluster.Start();
        var watch = Stopwatch.StartNew();
        var plan = new NodesPlan(cluster.ConnectionString, Number("--seed", 1), kills, Number("--days", 30), Number("--speed", 3600), Faulty: true);
        var round = await NodesRound.RunAsync(plan, r => Console.Error.Write($"\r{r.Kills} of {kills} kills, {watch.Elapsed.TotalSeconds:0} s  "));
        await Console.Error.WriteLineAsync();
        foreach (var wrong in round.Wrong) Console.WriteLine(wrong);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            days, speed       {plan.Days}, {plan.Speed:0}; seed {round.Plan.Seed}, with faults
            kills             {round.Kills}, of which {round.AtWork} met a node that held a source or a message
            polls, mails      {round.Polls}, {round.Mails}
            due pairs         {round.Expected} expected, {round.Delivered} delivered
            requests          {round.Log.Requests}, {string.Join(", ", round.Log.ByNode.OrderBy(n => n.Key, StringComparer.Ordinal).Select(n => $"{n.Key} {n.Value}"))}
            next by another   {round.Log.Handovers} times
            least distance    {round.Log.Least} of 00:01:00, too soon {round.Log.Broken.Count} times
            wrong             {round.Wrong.Count}
            seconds           {watch.Elapsed.TotalSeconds:0}
            """));
        return round.Wrong.Count == 0 ? 0 : 1;
    }
}
