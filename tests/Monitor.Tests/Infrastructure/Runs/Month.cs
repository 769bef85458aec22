using System.Diagnostics;
using System.Globalization;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Commands;
using Monitor.Commands.Demo;
using Monitor.Documents;
using Monitor.Simulator;
using Monitor.Store.Sql;

namespace Monitor.Tests.Infrastructure.Runs;

/// <summary>A month of upstream life as the demo plays it, in this process, and what came of it.</summary>
/// <param name="Seed">Number of the world.</param>
/// <param name="Faulty">With faults drawn from the seed, or with none. Every third of these is edited too: see <see cref="Edits"/>. In every fifth the clock goes wrong for an hour.</param>
/// <param name="Took">Real time.</param>
internal sealed record Month(int Seed, bool Faulty, TimeSpan Took)
{
    private static readonly string[] Frequent = ["PubMed", "ClinicalTrialsGov", "FdaRss", "FdaWarningLetters", "FdaLetters", "OpenFdaEnforcement", "EuropePmc", "Crossref"];

    private static readonly TimeSpan TwoYears = TimeSpan.FromDays(730);

    /// <summary>Null when the play ended with <see cref="Error"/>.</summary>
    public DemoTruth? Truth { get; init; }

    public int Polls { get; init; }

    /// <summary>Polls that failed or were blocked.</summary>
    public int Failed { get; init; }

    public string? Error { get; init; }

    /// <summary>What the month did not hold; empty = nothing lost, nothing twice, every gap alarmed, no false alarm in a clean month.</summary>
    public IReadOnlyList<string> Wrong
    {
        get
        {
            if (Truth is null) return [Error ?? "no result"];
            List<string> wrong = [.. Truth.Missing.Select(m => $"missing: {m}"), .. Truth.Duplicated.Select(d => $"duplicated: {d}")];
            wrong.AddRange(Truth.Sources.SelectMany(s => s.Foreign).Select(f => $"foreign: {f}"));
            wrong.AddRange(Truth.NotAlerted.Select(n => $"not alerted: {n}"));
            if (!Faulty) wrong.AddRange(Truth.Sources.SelectMany(s => s.Missed).Select(m => $"not found: {m}"));
            if (Truth.Expected == 0) wrong.Add("nothing was expected: such a month proves nothing");
            var gaps = Truth.Gaps;
            if (gaps.Alarmed != gaps.Opened) wrong.Add($"gaps: {gaps.Opened} opened, {gaps.Alarmed} alarmed");
            if (!Faulty && (gaps.Opened > 0 || gaps.False > 0 || Failed > 0)) wrong.Add($"a clean month with {gaps.Opened} gaps, {gaps.False} false alarms, {Failed} failed polls");
            return wrong;
        }
    }

    /// <summary>The one command that plays this month again.</summary>
    /// <param name="every">As it was played.</param>
    /// <param name="server">Whether on PostgreSQL.</param>
    public string Replay(string? every, bool server) => string.Create(CultureInfo.InvariantCulture,
        $"dotnet run -c Release --project tests/Monitor.Benchmarks -- months --seeds {Seed}{(Faulty ? "" : " --clean")}{(every is null ? "" : $" --every {every}")}{(server ? " --store PostgreSql" : "")}");

    private const string Anew = "-anew";

