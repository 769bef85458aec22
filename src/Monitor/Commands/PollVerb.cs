using System.CommandLine;
using Monitor.Admin;
using Monitor.Documents;
using Monitor.Polling;
using Monitor.Sources;
using Spectre.Console;

namespace Monitor.Commands;

/// <summary><c>poll</c>: what is due, or named, now.</summary>
internal static class PollVerb
{
    public static Command Command(CommandLine line)
    {
        var source = new Option<string?>("--source") { Description = "Only this source, now" };
        var watch = new Option<string?>("--watch") { Description = "Only this watch, now" };
        var since = new Option<string?>("--since") { Description = "From this date on: YYYY[-MM[-DD]]" };
        var json = new Option<bool>("--json") { Description = "One JSON document on standard output" };
        var command = new Command("poll", "Poll what is due, or what is named, now") { source, watch, since, json };
        command.SetAction(async (result, ct) =>
        {
            if (!HitEndpoints.Moment(result.GetValue(since), out var start)) throw new UsageException($"--since: not a date: {result.GetValue(since)}");
            await using var host = await VerbHost.StartAsync(line, ct);
            return await RunAsync(host, result.GetValue(source), result.GetValue(watch), start, result.GetValue(json), ct);
        });
        return command;
    }

    private static async Task<int> RunAsync(VerbHost host, string? source, string? watch, DateTimeOffset? since, bool json, CancellationToken ct)
    {
        var service = host.Get<PollService>();
        var polls = new List<Poll>();
        try
        {
            if (source is null && watch is null && since is null)
            {
                foreach (var enabled in host.Get<SourceCatalog>().Enabled) polls.AddRange(await service.RunDueAsync(enabled, ct));
            }
            else
            {
                polls.AddRange(await service.RunNowAsync(source, watch, since, ct));
            }
        }
        catch (KeyNotFoundException ex)
        {
            throw new UsageException(ex.Message);
        }

        if (json) VerbHost.WriteJson(new { polls });
        else Table(polls);
        return polls.All(p => p.Outcome is PollOutcome.Ok or PollOutcome.Empty) ? 0 : 1;
    }

    private static void Table(List<Poll> polls)
    {
        if (polls.Count == 0)
        {
            Console.Out.WriteLine("Nothing is due.");
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("source", "watch", "outcome", "retrieved", "new", "changed", "known", "not matching", "unreadable");
        foreach (var p in polls)
        {
            table.AddRow([.. new object[] { p.Source, p.Watch ?? p.Query, p.Outcome, p.Retrieved, p.New, p.Changed, p.Known, p.Unmatched, p.Quarantined }
                .Select(c => Markup.Escape($"{c}"))]);
        }

        AnsiConsole.Write(table);
        foreach (var p in polls.Where(p => p.Error is not null)) Console.Out.WriteLine($"{p.Source}: {p.Error}");
    }
}
