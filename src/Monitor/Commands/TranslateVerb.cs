using System.CommandLine;
using Monitor.Polling;
using Monitor.Queries;
using Monitor.Sources;

namespace Monitor.Commands;

/// <summary><c>translate</c>: a query as each source gets it, and what was widened.</summary>
internal static class TranslateVerb
{
    public static Command Command(CommandLine line)
    {
        var query = new Argument<string>("query") { Description = "The query" };
        var json = new Option<bool>("--json") { Description = "One JSON document on standard output" };
        var command = new Command("translate", "Show a query as each source gets it") { query, json };
        command.SetAction(async (result, ct) =>
        {
            await using var host = await VerbHost.StartAsync(line, ct, migrate: false);
            var parsed = Query.Parse(result.GetRequiredValue(query));
            var texts = host.Get<SourceCatalog>().Enabled.Select(s => s.Feeds.Count > 0
                ? (Source: s.Name, Query: "", Widened: (IReadOnlyList<string>)[Words(parsed)])
                : Shown(s.Name, s.AskFor(parsed))).ToList();
            if (result.GetValue(json))
            {
                VerbHost.WriteJson(new { query = parsed.ToString(), sources = texts.Select(t => new { t.Source, t.Query, t.Widened }) });
                return 0;
            }

            Console.Out.WriteLine($"as read: {parsed}");
            foreach (var (source, text, widened) in texts)
            {
                Console.Out.WriteLine($"\n{source}: {text}");
                foreach (var w in widened) Console.Out.WriteLine($"  widened: {w}");
            }

            return 0;
        });
        return command;
    }

    /// <summary>What a source that cannot search is read for: one of these words stands in every record that satisfies the query.</summary>
    private static string Words(Query query) => Necessary.Of(query.Root) is { } words
        ? $"cannot be searched: every item is read and matched here; it must hold one of {string.Join(", ", [.. words.Words, .. words.Beginnings.Select(b => b + "*")])}"
        : "cannot be searched: every item is read and matched here";

    internal static (string Source, string Query, IReadOnlyList<string> Widened) Shown(string source, UpstreamQuery asked) => (source, asked switch
    {
        { NeverAsked: { } why } => $"(never asked: {why})",
        _ => asked.Text,
    }, asked.Widened);
}
