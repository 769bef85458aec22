using System.Globalization;
using Monitor.Documents;

namespace Monitor.Queries;

/// <summary>Dates as PubMed writes them: <c>2026</c>, <c>2026/11</c>, <c>2026/11/01</c>, and two of them with a colon; 1000 and 3000 mean open.</summary>
internal static class QueryDates
{
    /// <summary>The range that a text means; null when it is no date.</summary>
    public static DateRange? Read(string text, string tag)
    {
        var ends = text.Split(':');
        if (ends.Length > 2) return null;
        var from = Day(ends[0]);
        var to = ends.Length == 2 ? Day(ends[1]) : from;
        if (from is null || to is null) return null;
        return new DateRange(from.Value.Year <= 1000 ? null : from, to.Value.Year >= 3000 ? null : to, tag);
    }

    private static PartialDate? Day(string text)
    {
        var parts = text.Trim().Trim('"').Split('/', '-');
        if (parts.Length is 0 or > 3 || parts[0].Length != 4) return null;
        var numbers = new int[3];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]) || numbers[i] == 0) return null;
        }

        return PartialDate.ParseOrNull(string.Join('-', parts.Select((_, i) => numbers[i].ToString(i == 0 ? "D4" : "D2", CultureInfo.InvariantCulture))));
    }
}
