using System.Globalization;
using System.Text.RegularExpressions;
using Monitor.Documents;
using Match = System.Text.RegularExpressions.Match;

namespace Monitor.Sources.Feeds;

/// <summary>Reads the dates of feeds: RFC 822 with zone names or offsets, ISO 8601, and what people write in their place.</summary>
internal static partial class FeedDate
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Beginnings of months in other languages, where they are not those of English.</summary>
    private static readonly Dictionary<string, int> Foreign = new(StringComparer.OrdinalIgnoreCase)
    {
        ["fév"] = 2, ["fev"] = 2, ["mär"] = 3, ["avr"] = 4, ["abr"] = 4, ["mai"] = 5, ["juin"] = 6, ["juil"] = 7,
        ["aoû"] = 8, ["aou"] = 8, ["ago"] = 8, ["okt"] = 10,
        ["déc"] = 12, ["dez"] = 12, ["dic"] = 12, ["ene"] = 1,
    };

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

    /// <summary>
    /// The day that is printed, or the month, where no instant can be read: in words in either order, with a zone that nobody knows, with none.
    /// Null = no day is printed, or one that does not exist, or <c>05/06/2026</c>, which is another day in another country.
    /// </summary>
    public static PartialDate? Printed(string? text)
    {
        if (Read(text) is { } instant) return PartialDate.From(DateOnly.FromDateTime(instant.DateTime));
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (IsoDay().Match(text) is { Success: true } iso)
            return Date(Number(iso, "year"), Number(iso, "month"), iso.Groups["day"].Success ? Number(iso, "day") : null);
        if (DayFirst().Match(text) is { Success: true } day) return Date(Year(day), Month(day.Groups["month"].Value), Number(day, "day"));
        if (MonthFirst().Match(text) is { Success: true } month) return Date(Year(month), Month(month.Groups["month"].Value), Number(month, "day"));
        if (Slashes().Match(text) is not { Success: true } slashes) return null;
        var (a, b) = (Number(slashes, "a"), Number(slashes, "b"));
        return a > 12 ? Date(Year(slashes), b, a) : b > 12 || a == b ? Date(Year(slashes), a, b) : null;
    }

    private static PartialDate? Date(int year, int month, int? day) =>
        month is < 1 or > 12 || year is < 1900 or > 2200 ? null
        : day is null ? new PartialDate(year, month)
        : day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new PartialDate(year, month, day.Value) : null;

    private static int Year(Match m) => Number(m, "year") is var year && year >= 100 ? year : year < 50 ? year + 2000 : year + 1900;

    private static int Month(string name)
    {
        if (Array.IndexOf(Months, name[..3].ToLowerInvariant()) is >= 0 and var at) return at + 1;
        return Foreign.FirstOrDefault(f => name.StartsWith(f.Key, StringComparison.OrdinalIgnoreCase)).Value;
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
        if (OfGmt().Match(zone) is { Success: true } gmt) zone = $"{gmt.Groups["sign"].Value}{gmt.Groups["hour"].Value.PadLeft(2, '0')}00";
        if (zone is not ['+' or '-', ..]) return null;
        var digits = zone[1..].Replace(":", "", StringComparison.Ordinal);
        var offset = TimeSpan.FromMinutes(int.Parse(digits[..2], CultureInfo.InvariantCulture) * 60 + int.Parse(digits[2..], CultureInfo.InvariantCulture));
        return zone[0] == '-' ? -offset : offset;
    }

    private static int Number(Match m, string group) =>
        m.Groups[group].Success ? int.Parse(m.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^([A-Za-z]+,?\s+)?(?<day>\d{1,2})[\s-]+(?<month>[A-Za-z]{3,9})\.?[\s-]+(?<year>\d{4}|\d{2})\s+(?<hour>\d{1,2}):(?<minute>\d{2})(:(?<second>\d{2}))?\s*(?<zone>[A-Za-z]+|[+-]\d{2}:?\d{2}|(GMT|UTC)[+-]\d{1,2})$", RegexOptions.ExplicitCapture)]
    private static partial Regex Rfc822();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Iso();

    [GeneratedRegex(@"^(GMT|UTC)(?<sign>[+-])(?<hour>\d{1,2})$", RegexOptions.ExplicitCapture)]
    private static partial Regex OfGmt();

    [GeneratedRegex(@"^\s*(?<year>\d{4})-(?<month>\d{2})(-(?<day>\d{2}))?(?!\d)", RegexOptions.ExplicitCapture)]
    private static partial Regex IsoDay();

    [GeneratedRegex(@"(?<!\d)(?<day>\d{1,2})(st|nd|rd|th)?\.?[\s-]+(?<month>\p{L}{3,12})\.?,?[\s-]+(?<year>\d{4}|\d{2})(?![\d:])", RegexOptions.ExplicitCapture)]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"(?<month>\p{L}{3,12})\.?\s+(?<day>\d{1,2})(st|nd|rd|th)?,?\s+(?<year>\d{4})(?!\d)", RegexOptions.ExplicitCapture)]
    private static partial Regex MonthFirst();

    [GeneratedRegex(@"^\s*(?<a>\d{1,2})/(?<b>\d{1,2})/(?<year>\d{4})(?!\d)", RegexOptions.ExplicitCapture)]
    private static partial Regex Slashes();
}
