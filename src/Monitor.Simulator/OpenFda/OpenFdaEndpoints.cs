using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Simulator.Hosting;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.OpenFda;

/// <summary>openFDA over the recalls and reports of a world.</summary>
internal sealed class OpenFdaEndpoints(World world, TimeProvider time)
{
    private const string Disclaimer =
        "Do not rely on openFDA to make decisions regarding medical care. While we make every effort to ensure that data is accurate, you should assume all results are unvalidated.";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    private static readonly string[] RecallDates = ["report_date", "recall_initiation_date", "center_classification_date", "termination_date", "recall_number", "event_id"];

    private readonly List<(ReportContent Report, Indexed Indexed)> _reports = [.. world.Reports.Select(r => (r, new Indexed(r.Id, ReportJson.Of(r))))];

    private readonly ConcurrentDictionary<RecallContent, Indexed> _recalls = new(ReferenceEqualityComparer.Instance);

    public void Map(IEndpointRouteBuilder app)
    {
        foreach (var (path, type) in new[] { ("drug", "drugs"), ("device", "devices"), ("food", "food") })
        {
            // One index for all three: the server appends its filter, and no parentheses.
            app.MapGet($"/{path}/enforcement.json", (HttpContext context) => Answer(context, Recalls, RecallDates, $" AND product_type:{type}", world.Struck(Faults.OpenFdaShort, time.GetUtcNow())));
        }

        foreach (var kind in new[] { "drug", "device", "food", "cosmetic" })
        {
            app.MapGet($"/{kind}/event.json", (HttpContext context) => Answer(context, () => Reports(kind), ReportJson.Days, "", cut: false));
        }
    }

    private IEnumerable<Indexed> Reports(string kind)
    {
        var now = time.GetUtcNow();
        return _reports.Where(r => r.Report.Kind == kind && r.Report.VisibleFrom <= now).Select(r => r.Indexed);
    }

    private IEnumerable<Indexed> Recalls()
    {
        var now = time.GetUtcNow();
        return world.Recalls.Select(r => r.At(now)).OfType<RecallContent>().Select(r => _recalls.GetOrAdd(r, content => new Indexed(content.Number, RecallJson.Of(content))));
    }

    private static IResult Answer(HttpContext context, Func<IEnumerable<Indexed>> index, IReadOnlyCollection<string> sortable, string filter, bool cut)
    {
        try
        {
            var request = OpenFdaRequest.Read(context.Request.Query, sortable);
            var search = request.Search.Length == 0 ? filter.Replace(" AND ", "", StringComparison.Ordinal) : request.Search + filter;
            var found = search.Length == 0 ? [.. index()] : Found(index(), search);
            if (found.Count == 0) return Error(404, "NOT_FOUND", "No matches found!");
            return request.Count is { } field ? Send(Counts(found, field, request.Limit)) : Page(context, request, found, cut);
        }
        catch (BadRequestException problem)
        {
            return Error(400, "BAD_REQUEST", problem.Message);
        }
    }

    public static IResult Error(int status, string code, string message) =>
        Replies.Text(new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } }.ToJsonString(Json), "application/json", status);

    private static List<Indexed> Found(IEnumerable<Indexed> index, string search)
    {
        var clause = Lucene.Parse(search);
        return [.. index.Where(r => r.Matches(clause))];
    }

    private static IResult Page(HttpContext context, OpenFdaRequest request, List<Indexed> found, bool cut)
    {
        string Key(Indexed record) => $"0={(request.SortField is { } field && record.Values(field) is [var first, ..] ? first : "")};1={record.Id}";
        var sorted = (request.Down ? found.OrderByDescending(Key, StringComparer.Ordinal) : found.OrderBy(Key, StringComparer.Ordinal)).ToList();
        var from = request.After is { } after ? sorted.FindIndex(r => Key(r) == after) + 1 : request.Skip;
        var page = sorted.Skip(from).Take(request.Limit).ToList();
        if (request.After is not null && page.Count == 0) return Error(404, "NOT_FOUND", "No matches found!");
        if (page.Count == request.Limit && page.Count > 0 && !cut)
        {
            var again = context.Request.Query.Where(p => p.Key is not ("search_after" or "skip")).Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value.ToString())}");
            context.Response.Headers.Link =
                $"<{context.Request.Scheme}://{context.Request.Host}{context.Request.Path}?{string.Join('&', again)}&skip=0&search_after={Uri.EscapeDataString(Key(page[^1]))}>; rel=\"next\"";
        }

        if (cut) page = [.. page.Take(page.Count / 2)];
        var meta = Meta();
        meta["results"] = new JsonObject { ["skip"] = request.Skip, ["limit"] = request.Limit, ["total"] = found.Count };
        return Send(new JsonObject { ["meta"] = meta, ["results"] = new JsonArray([.. page.Select(r => r.Record.DeepClone())]) });
    }

    private static JsonObject Counts(List<Indexed> found, string field, int limit)
    {
        var counted = found.SelectMany(r => r.Values(field).Distinct(StringComparer.Ordinal)).CountBy(v => v, StringComparer.Ordinal).ToList();
        var days = counted.TrueForAll(c => c.Key.Length == 8 && c.Key.All(char.IsAsciiDigit));
        // Days come in their order, terms by their number.
        var ordered = days ? counted.OrderBy(c => c.Key, StringComparer.Ordinal) : counted.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal);
        var results = ordered.Take(limit).Select(c => (JsonNode)new JsonObject { [days ? "time" : "term"] = c.Key, ["count"] = c.Value });
        return new JsonObject { ["meta"] = Meta(), ["results"] = new JsonArray([.. results]) };
    }

    private static JsonObject Meta() => new()
    {
        ["disclaimer"] = Disclaimer, ["terms"] = "https://open.fda.gov/terms/", ["license"] = "https://open.fda.gov/license/", ["last_updated"] = "2026-01-01",
    };

    private static IResult Send(JsonObject answer) => Replies.Text(answer.ToJsonString(Json), "application/json");
}
