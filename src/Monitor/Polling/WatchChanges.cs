using System.Data.Common;
using System.Globalization;
using Monitor.Documents;
using Monitor.Queries;
using Monitor.Sources;
using Monitor.Store.Sql;

namespace Monitor.Polling;

/// <summary>A hit as a report names it: ids and titles are enough, documents of all gained hits would not fit beside the rest.</summary>
internal readonly record struct HitName(string Id, string Title);

/// <summary>What a watch's query makes of the stored hits.</summary>
internal sealed class Rematched
{
    public int Belonging { get; set; }
    public int Matching { get; set; }
    public List<HitName> Gained { get; } = [];
    public List<HitName> Lost { get; } = [];
}

/// <summary>
/// A changed query is asked of the hits that are stored already, before it is asked of any upstream: what it gains joins
/// silently, what it loses is no longer followed, and both are reported. Feeds match their kept items on their own: what
/// this stored is known to them by then, so nothing is counted twice.
/// </summary>
internal sealed partial class WatchChanges(Database database, WatchChangeTable table, SourceCatalog catalog, TimeProvider time, ILogger<WatchChanges> logger)
{
    private const int PageSize = 500;
    private const int NamedHits = 10;

    /// <summary>Matches again where the query differs from the one last matched; of a watch never seen only the query is noted.</summary>
    /// <param name="watches">Those that are polled next.</param>
    /// <param name="configured">The names of all: one that is gone and asked the same has got another name.</param>
    /// <param name="ct">Gives up.</param>
    public async Task RunAsync(IEnumerable<Watch> watches, IReadOnlyCollection<string> configured, CancellationToken ct)
    {
        var known = await table.StatesAsync(ct);
        foreach (var watch in watches)
        {
            var queries = Of(watch);
            if (queries.Means(known.GetValueOrDefault(watch.Name))) continue;
            if (await database.WriteAsync(tx => ApplyAsync(tx, watch, queries, configured), ct) is { } change)
            {
                Log.Changed(logger, watch.Name, change.Gained.Count, change.Lost.Count);
            }
        }
    }

    /// <summary>What <see cref="RunAsync"/> would do; nothing is stored.</summary>
    public async Task<Rematched> PreviewAsync(Watch watch, CancellationToken ct)
    {
        var before = await StateOrNullAsync(watch, ct);
        return await database.ReadAsync(async c =>
        {
            var result = new Rematched();
            foreach (var source in SourcesOf(watch)) await MatchAsync(c, null, watch, source, watch.Name, before, result, (_, _) => Task.CompletedTask);
            return result;
        }, ct);
    }

    private async Task<WatchChange?> ApplyAsync(DbTransaction tx, Watch watch, WatchQueries queries, IReadOnlyCollection<string> configured)
    {
        var now = Store.Instants.Cut(time.GetUtcNow());
        // Again under the lock: another source's run may have been here since.
        var before = await WatchChangeTable.StateAsync(tx, watch.Name);
        if (queries.Means(before)) return null;
        await WatchChangeTable.SetStateAsync(tx, watch.Name, queries, now);
        if (before is null)
        {
            if (await WatchChangeTable.RenamedAsync(tx, queries, configured) is { } name) await RenameAsync(tx, watch, name, queries, now);
            return null;
        }

        var affected = SourcesOf(watch).Where(s => TextOn(s, before) != TextOn(s, queries)).ToList();
        if (affected.Count == 0) return null;
        var result = new Rematched();
        foreach (var source in affected)
        {
            await MatchAsync(tx.Connection!, tx, watch, source, watch.Name, before, result, // non-null: the transaction is open
                (hit, belongs) => HitTable.SaveMatchesAsync(tx, hit, watch.Name, belongs, now));
        }

        var change = new WatchChange(0, watch.Name, now, before.Text, queries.Text, [.. result.Gained.Select(h => h.Id)], [.. result.Lost.Select(h => h.Id)]);
        await WatchChangeTable.AddAsync(tx, change);
        await AlarmTable.OpenAsync(tx, Told(change, result, now), now);
        return change;
    }

    /// <summary>What belonged to a watch under its old name belongs to it under the new one; nothing is gained or lost by that.</summary>
    private async Task RenameAsync(DbTransaction tx, Watch watch, string name, WatchQueries queries, DateTimeOffset now)
    {
        foreach (var source in SourcesOf(watch))
        {
            await MatchAsync(tx.Connection!, tx, watch, source, name, queries, new Rematched(), // non-null: the transaction is open
                (hit, belongs) => HitTable.SaveMatchesAsync(tx, hit, watch.Name, belongs, now));
        }

        Log.Renamed(logger, watch.Name, name);
    }

