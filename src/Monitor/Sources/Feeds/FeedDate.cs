using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitor.Sources.Feeds;

/// <summary>Reads the dates of feeds: RFC 822 with zone names or offsets, and ISO 8601.</summary>
internal static partial class FeedDate
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    // Hours; .NET reads none of these names.
    private static readonly Dictionary<string, int> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["GMT"] = 0, ["UT"] = 0, ["UTC"] = 0, ["Z"] = 0,
        ["EDT"] = -4, ["EST"] = -5, ["CDT"] = -5, ["CST"] = -6, ["MDT"] = -6, ["MST"] = -7, ["PDT"] = -7, ["PST"] = -8,
    };

    /// <summary>The instant with the offset as printed, so that its day is the day printed; null when it cannot be read.</summary>
    public static DateTimeOffset? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var trimmed = text.Trim();
        return Rfc822().Match(trimmed) is { Success: true } rfc ? FromRfc(rfc)
            : Iso().IsMatch(trimmed) && DateTimeOffset.TryParse(trimmed, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var iso) ? iso
            : null;
    }

    private static DateTimeOffset? FromRfc(Match m)
    {
        var month = Array.IndexOf(Months, m.Groups["month"].Value[..3].ToLowerInvariant()) + 1;
        var year = Number(m, "year");
        if (year < 100) year += year < 50 ? 2000 : 1900;
        if (month == 0 || Offset(m.Groups["zone"].Value) is not { } offset) return null;
        try
        {
            // A leap second (60) is printed now and then; it is the last second we have.
            return new DateTimeOffset(year, month, Number(m, "day"), Number(m, "hour"), Number(m, "minute"), Math.Min(Number(m, "second"), 59), offset);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static TimeSpan? Offset(string zone)
    {
        if (Zones.TryGetValue(zone, out var hours)) return TimeSpan.FromHours(hours);
        if (zone is not ['+' or '-', ..]) return null;
        var digits = zone[1..].Replace(":", "", StringComparison.Ordinal);
        var offset = TimeSpan.FromMinutes(int.Parse(digits[..2], CultureInfo.InvariantCulture) * 60 + int.Parse(digits[2..], CultureInfo.InvariantCulture));
        return zone[0] == '-' ? -offset : offset;
    }

    private static int Number(Match m, string group) =>
        m.Groups[group].Success ? int.Parse(m.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^([A-Za-z]+,?\s+)?(?<day>\d{1,2})[\s-]+(?<month>[A-Za-z]{3,9})\.?[\s-]+(?<year>\d{4}|\d{2})\s+(?<hour>\d{1,2}):(?<minute>\d{2})(:(?<second>\d{2}))?\s*(?<zone>[A-Za-z]+|[+-]\d{2}:?\d{2})$", RegexOptions.ExplicitCapture)]
    private static partial Regex Rfc822();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Iso();
}
