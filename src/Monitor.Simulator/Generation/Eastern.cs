namespace Monitor.Simulator.Generation;

/// <summary>US Eastern time, in which all three upstreams count their days.</summary>
internal static class Eastern
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    public static DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    public static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    /// <summary>The zone name that FDA's feeds print.</summary>
    public static string ZoneName(DateTimeOffset instant) => Zone.IsDaylightSavingTime(instant) ? "EDT" : "EST";

    public static DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
