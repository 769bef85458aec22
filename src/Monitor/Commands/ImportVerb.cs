using System.CommandLine;
using Monitor.Polling;

namespace Monitor.Commands;

/// <summary><c>import</c>: PubMed XML from files, silently, through the same path as a poll.</summary>
internal static class ImportVerb
{
    public static Command Command(CommandLine line)
    {
        var files = new Argument<string[]>("files") { Description = "PubMed XML, plain or .gz: efetch answers, baseline and update files", Arity = ArgumentArity.OneOrMore };
        var watch = new Option<string?>("--watch") { Description = "Match against this watch only" };
        var all = new Option<bool>("--all") { Description = "Keep records too that match no watch" };
        var json = new Option<bool>("--json") { Description = "One JSON document on standard output" };
        var command = new Command("import", "Read PubMed XML files into the store, announced by one summary") { files, watch, all, json };
        command.SetAction(async (result, ct) =>
        {
            var name = result.GetValue(watch);
            if (name is not null && result.GetValue(all)) throw new UsageException("--watch and --all exclude one another");
            await using var host = await VerbHost.StartAsync(line, ct);
            if (name is not null && host.Get<Subscribers>().Watches.All(w => w.Name != name)) throw new UsageException($"no watch is named {name}");
            var progress = result.GetValue(json) || Console.IsErrorRedirected ? null : new Progress();
            var imported = await host.Get<ImportRun>().RunAsync(result.GetRequiredValue(files), name, result.GetValue(all), progress, ct);
            if (result.GetValue(json)) VerbHost.WriteJson(new { polls = imported.Polls, files = imported.Files });
            else Print(imported);
            return imported.Files.All(f => f.Error is null) ? 0 : 1;
        });
        return command;
    }

    private static void Print(Imported imported)
    {
        foreach (var f in imported.Files)
        {
            Console.Out.WriteLine($"{f.File}: {f.Records} records, {f.Deleted} deleted, {f.Quarantined} unreadable{(f.Error is null ? "" : $"; NOT READ TO ITS END: {f.Error}")}");
        }

        Console.Out.WriteLine($"{imported.Polls.Sum(p => p.New)} new, {imported.Polls.Sum(p => p.Changed)} changed, {imported.Polls.Sum(p => p.Known)} known, {imported.Polls.Sum(p => p.Unmatched)} matching no watch.");
    }

    /// <summary>Synchronous, unlike the framework's: lines appear in order and memory stays flat.</summary>
    private sealed class Progress : IProgress<(string File, int Records)>
    {
        public void Report((string File, int Records) value) => Console.Error.Write($"\r{value.File}: {value.Records}");
    }
}
