using System.Text;
using Microsoft.AspNetCore.Http;

namespace Monitor.Tests.Hostile;

/// <summary>What a well-behaved PubMed, registry and FDA answer on one address, each with one record that matches; a test replaces what it likes.</summary>
internal sealed class ThreeUpstreams
{
    public static IReadOnlyList<string> Sources { get; } = ["pubmed", "clinicaltrials.gov", "fda-rss"];

    public string Pmid { get; set; } = "90000001";
    public string Nct { get; set; } = "NCT09000001";
    public string Guid { get; set; } = "https://www.fda.gov/synthetic-notice";
    public string Link { get; set; } = "https://www.fda.gov/synthetic-notice";

    /// <summary>Title of all three, as it is to be read; escaped for each of them.</summary>
    public string Title { get; set; } = "Exosomes in hair loss";

    /// <summary>The source that misbehaves; null = none.</summary>
    public string? Hostile { get; set; }

    /// <summary>What it does.</summary>
    public RequestDelegate Attack { get; set; } = _ => Task.CompletedTask;

    public Task Answer(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (SourceOf(path) == Hostile) return Attack(context);
        var (type, body) = path switch
        {
            _ when path.EndsWith("esearch.fcgi", StringComparison.Ordinal) => ("text/xml", $"<eSearchResult><Count>1</Count><RetMax>1</RetMax><RetStart>0</RetStart><IdList><Id>{(Pmid.All(char.IsAsciiDigit) ? Pmid : "90000001")}</Id></IdList></eSearchResult>"),
            _ when path.EndsWith("efetch.fcgi", StringComparison.Ordinal) => ("text/xml", ArticleSet()),
            _ when path.EndsWith("/version", StringComparison.Ordinal) => ("application/json", "{}"),
            _ when path.EndsWith("/studies", StringComparison.Ordinal) => ("application/json", Studies()),
            _ when path.EndsWith("rss.xml", StringComparison.Ordinal) => ("application/rss+xml", Feed()),
            _ => ("text/plain", ""),
        };
        context.Response.ContentType = type;
        if (body.Length == 0) context.Response.StatusCode = 404;
        return context.Response.WriteAsync(body);
    }

    private static string SourceOf(string path) =>
        path.StartsWith("/entrez/", StringComparison.Ordinal) ? "pubmed" : path.StartsWith("/api/v2/", StringComparison.Ordinal) ? "clinicaltrials.gov" : "fda-rss";

    private string ArticleSet() =>
        $"<PubmedArticleSet><PubmedArticle><MedlineCitation Status=\"Publisher\"><PMID Version=\"1\">{Xml(Pmid)}</PMID><Article><ArticleTitle>{Xml(Title)}</ArticleTitle></Article></MedlineCitation>"
        + "<PubmedData><History><PubMedPubDate PubStatus=\"entrez\"><Year>2026</Year><Month>1</Month><Day>5</Day></PubMedPubDate></History></PubmedData></PubmedArticle></PubmedArticleSet>";

    private string Studies() =>
        "{\"totalCount\":1,\"studies\":[{\"protocolSection\":{\"identificationModule\":{\"nctId\":" + Json(Nct) + ",\"briefTitle\":" + Json(Title)
        + "},\"statusModule\":{\"overallStatus\":\"RECRUITING\",\"lastUpdatePostDateStruct\":{\"date\":\"2026-01-05\"}}}}]}";

    private string Feed() =>
        $"<rss version=\"2.0\"><channel><title>synthetic</title><item><title>{Xml(Title)}</title><link>{Xml(Link)}</link><guid>{Xml(Guid)}</guid><pubDate>Mon, 05 Jan 2026 01:00:00 EST</pubDate></item></channel></rss>";

    private static string Json(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    /// <summary>Forbidden characters too, as the references by which they do come.</summary>
    private static string Xml(string text)
    {
        var xml = new StringBuilder();
        foreach (var c in text) xml.Append(c is '<' ? "&lt;" : c is '>' ? "&gt;" : c is '&' ? "&amp;" : c < ' ' && c is not '\n' ? $"&#{(int)c};" : c.ToString());
        return xml.ToString();
    }
}