    /// <summary>Told to the operator before any digest is made under the new query.</summary>
    private static AlarmCause Told(WatchChange change, Rematched result, DateTimeOffset now)
    {
        IEnumerable<string> Some(string word, List<HitName> hits) =>
            [.. hits.Take(NamedHits).Select(h => $"{word} {h.Id} {h.Title}"), .. hits.Count > NamedHits ? [$"{word} {hits.Count - NamedHits} more"] : Array.Empty<string>()];
        return new AlarmCause(AlarmKind.QueryChanged, "", string.Create(CultureInfo.InvariantCulture, $"{change.Watch}@{now.ToUnixTimeMilliseconds()}"), change.Watch, change.NewQuery,
            $"the query has changed: of the records stored {change.Gained.Count} are gained (silently), {change.Lost.Count} lost", now)
        {
            Detail = string.Join('\n', [$"before: {change.OldQuery}", $"now: {change.NewQuery}", .. Some("gained", result.Gained), .. Some("lost", result.Lost)]),
        };
    }

    private async Task<WatchQueries?> StateOrNullAsync(Watch watch, CancellationToken ct)
    {
        try
        {
            return (await table.StatesAsync(ct)).GetValueOrDefault(watch.Name);
        }
        catch (Store.StoreException)
        {
            return null; // a store that is not migrated yet: it holds hits, and no state
        }
    }

    /// <param name="connection">To read from.</param>
    /// <param name="tx">Null = nothing is written.</param>
    /// <param name="watch">As it is now.</param>
    /// <param name="source">Whose hits are matched.</param>
    /// <param name="name">Under which the watch had hits until now.</param>
    /// <param name="before">Its queries until now; null = unknown.</param>
    /// <param name="result">Receives what is gained and lost.</param>
    /// <param name="save">Stores a hit that belongs to the watch now, or no longer.</param>
    private static async Task MatchAsync(
        DbConnection connection, DbTransaction? tx, Watch watch, ISource source, string name, WatchQueries? before, Rematched result, Func<Hit, bool, Task> save)
    {
        // A feed matches what it shows for all watches at once. Elsewhere another watch may have brought what this one has not asked for yet.
        var proved = source.Feeds.Count > 0 || before is null ? null : (await QueryAskedTable.LatestAsync(connection, tx, source.Name, name))?.Proved;
        var rule = new WatchRule(WatchQuery.On(watch, source.Notices), source, before is null ? null : TextOn(source, before));
        await foreach (var page in HitTable.PagesAsync(connection, tx, source.Name, name, PageSize))
        {
            foreach (var (hit, belongs) in page)
            {
                var mine = hit.Matches.Where(m => m.Watch == name).ToList();
                var reasons = rule.Of(hit, mine, belongs);
                if (belongs) result.Belonging++;
                if (reasons is not null) result.Matching++;
                // The next poll finds it, and tells it: it came after the watch was asked last.
                if (!belongs && (hit.FirstSeen > proved || name != watch.Name)) continue;
                if (reasons is not null && !belongs) result.Gained.Add(new HitName(hit.Id, hit.Title));
                if (reasons is null && belongs) result.Lost.Add(new HitName(hit.Id, hit.Title));
                if (reasons is null && mine.Count == 0 && !belongs) continue;
                if (name == watch.Name && belongs == reasons is not null && Store.StoreJson.Write(mine) == Store.StoreJson.Write(reasons ?? [])) continue;
                await save(hit with { Matches = [.. hit.Matches.Where(m => m.Watch != watch.Name), .. reasons ?? []] }, reasons is not null);
            }
        }
    }

    private IEnumerable<ISource> SourcesOf(Watch watch) => catalog.All.Where(s => watch.Uses(s.Name));

    private static string TextOn(ISource source, WatchQueries queries) => source.Notices ? queries.NoticeQuery ?? queries.Query : queries.Query;

    private static WatchQueries Of(Watch watch) =>
        new(Query.Parse(watch.QueryOn(notices: false)).ToString(), watch is { NoticeQuery: null, ContextQuery: null } ? null : Query.Parse(watch.QueryOn(notices: true)).ToString());

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "{Watch}: the query has changed; of the records stored {Gained} are gained (silently), {Lost} lost. See /api/watches.")]
        public static partial void Changed(ILogger logger, string watch, int gained, int lost);

        [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "{Watch}: asks what {Before} asked, which is configured no more; its hits and what was proved are taken over.")]
        public static partial void Renamed(ILogger logger, string watch, string before);
    }
}
