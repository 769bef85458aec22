using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Monitor.Commands.Demo;
using Monitor.Configuration;
using Monitor.Documents;
using Monitor.Simulator;
using Monitor.Simulator.Hosting;
using Spectre.Console;

namespace Monitor.Commands;

/// <summary><c>demo</c>: everything without network or set-up: simulated upstreams, weeks of their life in seconds, real mails.</summary>
internal static class DemoVerb
{
    public static Command Command(CommandLine line)
    {
        var days = new Option<int>("--days") { Description = "Days of upstream life", DefaultValueFactory = _ => 30 };
        var seed = new Option<int>("--seed") { Description = "The world is a function of it", DefaultValueFactory = _ => 1 };
        var faults = new Option<string?>("--faults") { Description = $"Faults to switch on: {string.Join(", ", Faults.Known)}; {Faults.Seeded} = faults, times and lengths drawn from the seed" };
        var once = new Option<bool>("--once") { Description = "Exit with the summary instead of serving" };
        var json = new Option<bool>("--json") { Description = "One JSON document on standard output" };
        var urls = new Option<string>("--urls") { Description = "Where the API is served afterwards", DefaultValueFactory = _ => RunVerb.DefaultUrl };
        var start = new Option<string?>("--start") { Description = "First day of the simulated time, YYYY-MM-DD" };
        var readers = new Option<string?>("--recipients")
        {
            Description = "A file of recipients, in place of the delivered one; without it those of the folder --config, of which the demo reads nothing else",
        };
        var worker = new Option<string?>("--worker") { Description = "Works against a simulator of its own process", Hidden = true };
        var epoch = new Option<long>("--epoch") { Description = "As the simulator's", Hidden = true };
        var speed = new Option<double>("--speed") { Description = "As the simulator's", Hidden = true, DefaultValueFactory = _ => 1 };
        var command = new Command("demo", "Play weeks of upstream life in seconds, without network or set-up") { days, seed, faults, once, json, urls, start, readers, worker, epoch, speed };
        command.SetAction(async (result, ct) =>
        {
            // The simulator needs them too, and starts before the configuration is read.
            if (ConfigurationLoader.NoZones() is { } missing) throw new ConfigException([missing]);
            if (result.GetValue(days) is < 1 or > 3650) throw new UsageException("--days: 1 to 3650");
            var options = new WorldOptions
            {
                Seed = result.GetValue(seed), Days = result.GetValue(days),
                Faults = [.. (result.GetValue(faults) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            };
            if (result.GetValue(start) is { } day) options = options with { Start = Day(day) };
            if (result.GetValue(worker) is { } address)
            {
                if (!Uri.TryCreate(address, UriKind.Absolute, out var simulator)) throw new UsageException($"--worker: not an address: {address}");
                var clock = new ScaledTime(TimeProvider.System, options.Start, result.GetValue(speed), DateTimeOffset.FromUnixTimeMilliseconds(result.GetValue(epoch)));
                return await DemoWorker.RunAsync(line, Make(options), simulator, clock, result.GetValue(once), result.GetRequiredValue(urls), ct);
            }

            return await RunAsync(line, Make(options), result.GetValue(once), result.GetValue(json), result.GetRequiredValue(urls), Readers(line, result.GetValue(readers)), ct);
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

    private static DateTimeOffset Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero)
            : throw new UsageException($"--start: not a day such as 2026-03-15: {text}");

    private static IReadOnlyList<Recipient>? Readers(CommandLine line, string? file)
    {
        if (line.ConfigNamed && !Directory.Exists(line.ConfigFolder)) throw new UsageException($"--config: there is no folder {line.ConfigFolder}");
        if (file is null && line.ConfigNamed && Path.Combine(line.ConfigFolder, "recipients.yaml") is var own && File.Exists(own)) file = own;
        if (file is null) return null;
        if (!File.Exists(file)) throw new UsageException($"--recipients: there is no file {file}");
        var errors = new List<ConfigError>();
        var recipients = RecipientFile.Read(file, [.. DemoSetup.Watches.Select(w => w.Name)], errors);
        return errors.Count == 0 ? recipients : throw new ConfigException(errors);
    }

    private static async Task<int> RunAsync(
        CommandLine line, World world, bool once, bool json, string urls, IReadOnlyList<Recipient>? recipients, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        await using var play = await DemoPlay.StartAsync(line, world, urls, recipients, ct);
        await PlayAsync(play, json, ct);
        var (ledger, truth) = await play.ResultAsync(ct);
        var ok = truth.IsRight;
        if (json) VerbHost.WriteJson(new { polls = ledger.OrderBy(p => p.Id), truth });
        else DemoReport.Print(world, ledger, truth, play.Mails, watch.Elapsed);
        if (once) return ok ? 0 : 1;

        Console.Error.WriteLine($"Serving {urls}/api/hits, {urls}/feeds/all.rss, {urls}/openapi/v1.json until Ctrl-C.");
        await play.App.RunAsync(ct);
        return 0;
    }

    private static async Task PlayAsync(DemoPlay play, bool json, CancellationToken ct)
    {
        if (json || Console.IsErrorRedirected)
        {
            await play.RunAsync(_ => { }, ct);
            return;
        }

        var options = play.World.Options;
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        await console.Progress().StartAsync(async context =>
        {
            var task = context.AddTask($"{options.Days} days of upstream life", maxValue: options.Days);
            await play.RunAsync(now => task.Value = (now - options.Start).TotalDays, ct);
        });
    }
}
