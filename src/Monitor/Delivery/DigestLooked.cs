using System.Globalization;
using Monitor.Documents;
using Monitor.Store.Sql;

namespace Monitor.Delivery;

/// <summary>The foot of a digest: what was searched with counts, and what could not be looked at.</summary>
internal sealed class DigestLooked(DigestInput input, TimeZoneInfo zone)
{
    private readonly List<Poll> _polls = [.. input.Polls.Where(p => p.Watch is null
        ? input.Watches.Any(w => w.Uses(p.Source))
        : input.Watches.Any(w => w.Name == p.Watch))];

    /// <param name="reports">How many reports the mail tells.</param>
    public IReadOnlyList<string> Lines(int reports)
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
            $"{At(input.From)} - {At(input.To)} {ZoneName()}: {Records(total)} read = {string.Join(" + ", parts)}",
            done.Count == 0
                ? "No search was due in this time."
                : string.Join(", ", done.GroupBy(p => p.Source).Select(g => $"{g.Key} {Records(g.Sum(p => p.Retrieved))} in {g.Count()} {(g.Count() == 1 ? "search" : "searches")}")),
            // Sources send a paper or an event in several records; searches find again what was told before, and what others were told.
            .. reports == 0
                ? Array.Empty<string>()
                : [$"This mail tells {reports} {(reports == 1 ? "report" : "reports")}: a paper, a trial or a regulatory event is one, in however many records it came."],
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
        var gaps = input.Gaps.Where(g => g is { Kind: Gap.OfFeed, Closed: null } && g.Opened > input.From && mine.Any(s => s.Source == g.Source))
            .Select(g => $"{g.Source}, {At(g.Window.From)} to {At(g.Window.To)}: {g.Reason}");
        var pages = _polls.Where(p => p.Outcome is PollOutcome.Ok && p.Error?.StartsWith("ALARM ", StringComparison.Ordinal) == false).GroupBy(p => (p.Source, p.Query))
            .Select(g => $"{g.Key.Source}: {g.Last().Error}");
        var refused = BySearch().Select(g => g.Last())
            .Where(p => p.Outcome is PollOutcome.Failed or PollOutcome.Blocked && !mine.Any(s => s.Source == p.Source && s.FailingSince is not null))
            .Select(p => $"{p.Source} ({p.Watch ?? p.Query}): {p.Error}");
        return [.. failing, .. refused, .. gaps, .. pages, .. input.NotWatched.Select(p => $"not watched: {p}"), .. input.NeverAsked];
    }

    /// <summary>What says that an answer of these sources may not be what it seems. Gaps and known items are said elsewhere.</summary>
    public IReadOnlyList<string> Alarms() =>
        [.. input.Alarms.Where(a => a.Cause.Kind is AlarmKind.Schema or AlarmKind.Shrunken or AlarmKind.Silent or AlarmKind.Unreconciled)
            .Where(a => input.Watches.Any(w => a.Cause.Watch is null ? w.Uses(a.Cause.Source) : w.Name == a.Cause.Watch))
            .Select(a => $"{a.Line} (since {At(a.Cause.Since)})").Distinct(StringComparer.Ordinal)];

    /// <summary>Without news: per source the searches and how they ended, until when all of them are proved complete, gaps, known items.</summary>
    public IReadOnlyList<string> Proof() => [.. input.Proved.Where(IsMine).GroupBy(p => p.Source, StringComparer.Ordinal).Select(Proof)];

    private string Proof(IGrouping<string, ProvedSearch> searches)
    {
        var polls = _polls.Where(p => p.Source == searches.Key).ToList();
        int Ended(params PollOutcome[] outcomes) => polls.Count(p => outcomes.Contains(p.Outcome));
        var keys = searches.Select(s => s.Key).ToHashSet(StringComparer.Ordinal);
        var gaps = input.Gaps.Where(g => g.Source == searches.Key && keys.Contains(g.Key)).ToList();
        var known = input.Expected.Where(e => e.Source == searches.Key && e.Checked is not null && input.Watches.Any(w => w.Name == e.Watch && w.Expect.Count > 0)).ToList();
        return $"{searches.Key}: {polls.Count} {(polls.Count == 1 ? "search" : "searches")} ({Ended(PollOutcome.Ok)} with records, {Ended(PollOutcome.Empty)} without, {Ended(PollOutcome.Failed, PollOutcome.Blocked)} failed); "
            + $"proved complete until {At(searches.Min(s => s.Until))}; "
            + $"gaps: {gaps.Count(g => g.Closed is null)} open, {gaps.Count(g => g.Closed > input.From)} repaired"
            + (known.Count == 0 ? "" : $"; known items: {known.Sum(k => k.Found.Count)} of {known.Sum(k => k.Found.Count + k.Missing.Count)} found ({At(known.Min(k => k.Checked)!.Value)})"); // non-null: filtered
    }

    /// <summary>Asked in this time, for one of the reader's watches.</summary>
    private bool IsMine(ProvedSearch search) => _polls.Any(p => p.Source == search.Source && p.Watch == search.Watch && p.Query == search.Query);

    private IEnumerable<IGrouping<(string Source, string? Watch, string? Feed), Poll>> BySearch() =>
        _polls.GroupBy(p => (p.Source, p.Watch, Feed: p.Watch is null ? p.Query : null));

    private static string Records(int count) => $"{count} {(count == 1 ? "record" : "records")}";

    private string At(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).ToString("ddd d MMM HH:mm", CultureInfo.InvariantCulture);

    private string ZoneName() => zone.Id;
}
