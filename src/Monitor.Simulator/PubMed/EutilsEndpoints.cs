using System.Collections.Concurrent;
using System.Globalization;
using Monitor.Simulator.Generation;
using Monitor.Simulator.Hosting;
using Monitor.Simulator.Records;
using Monitor.Simulator.Search;

namespace Monitor.Simulator.PubMed;

/// <summary>esearch and efetch over the articles of a world.</summary>
internal sealed class EutilsEndpoints(World world, TimeProvider time)
{
    /// <summary>PubMed hands out the first 9,999 records of a search, whatever is asked.</summary>
    private const int MostRecords = 9999;

    /// <summary>What the clamp leaves where its fault shows it on small results.</summary>
    private const int Clamped = 7;

    /// <summary>How long a remembered search (WebEnv) can be fetched.</summary>
    private static readonly TimeSpan SessionLife = TimeSpan.FromHours(8);

    private const string RetstartError =
        "Search Backend failed: Exception:\n'retstart' cannot be larger than 9998. For PubMed, ESearch can only retrieve the first 9,999 records matching the query. "
        + "To obtain more than 9,999 PubMed records, split the query.";

    private readonly ConcurrentDictionary<string, (IReadOnlyList<string> Ids, DateTimeOffset Until)> _sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ArticleContent, Searchable> _index = new(ReferenceEqualityComparer.Instance);

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapMethods("/entrez/eutils/esearch.fcgi", ["GET", "POST"], (Delegate)((HttpContext context) => Answer(context, Search)));
        app.MapMethods("/entrez/eutils/ecitmatch.cgi", ["GET", "POST"], (Delegate)((HttpContext context) => Answer(context, p => new CitationMatcher(world).Answer(p, time.GetUtcNow()))));
        app.MapMethods("/entrez/eutils/efetch.fcgi", ["GET", "POST"], (Delegate)((HttpContext context) => Answer(context, Fetch)));
    }

    private static async Task<IResult> Answer(HttpContext context, Func<Parameters, IResult> endpoint)
    {
        var parameters = await Parameters.ReadAsync(context.Request);
        context.Response.Headers["X-RateLimit-Limit"] = "3";
        context.Response.Headers["X-RateLimit-Remaining"] = "2";
        try
        {
            if (parameters["api_key"] is { } key && string.IsNullOrWhiteSpace(key))
                return Replies.Text("""{"error":"API key invalid","api-key":"","type":"invalid","status":"unknown"}""", "application/json", 400);
            return endpoint(parameters);
        }
        catch (SearchException problem)
        {
            return Replies.Plain(problem.Message, 400);
        }
    }

    private IResult Search(Parameters parameters)
    {
        var json = parameters["retmode"] == "json";
        IResult Error(string message) => json
            ? Replies.Text(SearchAnswer.ErrorJson(message), "application/json")
            : Replies.Text(SearchAnswer.ErrorXml(message), "text/xml");
        if (parameters["retmode"] is not (null or "xml" or "json")) throw new SearchException("retmode: xml or json.");
        if (parameters["db"] != "pubmed") return Error($"Invalid db name specified: {parameters["db"]}");
        if (string.IsNullOrWhiteSpace(parameters["term"])) return Error("Empty term and query_key - nothing todo");
        var term = TermParser.Parse(parameters["term"] ?? "");
        var now = time.GetUtcNow();
        var window = DateWindow.Read(parameters, Eastern.Day(now));
        var start = parameters.Number("retstart", 0);
        var most = parameters.Number("retmax", 20);
        if (start >= MostRecords) return Error(RetstartError);
        var (noPhrase, noField) = (world.Struck(Faults.PhraseNotFound, now), world.Struck(Faults.FieldNotFound, now));
        var asked = noPhrase || noField ? new And([]) : term;
        var node = window.Range is null ? asked : new And([asked, window.Range]);
        // An index that stands still knows nothing that came since.
        var found = window.Nothing ? [] : Found(node, parameters["sort"], world.Since(Faults.LateRecord, now) ?? now);
        var webEnv = parameters["usehistory"] == "y" ? Remember(found) : null;
        var handedOut = world.Struck(Faults.EutilsClamp, now) ? Clamped : MostRecords;
        var page = found.Take(handedOut).Skip(start).Take(most).ToList();
        var answer = new SearchAnswer(found.Count, start, page, Translation.Of(node), webEnv)
        {
            PhrasesNotFound = noPhrase ? [Translation.Of(term)] : [], FieldsNotFound = noField ? ["tiab"] : [],
        };
        return json ? Replies.Text(answer.ToJson(), "application/json") : Replies.Text(answer.ToXml(), "text/xml");
    }

    private List<string> Found(Node node, string? sort, DateTimeOffset now)
    {
        var articles = world.Articles.Select(a => a.At(now)).OfType<ArticleContent>()
            .Where(a => _index.GetOrAdd(a, ArticleIndex.Of).Matches(node));
        var ordered = sort switch
        {
            "pub_date" or "pub+date" => articles.OrderByDescending(a => a.Issue.PublicationDay).ThenByDescending(a => a.Pmid, StringComparer.Ordinal),
            null or "" or "relevance" or "most+recent" => articles.OrderByDescending(a => a.Pmid, StringComparer.Ordinal),
            _ => throw new SearchException($"sort '{sort}' is not simulated."),
        };
        return [.. ordered.Select(a => a.Pmid)];
    }

    private string Remember(IReadOnlyList<string> ids)
    {
        var name = "MCID_" + Rng.Hash(world.Options.Seed, "session " + _sessions.Count).ToString("x16", CultureInfo.InvariantCulture) + "00000000";
        _sessions[name] = (ids, time.GetUtcNow() + SessionLife);
        return name;
    }

    private IResult Fetch(Parameters parameters)
    {
        if (parameters["db"] != "pubmed") return FetchError($"Invalid db name specified: {parameters["db"]}");
        if (parameters["retmode"] != "xml") throw new SearchException("efetch: only retmode=xml is simulated.");
        IEnumerable<string> ids;
        var now = time.GetUtcNow();
        if (parameters["WebEnv"] is { } session)
        {
            var start = parameters.Number("retstart", 0);
            if (start >= MostRecords) throw new SearchException(RetstartError);
            if (world.Struck(Faults.WebEnvExpired, now)) return FetchError("Unable to obtain query #1");
            if (parameters["query_key"] != "1" || !_sessions.TryGetValue(session, out var remembered) || remembered.Until <= time.GetUtcNow()) return FetchError("Unable to obtain query #1");
            ids = remembered.Ids.Skip(start).Take(Math.Min(parameters.Number("retmax", MostRecords), MostRecords - start));
        }
        else if (parameters["id"] is null)
        {
            return FetchError("Neither query_key nor id specified");
        }
        else
        {
            ids = (parameters["id"] ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal);
            if (!ids.Any()) return FetchError("Empty id list - nothing todo");
        }

        if (world.Struck(Faults.EmptySet, now)) ids = [];
        var articles = ids.Select(id => world.Article(id)?.At(now)).OfType<ArticleContent>();
        return Results.Bytes(ArticleSet.Write(articles), "text/xml; charset=UTF-8");
    }

    private static IResult FetchError(string message) => Replies.Text(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<!DOCTYPE eEfetchResult PUBLIC \"-//NLM//DTD efetch 20131226//EN\" \"https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20131226/efetch.dtd\">\n"
        + $"<eFetchResult><ERROR>{System.Security.SecurityElement.Escape(message)}</ERROR></eFetchResult>\n", "text/xml");
}
