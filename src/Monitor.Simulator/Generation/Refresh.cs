namespace Monitor.Simulator.Generation;

/// <summary>The registry's daily refresh: Monday to Friday, five seconds past nine Eastern.</summary>
internal static class Refresh
{
    private static readonly TimeOnly Nine = new(9, 0, 5);

    public static DateTimeOffset AtOrAfter(DateTimeOffset instant)
    {
        for (var day = Eastern.Day(instant); ; day = day.AddDays(1))
        {
            if (IsWorkingDay(day) && Eastern.At(day, Nine) is var at && at >= instant) return at;
        }
    }

    public static DateTimeOffset LastUpTo(DateTimeOffset instant)
    {
        for (var day = Eastern.Day(instant); ; day = day.AddDays(-1))
        {
            if (IsWorkingDay(day) && Eastern.At(day, Nine) is var at && at <= instant) return at;
        }
    }

    private static bool IsWorkingDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
}
