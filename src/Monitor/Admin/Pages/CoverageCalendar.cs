using Monitor.Store.Sql;

namespace Monitor.Admin.Pages;

/// <summary>What is known about one day of one search.</summary>
internal enum DayState
{
    /// <summary>Before the search began, after now, or simply never asked.</summary>
    NotAsked,

    /// <summary>Proved complete.</summary>
    Covered,

    /// <summary>Proved complete, after a gap: what came in that time was told later than it could have been.</summary>
    Repaired,

    /// <summary>Proved complete for a part of the day, such as today.</summary>
    Partly,

    /// <summary>An open gap.</summary>
    Gap,

    /// <summary>Asked, without a complete answer so far.</summary>
    Failed,
}

/// <summary>One search on one source, day by day.</summary>
/// <param name="Search">Name of the watch, or the address of a feed.</param>
internal sealed record CoverageRow(QueryState State, string Search, IReadOnlyList<TimeWindow> Windows, IReadOnlyList<DayState> Days);

/// <summary>Says of each day what is proved about it.</summary>
internal static class CoverageCalendar
{
    public static IReadOnlyList<DayState> Days(DateOnly first, int count, DateTimeOffset now, IReadOnlyList<TimeWindow> windows, IReadOnlyList<Gap> gaps, Func<DateOnly, bool> failed) =>
        [.. Enumerable.Range(0, count).Select(i => Day(first.AddDays(i), now, windows, gaps, failed))];

    private static DayState Day(DateOnly day, DateTimeOffset now, IReadOnlyList<TimeWindow> windows, IReadOnlyList<Gap> gaps, Func<DateOnly, bool> failed)
    {
        var (from, to) = (PageTimes.Start(day), PageTimes.Start(day.AddDays(1)));
        if (from > now) return DayState.NotAsked;
        var mine = gaps.Where(g => g.Window.From < to && g.Window.To > from).ToList();
        if (mine.Any(g => g.Closed is null)) return DayState.Gap;
        var covered = windows.Where(w => w.From < to && w.To > from).ToList();
        if (covered.Any(w => w.From <= from && w.To >= to)) return mine.Count > 0 ? DayState.Repaired : DayState.Covered;
        return failed(day) ? DayState.Failed : covered.Count > 0 ? DayState.Partly : DayState.NotAsked;
    }

    /// <summary>The sign of a state: read without its colour.</summary>
    public static string Sign(DayState state) => state switch
    {
        DayState.Covered => "✓",
        DayState.Repaired => "↻",
        DayState.Partly => "◐",
        DayState.Gap => "✕",
        DayState.Failed => "!",
        _ => "·",
    };

    public static string Word(DayState state) => state switch
    {
        DayState.Covered => "covered",
        DayState.Repaired => "covered after a gap",
        DayState.Partly => "covered in part",
        DayState.Gap => "open gap",
        DayState.Failed => "asked, no complete answer yet",
        _ => "not asked",
    };
}
