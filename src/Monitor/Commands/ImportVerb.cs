using System.CommandLine;
using Monitor.Polling;
using Spectre.Console;

namespace Monitor.Commands;

/// <summary><c>import</c>: PubMed XML from files, silently, through the same path as a poll.</summary>
internal static class ImportVerb
{
    public static Command Command(CommandLine line)
    {
        var files = new Argument<string[]>("files") { Description = "PubMed XML, plain or .gz: efetch answers, baseline and update files", Arity = ArgumentArity.OneOrMore };
        var watch = new Option<string?>("--watch") { Description = "Match against this watch only" };
        var all = new Option<bool>("--all") { Description = "Keep records too that match no watch" };
        var again = new Option<bool>("--again") { Description = "Read files too that were read to their end before" };
        var json = new Option<bool>("--json") { Description = "One JSON document on standard output" };
        var command = new Command("import", "Read PubMed XML files into the store, announced by one summary") { files, watch, all, again, json };
        command.SetAction(async (result, ct) =>
        {
            var name = result.GetValue(watch);
            if (name is not null && result.GetValue(all)) throw new UsageException("--watch and --all exclude one another");
            await using var host = await VerbHost.StartAsync(line, ct);
            if (name is not null && host.Get<Subscribers>().Watches.All(w => w.Name != name)) throw new UsageException($"no watch is named {name}");
            var request = new ImportRequest(result.GetRequiredValue(files), name, result.GetValue(all), result.GetValue(again));
            var ordered = ImportFiles.InOrder(request.Files);
            if (!ordered.SequenceEqual(request.Files)) Console.Error.WriteLine($"Read in the order of their numbers, not as given: {string.Join(", ", ordered.Select(Path.GetFileName))}");
            var imported = await RunAsync(host.Get<ImportRun>(), request, result.GetValue(json), ct);
            if (result.GetValue(json)) VerbHost.WriteJson(new { polls = imported.Polls, files = imported.Files });
            else Print(imported);
            return imported.Files.All(f => f.Error is null) ? 0 : 1;
        });
        return command;
    }

    private static async Task<Imported> RunAsync(ImportRun run, ImportRequest request, bool json, CancellationToken ct)
    {
        if (json || Console.IsErrorRedirected) return await run.RunAsync(request, null, ct);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress().StartAsync(async context => await run.RunAsync(request, new Bars(context, request.Files), ct));
    }

    private static void Print(Imported imported)
    {
        foreach (var f in imported.Files)
        {
            var counts = $"{f.Records} records, {f.Deleted} deleted, {f.Quarantined} unreadable";
            Console.Out.WriteLine(f.Skipped
                ? $"{f.File}: read before ({counts}); --again reads it once more"
                : $"{f.File}: {counts}{(f.Error is null ? "" : $"; NOT READ TO ITS END: {f.Error}")}");
        }

        Console.Out.WriteLine($"{imported.Polls.Sum(p => p.New)} new, {imported.Polls.Sum(p => p.Changed)} changed, {imported.Polls.Sum(p => p.Known)} known, {imported.Polls.Sum(p => p.Unmatched)} matching no watch.");
    }

    /// <summary>One bar over the bytes of all files; the text names the file at work.</summary>
    private sealed class Bars(ProgressContext context, IReadOnlyList<string> files) : IProgress<ImportProgress>
    {
        private readonly ProgressTask _bar = context.AddTask("Reading", maxValue: Math.Max(1, files.Sum(Length)));
        private string? _file;
        private long _before;

        public void Report(ImportProgress value)
        {
            if (_file != value.File)
            {
                if (_file is not null) _before += Length(_file);
                _file = value.File;
            }

            _bar.Description = Markup.Escape($"{Path.GetFileName(value.File)}: {value.Records} records");
            _bar.Value = _before + value.Bytes;
        }

        private static long Length(string file) => new FileInfo(file) is { Exists: true } info ? info.Length : 0;
    }
}
