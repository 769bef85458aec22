using System.Globalization;

namespace Monitor.Simulator.OpenFda;

/// <summary>The parameters of a request, checked as openFDA checks them.</summary>
internal sealed record OpenFdaRequest(string Search, string? Count, int Limit, int Skip, string? SortField, bool Down, string? After)
{
    private static readonly string[] Known = ["search", "count", "limit", "skip", "sort", "search_after", "api_key"];

    /// <param name="query">As sent.</param>
    /// <param name="sortable">Fields that are not analysed: dates and keywords.</param>
    /// <exception cref="BadRequestException">Refused, with openFDA's message.</exception>
    public static OpenFdaRequest Read(IQueryCollection query, IReadOnlyCollection<string> sortable)
    {
        if (query.Keys.FirstOrDefault(k => !Known.Contains(k, StringComparer.Ordinal)) is { } unknown) throw new BadRequestException($"Invalid parameter: {unknown}");
        var count = Text(query, "count");
        var skip = Number(query, "skip", 0);
        var limit = Number(query, "limit", count is null ? 1 : 100);
        if (limit > 1000) throw new BadRequestException("Limit cannot exceed 1000 results for search requests. Use the skip or search_after param to get additional results.");
        if (skip > 25000) throw new BadRequestException("Skip value must 25000 or less.");
        if (skip > 0 && Text(query, "search_after") is not null) throw new BadRequestException("Cannot use search_after with skip.");
        var sort = Text(query, "sort")?.Split(':');
        if (sort is not null && !sortable.Contains(sort[0])) throw new BadRequestException($"Sorting allowed by non-analyzed fields only: {sort[0]}");
        return new OpenFdaRequest(Text(query, "search") ?? "", count, limit, skip, sort?[0], sort is [_, "desc", ..], Text(query, "search_after"));
    }

    private static string? Text(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

    private static int Number(IQueryCollection query, string name, int otherwise) =>
        Text(query, name) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new BadRequestException($"Invalid {name} parameter value.");
}
