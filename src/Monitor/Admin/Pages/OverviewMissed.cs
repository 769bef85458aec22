using Monitor.Polling;
using Monitor.Sources;
using Monitor.Store.Sql;

namespace Monitor.Admin.Pages;

/// <summary>What could not be looked at: nobody should take silence for "nothing new".</summary>
internal sealed class OverviewMissed(CoverageTable coverage, Subscribers subscribers, SourceCatalog catalog)
{
    public async Task<IReadOnlyList<string>> ReadAsync(IReadOnlyList<SourceLine> sources, Holdings holdings, CancellationToken ct)
    {
        var failing = sources.Where(s => s.State?.FailingSince is not null && s.NextDue is not null)
            .Select(s => $"{s.Name} has not answered since {PageTimes.At(s.State!.FailingSince!.Value)}: {s.State.LastError}"); // non-null: filtered just before
        var asked = sources.Where(s => s.NextDue is not null).Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var gaps = (await coverage.OpenGapsAsync(ct)).Where(g => asked.Contains(g.Source)).GroupBy(g => (g.Source, g.Reason))
            .Select(g => $"{g.Key.Source}, {PageTimes.At(g.Min(x => x.Window.From))} to {PageTimes.At(g.Max(x => x.Window.To))}: {g.Key.Reason}"
                + (g.Count() > 1 ? $" ({g.Count()} searches)" : ""));
        var never = NeverAsked.Of(catalog.Enabled, subscribers.Watches).Where(n => n.IsError).Select(n => n.ToString());
        var unread = holdings.Quarantined == 0 ? [] : new[] { $"{PageTimes.Count(holdings.Quarantined, "record")} could not be read; kept whole, see /api/quarantine" };
        return [.. failing, .. gaps, .. subscribers.Problems.Select(p => $"not watched: {p}"), .. never, .. unread];
    }
}
