using System.CommandLine;
using Microsoft.Extensions.Options;
using Monitor.Admin;
using Monitor.Polling;

namespace Monitor.Commands;

/// <summary><c>search</c>: an on-demand question to the upstreams; nothing is stored.</summary>
internal static class SearchVerb
{
    public static Command Command(CommandLine line)
    {
        var query = new Argument<string>("query") { Description = "The query, such as 'exosom* AND \"hair loss\"'" };
        var sources = new Option<string[]>("--source") { Description = "Only these sources", AllowMultipleArgumentsPerToken = false };
        var since = new Option<string?>("--since") { Description = "From this date on: YYYY[-MM[-DD]]" };
        var limit = new Option<int>("--limit") { Description = "Most hits per source", DefaultValueFactory = _ => 20 };
        var json = new Option<bool>("--json") { Description = "One JSON document on standard output" };
        var command = new Command("search", "Ask the upstreams now; nothing is stored") { query, sources, since, limit, json };
        command.SetAction(async (result, ct) =>
        {
            if (!HitEndpoints.Moment(result.GetValue(since), out var start)) throw new UsageException($"--since: not a date: {result.GetValue(since)}");
            if (result.GetValue(limit) is < 1 or > QueryEndpoints.MaxLimit) throw new UsageException($"--limit: 1 to {QueryEndpoints.MaxLimit}");
            await using var host = await VerbHost.StartAsync(line, ct, migrate: false);
            try
            {
                var answer = await host.Get<OnDemandQuery>().AskAsync(
                    new OnDemandRequest(result.GetRequiredValue(query), result.GetValue(sources) ?? [], start, result.GetValue(limit)),
                    host.Get<IOptions<AdminOptions>>().Value.QueryTimeout, ct);
                if (result.GetValue(json)) VerbHost.WriteJson(QueryEndpoints.View(answer));
                else Print(answer);
                return answer.Sources.All(s => s.Error is null) ? 0 : 1;
            }
            catch (KeyNotFoundException ex)
            {
                throw new UsageException(ex.Message);
            }
        });
        return command;
    }

    private static void Print(OnDemandAnswer answer)
    {
        foreach (var (hit, _, same, state) in answer.Hits)
        {
            Console.Out.WriteLine($"{hit.Published,-10} {hit.Id}\n           {(state.Gravest is { } grave ? $"{grave.Word}: " : "")}{hit.Title}\n           {hit.Link}");
            if (same.Count > 0) Console.Out.WriteLine($"           same paper: {string.Join(", ", same.Select(s => s.Id))}");
        }

        foreach (var s in answer.Sources) Console.Out.WriteLine($"{s.Source}: {s.Outcome}, {s.Total?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"} found{(s.Note is null ? "" : ", " + s.Note)}{(s.Error is null ? "" : ": " + s.Error)}");
    }
}
