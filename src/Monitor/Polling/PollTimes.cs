using Monitor.Documents;
using Monitor.Sources;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Polling;

/// <summary>When the targets of a source are to be asked, and in which order.</summary>
internal sealed class PollTimes(CoverageTable coverage, QueryAskedTable asked, SourceStateTable states, ClockTable clock, TimeProvider time)
{
    /// <summary>Before anything is asked when it is due: what was stored while the clock was ahead is believed no more.</summary>
    public Task MendAsync(CancellationToken ct) => clock.MendAsync(ct);

    /// <summary>What is due now, in the order of the turn.</summary>
    public async Task<IReadOnlyList<PollTarget>> DueAsync(ISource source, IReadOnlyList<PollTarget> targets, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var state = await states.GetAsync(source.Name, ct);
        var times = await TimesAsync(source, targets, now, ct);
        var (ahead, surely) = (times.Where(t => t.IsAhead).Select(t => t.Target.Key), times.Where(t => t.IsSurelyAhead).Max(t => t.State?.NextDue));
        await clock.DueNowAsync(source.Name, [.. ahead], surely, ct);
        return [.. times.Where(t => t.Allowed(state) <= now).Select(t => t.Target)];
    }

    /// <summary>All of these in the order of a turn.</summary>
    public async Task<IReadOnlyList<PollTarget>> InOrderAsync(ISource source, IReadOnlyList<PollTarget> targets, CancellationToken ct) =>
        [.. (await TimesAsync(source, targets, time.GetUtcNow(), ct)).Select(t => t.Target)];

    /// <summary>The next instant at which one of these is due; null = there is none.</summary>
    public async Task<DateTimeOffset?> NextAsync(ISource source, IReadOnlyList<PollTarget> targets, CancellationToken ct)
    {
        var state = await states.GetAsync(source.Name, ct);
        return (await TimesAsync(source, targets, time.GetUtcNow(), ct)).Min(t => (DateTimeOffset?)t.Allowed(state));
    }

    /// <summary>All begin now, also those that a failing source leaves for later: what comes in between is news to them.</summary>
    /// <param name="source">Which is polled.</param>
    /// <param name="targets">What is asked of it now.</param>
    /// <param name="configured">The names of all watches.</param>
    /// <param name="ct">Gives up.</param>
    public async Task BeginAsync(ISource source, IReadOnlyList<PollTarget> targets, IReadOnlyCollection<string> configured, CancellationToken ct)
    {
        var begun = time.GetUtcNow().Cut();
        var known = (await coverage.StatesAsync(source.Name, ct)).Select(s => s.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var target in targets.Where(t => !known.Contains(t.Key)))
        {
            if (target.Watch is { } watch) await asked.NoteAsync(source.Name, target.Key, watch.Name, target.Watches[0].Query.ToString(), configured, source.Counts, ct);
            await coverage.StateAsync(source.Name, target.Key, target.Watch?.Name, target.Upstream.Text, begun, ct);
        }
    }

    /// <summary>
    /// What answered before what failed, what failed longest ago before what failed lately, then what has been due for longest. A turn
    /// that ends early so goes on, the next time, with what it left.
    /// </summary>
    private async Task<IReadOnlyList<TargetTime>> TimesAsync(ISource source, IEnumerable<PollTarget> targets, DateTimeOffset now, CancellationToken ct)
    {
        var known = (await coverage.StatesAsync(source.Name, ct)).ToDictionary(s => s.Key, StringComparer.Ordinal);
        return [.. targets.Select(t => new TargetTime(t, known.GetValueOrDefault(t.Key), now))
            .OrderBy(t => t.State?.Failed ?? DateTimeOffset.MinValue).ThenBy(t => t.Due)];
    }

    /// <summary>When a target is due.</summary>
    /// <param name="Target">Of the source.</param>
    /// <param name="State">Null = it never ran.</param>
    /// <param name="Now">When one that never ran is due: the caller's instant, for on a running clock a second look would be later.</param>
    private sealed record TargetTime(PollTarget Target, QueryState? State, DateTimeOffset Now)
    {
        /// <summary>By its own schedule, or its own wait.</summary>
        public DateTimeOffset Due => State is null || IsAhead ? Now : State.NextDue;

        /// <summary>Further away than its schedule, or its longest wait, explains.</summary>
        public bool IsAhead => State is { NextDue: var due } && due > Now && Ahead.Is(due, Latest);

        public bool IsSurelyAhead => State is { NextDue: var due } && due > Now && Ahead.IsSurely(due, Latest);

        /// <summary>
        /// With the wait of the source. One that did not fail, and whose time came after that wait had begun, does not wait for those
        /// that fail: it is the better question, and the source is asked it once.
        /// </summary>
        public DateTimeOffset Allowed(SourceState source) =>
            Due >= source.NextAllowed || (State is { Failed: null } && Due > source.WaitsSince) ? Due : source.NextAllowed;

        private DateTimeOffset Latest
        {
            get
            {
                var (scheduled, wait) = (Target.Schedule.Next(Now, TimeZoneInfo.Utc), Now + BackOff.Longest);
                return State is { Failed: not null } && wait > scheduled ? wait : scheduled;
            }
        }
    }
}
