using Microsoft.Extensions.Options;
using Monitor.Polling;
using Monitor.Sources;
using Monitor.Store.Sql;

namespace Monitor.Admin.Pages;

/// <summary>The health of every source.</summary>
internal sealed class SourceHealth(SourceCatalog catalog, SourceStateTable states, AlarmTable alarms, PollService polls, IOptions<PollingOptions> polling)
{
    public async Task<IReadOnlyList<SourceLine>> ReadAsync(DateTimeOffset now, CancellationToken ct)
    {
        var known = (await states.ListAsync(ct)).ToDictionary(s => s.Source, StringComparer.Ordinal);
        var open = (await alarms.OpenAsync(ct)).ToLookup(a => a.Cause.Source, StringComparer.Ordinal);
        var lines = new List<SourceLine>();
        foreach (var source in SourceCatalog.KnownNames.Select(catalog.Get))
        {
            var state = known.GetValueOrDefault(source.Name);
            var due = source.Enabled ? await polls.NextDueAsync(source, ct) : null;
            var (word, bad) = due is not null && !polls.Asks(source) ? ("never asked: no watch can be", true) : Word(source.Enabled, due, state, now);
            if (!polls.Asks(source)) due = null;
            lines.Add(new SourceLine(source.Name, word, bad, state, due, source.Enabled ? [.. open[source.Name]] : [])
            {
                BackOff = state is { Level: > 0 } && state.NextAllowed > now ? state.NextAllowed : null,
            });
        }

        return lines;
    }

    /// <summary>The honest word while nothing was found yet; null once a search has ended.</summary>
    public string? Start(Holdings holdings, IReadOnlyList<SourceLine> sources, DateTimeOffset now)
    {
        if (holdings.Polls > 0 || holdings.Records > 0) return null;
        if (sources.Where(s => Running(s.State, now)).Select(s => s.Name).ToList() is { Count: > 0 } running)
        {
            return $"The first search is running ({string.Join(", ", running)}). Nothing can be said yet; this takes minutes, because sources are asked slowly.";
        }

        return polling.Value.Enabled
            ? "No search has ended yet. The first one begins within a minute of the start; look again soon."
            : "No search has ended yet, and polling is switched off (Polling:Enabled): run the verb poll, or switch it on.";
    }

    private static (string Word, bool Bad) Word(bool enabled, DateTimeOffset? due, SourceState? state, DateTimeOffset now) =>
        !enabled ? ("switched off", false)
        : due is null ? ("no watch asks it", false)
        : Running(state, now) ? ("searching now", false)
        : state is null or { LastSuccess: null, FailingSince: null } ? ("not asked yet", false)
        : state.FailingSince is not null ? ("failing", true)
        : ("ok", false);

    private static bool Running(SourceState? state, DateTimeOffset now) => state is { LeaseOwner: not null } && state.LeaseUntil > now;
}
