using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Monitor.Simulator.Generation;
using Monitor.Simulator.Hosting;
using Monitor.Simulator.Records;
using Monitor.Simulator.Search;

namespace Monitor.Simulator.Crossref;

/// <summary>Crossref's REST API over the works of a world, below <c>/crossref/</c>.</summary>
internal sealed class WorksEndpoints(World world, TimeProvider time)
{
    private static readonly string[] Known = ["query", "query.bibliographic", "filter", "rows", "cursor", "mailto"];

    private readonly ConcurrentDictionary<WorkContent, IReadOnlySet<string>> _index = new(ReferenceEqualityComparer.Instance);

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/crossref/works", (HttpRequest request) => Search(request.Query));
        app.MapGet("/crossref/works/{**doi}", (string doi) => One(doi));
    }

    private IResult One(string doi) => Shown().FirstOrDefault(w => w.Doi.Equals(doi.Replace("%2F", "/", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)) is { } work
        ? Send("work", WorkJson.Of(work))
        : Replies.Plain("Resource not found.", 404);

    private IResult Search(IQueryCollection query)
    {
        if (query.Keys.FirstOrDefault(k => !Known.Contains(k, StringComparer.Ordinal)) is { } unknown) return Refused("unknown-parameter", unknown, "Parameter is unknown or not simulated");
        if (!int.TryParse(query["rows"].ToString() is { Length: > 0 } given ? given : "20", NumberStyles.None, CultureInfo.InvariantCulture, out var rows) || rows > 1000)
            return Refused("integer-not-valid", query["rows"].ToString(), "Integer specified must be a positive integer less than or equal to 1000.");
        var filter = WorkFilter.Read(query["filter"].ToString(), out var wrong);
        if (filter is null) return Refused("filter-not-available", wrong, "Filter is unknown or not simulated");
        if (Offset(query["cursor"].ToString()) is not { } offset) return Refused("cursor-not-valid", query["cursor"].ToString(), "Cursor is not valid");
        var asked = query.ContainsKey("query") ? query["query"].ToString() : query["query.bibliographic"].ToString();
        var words = Words.Of(asked);
        var found = Shown().Where(filter.Holds).Where(w => words.Count == 0 || words.Exists(_index.GetOrAdd(w, Index).Contains))
            // A citation is answered by what has most of its words.
            .OrderByDescending(w => query.ContainsKey("query.bibliographic") ? words.Count(_index.GetOrAdd(w, Index).Contains) : 0).ThenBy(w => w.Doi, StringComparer.Ordinal).ToList();
        var message = new JsonObject { ["facets"] = new JsonObject() };
        // After the last page, too.
        if (query["cursor"].ToString().Length > 0) message["next-cursor"] = Cursor(offset + rows);
        message["total-results"] = found.Count;
        message["items"] = new JsonArray([.. found.Skip(offset).Take(rows).Select(w => (JsonNode)WorkJson.Of(w))]);
        message["items-per-page"] = rows;
        message["query"] = new JsonObject { ["start-index"] = 0, ["search-terms"] = asked };
        return Send("work-list", message);
    }

    private IEnumerable<WorkContent> Shown() => world.Works.Select(w => w.Life.At(time.GetUtcNow())).OfType<WorkContent>();

    /// <summary>Any word of title, abstract, journal and names.</summary>
    private static IReadOnlySet<string> Index(WorkContent work) => WorkTexts.Of(work).Append(work.Issue?.Journal ?? work.BookTitle ?? "")
        .Concat(work.Authors.Select(a => a.LastName ?? a.Collective ?? "")).SelectMany(Words.Of).ToHashSet(StringComparer.Ordinal);

    private static int? Offset(string cursor)
    {
        if (cursor is "" or "*") return 0;
        Span<byte> bytes = stackalloc byte[cursor.Length];
        return Convert.TryFromBase64String(cursor, bytes, out var length) && int.TryParse(Encoding.ASCII.GetString(bytes[..length]).TrimStart('+'), NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : null;
    }

    // Signs that must be escaped in an address, as real cursors have.
    private static string Cursor(int offset) => Convert.ToBase64String(Encoding.ASCII.GetBytes("++" + offset.ToString(CultureInfo.InvariantCulture)));

    private static IResult Send(string type, JsonObject message) => Replies.Text(new JsonObject
    {
        ["status"] = "ok", ["message-type"] = type, ["message-version"] = "1.0.0", ["message"] = message,
    }.ToJsonString(), "application/json");

    /// <summary>On failure the message is a list.</summary>
    public static IResult Refused(string type, string? value, string message) => Replies.Text(new JsonObject
    {
        ["status"] = "failed", ["message-type"] = "validation-failure", ["message"] = new JsonArray(new JsonObject { ["type"] = type, ["value"] = value, ["message"] = message }),
    }.ToJsonString(), "application/json", 400);
}
