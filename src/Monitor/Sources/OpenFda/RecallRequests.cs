using System.Globalization;

namespace Monitor.Sources.OpenFda;

/// <summary>The addresses asked for recalls. The search always stands in parentheses: the server appends its own AND without any.</summary>
internal static class RecallRequests
{
    /// <summary>The kinds of product, each an endpoint of its own over one index.</summary>
    public static IReadOnlyList<string> Endpoints { get; } = ["drug", "device", "food"];

    private static readonly string[] Dates = ["report_date", "center_classification_date", "termination_date"];

    /// <summary>Recall numbers that fit into one request.</summary>
    public const int Batch = 50;

    /// <summary>What was reported, classified or terminated on or after the day of <see cref="FetchRequest.From"/> (UTC); oldest first, on demand newest.</summary>
    /// <remarks>
    /// Any of the three dates, because a record is changed in place: class and termination come weeks later, while its report
    /// date stays. The window is open at its end: reports are dated by a week of FDA's own that may lie ahead of our day.
    /// </remarks>
    public static Uri Window(Uri baseUrl, string endpoint, FetchRequest request, int pageSize)
    {
        var day = request.From.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var dates = string.Join(" OR ", Dates.Select(f => $"{f}:[{day} TO 21001231]"));
        var size = request.Limit is { } limit ? Math.Clamp(limit, 1, pageSize) : pageSize;
        return Address(baseUrl, endpoint, $"({request.Query.Text} AND ({dates}))", request.Limit is null ? "asc" : "desc", size);
    }

    /// <summary>These records, whatever their dates.</summary>
    public static Uri Known(Uri baseUrl, string endpoint, IEnumerable<string> numbers, int pageSize) =>
        Address(baseUrl, endpoint, $"({string.Join(" OR ", numbers.Select(n => $"recall_number:\"{n}\""))})", "asc", pageSize);

    /// <summary>The endpoints that may know a recall number, by its first letter; all of them where it says nothing.</summary>
    public static IReadOnlyList<string> EndpointsOf(string number) => number[0] switch
    {
        'D' => ["drug"],
        'Z' => ["device"],
        'F' or 'H' => ["food"],
        _ => Endpoints,
    };

    /// <summary>Anything else than letters, digits and hyphens would be part of the search.</summary>
    public static bool IsNumber(string id) => id.Length is > 0 and < 40 && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static Uri Address(Uri baseUrl, string endpoint, string search, string direction, int limit) =>
        new(baseUrl, string.Create(CultureInfo.InvariantCulture, $"{endpoint}/enforcement.json?search={Uri.EscapeDataString(search)}&sort=report_date:{direction}&limit={limit}"));
}
