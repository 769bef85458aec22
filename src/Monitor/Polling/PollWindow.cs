using Monitor.Documents;
using Monitor.Store.Sql;

namespace Monitor.Polling;

/// <summary>The stretch of time that a run asks for.</summary>
/// <param name="From">Start, inclusive.</param>
/// <param name="To">End: the time before the first request.</param>
/// <param name="QuietUntil">What the upstream dates at or before this instant (or on its day, where it gives days) is stored silently; null = everything is announced.</param>
/// <param name="First">Nothing of this query was covered before: undated records are silent too.</param>
internal sealed record PollWindow(DateTimeOffset From, DateTimeOffset To, DateTimeOffset? QuietUntil, bool First)
{
    /// <summary>
    /// The first complete answer came long after the query began: what is dated on the day it began, or on the day before, which
    /// it still was in the upstream's own zone, may have come between the two and is told.
    /// </summary>
    public bool Delayed { get; init; }

    /// <summary>How long after the day that they bear the records of the source are shown as a rule: so much more may have come meanwhile.</summary>
    public TimeSpan Late { get; init; }

    /// <summary>A first start that takes longer than this was not a quiet one.</summary>
    private static readonly TimeSpan LongStart = TimeSpan.FromHours(1);

    /// <summary>
    /// The window of the next run: from the baseline when nothing is covered, else from the end of the first covered
    /// stretch, less the overlap, to now. A hole between two covered stretches is so asked for again.
    /// </summary>
    /// <param name="covered">Covered windows, oldest first.</param>
    /// <param name="baseline">How far back a first run goes; null = a year.</param>
    /// <param name="overlap">How late a record may appear behind its own date.</param>
    /// <param name="started">When the query began: its source was first due, whether it answered or not.</param>
    /// <param name="since">An earlier start that was asked for by hand; what lies before the covered time is silent.</param>
    /// <param name="now">The end of the window.</param>
    /// <param name="failed">The source failed since the query began.</param>
    public static PollWindow Next(
        IReadOnlyList<TimeWindow> covered, PartialDate? baseline, TimeSpan overlap, DateTimeOffset started, DateTimeOffset? since, DateTimeOffset now, bool failed = false)
    {
        if (covered.Count == 0)
        {
            var from = since ?? Beginning(baseline, now);
            return new PollWindow(from < now ? from : now, now, started, First: true) { Delayed = failed || now - started > LongStart };
        }

        var end = covered[0].To < now ? covered[0].To : now;
        var start = end - overlap;
        if (since is not { } asked || asked >= start) return new PollWindow(start, now, null, First: false);
        var backfill = asked < covered[0].From;
        return new PollWindow(asked, now, backfill ? covered[0].From : null, First: false);
    }

    /// <summary>How far a watch reaches back.</summary>
    /// <param name="baseline">As written; null = a year.</param>
    /// <param name="started">When its query began.</param>
    public static DateTimeOffset Beginning(PartialDate? baseline, DateTimeOffset started) =>
        baseline is { } date ? new DateTimeOffset(date.First, TimeOnly.MinValue, TimeSpan.Zero) : started.AddYears(-1);

    /// <summary>Whether a record is stored without telling anybody.</summary>
    /// <param name="dated">Its day, as the upstream counts.</param>
    /// <param name="at">Its instant, where the upstream gives one.</param>
    public bool IsQuiet(PartialDate? dated, DateTimeOffset? at = null) => QuietUntil is { } until
        && (at is { } instant ? instant <= until : dated is { } date ? date.First <= DateOnly.FromDateTime(until.UtcDateTime).AddDays(Delayed ? -2 - (int)Late.TotalDays : 0) : First);
}
