using System.Globalization;
using Monitor.Polling;
using Monitor.Sources;
using Monitor.Store.Sql;

namespace Monitor.Admin.Pages;

/// <summary>A gap with the search that has it.</summary>
internal sealed record GapLine(Gap Gap, string Search);

/// <summary>The calendar of what was searched.</summary>
/// <param name="Never">Searches that cannot be made.</param>
/// <param name="Past">Searches that are asked no more: their queries were changed, or their watch is gone.</param>
internal sealed record CoverageModel(
    FrameModel Frame, DateOnly First, int Days, IReadOnlyList<CoverageRow> Rows, IReadOnlyList<GapLine> Open, IReadOnlyList<GapLine> Repaired, IReadOnlyList<NeverAsked> Never, IReadOnlyList<CoverageRow> Past);

/// <summary>Reads the coverage from the store.</summary>
internal sealed class CoverageReader(FrameReader frame, CoverageTable coverage, CountsTable counts, Subscribers subscribers, SourceCatalog catalog, TimeProvider time)
{
    /// <summary>How many days a calendar may show.</summary>
    public static IReadOnlyList<int> Lengths { get; } = [30, 60, 120];

    private const int RepairedShown = 50;

    public async Task<CoverageModel> ReadAsync(string? days, CancellationToken ct)
    {
        var length = int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && Lengths.Contains(given) ? given : Lengths[0];
        var now = time.GetUtcNow();
        var first = PageTimes.Of(now).AddDays(1 - length);
        var failures = await counts.FailuresAsync(first, ct);
        var gaps = await coverage.GapsAsync(ct);
        var targets = catalog.Enabled.SelectMany(s => PollTarget.Of(s, subscribers.Watches)).ToLookup(t => t.NeverAsked is null, t => t.Key);
        var (current, never) = (targets[true].ToHashSet(StringComparer.Ordinal), targets[false].ToHashSet(StringComparer.Ordinal));
        var (rows, past, names) = (new List<CoverageRow>(), new List<CoverageRow>(), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var state in await coverage.StatesAsync(null, ct))
        {
            if (never.Contains(state.Key)) continue;
            var search = names[state.Key] = state.Watch ?? state.Query;
            var windows = await coverage.OfAsync(state.Source, state.Key, ct);
            var mine = gaps.Where(g => g.Source == state.Source && g.Key == state.Key).ToList();
            var row = new CoverageRow(state, search, windows,
                CoverageCalendar.Days(first, length, now, windows, mine, day => failures.ContainsKey((state.Source, state.Key, day))));
            (current.Contains(state.Key) ? rows : past).Add(row);
        }

        GapLine Line(Gap gap) => new(gap, names.GetValueOrDefault(gap.Key) ?? "");
        return new CoverageModel(frame.Read("/coverage", "Coverage"), first, length, rows,
            [.. gaps.Where(g => g.Closed is null && current.Contains(g.Key)).Reverse().Select(Line)],
            [.. gaps.Where(g => g.Closed is not null).OrderByDescending(g => g.Closed).Take(RepairedShown).Select(Line)], NeverAsked.Of(catalog.Enabled, subscribers.Watches), past);
    }
}
