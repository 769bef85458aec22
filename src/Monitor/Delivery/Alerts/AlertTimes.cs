using System.Globalization;
using Monitor.Documents;

namespace Monitor.Delivery.Alerts;

/// <summary>Four different times: dated, posted, first seen, sent; instants in the reader's zone, days as the source counts them.</summary>
internal static class AlertTimes
{
    public static string Of(Hit hit, DateTimeOffset firstSeen, DateTimeOffset sent, TimeZoneInfo zone)
    {
        var parts = new List<string> { Dated(hit) };
        if (Posted(hit, zone) is { } posted) parts.Add(posted);
        parts.Add($"first seen {At(firstSeen, zone)}");
        parts.Add($"sent {At(sent, zone)}");
        return $"{string.Join(", ", parts)} ({ZoneName(sent, zone)})";
    }

    /// <summary>Such as <c>Mon 23 Nov 2026 14:07</c>.</summary>
    public static string At(DateTimeOffset instant, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(instant, zone).ToString("ddd d MMM yyyy HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Such as <c>Mon 23 Nov 2026</c>.</summary>
    public static string Day(DateTimeOffset instant, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(instant, zone).ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>Such as <c>America/New_York, UTC-05:00</c>.</summary>
    public static string ZoneName(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var offset = zone.GetUtcOffset(instant);
        return zone.Id == "UTC" ? "UTC" : string.Create(CultureInfo.InvariantCulture, $"{zone.Id}, UTC{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hh\\:mm}");
    }

    private static string Dated(Hit hit) => hit switch
    {
        Notice { Initiated: { } day } => $"dated {Printed(day)}",
        Article { Published: { } day } => $"dated {Printed(day)}",
        Trial { Published: { } day } => $"dated {Printed(day)}",
        _ => "date not stated",
    };

    private static string? Posted(Hit hit, TimeZoneInfo zone) => hit switch
    {
        Notice { Posted: { } at } => $"posted {At(at, zone)}",
        Notice { Published: { } day } => $"posted {Printed(day)}{(day.Day > 0 ? " (day only)" : "")}",
        Notice => "day of posting not stated",
        Article { Entered: { } day } => $"entered in the database {Printed(day)} (day only)",
        _ => null,
    };

    private static string Printed(PartialDate date) => (date.Month, date.Day) switch
    {
        (0, _) => date.First.ToString("yyyy", CultureInfo.InvariantCulture),
        (_, 0) => date.First.ToString("MMM yyyy", CultureInfo.InvariantCulture),
        _ => date.First.ToString("d MMM yyyy", CultureInfo.InvariantCulture),
    };
}
