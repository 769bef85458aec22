using Monitor.Polling;
using Monitor.Sources;
using Monitor.Store.Sql;

namespace Monitor.Health;

/// <summary>How a process stands with the sources.</summary>
/// <param name="NotAsked">Sentences on what was due and was not asked, one for each source; empty where this process does not poll.</param>
/// <param name="Overdue">Names of the sources whose last complete answer is too old, or lies ahead: then nobody knows how old it is.</param>
internal sealed record PollingState(IReadOnlyList<string> NotAsked, IReadOnlyList<string> Overdue);

/// <summary>Whether each source is asked when it is due, by whatever node, and answers.</summary>
internal sealed class PollingWatch(SourceCatalog catalog, Subscribers subscribers, SourceStateTable states, CoverageTable coverage, Working working)
{
    /// <summary>How late a question may be; while somebody polls the source, whose first poll may be a long one.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1), PatienceWhilePolled = TimeSpan.FromHours(12);

    /// <summary>A source is overdue when its last complete answer is older than two of its own intervals and this.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(6);

    /// <summary>Once: each query is translated for them, and health is asked every few seconds.</summary>
    private readonly Lazy<IReadOnlyList<(string Source, IReadOnlyList<PollTarget> Targets)>> _asked = new(
        () => [.. catalog.Enabled.Select(s => (s.Name, PollTarget.Of(s, subscribers.Watches))).Where(s => s.Item2.Count > 0)]);

    public async Task<PollingState> LookAsync(DateTimeOffset now, CancellationToken ct)
    {
        var known = (await states.ListAsync(ct)).ToDictionary(s => s.Source, StringComparer.Ordinal);
        SourceState StateOf(string source) => known.GetValueOrDefault(source) ?? new SourceState { Source = source };
        var overdue = _asked.Value.Where(s => IsOverdue(s.Targets, StateOf(s.Source), now)).Select(s => s.Source);
        if (!working.Plan.Polls) return new PollingState([], [.. overdue]);
        var queries = (await coverage.StatesAsync(null, ct)).ToDictionary(q => (q.Source, q.Key), q => q.NextDue);
        var late = _asked.Value.Select(s => Late(s.Targets, queries, StateOf(s.Source), now)).OfType<string>();
        return new PollingState([.. late], [.. overdue]);
    }

    private string? Late(
        IReadOnlyList<PollTarget> targets, Dictionary<(string Source, string Key), DateTimeOffset> queries, SourceState state, DateTimeOffset now)
    {
        var patience = state.LeaseUntil > now ? PatienceWhilePolled : Patience;
        var late = targets.Select(t => (Target: t, Due: Latest(queries.GetValueOrDefault((state.Source, t.Key)), state.NextAllowed)))
            .Where(t => t.Due + patience < now).OrderBy(t => t.Due).ToList();
        if (late is not [var first, ..]) return null;
        var (what, more) = (first.Target.Watch?.Name ?? first.Target.Upstream.Text, late.Count > 1 ? $"; {late.Count - 1} more wait there" : "");
        return $"{state.Source} was due at {first.Due:yyyy-MM-dd HH:mm} UTC for {what}, and was not asked{more}.";
    }

    private bool IsOverdue(IReadOnlyList<PollTarget> targets, SourceState state, DateTimeOffset now)
    {
        var last = state.LastSuccess ?? working.Since;
        return last > now || targets.Min(t => t.Schedule.Next(t.Schedule.Next(last, TimeZoneInfo.Utc), TimeZoneInfo.Utc)) + Grace < now;
    }

    /// <summary>Nothing was due to a process that did not run.</summary>
    private DateTimeOffset Latest(DateTimeOffset due, DateTimeOffset allowed)
    {
        var latest = due > working.Since ? due : working.Since;
        return allowed > latest ? allowed : latest;
    }
}
