using System.Diagnostics;
using System.Globalization;
using Monitor.Tests.Infrastructure.Runs;

namespace Monitor.Benchmarks;

/// <summary>
/// What is too long for every commit, in one command: drawn queries, months with faults and clean ones on both stores, months of mails
/// through Postfix, kills, and nodes on PostgreSQL. Each part gets its share of the time; what a part does not need is for those after it.
/// </summary>
internal static class NightRun
{
    public const string Usage = "night [--minutes 90] [--seed 1]";

    private const int Months = 50;

    /// <summary>As the months of a commit: sources that are polled often, polled once a day, so that many worlds are seen.</summary>
    private const string Every = "24h";

    private const string Mails = "test -c Release --project tests/Monitor.Tests --explicit on --fail-skips on --filter-class *MailedMonthTests";

    private static readonly TimeSpan NodesRest = TimeSpan.FromMinutes(3);

    public static async Task<int> RunAsync(string[] args)
    {
        var words = new CommandWords(args);
        var seed = words.Number("--seed", 1);
        var whole = words.Deadline(90);
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, key) =>
        {
            key.Cancel = true;
            stop.Cancel();
        };
        var reds = new List<Red>();
        var parts = Parts(seed, stop.Token);
        for (var i = 0; i < parts.Count && !stop.IsCancellationRequested; i++)
        {
            var (name, share, play) = parts[i];
            var left = whole.Left > TimeSpan.Zero ? whole.Left : TimeSpan.Zero;
            var mine = left * share / parts.Skip(i).Sum(p => p.Share);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n== {name}: {mine.TotalMinutes:0.#} of {left.TotalMinutes:0.#} minutes left"));
            var played = await play(new Deadline(mine));
            Console.WriteLine(played.Summary);
            reds.AddRange(played.Reds);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nnight of seed {seed}: {whole.Elapsed.TotalMinutes:0} minutes, {(reds.Count == 0 ? "all held" : $"{reds.Count} wrong")}"));
        foreach (var red in reds) Console.WriteLine(red);
        if (!stop.IsCancellationRequested) return reds.Count == 0 ? 0 : 1;
        Console.WriteLine("stopped before its end");
        return 1;
    }

    private static List<(string Name, double Share, Func<Deadline, Task<Played>> Play)> Parts(int seed, CancellationToken ct)
    {
        Func<Deadline, Task<Played>> Played(bool faulty, bool server) => deadline => MonthsRun.PlayAsync(new MonthsPlan(seed, seed + Months - 1, faulty, Every, server), deadline, ct);
        List<(string Name, double Share, Func<Deadline, Task<Played>> Play)> parts =
        [
            ("queries", 5, deadline => Task.Run(() => QueriesRun.Play(seed * 100_000, (seed * 100_000) + 99_999, null, deadline), ct)),
            ("months with faults, SQLite", 15, Played(faulty: true, server: false)),
            ("clean months, SQLite", 10, Played(faulty: false, server: false)),
            ("kills, SQLite", 15, deadline => KillsRun.PlayAsync(60, seed, deadline)),
            ("months of mails", 5, _ => MailsAsync(ct)),
        ];
        // Not left out in silence: a night without them is no night.
        if (PostgreSqlCluster.Binaries() is null)
        {
            const string Missing = "PostgreSQL is not installed (Debian: postgresql): no months and no nodes on it";
            parts.Add(("PostgreSQL", 0.1, _ => Task.FromResult(new Played(Missing, [new Red(Missing, $"{Red.Command} night --seed {seed}")]))));
            return parts;
        }

        parts.Add(("months with faults, PostgreSQL", 20, Played(faulty: true, server: true)));
        parts.Add(("clean months, PostgreSQL", 10, Played(faulty: false, server: true)));
        parts.Add(("nodes, PostgreSQL", 25, deadline => NodesAsync(seed, deadline)));
        return parts;
    }

    /// <summary>These are tests; one that skips, because Postfix is not installed, is no month.</summary>
    private static async Task<Played> MailsAsync(CancellationToken ct)
    {
        using var run = Process.Start("dotnet", Mails.Split(' '));
        await run.WaitForExitAsync(ct);
        return new Played("months of mails: as the tests say above", run.ExitCode == 0 ? [] : [new Red("months of mails", $"dotnet {Mails}")]);
    }

    /// <summary>As long a world as fits, up to a month with fifty kills.</summary>
    private static Task<Played> NodesAsync(int seed, Deadline deadline)
    {
        var days = Math.Clamp((int)((deadline.Left - NodesRest).TotalSeconds * NodesRun.Speed / TimeSpan.FromDays(1).TotalSeconds), 6, 30);
        return NodesRun.PlayAsync(Math.Max(5, days * 50 / 30), seed, days, NodesRun.Speed);
    }
}
