using System.Globalization;
using System.Text.RegularExpressions;
using Monitor.Documents;
using Match = System.Text.RegularExpressions.Match;

namespace Monitor.Sources.Fda;

/// <summary>Days as the regulator's site prints them. A day stays a day: no time is made up for it.</summary>
internal static partial class FdaDay
{
    /// <summary>The first day in a text: <c>11/28/2022</c>, <c>November 28, 2022</c>, <c>2022-11-28…</c>; null when there is none.</summary>
    public static PartialDate? Find(string? text)
    {
        if (text is null) return null;
        foreach (Match match in Day().Matches(text))
        {
            if (Read(match) is { } day) return PartialDate.From(day);
        }

        return null;
    }

    private static DateOnly? Read(Match match)
    {
        if (match.Groups["name"].Success)
        {
            var named = $"{match.Groups["name"].ValueSpan[..3]} {match.Groups["day"].ValueSpan} {match.Groups["year"].ValueSpan}";
            return DateOnly.TryParseExact(named, "MMM d yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        }

        var numbers = $"{match.Groups["month"].ValueSpan}/{match.Groups["day"].ValueSpan}/{match.Groups["year"].ValueSpan}";
        return DateOnly.TryParseExact(numbers, "M/d/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
    }

    [GeneratedRegex(@"(?<![\d/-])((?<month>\d{1,2})/(?<day>\d{1,2})/(?<year>\d{4})|(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?!\d)|(?<name>Jan(uary)?|Feb(ruary)?|Mar(ch)?|Apr(il)?|May|June?|July?|Aug(ust)?|Sep(t|tember)?|Oct(ober)?|Nov(ember)?|Dec(ember)?)\.?\s+(?<day>\d{1,2}),?\s+(?<year>\d{4}))(?!\d)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Day();
}
