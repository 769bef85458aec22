using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Simulator.Hosting;
using Monitor.Simulator.PubMed;
using Monitor.Simulator.Records;
using Monitor.Simulator.Registry;
using Monitor.Simulator.Search;

namespace Monitor.Simulator.EuropePmc;

/// <summary>The search of Europe PMC, by address and by form, with its marks and its oddities.</summary>
internal sealed class EuropePmcEndpoints(World world, TimeProvider time)
{
    /// <summary>All that a request answers that the service could not read.</summary>
    private const string Bare = """{"version":"6.9"}""";

    private const string FirstMark = "*";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ConcurrentDictionary<EuropePmcContent, EuropePmcIndex> _index = new(ReferenceEqualityComparer.Instance);

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/europepmc/webservices/rest/search", (Delegate)((HttpContext context) => Answer(context)));
        app.MapPost("/europepmc/webservices/rest/searchPOST", (Delegate)((HttpContext context) => Answer(context)));
    }

    private async Task<IResult> Answer(HttpContext context)
    {
        var parameters = await Parameters.ReadAsync(context.Request);
        try
        {
            return Search(parameters);
        }
        catch (SearchException problem)
        {
            return Send(new JsonObject { ["errCode"] = 400, ["errMsg"] = problem.Message });
        }
    }

    private IResult Search(Parameters parameters)
    {
        if (parameters["format"] != "json" || parameters["resultType"] != "core") throw new SearchException("only core records in JSON are simulated");
        var size = parameters.Number("pageSize", 25);
        if (size is < 1 or > 1000) throw new SearchException("pageSize is 1 to 1000");
        if (parameters["sort"] is not (null or "" or "P_PDATE_D desc")) return Text(Bare);
        var (query, mark) = (parameters["query"] ?? "", parameters["cursorMark"] ?? FirstMark);
        var node = EuropePmcParser.Parse(query);
        var offset = 0;
        if (mark != FirstMark && !PageToken.TryRead(mark, query, out offset)) throw new SearchException("cursorMark");
        var found = Found(node, newestFirst: parameters["sort"] == "P_PDATE_D desc");
        var page = found.Skip(offset).Take(size).ToList();
        var answer = new JsonObject { ["version"] = "6.9", ["hitCount"] = found.Count };
        // A page that is not full is known to be the last; after a full one the same mark comes back with nothing.
        if (page.Count == size) answer["nextCursorMark"] = PageToken.Of(offset + size, query);
        else if (page.Count == 0 && offset > 0) answer["nextCursorMark"] = mark;
        answer["request"] = new JsonObject
        {
            ["queryString"] = query, ["resultType"] = "core", ["cursorMark"] = Uri.EscapeDataString(mark), ["pageSize"] = size, ["sort"] = parameters["sort"] ?? "", ["synonym"] = parameters["synonym"] == "true",
        };
        answer["resultList"] = new JsonObject { ["result"] = new JsonArray([.. page.Select(r => (JsonNode)EuropePmcJson.Of(r))]) };
        return Send(answer);
    }

    private List<EuropePmcContent> Found(Node node, bool newestFirst)
    {
        var now = time.GetUtcNow();
        var records = world.Literature.Select(r => r.At(now)).OfType<EuropePmcContent>().Where(r => _index.GetOrAdd(r, static r => new EuropePmcIndex(r)).Matches(node));
        return [.. newestFirst ? records.OrderByDescending(EuropePmcIndex.Published).ThenBy(r => r.Id, StringComparer.Ordinal) : records.OrderBy(r => r.Id, StringComparer.Ordinal)];
    }

    private static IResult Send(JsonObject answer) => Text(answer.ToJsonString(Json));

    private static IResult Text(string body) => Replies.Text(body, "application/json");
}
