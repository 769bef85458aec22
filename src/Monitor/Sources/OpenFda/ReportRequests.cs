using System.Globalization;

namespace Monitor.Sources.OpenFda;

/// <summary>The addresses asked for counts of reports; the search always stands in parentheses.</summary>
internal static class ReportRequests
{
    /// <summary>Most counts in one answer: one that is full may lack some.</summary>
    public const int Most = 1000;

    /// <summary>Reactions asked for.</summary>
    public const int MostReactions = 10;

    /// <summary>Reports by the day of their receipt.</summary>
    public static Uri ByDay(Uri baseUrl, ReportKind kind, string search, DateOnly from, DateOnly to, bool serious) =>
        Address(baseUrl, kind, serious ? $"({search} AND {Between(kind, from, to)} AND {kind.Serious})" : $"({search} AND {Between(kind, from, to)})", kind.Received, Most);

    /// <summary>Reactions in the reports of these days; of many days in all between the first and the last.</summary>
    public static Uri ByReaction(Uri baseUrl, ReportKind kind, string search, IReadOnlyList<DateOnly> days) =>
        Address(baseUrl, kind, $"({search} AND {(days.Count <= 20 ? $"({string.Join(" OR ", days.Select(d => Between(kind, d, d)))})" : Between(kind, days[0], days[^1]))})", kind.Reactions + ".exact", MostReactions);

    private static string Between(ReportKind kind, DateOnly from, DateOnly to) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind.Received}:[{from:yyyyMMdd} TO {to:yyyyMMdd}]");

    private static Uri Address(Uri baseUrl, ReportKind kind, string search, string count, int limit) =>
        new(baseUrl, string.Create(CultureInfo.InvariantCulture, $"{kind.Name}/event.json?search={Uri.EscapeDataString(search)}&count={count}&limit={limit}"));
}
