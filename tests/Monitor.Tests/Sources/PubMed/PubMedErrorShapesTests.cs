using System.Net;
using Microsoft.Extensions.Options;
using Monitor.Sources;
using Monitor.Sources.PubMed;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.PubMed;

/// <summary>Every way in which E-utilities are known to say no, at the surface of the source: none of them is an empty result.</summary>
public sealed class PubMedErrorShapesTests : IDisposable
{
    private const string Xml = "text/xml";
    private const string Json = "application/json";
    private const string Page = "<!DOCTYPE html>\n<html><head><title>NCBI</title></head><body>Maintenance</body></html>";
    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<!DOCTYPE eSearchResult PUBLIC \"-//NLM//DTD esearch 20060628//EN\" \"https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20060628/esearch.dtd\">\n";

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private readonly FakeInternet _net = new();
    private readonly JumpingTime _time = new(Now);
    private readonly PubMedStub _pubmed;

    public PubMedErrorShapesTests()
    {
        _pubmed = new PubMedStub(_net);
        for (var i = 0; i < 5; i++) _pubmed.Add(100 + i, new DateOnly(2026, 11, 22));
    }

    public void Dispose() => _net.Dispose();

    /// <summary>Status, type, body, the class of the failure, and what the message must say.</summary>
    public static TheoryData<int, string, string, string, string> OfBoth() => new()
    {
        { 429, Json, """{"error":"API rate limit exceeded","api-key":"203.0.113.7","count":"17","limit":"3"}""", nameof(SourceFailure.Throttled), "429" },
        { 400, Json, """{"error":"API key invalid","api-key":"SECRET1","type":"invalid","status":"unknown"}""", nameof(SourceFailure.Refused), "API key invalid" },
        { 400, Json, """{"error":"API key invalid","api-key":"","type":"invalid","status":"unknown"}""", nameof(SourceFailure.Refused), "API key invalid" },
        { 200, Json, """{"error":"API rate limit exceeded","api-key":"203.0.113.7"}""", nameof(SourceFailure.Malformed), "application/json" },
        { 200, Xml, """{"error":"API rate limit exceeded","api-key":"203.0.113.7"}""", nameof(SourceFailure.Throttled), "rate limit" },
        { 200, "text/html", Page, nameof(SourceFailure.Malformed), "text/html" },
        { 200, Xml, Page, nameof(SourceFailure.Malformed), "HTML page" },
        { 500, "text/html", "<html><head><title>WWW Error 500 Diagnostic</title></head></html>", nameof(SourceFailure.Unreachable), "500" },
        { 502, Xml, "", nameof(SourceFailure.Unreachable), "502" },
        { 403, "text/html", Page, nameof(SourceFailure.Blocked), "403" },
        { 203, "text/html", "Cookies must be enabled", nameof(SourceFailure.Blocked), "203" },
        { 414, "text/html", "<h1>Request-URI Too Long</h1>", nameof(SourceFailure.Refused), "414" },
        { 200, Xml, "", nameof(SourceFailure.Malformed), "empty answer" },
        { 200, Xml, Head, nameof(SourceFailure.Malformed), "broken XML" },
        { 200, Xml, "TXCLIENT(CException): readAll EOF", nameof(SourceFailure.Malformed), "plain text" },
    };

    public static TheoryData<string, string, string> OfSearch() => new()
    {
        { $"{Head}<eSearchResult><ERROR>Search Backend failed: Database is not supported: pubmed</ERROR></eSearchResult>", nameof(SourceFailure.Unreachable), "Database is not supported" },
        { $"{Head}<eSearchResult><ERROR>Search Backend failed: Exception:\n'retstart' cannot be larger than 9998.</ERROR></eSearchResult>", nameof(SourceFailure.Refused), "retstart" },
        { $"{Head}<eSearchResult><ERROR>Empty term and query_key - nothing todo</ERROR></eSearchResult>", nameof(SourceFailure.Refused), "Empty term" },
        { $"{Head}<eSearchResult><Count>870</Count><RetMax>1</RetMax><RetStart>0</RetStart><IdList><Id>1</Id></IdList><ErrorList><FieldNotFound>NoSuchField</FieldNotFound></ErrorList></eSearchResult>", nameof(SourceFailure.Refused), "NoSuchField" },
        { $"{Head}<eSearchResult><Count>5</Count><RetMax>5</RetMax><RetStart>0</RetStart><IdList><Id>100</Id>", nameof(SourceFailure.Malformed), "broken XML" },
        { $"{Head}<eSearchResult><Count>5</Count><RetMax>0</RetMax><RetStart>0</RetStart><IdList/></eSearchResult>", nameof(SourceFailure.Malformed), "half a list" },
        { $"{Head}<eSearchResult><IdList/></eSearchResult>", nameof(SourceFailure.Malformed), "Count is missing" },
        { "<PubmedArticleSet></PubmedArticleSet>", nameof(SourceFailure.Malformed), "PubmedArticleSet" },
    };

