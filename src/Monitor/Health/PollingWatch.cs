using Monitor.Polling;
using Monitor.Sources;
using Monitor.Store.Sql;

namespace Monitor.Health;

/// <summary>Whether each source is asked when it is due, by whatever node, and answers.</summary>
internal sealed class PollingWatch(SourceCatalog catalog, Subscribers subscribers, SourceStateTable states, CoverageTable coverage, Working working)
{
    /// <summary>How late a question may be; while somebody polls the source, whose first poll may be a long one.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1), PatienceWhilePolled = TimeSpan.FromHours(12);

    /// <summary>A source is overdue when its last complete answer is older than two of its own intervals and this.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(6);

    /// <summary>Sentences on what was due and was not asked, one for each source; empty where this process does not poll.</summary>
    public async Task<IReadOnlyList<string>> NotAskedAsync(DateTimeOffset now, CancellationToken ct)
    {
        if (!working.Plan.Polls) return [];
        var said = new List<string>();
        var known = (await states.ListAsync(ct)).ToDictionary(s => s.Source, StringComparer.Ordinal);
        var queries = (await coverage.StatesAsync(null, ct)).ToDictionary(q => (q.Source, q.Key), q => q.NextDue);
        foreach (var source in catalog.Enabled)
        {
            var state = known.GetValueOrDefault(source.Name);
            var patience = state?.LeaseUntil > now ? PatienceWhilePolled : Patience;
            var late = PollTarget.Of(source, subscribers.Watches)
                .Select(t => (Target: t, Due: Latest(queries.GetValueOrDefault((source.Name, t.Key)), state?.NextAllowed)))
                .Where(t => t.Due + patience < now).OrderBy(t => t.Due).ToList();
            if (late is [var first, ..])
            {
                said.Add($"{source.Name} was due at {first.Due:yyyy-MM-dd HH:mm} UTC for {first.Target.Watch?.Name ?? first.Target.Upstream.Text}, and was not asked{(late.Count > 1 ? $"; {late.Count - 1} more wait there" : "")}.");
            }
        }

        return said;
    }

    /// <summary>Names of the enabled sources whose last complete answer is too old, or lies ahead: then the clock was wrong, and nobody knows how old it is.</summary>
    public async Task<IReadOnlyList<string>> OverdueAsync(DateTimeOffset now, CancellationToken ct)
    {
        var known = (await states.ListAsync(ct)).ToDictionary(s => s.Source, StringComparer.Ordinal);
        return [.. catalog.Enabled.Where(source =>
        {
            var targets = PollTarget.Of(source, subscribers.Watches);
            var last = known.GetValueOrDefault(source.Name)?.LastSuccess ?? working.Since;
            return targets.Count > 0 && (last > now || targets.Min(t => t.Schedule.Next(t.Schedule.Next(last, TimeZoneInfo.Utc), TimeZoneInfo.Utc)) + Grace < now);
        }).Select(s => s.Name)];
    }

    /// <summary>Nothing was due to a process that did not run.</summary>
    private DateTimeOffset Latest(DateTimeOffset due, DateTimeOffset? allowed)
    {
        var latest = due > working.Since ? due : working.Since;
        return allowed > latest ? allowed.Value : latest;
    }
}
