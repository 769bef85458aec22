using Microsoft.Extensions.Options;
using Monitor.Documents;
using Monitor.Sources;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Polling;

/// <summary>
/// What is due on a source, under its lease: the worker, the verb <c>poll</c> and the API all come through here, so that no
/// two of them poll one source at once.
/// </summary>
internal sealed partial class PollService(
    SourceCatalog catalog, Subscribers subscribers, PollRun run, PollTimes times, WatchChanges changes, ExpectCheck expect, WithdrawnCheck withdrawn,
    SourceStateTable states, AlarmTable alarms, NodeName node, IOptions<PollingOptions> options, TimeProvider time, ILogger<PollService> logger)
{
    private readonly Dictionary<string, IReadOnlyList<PollTarget>> _targets =
        catalog.Enabled.ToDictionary(s => s.Name, s => PollTarget.Of(s, subscribers.Watches), StringComparer.Ordinal);

    /// <summary>Runs the targets of one source whose time has come, as far as the source's wait leaves any; nothing while another process has it.</summary>
    public async Task<IReadOnlyList<Poll>> RunDueAsync(ISource source, CancellationToken ct)
    {
        await times.MendAsync(ct);
        // Without the lease at first: mostly there is nothing.
        if (await DueAsync(source, ct) is null) return [];
        return await RunAsync(source, lease => DueAsync(source, lease), TargetsOf(source), null, ct) ?? [];
    }

    /// <summary>What is due now, in the order of the turn; null = nothing at all, also while the source waits.</summary>
    private async Task<IReadOnlyList<PollTarget>?> DueAsync(ISource source, CancellationToken ct)
    {
        var due = await times.DueAsync(source, TargetsOf(source), ct);
        if (due.Count > 0) return due;
        if ((await states.GetAsync(source.Name, ct)).NextAllowed > time.GetUtcNow()) return null;
        return (await expect.DueAsync(TargetsOf(source), ct)).Count == 0 ? null : due;
    }

    /// <summary>Runs what is named, now, whatever the schedule says.</summary>
    /// <param name="sourceName">Null = every enabled source.</param>
    /// <param name="watch">Null = every watch.</param>
    /// <param name="since">An earlier start than the next window's.</param>
    /// <returns>The ledger lines; a source that another process is polling has a line that says so and is not stored.</returns>
    /// <exception cref="KeyNotFoundException">No such source or watch.</exception>
    public async Task<IReadOnlyList<Poll>> RunNowAsync(string? sourceName, string? watch, DateTimeOffset? since, CancellationToken ct)
    {
        if (watch is not null && subscribers.Watches.All(w => w.Name != watch))
        {
            throw new KeyNotFoundException($"no watch is named {watch}; there are {string.Join(", ", subscribers.Watches.Select(w => w.Name))}");
        }

        await times.MendAsync(ct);
        var polls = new List<Poll>();
        if (sourceName is not null && !catalog.Get(sourceName).Enabled) throw new KeyNotFoundException($"{sourceName} is switched off in the configuration");
        foreach (var source in sourceName is null ? catalog.Enabled : [catalog.Get(sourceName)])
        {
            var targets = TargetsOf(source).Where(t => watch is null || t.Watches.Any(w => w.Watch.Name == watch)).ToList();
            if (targets.Count == 0) continue;
            polls.AddRange(await RunAsync(source, async lease => await times.InOrderAsync(source, targets, lease), targets, since, ct)
                ?? [.. targets.Select(Busy)]);
        }

        return polls;
    }

    /// <summary>The next instant at which an enabled source has work.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(ISource source, CancellationToken ct)
    {
        var next = await times.NextAsync(source, TargetsOf(source), ct);
        if (await expect.NextDueAsync(TargetsOf(source), ct) is not { } look) return next;
        var allowed = (await states.GetAsync(source.Name, ct)).NextAllowed;
        if (look < allowed) look = allowed;
        return look < next ? look : next;
    }

    /// <summary>Whether there is anything that the source can be asked.</summary>
    public bool Asks(ISource source) => TargetsOf(source).Any(t => t.NeverAsked is null);

    private IReadOnlyList<PollTarget> TargetsOf(ISource source) =>
        _targets.TryGetValue(source.Name, out var targets) ? targets : PollTarget.Of(source, subscribers.Watches);

    /// <param name="source">What is polled.</param>
    /// <param name="choose">Asked under the lease, because another process may have polled since it was asked without.</param>
    /// <param name="expecting">Queries whose known items are looked for when that is due.</param>
    /// <param name="since">An earlier start, asked for by hand.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>Null while another process has the source.</returns>
    private async Task<IReadOnlyList<Poll>?> RunAsync(
        ISource source, Func<CancellationToken, Task<IReadOnlyList<PollTarget>?>> choose, IReadOnlyList<PollTarget> expecting, DateTimeOffset? since, CancellationToken ct)
    {
        await using var lease = await LeaseKeeper.TryTakeAsync(states, source.Name, node.Value, options.Value.LeaseTime, time, ct);
        if (lease is null) return null;
        try
        {
            if (await choose(lease.Token) is not { } targets) return [];
            return await RunAsync(source, targets, expecting, since, lease);
        }
        catch (OperationCanceledException ex) when (lease.Lost && !ct.IsCancellationRequested)
        {
            // Nobody stopped this run: another process has the source.
            throw new FenceException(source.Name, ex);
        }
    }

    private async Task<IReadOnlyList<Poll>> RunAsync(
        ISource source, IReadOnlyList<PollTarget> targets, IReadOnlyList<PollTarget> expecting, DateTimeOffset? since, LeaseKeeper lease)
    {
        string[] configured = [.. subscribers.Watches.Select(w => w.Name)];
        await ChangesAsync(targets, configured, lease.Token);
        await alarms.ForgetAsync(source.Name, TargetsOf(source).Select(t => t.Key).ToHashSet(StringComparer.Ordinal),
            subscribers.Watches.Where(w => w.Expect.Count > 0 && w.Uses(source.Name)).Select(w => w.Name).ToHashSet(StringComparer.Ordinal), time.GetUtcNow(), lease.Token);
        await times.BeginAsync(source, targets, configured, lease.Token);
        var polls = new List<Poll>();
        for (var i = 0; i < targets.Count; i++)
        {
            polls.Add(await run.RunAsync(targets[i], new PollTurn(lease.Fence, since, [.. targets.Skip(i + 1)], TargetsOf(source).Count(t => t.NeverAsked is null)), lease.Token));
            // An upstream that is down or has had enough is left alone; one query that fails does not stop the others.
            if ((await states.GetAsync(source.Name, lease.Token)).NextAllowed > time.GetUtcNow()) return polls;
        }

        foreach (var target in await expect.DueAsync(expecting, lease.Token)) await expect.RunAsync(target, lease.Token);
        await withdrawn.RunAsync(source, lease.Fence, lease.Token);
        return polls;
    }

    /// <summary>Before the first poll of a changed query. A defect there must not stop the polls; it is tried again with the next.</summary>
    private async Task ChangesAsync(IReadOnlyList<PollTarget> targets, string[] configured, CancellationToken ct)
    {
        try
        {
            await changes.RunAsync(targets.SelectMany(t => t.Watches).Select(w => w.Watch).DistinctBy(w => w.Name), configured, ct);
        }
        catch (Exception ex) when (ex is not OperationCanceledException)
        {
            Log.NotMatched(logger, ex);
        }
    }

    private Poll Busy(PollTarget target)
    {
        var now = time.GetUtcNow();
        return new Poll
        {
            Source = target.Source.Name, Watch = target.Watch?.Name, Query = target.Upstream.Text, From = now, To = now,
            Outcome = PollOutcome.Failed, Error = "another process is polling this source now", Started = now, Finished = now,
        };
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "The stored hits could not be matched against the queries as they are now; it is tried again with the next run.")]
        public static partial void NotMatched(ILogger logger, Exception exception);
    }
}
