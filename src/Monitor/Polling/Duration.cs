using System.Globalization;

namespace Monitor.Polling;

/// <summary>A length of time as people write it: <c>15m</c>, <c>4h</c>, <c>2d</c>, or <c>hh:mm:ss</c> with days in front, as in <c>1.12:00:00</c>.</summary>
internal static class Duration
{
    /// <summary>Reads <c>15m</c>, <c>4h</c>, <c>2d</c> or what <see cref="TryParseClock"/> reads.</summary>
    public static bool TryParse(string text, out TimeSpan length)
    {
        length = default;
        if (text.Length is < 2 or > 7 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return TryParseClock(text, out length);
        switch (char.ToLowerInvariant(text[^1]))
        {
            case 'm': length = TimeSpan.FromMinutes(number); return true;
            case 'h': length = TimeSpan.FromHours(number); return true;
            case 'd': length = TimeSpan.FromDays(number); return true;
            default: return TryParseClock(text, out length);
        }
    }

    /// <summary>Reads <c>hh:mm:ss</c> and <c>d.hh:mm:ss</c>, with fractions of a second, and nothing else: .NET itself takes "15" for 15 days and "24:00:00" for 24 days.</summary>
    public static bool TryParseClock(string text, out TimeSpan length) => TimeSpan.TryParseExact(text, Forms, CultureInfo.InvariantCulture, out length);

    /// <summary>Writes the shortest form that <see cref="TryParseClock"/> reads.</summary>
    public static string Write(TimeSpan length)
    {
        var text = length.ToString("c", CultureInfo.InvariantCulture);
        return text.LastIndexOf('.') > text.LastIndexOf(':') ? text.TrimEnd('0') : text;
    }

    private static readonly string[] Forms =
    [
        @"h\:mm\:ss", @"hh\:mm\:ss", @"h\:mm\:ss\.FFFFFFF", @"hh\:mm\:ss\.FFFFFFF",
        @"d\.hh\:mm\:ss", @"d\.hh\:mm\:ss\.FFFFFFF",
    ];
}
