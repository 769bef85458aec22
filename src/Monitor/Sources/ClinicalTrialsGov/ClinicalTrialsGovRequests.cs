using System.Globalization;
using System.Text;

namespace Monitor.Sources.ClinicalTrialsGov;

/// <summary>The addresses asked. All pages of a walk differ in nothing but the token.</summary>
internal static class ClinicalTrialsGovRequests
{
    /// <summary>One page of the studies whose last update was posted on or after the day of <see cref="FetchRequest.From"/> (UTC).</summary>
    /// <remarks>
    /// The window is always open at its end: the registry posts by days of its own zone, and a study dated tomorrow there
    /// must not fall between two windows. Oldest first, so that a study updated during the walk moves to its end and is
    /// seen twice instead of never; on demand newest first.
    /// </remarks>
    public static SourceRequest Page(Uri baseUrl, FetchRequest request, int pageSize, string? token, TimeSpan spacing)
    {
        var day = request.From.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var size = request.Limit is { } limit ? Math.Clamp(limit, 1, pageSize) : pageSize;
        var query = new StringBuilder("studies?");
        if (request.Query.Text != ClinicalTrialsGovQuery.Everything) Add(query, "query.term", request.Query.Text);
        Add(query, "filter.advanced", $"AREA[LastUpdatePostDate]RANGE[{day},MAX]");
        Add(query, "sort", request.Limit is null ? "LastUpdatePostDate:asc" : "LastUpdatePostDate:desc");
        Add(query, "countTotal", "true");
        Add(query, "pageSize", size.ToString(CultureInfo.InvariantCulture));
        if (token is not null) Add(query, "pageToken", token);
        Add(query, "format", "json");
        return new SourceRequest { Address = new Uri(baseUrl, query.ToString(0, query.Length - 1)), Spacing = spacing, Expects = ["json"] };
    }

    /// <summary>When the registry's data was last refreshed.</summary>
    public static SourceRequest Version(Uri baseUrl, TimeSpan spacing) => new() { Address = new Uri(baseUrl, "version"), Spacing = spacing, Expects = ["json"] };

    /// <summary>Those of these studies that the query finds, whatever their date.</summary>
    public static SourceRequest Known(Uri baseUrl, string text, IReadOnlyCollection<string> numbers, TimeSpan spacing)
    {
        var query = new StringBuilder("studies?");
        if (text != ClinicalTrialsGovQuery.Everything) Add(query, "query.term", text);
        Add(query, "filter.ids", string.Join('|', numbers));
        Add(query, "pageSize", Math.Min(numbers.Count, 1000).ToString(CultureInfo.InvariantCulture));
        Add(query, "format", "json");
        return new SourceRequest { Address = new Uri(baseUrl, query.ToString(0, query.Length - 1)), Spacing = spacing, Expects = ["json"] };
    }

    private static void Add(StringBuilder query, string name, string value) =>
        query.Append(name).Append('=').Append(Uri.EscapeDataString(value)).Append('&');
}
