using System.Data.Common;
using Monitor.Documents;
using Monitor.Sources;
using Monitor.Store.Sql;

namespace Monitor.Polling;

/// <summary>
/// Looks for the known items of a watch once a day. One that its query does not find is an alarm: the query or the source
/// is broken, and "nothing new" means nothing. A source that does not answer is no miss. A feed cannot be asked: there the item
/// must be among those kept, and the watch must match it as it is kept.
/// </summary>
internal sealed partial class ExpectCheck(ExpectTable table, CoverageTable coverage, FeedTable feeds, TimeProvider time, ILogger<ExpectCheck> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromHours(1);

    /// <summary>The targets with known items whose time has come: a day after the last look, or at once when ids or query are others. Never before the query was answered once.</summary>
    public async Task<IReadOnlyList<PollTarget>> DueAsync(IEnumerable<PollTarget> targets, CancellationToken ct)
    {
        var with = Looks(targets);
        if (with.Count == 0) return [];
        var now = time.GetUtcNow();
        var states = await table.ListAsync(ct);
        var due = new List<PollTarget>();
        foreach (var target in with)
        {
            if (StateOf(states, target) is { } state && state.NextDue > now && state.Query == QueryOf(target) && IsAbout(state, IdsOf(target))) continue;
            if ((await coverage.OfAsync(target.Source.Name, target.Key, ct)).Count > 0) due.Add(target);
        }

        return due;
    }

    /// <summary>When the next look is due; null = nothing is expected on these targets, or the first waits for a poll.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(IReadOnlyList<PollTarget> targets, CancellationToken ct)
    {
        var with = Looks(targets);
        if (with.Count == 0) return null;
        var states = await table.ListAsync(ct);
        return with.Select(t => StateOf(states, t)?.NextDue).Min();
    }

    /// <summary>Looks, under the lease of the source. A failure ends with itself: it is stored and tried again.</summary>
    public async Task RunAsync(PollTarget target, CancellationToken ct)
    {
        var watch = WatchOf(target);
        var ids = IdsOf(target);
        var before = StateOf(await table.ListAsync(ct), target);
        ExpectState state;
        try
        {
            var found = target.Source is IKnownItems source ? await FindAsync(source, target.Upstream, ids, ct) : await KeptAsync(target, ids, ct);
            var now = Store.Instants.Cut(time.GetUtcNow());
            var missing = ids.Except(found, StringComparer.Ordinal).ToList();
            state = new ExpectState(watch.Name, target.Source.Name, now, [.. ids.Except(missing, StringComparer.Ordinal)], missing, null, QueryOf(target), now + Interval);
            if (missing.Count > 0) Log.Missing(logger, watch.Name, target.Source.Name, string.Join(", ", missing));
            else if (before?.Missing.Count > 0) Log.Found(logger, watch.Name, target.Source.Name);
        }
        catch (SourceException ex)
        {
            state = Unanswered(target, watch, before, ex.Message, ex.Failure == SourceFailure.Refused ? Interval : ex.RetryAfter ?? AfterFailure);
        }
        catch (Exception ex) when (ex is not OperationCanceledException)
        {
            Log.Defect(logger, target.Source.Name, ex);
            state = Unanswered(target, watch, before, $"defect: {ex.GetType().Name}: {ex.Message}", Interval);
        }

        if (state.Error is { } error) Log.Failed(logger, watch.Name, target.Source.Name, error);
        await table.SaveAsync(state, tx => AlarmAsync(tx, state, target.Upstream.Text, before), ct);
    }

    /// <summary>A look that was not answered neither opens nor closes.</summary>
    private static async Task AlarmAsync(DbTransaction tx, ExpectState state, string query, ExpectState? before)
    {
        if (state is not { Error: null, Checked: { } now }) return;
        if (state.Missing.Count == 0) await AlarmTable.CloseAsync(tx, AlarmKind.Expect, state.Source, state.Watch, now);
        else await AlarmTable.OpenAsync(tx, new AlarmCause(AlarmKind.Expect, state.Source, state.Watch, state.Watch, query,
            $"known items not found: {string.Join(", ", state.Missing)}: the query or the source is broken", before is { Missing.Count: 0, Checked: { } good } ? good : now), now);
    }

    /// <summary>Of a feed one look per watch, over all feeds of its source.</summary>
    private static List<PollTarget> Looks(IEnumerable<PollTarget> targets)
    {
        var all = targets.ToList();
        return [.. all.Where(t => !t.IsFeed).Concat(all.Where(t => t.IsFeed).DistinctBy(t => t.Source.Name).SelectMany(t => t.Watches.Select(w => t with { Watches = [w] })))
            .Where(t => IdsOf(t).Count > 0)];
    }

    private static Watch WatchOf(PollTarget target) => target.Watches[0].Watch;

    private static string QueryOf(PollTarget target) => target.IsFeed ? target.Watches[0].Query.ToString() : target.Upstream.Text;

    private async Task<IReadOnlyList<string>> KeptAsync(PollTarget target, IReadOnlyList<string> ids, CancellationToken ct)
    {
        var matcher = new WatchMatcher(target.Watches);
        var kept = await feeds.OfSourceAsync(target.Source.Name, ct);
        return [.. ids.Where(id => kept.Any(item => KnownItem.Is(item, id) && matcher.Of(item).Any()))];
    }

    /// <summary>A query in parts finds what any of its parts finds.</summary>
    private static async Task<IReadOnlyList<string>> FindAsync(IKnownItems source, UpstreamQuery query, IReadOnlyList<string> ids, CancellationToken ct)
    {
        if (query.Parts.Count == 0) return await source.FindAsync(query, ids, ct);
        var found = new List<string>();
        foreach (var part in query.Parts) found.AddRange(await source.FindAsync(part, ids, ct));
        return found;
    }

    /// <summary>What the answer before said stays, for what is still expected.</summary>
    private ExpectState Unanswered(PollTarget target, Watch watch, ExpectState? before, string error, TimeSpan wait)
    {
        if (wait < AfterFailure) wait = AfterFailure;
        if (wait > Interval) wait = Interval;
        return new ExpectState(watch.Name, target.Source.Name, before?.Checked, before?.Found ?? [], before?.Missing ?? [], error, QueryOf(target),
            Store.Instants.Cut(time.GetUtcNow()) + wait);
    }

    private static IReadOnlyList<string> IdsOf(PollTarget target)
    {
        if (target.Source is not IKnownItems && !target.IsFeed) return [];
        var expect = WatchOf(target).Expect;
        return [.. expect.GetValueOrDefault(target.Source.Name) ?? [], .. target.Source is IKnownItems { KnowsDois: true } ? expect.GetValueOrDefault("doi") ?? [] : []];
    }

    private static ExpectState? StateOf(IReadOnlyList<ExpectState> states, PollTarget target) =>
        states.FirstOrDefault(s => s.Watch == WatchOf(target).Name && s.Source == target.Source.Name);

    /// <summary>After an answer: whether it was about these ids. Without one there is nothing to compare.</summary>
    private static bool IsAbout(ExpectState state, IReadOnlyList<string> ids) =>
        state.Error is not null || state.Found.Concat(state.Missing).ToHashSet(StringComparer.Ordinal).SetEquals(ids);

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "KNOWN ITEMS NOT FOUND: {Watch}, {Source}: {Ids}: the query or the source is broken")]
        public static partial void Missing(ILogger logger, string watch, string source, string ids);

        [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "{Watch}, {Source}: every known item is found again.")]
        public static partial void Found(ILogger logger, string watch, string source);

        [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "{Watch}, {Source}: the known items could not be looked for: {Error}")]
        public static partial void Failed(ILogger logger, string watch, string source, string error);

        [LoggerMessage(EventId = 4, Level = LogLevel.Error, Message = "{Source}: a defect in this program.")]
        public static partial void Defect(ILogger logger, string source, Exception exception);
    }
}
