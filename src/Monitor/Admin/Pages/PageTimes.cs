using System.Globalization;
using Monitor.Store.Sql;

namespace Monitor.Admin.Pages;

/// <summary>How pages print times: UTC, because readers sit in several zones; the foot of every page says so.</summary>
internal static class PageTimes
{
    public static string At(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>For <c>datetime</c> attributes.</summary>
    public static string Machine(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateTimeOffset Start(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);

    /// <summary>How long ago, or how far ahead, in one unit.</summary>
    public static string Distance(DateTimeOffset instant, DateTimeOffset now)
    {
        var gone = now - instant;
        var (length, past) = gone >= TimeSpan.Zero ? (gone, true) : (-gone, false);
        var text = length.TotalMinutes < 1 ? "under a minute"
            : length.TotalHours < 1 ? Count((int)length.TotalMinutes, "minute")
            : length.TotalDays < 2 ? Count((int)length.TotalHours, "hour")
            : Count((int)length.TotalDays, "day");
        return past ? $"{text} ago" : $"in {text}";
    }

    public static string Count(int number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {noun}{(number == 1 ? "" : "s")}");

    /// <summary>Both ends of a stretch.</summary>
    public static string Window(TimeWindow window) => $"{At(window.From)} to {At(window.To)}";
}
