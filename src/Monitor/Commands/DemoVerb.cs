using System.CommandLine;
using System.Diagnostics;
using Microsoft.Extensions.Options;
using Monitor.Commands.Demo;
using Monitor.Polling;
using Monitor.Simulator;
using Monitor.Store;
using Monitor.Store.Sql;
using Spectre.Console;

namespace Monitor.Commands;

/// <summary><c>demo</c>: everything without network or set-up: simulated upstreams, weeks of their life in seconds, real mails.</summary>
internal static class DemoVerb
{
    public static Command Command(CommandLine line)
    {
        var days = new Option<int>("--days") { Description = "Days of upstream life", DefaultValueFactory = _ => 30 };
        var seed = new Option<int>("--seed") { Description = "The world is a function of it", DefaultValueFactory = _ => 1 };
        var faults = new Option<string?>("--faults") { Description = $"Faults to switch on: {string.Join(", ", Faults.Known)}" };
        var once = new Option<bool>("--once") { Description = "Exit with the summary instead of serving" };
        var json = new Option<bool>("--json") { Description = "One JSON document on standard output" };
        var urls = new Option<string>("--urls") { Description = "Where the API is served afterwards", DefaultValueFactory = _ => RunVerb.DefaultUrl };
        var command = new Command("demo", "Play weeks of upstream life in seconds, without network or set-up") { days, seed, faults, once, json, urls };
        command.SetAction(async (result, ct) =>
        {
            if (result.GetValue(days) is < 1 or > 3650) throw new UsageException("--days: 1 to 3650");
            var options = new WorldOptions
            {
                Seed = result.GetValue(seed), Days = result.GetValue(days),
                Faults = [.. (result.GetValue(faults) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            };
            return await RunAsync(line, Make(options), result.GetValue(once), result.GetValue(json), result.GetRequiredValue(urls), ct);
        });
        return command;
    }

    private static World Make(WorldOptions options)
    {
        try
        {
            return new World(options);
        }
        catch (ArgumentException ex)
        {
            throw new UsageException(ex.Message);
        }
    }

    private static async Task<int> RunAsync(CommandLine line, World world, bool once, bool json, string urls, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        var start = world.Options.Start;
        var clock = new DemoClock(start);
        await using var simulator = await SimulatorHost.StartAsync(world, clock, ct: ct);
        var configuration = DemoSetup.Configuration(line, simulator.BaseAddress);
        await using var app = RunVerb.Build(configuration, clock, urls, poll: false);
        var services = app.Services;
        var outbox = Path.Combine(services.GetRequiredService<IOptions<DataOptions>>().Value.Directory, "outbox");
        Clear(services.GetRequiredService<Database>(), outbox);
        await services.GetRequiredService<Database>().MigrateAsync(ct);

        var run = ActivatorUtilities.CreateInstance<DemoRun>(services, clock);
        await PlayAsync(run, world, json, ct);
        var ledger = await run.LedgerAsync(ct);
        var truth = DemoTruth.Of(world, start, run, services.GetRequiredService<Subscribers>(),
            await services.GetRequiredService<MessageTable>().ToldAsync(ct), outbox, ledger, await services.GetRequiredService<AlarmTable>().AllAsync(ct));
        var ok = truth.Missing.Count == 0 && truth.Duplicated.Count == 0;
        if (json) VerbHost.WriteJson(new { polls = ledger.OrderBy(p => p.Id), truth });
        else DemoReport.Print(world, ledger, truth, outbox, watch.Elapsed);
        if (once) return ok ? 0 : 1;

        Console.Error.WriteLine($"Serving {urls}/api/hits, {urls}/feeds/all.rss, {urls}/openapi/v1.json until Ctrl-C.");
        await app.RunAsync(ct);
        return 0;
    }

    private static async Task PlayAsync(DemoRun run, World world, bool json, CancellationToken ct)
    {
        if (json || Console.IsErrorRedirected)
        {
            await run.PlayAsync(world.Options.End, _ => { }, ct);
            return;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        await console.Progress().StartAsync(async context =>
        {
            var task = context.AddTask($"{world.Options.Days} days of upstream life", maxValue: world.Options.Days);
            await run.PlayAsync(world.Options.End, now => task.Value = (now - world.Options.Start).TotalDays, ct);
        });
    }

    /// <summary>A demo begins with an empty store of its own, and without the mails of an earlier demo; nothing else is touched.</summary>
    private static void Clear(Database database, string outbox)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(database.Path)) ?? ".");
        foreach (var file in (string[])[database.Path, database.Path + "-wal", database.Path + "-shm"]) File.Delete(file);
        if (!Directory.Exists(outbox)) return;
        foreach (var mail in Directory.EnumerateFiles(outbox, $"*@{DemoSetup.Domain}.eml")) File.Delete(mail);
    }
}