    /// <summary>Plays it in a folder of its own.</summary>
    /// <param name="seed">Number of the world.</param>
    /// <param name="faulty">Whether faults are drawn from the seed.</param>
    /// <param name="every">How often the sources are polled that are polled most, such as <c>12h</c>; null = as delivered.</param>
    /// <param name="server">A PostgreSQL on which nobody else plays; null = SQLite.</param>
    /// <param name="ct">Ends the play.</param>
    public static async Task<Month> PlayAsync(int seed, bool faulty, string? every, string? server, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        var folder = Directory.CreateTempSubdirectory("monitor-month-").FullName;
        try
        {
            List<KeyValuePair<string, string>> overrides = [KeyValuePair.Create("Data:Directory", folder), .. Coarser(every)];
            // A page that never ends is waited for on the real clock.
            if (faulty) overrides.Add(KeyValuePair.Create("Http:Timeout", "00:00:02"));
            if (server is not null) overrides.AddRange([KeyValuePair.Create("Store:Provider", "PostgreSql"), KeyValuePair.Create("Store:ConnectionString", server)]);
            var world = new World(new WorldOptions { Seed = seed, Faults = faulty ? [Faults.Seeded] : [] });
            await using var play = await DemoPlay.StartAsync(new CommandLine("none", false, overrides, []), world, RunVerb.DefaultUrl, ct);
            if (faulty && seed % 3 == 0) foreach (var (at, edit) in Edits(world)) await play.EditAsync(at, edit, ct);
            if (faulty && seed % 5 == 0) await GoWrongAsync(play, ct);
            await play.RunAsync(_ => { }, ct);
            if (faulty && seed % 3 == 0) await NameRightlyAsync(play, ct);
            if (faulty && seed % 5 == 0) await DateRightlyAsync(play, ct);
            var (ledger, truth) = await play.ResultAsync(ct);
            return new Month(seed, faulty, watch.Elapsed)
            {
                Truth = truth, Polls = ledger.Count, Failed = ledger.Count(p => p.Outcome is PollOutcome.Failed or PollOutcome.Blocked),
            };
        }
        catch (Exception ex) when (ex is not OperationCanceledException)
        {
            return new Month(seed, faulty, watch.Elapsed) { Error = ex.ToString() };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>For an hour of the second half of that month the machine's clock is two years ahead.</summary>
    private static Task GoWrongAsync(DemoPlay play, CancellationToken ct) =>
        play.GoWrongAsync(play.World.Options.Start.AddDays(play.World.Options.Days * (0.75 + (new Random(play.World.Options.Seed).NextDouble() / 5))), TwoYears, ct);

    /// <summary>The world's log knows nothing of that clock: what the ledger has of that hour is dated as it was.</summary>
    private static Task DateRightlyAsync(DemoPlay play, CancellationToken ct) => play.App.Services.GetRequiredService<Database>().WriteAsync(async tx =>
    {
        var args = new { by = (long)TwoYears.TotalMilliseconds, end = play.World.Options.End.AddDays(30).ToUnixTimeMilliseconds() };
        await tx.Connection!.ExecuteAsync("UPDATE poll SET started = started - @by, finished = finished - @by WHERE started > @end", args, tx);
        await tx.Connection!.ExecuteAsync("UPDATE alarm SET opened = opened - @by WHERE opened > @end", args, tx);
        await tx.Connection!.ExecuteAsync("UPDATE alarm SET closed = closed - @by WHERE closed > @end", args, tx);
    }, ct);

    /// <summary>The world's log knows a watch by its first name, and so is held against what was done under another.</summary>
    private static Task NameRightlyAsync(DemoPlay play, CancellationToken ct) => play.App.Services.GetRequiredService<Database>().WriteAsync(async tx =>
    {
        foreach (var table in (string[])["poll", "alarm"])
        {
            await tx.Connection!.ExecuteAsync($"UPDATE {table} SET watch = replace(watch, '{Anew}', '') WHERE watch LIKE '%{Anew}'",
                transaction: tx); // non-null: the transaction is open
        }
    }, ct);

    /// <summary>
    /// What an operator does to the watches in that month: other capitals and blanks, a synonym that no record bears, other names, the
    /// synonym taken out again, and the names that they had. What the world publishes is due as before, what came just before an edit among it.
    /// </summary>
    private static IEnumerable<(DateTimeOffset At, Func<Watch, Watch> Edit)> Edits(World world)
    {
        var draw = new Random(world.Options.Seed);
        Func<Watch, Watch>[] edits =
        [
            w => w with { Query = w.Query.Replace("exosom", "Exosom", StringComparison.Ordinal).Replace(" OR ", "\n  OR ", StringComparison.Ordinal) },
            w => w with { Query = $"({w.Query}) OR zzyzxosome*", NoticeQuery = w.NoticeQuery is { } notices ? $"({notices}) OR zzyzxosome*" : null },
            w => w with { Name = w.Name + Anew },
            w => w with { Query = WithoutLast(w.Query), NoticeQuery = w.NoticeQuery is { } notices ? WithoutLast(notices) : null },
            w => w with { Name = w.Name[..^Anew.Length] },
        ];
        var days = world.Options.Days / (edits.Length + 1.0);
        return edits.Select((edit, i) => (world.Options.Start.AddDays(days * (i + 0.5 + draw.NextDouble())), edit));
    }

    private static string WithoutLast(string query) => query[..query.LastIndexOf(" OR ", StringComparison.Ordinal)];

    /// <summary>The sources that are polled most, polled less often.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Coarser(string? every) =>
        every is null ? [] : Frequent.Select(s => KeyValuePair.Create($"Sources:{s}:Schedule", $"every {every}"));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"seed {Seed} {(Faulty ? "faulty" : "clean")}: {string.Join("; ", Wrong)}");
}
