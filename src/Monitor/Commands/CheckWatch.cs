using Monitor.Documents;
using Monitor.Polling;
using Monitor.Queries;
using Monitor.Sources;
using Monitor.Store.Sql;

namespace Monitor.Commands;

/// <summary><c>check-config --watch</c>: one watch as it would run, and what its query makes of the stored hits. Reads only.</summary>
internal static class CheckWatch
{
    private const int Titles = 10;

    private sealed record Asked(string Source, string Query, string Upstream, IReadOnlyList<string> Widened);

    public static async Task<int> RunAsync(CommandLine line, string name, bool json, CancellationToken ct)
    {
        await using var host = await VerbHost.StartAsync(line, ct, migrate: false);
        var subscribers = host.Get<Subscribers>();
        if (subscribers.Watches.FirstOrDefault(w => w.Name == name) is not { } watch)
        {
            Console.Error.WriteLine($"no watch without errors is named {name}; there are {string.Join(", ", subscribers.Watches.Select(w => w.Name))}");
            return 2;
        }

        var asked = host.Get<SourceCatalog>().Enabled.Where(s => watch.Uses(s.Name) && s.Serves(watch)).Select(s => Ask(s, watch)).ToList();
        // Opening a database that is not there would make it.
        var hits = await host.Get<Database>().ExistsAsync(ct) ? await host.Get<WatchChanges>().PreviewAsync(watch, ct) : null;
        if (json) WriteJson(watch, asked, hits);
        else Print(watch, asked, hits);
        return subscribers.Problems.Count == 0 && !NeverAsked.Of(host.Get<SourceCatalog>().Enabled, [watch]).Any(n => n.IsError) ? 0 : 2;
    }

    private static Asked Ask(ISource source, Watch watch)
    {
        var query = Query.Parse(watch.QueryOn(source.Notices));
        if (source.Feeds.Count > 0) return new Asked(source.Name, query.ToString(), "", ["cannot be searched: every item is read and matched here"]);
        var (_, text, widened) = TranslateVerb.Shown(source.Name, source.AskFor(query, watch.Schedule));
        return new Asked(source.Name, query.ToString(), text, widened);
    }

    private static void WriteJson(Watch watch, List<Asked> asked, Rematched? hits) => VerbHost.WriteJson(new
    {
        watch = watch.Name,
        query = Query.Parse(watch.QueryOn(notices: false)).ToString(),
        noticeQuery = watch.NoticeQuery is { } notice ? Query.Parse(notice).ToString() : null,
        sources = asked.Select(a => new { a.Source, query = a.Upstream, a.Widened }),
        stored = hits is null ? null : new
        {
            matching = hits.Matching, belonging = hits.Belonging, gained = hits.Gained.Count, lost = hits.Lost.Count,
            gainedHits = hits.Gained.Take(Titles).Select(h => new { h.Id, h.Title }),
            lostHits = hits.Lost.Take(Titles).Select(h => new { h.Id, h.Title }),
        },
    });

    private static void Print(Watch watch, List<Asked> asked, Rematched? hits)
    {
        Console.Out.WriteLine($"{watch.Name}: {Query.Parse(watch.QueryOn(notices: false))}");
        if (watch.NoticeQuery is { } notice) Console.Out.WriteLine($"notices: {Query.Parse(notice)}");
        foreach (var one in asked)
        {
            Console.Out.WriteLine($"\n{one.Source}: {one.Upstream}");
            foreach (var widened in one.Widened) Console.Out.WriteLine($"  widened: {widened}");
        }

        Console.Out.WriteLine();
        if (hits is null)
        {
            Console.Out.WriteLine("Nothing is stored yet: there is no database.");
            return;
        }

        Console.Out.WriteLine($"Of the stored hits {hits.Matching} match, {hits.Belonging} belong; with the next poll {hits.Gained.Count} are gained, {hits.Lost.Count} lost.");
        foreach (var hit in hits.Gained.Take(Titles)) Console.Out.WriteLine($"  + {hit.Id}  {hit.Title}");
        if (hits.Gained.Count > Titles) Console.Out.WriteLine($"  + {hits.Gained.Count - Titles} more");
        foreach (var hit in hits.Lost.Take(Titles)) Console.Out.WriteLine($"  - {hit.Id}  {hit.Title}");
        if (hits.Lost.Count > Titles) Console.Out.WriteLine($"  - {hits.Lost.Count - Titles} more");
    }
}
