using System.CommandLine;
using Monitor.Configuration;
using Monitor.Polling;
using Monitor.Sources;

namespace Monitor.Commands;

/// <summary><c>check-config</c>: every error at once by file, line, key; the effective configuration with secrets masked.</summary>
internal static class CheckConfigVerb
{
    public static Command Command(CommandLine line)
    {
        var json = new Option<bool>("--json") { Description = "One JSON document on standard output" };
        var watch = new Option<string>("--watch") { Description = "Name of a watch: its query per source, and its counts against the stored hits" };
        var command = new Command("check-config", "Check the configuration and show what counts") { json, watch };
        command.SetAction(async (result, ct) =>
        {
            if (result.GetValue(watch) is { } name) return await CheckWatch.RunAsync(line, name, result.GetValue(json), ct);
            var loaded = ConfigurationLoader.Load(line.ConfigFolder, line.Overrides, Environment.GetEnvironmentVariables(), SourceCatalog.KnownNames, line.ConfigNamed);
            var (notes, warnings, wrong) = await LookAsync(loaded);
            loaded = loaded with { Errors = [.. loaded.Errors, .. wrong] };
            if (result.GetValue(json))
            {
                VerbHost.WriteJson(new
                {
                    errors = loaded.Errors.Select(e => new { e.File, e.Line, e.Column, e.Key, e.Message }),
                    effective = loaded.Effective,
                    watches = loaded.Watches.Select(w => w.Name),
                    recipients = loaded.Recipients.Select(r => r.Id),
                    notes,
                    warnings,
                });
            }
            else
            {
                Print(loaded, notes, warnings);
            }

            return loaded.Errors.Count == 0 ? 0 : 2;
        });
        return command;
    }

    /// <summary>Queries that are not asked as they stand, or not at all, and who could come in; of wrong options nothing can be made.</summary>
    private static async Task<(IReadOnlyList<QueryNote> Notes, IReadOnlyList<string> Warnings, IReadOnlyList<ConfigError> Errors)> LookAsync(LoadedConfiguration loaded)
    {
        if (!loaded.OptionsAreRight) return ([], [], []);
        await using var host = VerbHost.Of(loaded);
        var catalog = host.Get<SourceCatalog>();
        var never = NeverAsked.Of(catalog.Enabled, loaded.Watches).ToLookup(n => n.IsError);
        return (
            QueryNotes.Of(catalog, loaded.Watches),
            [.. Warnings.Of(host), .. never[false].Select(n => $"{n}: {n.Advice}")],
            [.. never[true].Select(n => new ConfigError(loaded.SourcesOfWatches.GetValueOrDefault(n.Watch, Place.Machine), "sources", $"{n}: {n.Advice}"))]);
    }

    private static void Print(LoadedConfiguration loaded, IReadOnlyList<QueryNote> notes, IReadOnlyList<string> warnings)
    {
        foreach (var error in loaded.Errors) Console.Error.WriteLine(error.ToString());
        foreach (var value in loaded.Effective) Console.Out.WriteLine($"{value.Key} = {value.Value}{(value.Where == "default" ? "" : $"    # {value.Where}")}");
        Console.Out.WriteLine($"watches: {string.Join(", ", loaded.Watches.Select(w => w.Name))}");
        Console.Out.WriteLine($"recipients: {string.Join(", ", loaded.Recipients.Select(r => r.Id))}");
        foreach (var note in notes) Console.Out.WriteLine($"note: {note}");
        foreach (var warning in warnings) Console.Out.WriteLine($"warning: {warning}");
        Console.Out.WriteLine(loaded.Errors.Count == 0 ? "No errors." : $"{loaded.Errors.Count} error(s).");
    }
}
