using Monitor.Queries;
using Monitor.Sources;

namespace Monitor.Polling;

/// <summary>What is sent for a query, within the requests that its source grants for so many polls a day.</summary>
internal static class QueryBudget
{
    /// <summary>A day that is as good as any other; a Monday.</summary>
    private static readonly DateTimeOffset Day = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What is to be sent. A query that this source cannot be asked does not stop the others: it says so when it is asked.</summary>
    /// <param name="source">One that can be searched.</param>
    /// <param name="query">The query.</param>
    /// <param name="schedule">How often it is asked; null = as the source is.</param>
    public static UpstreamQuery AskFor(this ISource source, Query query, string? schedule = null)
    {
        try
        {
            return source.Translate(query, PartsOf(source, schedule));
        }
        catch (QueryException ex)
        {
            return new UpstreamQuery(query.ToString(), []) { Checked = null, Refusal = ex.Problem };
        }
    }

    /// <summary>Most parts of a query.</summary>
    public static int PartsOf(ISource source, string? schedule) =>
        source.Quota.PartsAt(PollsADay(Schedule.Parse(schedule ?? source.Schedule)));

    private static int PollsADay(Schedule schedule)
    {
        var polls = 0;
        for (var next = schedule.Next(Day, TimeZoneInfo.Utc); next <= Day.AddDays(1); next = schedule.Next(next, TimeZoneInfo.Utc)) polls++;
        return Math.Max(1, polls);
    }
}
