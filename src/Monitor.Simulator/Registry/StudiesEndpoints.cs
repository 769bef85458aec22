using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Monitor.Simulator.Generation;
using Monitor.Simulator.Hosting;
using Monitor.Simulator.Records;
using Monitor.Simulator.Search;

namespace Monitor.Simulator.Registry;

/// <summary>The trial registry's API v2 over the trials of a world.</summary>
internal sealed partial class StudiesEndpoints(World world, TimeProvider time)
{
    private static readonly string[] Known =
        ["query.term", "filter.advanced", "filter.ids", "sort", "fields", "countTotal", "pageSize", "pageToken", "format", "markupFormat"];

    private static readonly TimeSpan TokenLife = TimeSpan.FromSeconds(7);

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ConcurrentDictionary<TrialContent, Searchable> _index = new(ReferenceEqualityComparer.Instance);

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v2/studies", (HttpRequest request) => Guarded(() => Search(request.Query)));
        app.MapGet("/api/v2/studies/{nct}", (string nct) => Guarded(() => Study(nct)));
        app.MapGet("/api/v2/version", () => Send(new JsonObject
        {
            ["apiVersion"] = "2.0.5",
            ["dataTimestamp"] = Refresh.LastUpTo(time.GetUtcNow()).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        }));
    }

    private static IResult Guarded(Func<IResult> endpoint)
    {
        try
        {
            return endpoint();
        }
        catch (SearchException problem)
        {
            return Replies.Plain(problem.Message, 400);
        }
    }

    private IResult Search(IQueryCollection query)
    {
        var unknown = query.Keys.FirstOrDefault(k => !Known.Contains(k, StringComparer.Ordinal));
        if (unknown is not null) throw new SearchException($"Parameter `{unknown}` is unknown or not simulated");
        if (query["format"].ToString() is not ("" or "json")) throw new SearchException("Invalid value in parameter `format`: only json is simulated");
        CheckFields(query["fields"].ToString());
        var now = time.GetUtcNow();
        var dying = world.Struck(Faults.CtgovToken, now);
        var size = dying ? Math.Min(3, PageSize(query["pageSize"])) : PageSize(query["pageSize"]);
        // A token lives as long as the data it was made for: until the next refresh, or the next few seconds.
        var refresh = dying ? new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TokenLife.Ticks), TimeSpan.Zero) : Refresh.LastUpTo(now);
        var bound = string.Join('&', query.Where(p => p.Key != "pageToken").OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"))
            + refresh.ToString("O", CultureInfo.InvariantCulture);
        var offset = 0;
        var token = query["pageToken"].ToString();
        if (token.Length > 0 && !PageToken.TryRead(token, bound, out offset)) throw new SearchException("Parameter `pageToken` has incorrect format");
        var conditions = new List<Node>();
        if (query["query.term"].ToString() is { Length: > 0 } term) conditions.Add(EssieParser.Parse(term, "`query.term`"));
        if (query["filter.advanced"].ToString() is { Length: > 0 } filter) conditions.Add(EssieParser.Parse(filter, "`filter.advanced`"));
        var ids = query["filter.ids"].ToString().ToUpperInvariant().Split(['|', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var found = Sorted(Found(new And(conditions)), query["sort"].ToString()).Where(t => ids.Length == 0 || ids.Contains(t.Nct, StringComparer.Ordinal) || ids.Intersect(t.Aliases, StringComparer.Ordinal).Any()).ToList();
        var answer = new JsonObject();
        if (offset == 0 && query["countTotal"] == "true") answer["totalCount"] = found.Count;
        answer["studies"] = new JsonArray([.. found.Skip(offset).Take(size).Select(t => (JsonNode)StudyJson.Of(t))]);
        if (offset + size < found.Count) answer["nextPageToken"] = PageToken.Of(offset + size, bound);
        return Send(answer);
    }

    private IEnumerable<TrialContent> Found(Node node) =>
        Shown().Where(t => _index.GetOrAdd(t, TrialIndex.Of).Matches(node));

    private IEnumerable<TrialContent> Shown()
    {
        var now = time.GetUtcNow();
        return world.Trials.Select(t => t.At(now)).OfType<TrialContent>();
    }

    /// <summary>Fields are not cut, but a name that the registry refuses is refused: modules as a whole are not fields.</summary>
    private static void CheckFields(string fields)
    {
        foreach (var name in fields.Split(['|', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (name.EndsWith("Module", StringComparison.Ordinal) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '.'))
                throw new SearchException($"Parameter `fields` contains invalid field name: '{name}'");
        }
    }

    private static int PageSize(string? text)
    {
        if (string.IsNullOrEmpty(text)) return 10;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size)) throw new SearchException("Parameter `pageSize` has incorrect format");
        return size == 0 ? 10 : Math.Min(size, 1000);
    }

    private static IEnumerable<TrialContent> Sorted(IEnumerable<TrialContent> trials, string sort)
    {
        var parts = sort.Split(':');
        var down = parts.Length > 1 && parts[1] == "desc";
        if (parts.Length > 2 || (parts.Length == 2 && parts[1] is not ("asc" or "desc"))) throw new SearchException("Parameter `sort` has incorrect format");
        Func<TrialContent, string> key = parts[0] switch
        {
            "" or "@relevance" or "NCTId" => t => t.Nct,
            "LastUpdatePostDate" => t => t.LastUpdatePosted.ToString("O", CultureInfo.InvariantCulture) + t.Nct,
            "StudyFirstPostDate" => t => t.FirstPosted.ToString("O", CultureInfo.InvariantCulture) + t.Nct,
            _ => throw new SearchException("Parameter `sort` has incorrect format"),
        };
        return down ? trials.OrderByDescending(key, StringComparer.Ordinal) : trials.OrderBy(key, StringComparer.Ordinal);
    }

    private IResult Study(string nct)
    {
        if (!NctId().IsMatch(nct)) throw new SearchException("Parameter `nctId` has incorrect format");
        var id = nct.ToUpperInvariant();
        if (Shown().FirstOrDefault(t => t.Nct == id) is { } trial) return Send(StudyJson.Of(trial));
        return Shown().FirstOrDefault(t => t.Aliases.Contains(id, StringComparer.Ordinal)) is { } other
            ? Results.Redirect("/api/v2/studies/" + other.Nct, permanent: true)
            : Replies.Plain($"NCT number {id} not found", 404);
    }

    private static IResult Send(JsonObject answer) => Replies.Text(answer.ToJsonString(Json), "application/json");

    [GeneratedRegex(@"^[Nn][Cc][Tt]0*[1-9]\d{0,7}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NctId();
}
