using System.Globalization;
using Quartz;

namespace Monitor.Polling;

/// <summary>
/// When something happens: <c>every 15m</c>, <c>hourly</c>, <c>daily 06:00</c>, <c>weekdays 06:00</c>, <c>weekly mon 06:00</c>, or a cron text.
/// A local time that does not exist (spring) fires once just after the gap; one that comes twice (autumn) fires once, the first time.
/// </summary>
internal abstract class Schedule
{
    private const string Help = "write every 15m (or 6h, 1d), hourly, daily 06:00, weekdays 06:00, weekly mon 06:00, or a cron text of six or seven fields such as 0 0 6 ? * MON-FRI";

    /// <summary>Time of day where <c>daily</c>, <c>weekdays</c> or <c>weekly</c> names none.</summary>
    private static readonly TimeOnly Morning = new(6, 0);

    private Schedule(string text) => Text = text;

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>The first firing after an instant, in UTC; <see cref="DateTimeOffset.MaxValue"/> when there is none any more.</summary>
    public abstract DateTimeOffset Next(DateTimeOffset after, TimeZoneInfo zone);

    public override string ToString() => Text;

    /// <summary>Reads a schedule.</summary>
    /// <exception cref="FormatException">With a sentence saying what can be written.</exception>
    public static Schedule Parse(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) throw new FormatException($"The schedule is empty: {Help}.");
        var rest = words[1..];
        return (words[0].ToLowerInvariant(), rest.Length) switch
        {
            ("every", 1) => new Interval(text, Every(text, rest[0])),
            ("hourly", 0) => new Interval(text, TimeSpan.FromHours(1)),
            ("daily", 0) => new Daily(text, AllDays, Morning),
            ("daily", 1) => new Daily(text, AllDays, Time(text, rest[0])),
            ("weekdays", 0) => new Daily(text, AllDays[1..6], Morning),
            ("weekdays", 1) => new Daily(text, AllDays[1..6], Time(text, rest[0])),
            ("weekly", 0) => new Daily(text, [DayOfWeek.Monday], Morning),
            ("weekly", 1) => new Daily(text, [Day(text, rest[0])], Morning),
            ("weekly", 2) => new Daily(text, [Day(text, rest[0])], Time(text, rest[1])),
            (_, 5 or 6) => new Cron(text, string.Join(' ', words)),
            _ => throw new FormatException($"'{text.Trim()}' is not a schedule: {Help}."),
        };
    }

    /// <summary>As <see cref="Parse"/>, with the problem instead of an exception; null = it can be read.</summary>
    public static string? Problem(string text)
    {
        try
        {
            Parse(text);
            return null;
        }
        catch (FormatException e)
        {
            return e.Message.TrimEnd('.');
        }
    }

    private static readonly DayOfWeek[] AllDays = Enum.GetValues<DayOfWeek>();

    private static TimeSpan Every(string text, string word)
    {
        var length = Duration.TryParse(word, out var read) ? read : throw new FormatException($"'{text.Trim()}' is not a schedule: after every comes a number and m, h or d, as in every 6h.");
        return length >= TimeSpan.FromMinutes(1) && length <= TimeSpan.FromDays(366)
            ? length
            : throw new FormatException($"'{text.Trim()}' is out of range: every takes 1m to 366d.");
    }

    private static TimeOnly Time(string text, string word) =>
        TimeOnly.TryParseExact(word, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw new FormatException($"'{text.Trim()}' is not a schedule: '{word}' is not a time of day; write hours and minutes, as in 06:00.");

    private static DayOfWeek Day(string text, string word) => word.ToLowerInvariant() switch
    {
        "mon" or "monday" => DayOfWeek.Monday,
        "tue" or "tuesday" => DayOfWeek.Tuesday,
        "wed" or "wednesday" => DayOfWeek.Wednesday,
        "thu" or "thursday" => DayOfWeek.Thursday,
        "fri" or "friday" => DayOfWeek.Friday,
        "sat" or "saturday" => DayOfWeek.Saturday,
        "sun" or "sunday" => DayOfWeek.Sunday,
        _ => throw new FormatException($"'{text.Trim()}' is not a schedule: '{word}' is not a day; write mon, tue, wed, thu, fri, sat or sun."),
    };

    /// <summary>So long after the last time, wherever that fell: programs that start at different times do not meet at the upstream.</summary>
    private sealed class Interval(string text, TimeSpan length) : Schedule(text)
    {
        public override DateTimeOffset Next(DateTimeOffset after, TimeZoneInfo zone) => (after + length).ToUniversalTime();
    }

    /// <summary>At one time of day, on some days of the week.</summary>
    private sealed class Daily(string text, DayOfWeek[] days, TimeOnly time) : Schedule(text)
    {
        public override DateTimeOffset Next(DateTimeOffset after, TimeZoneInfo zone)
        {
            for (var day = DateOnly.FromDateTime(WallClock.Wall(after, zone)); ; day = day.AddDays(1))
            {
                if (!days.Contains(day.DayOfWeek)) continue;
                var instant = WallClock.Instant(day.ToDateTime(time), zone);
                // A zone that moved across the date line left out a whole day: nothing fires for a day that never was.
                if (DateOnly.FromDateTime(WallClock.Wall(instant, zone)) != day) continue;
                if (instant > after) return instant;
            }
        }
    }

    /// <summary>
    /// A cron text, read by Quartz on the clock on the wall. Quartz is given UTC as its zone and wall times as if they were UTC:
    /// in a real zone it would itself decide what happens to times that do not exist or come twice.
    /// </summary>
    private sealed class Cron : Schedule
    {
        private readonly CronExpression _cron;

        public Cron(string text, string cron) : base(text)
        {
            // Quartz takes 99 where it stands alone or in a list, and fires at zero.
            if (cron.Split(' ')[..2].SelectMany(field => field.Split(',')).Any(part => int.TryParse(part, CultureInfo.InvariantCulture, out var number) && number > 59))
            {
                throw new FormatException($"'{cron}' cannot be read as cron text (seconds and minutes run from 0 to 59): {Help}.");
            }

            try
            {
                _cron = new CronExpression(cron, TimeZoneInfo.Utc);
            }
            catch (FormatException e)
            {
                throw new FormatException($"'{cron}' cannot be read as cron text ({e.Message.TrimEnd('.')}): {Help}.", e);
            }

            if (_cron.GetNextValidTimeAfter(DateTimeOffset.UnixEpoch) is null) throw new FormatException($"'{cron}' names a time that never comes.");
        }

        public override DateTimeOffset Next(DateTimeOffset after, TimeZoneInfo zone)
        {
            var wall = new DateTimeOffset(WallClock.Wall(after, zone), TimeSpan.Zero);
            while (_cron.GetNextValidTimeAfter(wall) is { } next)
            {
                var instant = WallClock.Instant(next.DateTime, zone);
                if (instant > after) return instant;
                wall = next;
            }

            return DateTimeOffset.MaxValue;
        }
    }
}
