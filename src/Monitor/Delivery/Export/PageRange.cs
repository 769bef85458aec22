using System.Text.RegularExpressions;

namespace Monitor.Delivery.Export;

/// <summary>Pages as reference managers want them: first and last in full.</summary>
internal static partial class PageRange
{
    /// <summary><c>123-30</c> is 123 and 130; what is no range (<c>0012-19</c>, <c>4002.e26</c>) is a first page alone.</summary>
    public static (string First, string? Last) Of(string pages)
    {
        if (Range().Match(pages) is not { Success: true } match) return (pages, null);
        var (first, last) = (match.Groups["first"].Value, match.Groups["last"].Value);
        if (last.Length < first.Length) last = first[..^last.Length] + last;
        return (match.Groups["letter"].Value + first, match.Groups["letter"].Value + last);
    }

    [GeneratedRegex("^(?<letter>[A-Za-z]?)(?<first>[1-9][0-9]*)[-–](\\k<letter>)?(?<last>[0-9]+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Range();
}
