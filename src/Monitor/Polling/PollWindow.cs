using Monitor.Documents;
using Monitor.Store.Sql;

namespace Monitor.Polling;

/// <summary>The stretch of time that a run asks for.</summary>
/// <param name="From">Start, inclusive.</param>
/// <param name="To">End: the time before the first request.</param>
/// <param name="QuietUntil">What the upstream dates on or before this day is stored silently; null = everything is announced.</param>
/// <param name="First">Nothing of this query was covered before: undated records are silent too.</param>
internal sealed record PollWindow(DateTimeOffset From, DateTimeOffset To, DateOnly? QuietUntil, bool First)
{
    /// <summary>
    /// The window of the next run: from the baseline when nothing is covered, else from the end of the first covered
    /// stretch, less the overlap, to now. A hole between two covered stretches is so asked for again.
    /// </summary>
    /// <param name="covered">Covered windows, oldest first.</param>
    /// <param name="baseline">How far back a first run goes; null = a year.</param>
    /// <param name="overlap">How late a record may appear behind its own date.</param>
    /// <param name="started">First attempt at this query.</param>
    /// <param name="since">An earlier start that was asked for by hand; what lies before the covered time is silent.</param>
    /// <param name="now">The end of the window.</param>
    public static PollWindow Next(
        IReadOnlyList<TimeWindow> covered, PartialDate? baseline, TimeSpan overlap, DateTimeOffset started, DateTimeOffset? since, DateTimeOffset now)
    {
        if (covered.Count == 0)
        {
            var from = since ?? (baseline is { } date ? new DateTimeOffset(date.First, TimeOnly.MinValue, TimeSpan.Zero) : now.AddYears(-1));
            return new PollWindow(from < now ? from : now, now, DateOnly.FromDateTime(started.UtcDateTime), First: true);
        }

        var end = covered[0].To < now ? covered[0].To : now;
        var start = end - overlap;
        if (since is not { } asked || asked >= start) return new PollWindow(start, now, null, First: false);
        var backfill = asked < covered[0].From;
        return new PollWindow(asked, now, backfill ? DateOnly.FromDateTime(covered[0].From.UtcDateTime) : null, First: false);
    }

    /// <summary>Whether a record of that date is stored without telling anybody.</summary>
    public bool IsQuiet(PartialDate? dated) => QuietUntil is { } day && (dated is { } date ? date.First <= day : First);
}
