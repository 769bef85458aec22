namespace Monitor.Polling;

/// <summary>Turns what a clock on the wall shows into an instant, also on the two days a year when that is not one to one.</summary>
internal static class WallClock
{
    /// <summary>
    /// The one instant that a local time stands for: the first of two when clocks go back, the first minute after the gap when they go forward.
    /// Never decreases as <paramref name="wall"/> grows.
    /// </summary>
    /// <param name="wall">Local time, whole minutes or seconds.</param>
    /// <param name="zone">Zone of that local time.</param>
    public static DateTimeOffset Instant(DateTime wall, TimeZoneInfo zone)
    {
        var local = DateTime.SpecifyKind(wall, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local))
        {
            local = new DateTime(local.Year, local.Month, local.Day, local.Hour, local.Minute, 0, DateTimeKind.Unspecified);
            while (zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        }

        // The larger offset is the earlier instant.
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>What the clock on the wall shows at an instant.</summary>
    public static DateTime Wall(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;
}