    public static TheoryData<string, string, string> OfFetch() => new()
    {
        { "<eFetchResult><ERROR>Search Backend failed: Database is not supported: pubmed</ERROR></eFetchResult>", nameof(SourceFailure.Unreachable), "Database is not supported" },
        { "<eFetchResult><ERROR>Empty id list - nothing todo</ERROR></eFetchResult>", nameof(SourceFailure.Refused), "Empty id list" },
        { "<eFetchResult><ERROR>Neither query_key nor id specified</ERROR></eFetchResult>", nameof(SourceFailure.Refused), "Neither query_key" },
        { "<PubmedArticleSet><ERROR>Unable to obtain query #1</ERROR></PubmedArticleSet>", nameof(SourceFailure.Refused), "Unable to obtain" },
        { "<PubmedArticleSet></PubmedArticleSet>", nameof(SourceFailure.Malformed), "none of 5 records" },
        { $"<PubmedArticleSet>{PubMedStub.Record("100")}<PubmedArticle><MedlineCitation>", nameof(SourceFailure.Malformed), "broken XML" },
        { $"<PubmedArticleSet>{PubMedStub.Record("100")}", nameof(SourceFailure.Malformed), "broken XML" },
        { "<eSearchResult><Count>0</Count><IdList/></eSearchResult>", nameof(SourceFailure.Malformed), "eSearchResult" },
    };

    [Theory]
    [MemberData(nameof(OfBoth))]
    public async Task From_esearch(int status, string type, string body, string failure, string said) => await Refused(PubMedStub.IsSearch, status, type, body, failure, said);

    [Theory]
    [MemberData(nameof(OfBoth))]
    public async Task From_efetch(int status, string type, string body, string failure, string said) => await Refused(PubMedStub.IsFetch, status, type, body, failure, said);

    [Theory]
    [MemberData(nameof(OfSearch))]
    public async Task From_esearch_inside_a_200(string body, string failure, string said) => await Refused(PubMedStub.IsSearch, 200, Xml, body, failure, said);

    [Theory]
    [MemberData(nameof(OfFetch))]
    public async Task From_efetch_inside_a_200(string body, string failure, string said) => await Refused(PubMedStub.IsFetch, 200, Xml, body, failure, said);

    [Theory]
    [InlineData(500, "text/html", "<html>WWW Error 500 Diagnostic</html>")]
    [InlineData(429, Json, """{"error":"API rate limit exceeded","api-key":"203.0.113.7","count":"4","limit":"3"}""")]
    public async Task What_passes_is_tried_again(int status, string type, string body)
    {
        _net.Once(PubMedStub.IsSearch, _ => FakeInternet.Answer(body, type, (HttpStatusCode)status));
        _net.Once(PubMedStub.IsFetch, _ => FakeInternet.Answer(body, type, (HttpStatusCode)status));
        (await Fetch()).Records.Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_dropped_phrase_is_widened_and_never_a_failure()
    {
        _net.On(r => PubMedStub.IsSearch(r) && r.Form("datetype") == "edat", _ => FakeInternet.Answer(
            $"{Head}<eSearchResult><Count>2</Count><RetMax>2</RetMax><RetStart>0</RetStart><IdList><Id>101</Id><Id>100</Id></IdList><TranslationSet/><QueryTranslation>J[au]</QueryTranslation>"
            + "<ErrorList><PhraseNotFound>Charles-rawlins J[au]</PhraseNotFound></ErrorList><WarningList><QuotedPhraseNotFound>\"hair exosome\"[tiab]</QuotedPhraseNotFound></WarningList></eSearchResult>"));
        var fetched = await Fetch();
        fetched.Records.Count.ShouldBe(5); // the revision sweep found the others
        fetched.Widened.Count.ShouldBe(2);
        fetched.Widened[0].ShouldContain("Charles-rawlins");
    }

    [Fact]
    public async Task Books_between_articles_are_records_like_them()
    {
        const string book = "<PubmedBookArticle><BookDocument><PMID Version=\"1\">102</PMID><Book><BookTitle>Synthetic reviews</BookTitle></Book><ArticleTitle>Alopecia</ArticleTitle></BookDocument></PubmedBookArticle>";
        _net.On(PubMedStub.IsFetch, _ => FakeInternet.Answer(
            $"<PubmedArticleSet>{PubMedStub.Record("104")}{PubMedStub.Record("103")}{book}{PubMedStub.Record("101")}{PubMedStub.Record("100")}</PubmedArticleSet>"));
        var fetched = await Fetch();
        fetched.Records.Select(r => r.Document.ExternalId).ShouldBe(["104", "103", "102", "101", "100"]);
        fetched.Unreadable.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_blank_key_is_not_sent()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, " \n", TestContext.Current.CancellationToken);
            await Fetch(new PubMedOptions { ApiKeyFile = file });
            _net.Requests.ShouldAllBe(r => !r.Headers.ContainsKey("api-key") && r.Form("api_key").Length == 0);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task Refused(Func<Sent, bool> when, int status, string type, string body, string failure, string said)
    {
        _net.On(when, _ => FakeInternet.Answer(body, type, (HttpStatusCode)status));
        var thrown = await Should.ThrowAsync<SourceException>(() => Fetch());
        thrown.Failure.ToString().ShouldBe(failure, thrown.Message);
        thrown.Message.ShouldContain(said);
        thrown.ToString().ShouldNotContain("SECRET1");
        thrown.Payload.ShouldNotBeNull();
    }

    private Task<Fetched> Fetch(PubMedOptions? options = null)
    {
        var http = new HttpOptions { Contact = "ops@example.org" };
        var source = new PubMedSource(_net.Client(_time, http), Options.Create(options ?? new PubMedOptions()), Options.Create(http));
        var query = source.Translate(Monitor.Queries.Query.Parse("exosom* AND \"hair loss\""));
        return source.FetchAsync(new FetchRequest { Query = query, From = Now.AddDays(-8), To = Now }, TestContext.Current.CancellationToken);
    }
}
