using System.Globalization;
using Monitor.Documents;

namespace Monitor.Delivery;

/// <summary>The foot of a digest: what was searched with counts, and what could not be looked at.</summary>
internal sealed class DigestLooked(DigestInput input, TimeZoneInfo zone)
{
    private readonly List<Poll> _polls = [.. input.Polls.Where(p => p.Watch is null
        ? input.Watches.Any(w => w.Uses(p.Source))
        : input.Watches.Any(w => w.Name == p.Watch))];

    public IReadOnlyList<string> Lines()
    {
        var done = _polls.Where(p => p.Outcome is PollOutcome.Ok or PollOutcome.Empty).ToList();
        int Sum(Func<Poll, int> count) => done.Sum(count);
        var parts = new List<string> { $"{Sum(p => p.New)} new", $"{Sum(p => p.Changed)} changed", $"{Sum(p => p.Known)} known" };
        if (Sum(p => p.Duplicates) is > 0 and var duplicates) parts.Add($"{duplicates} duplicates");
        if (Sum(p => p.Unmatched) is > 0 and var unmatched) parts.Add($"{unmatched} not matching");
        if (Sum(p => p.Quarantined) is > 0 and var quarantined) parts.Add($"{quarantined} unreadable (kept)");
        var total = Sum(p => p.Retrieved);
        return
        [
            $"{At(input.From)} - {At(input.To)} {ZoneName()}: {total} found = {string.Join(" + ", parts)}",
            done.Count == 0
                ? "No search was due in this time."
                : string.Join(", ", done.GroupBy(p => p.Source).Select(g => $"{g.Key} {g.Sum(p => p.Retrieved)} in {g.Count()} {(g.Count() == 1 ? "search" : "searches")}")),
            .. Recovered(),
        ];
    }

    /// <summary>Searches that failed and were caught up since: said, because their records come later than they could.</summary>
    private IEnumerable<string> Recovered() => BySearch()
        .Where(g => g.Last().Outcome is PollOutcome.Ok or PollOutcome.Empty)
        .SelectMany(g => g.Where(p => p.Outcome is PollOutcome.Failed or PollOutcome.Blocked))
        .GroupBy(p => p.Source)
        .Where(g => !input.Sources.Any(s => s.Source == g.Key && s.FailingSince is not null))
        .Select(g => $"{g.Key} did not answer {g.Count()} {(g.Count() == 1 ? "time" : "times")} (last {At(g.Last().Started)}: {g.Last().Error}); caught up since.");

    /// <summary>Sources that fail now, searches that a source refused while it answered others, stretches that a feed did not cover, pages not read.</summary>
    public IReadOnlyList<string> Missing()
    {
        var mine = input.Sources.Where(s => input.Watches.Any(w => w.Uses(s.Source))).ToList();
        var failing = mine.Where(s => s.FailingSince is not null)
            .Select(s => $"{s.Source}, silent since {At(s.FailingSince!.Value)}: {s.LastError}; will be caught up, and you will be told."); // non-null: filtered just before
        var gaps = input.Gaps.Where(g => g.Opened > input.From && mine.Any(s => s.Source == g.Source))
            .Select(g => $"{g.Source}, {At(g.Window.From)} to {At(g.Window.To)}: {g.Reason}");
        var pages = _polls.Where(p => p.Outcome is PollOutcome.Ok && p.Error is not null).GroupBy(p => (p.Source, p.Query))
            .Select(g => $"{g.Key.Source}: {g.Last().Error}");
        var refused = BySearch().Select(g => g.Last())
            .Where(p => p.Outcome is PollOutcome.Failed or PollOutcome.Blocked && !mine.Any(s => s.Source == p.Source && s.FailingSince is not null))
            .Select(p => $"{p.Source} ({p.Watch ?? p.Query}): {p.Error}");
        return [.. failing, .. refused, .. gaps, .. pages, .. input.NotWatched.Select(p => $"not watched: {p}")];
    }

    private IEnumerable<IGrouping<(string Source, string? Watch, string? Feed), Poll>> BySearch() =>
        _polls.GroupBy(p => (p.Source, p.Watch, Feed: p.Watch is null ? p.Query : null));

    private string At(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).ToString("ddd d MMM HH:mm", CultureInfo.InvariantCulture);

    private string ZoneName() => zone.Id;
}
