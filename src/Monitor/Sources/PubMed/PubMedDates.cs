using System.Globalization;
using System.Text.RegularExpressions;
using Monitor.Documents;

namespace Monitor.Sources.PubMed;

/// <summary>
/// PubMed's dates, as precise as they are printed. A range counts from its start (<c>1998 Dec-1999 Jan</c> is December 1998),
/// which is how PubMed sorts it; a season or quarter leaves the year; a part that no calendar knows is left out.
/// </summary>
internal static partial class PubMedDates
{
    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    /// <summary>Year, Month and Day of an element, or its MedlineDate.</summary>
    public static PartialDate? Of(PubMedNode? element)
    {
        if (element is null) return null;
        return element.Text("Year") is { } year
            ? Date(year, element.Text("Month"), element.Text("Day"))
            : OfText(element.Text("MedlineDate"));
    }

    /// <summary>The free text of a MedlineDate.</summary>
    public static PartialDate? OfText(string? text)
    {
        if (text is null) return null;
        var match = Start().Match(text);
        if (match.Success) return Date(match.Groups["y"].Value, match.Groups["m"].Value, match.Groups["d"].Value);
        // "Summer 1998": the year may stand anywhere.
        match = AnyYear().Match(text);
        return match.Success ? Date(match.Value, null, null) : null;
    }

    private static PartialDate? Date(string year, string? month, string? day)
    {
        var (y, m, d) = (Number(year), Month(month), Number(day));
        if (y is < 1 or > 9999) return null;
        if (m == 0 || d < 1 || d > DateTime.DaysInMonth(y, m)) d = 0;
        return new PartialDate(y, m, d);
    }

    private static int Month(string? text)
    {
        if (string.IsNullOrEmpty(text)) return 0;
        var number = Number(text);
        if (number is >= 1 and <= 12) return number;
        if (text.Length < 3) return 0;
        for (var i = 0; i < Months.Length; i++)
        {
            if (Months[i].StartsWith(text, StringComparison.OrdinalIgnoreCase)) return i + 1;
        }

        return 0;
    }

    private static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(@"^(?<y>[0-9]{4})(\s+(?<m>[A-Za-z]{3,9})\.?(\s+(?<d>[0-9]{1,2})\b)?)?(?![0-9])", RegexOptions.ExplicitCapture)]
    private static partial Regex Start();

    [GeneratedRegex(@"(?<![0-9])(1[5-9]|20)[0-9]{2}(?![0-9])", RegexOptions.ExplicitCapture)]
    private static partial Regex AnyYear();
}
