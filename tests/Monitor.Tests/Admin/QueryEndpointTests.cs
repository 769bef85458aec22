using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Monitor.Documents;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Admin;

[OnEveryStore]
public sealed class QueryEndpointTests(PolledApp polled) : IClassFixture<PolledApp>
{
    private readonly MonitorApp _app = polled.App;

    [Fact]
    public async Task All_sources_are_asked_and_nothing_is_stored()
    {
        var before = await CountsAsync();
        var body = new JsonObject { ["query"] = MonitorApp.ShortQuery, ["limit"] = 5 }.ToJsonString();
        var answer = await _app.PostJsonAsync("/api/query", body);
        answer.AsObject().Select(p => p.Key).ShouldBe(["sources", "hits"]);
        var sources = answer["sources"]!.AsArray();
        sources.Select(s => (string)s!["source"]!).Distinct().ShouldBe(_app.Polled);
        sources.ShouldAllBe(s => s!["error"] == null && (string)s["outcome"]! != "failed" && ((string)s["query"]!).Length > 0);
        answer["hits"]!.AsArray().Select(h => (string)h!["kind"]!).Distinct().ShouldBe(["article", "trial", "notice"], ignoreOrder: true);
        answer["hits"]!.AsArray().CountBy(h => (string)h!["source"]!).ShouldAllBe(s => s.Value <= 5);
        answer["hits"]!.AsArray().ShouldAllBe(h => h!["matches"]!.AsArray().Count > 0);
        (await CountsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Only_the_sources_named_are_asked()
    {
        var answer = await _app.PostJsonAsync("/api/query", """{"query":"exosome*","sources":["clinicaltrials.gov","clinicaltrials.gov"]}""");
        answer["sources"]!.AsArray().ShouldHaveSingleItem();
        answer["hits"]!.AsArray().ShouldNotBeEmpty();
        answer["hits"]!.AsArray().ShouldAllBe(h => (string)h!["source"]! == "clinicaltrials.gov");
    }

    [Fact]
    public async Task A_paper_that_several_sources_find_is_one_entry_with_what_is_stored()
    {
        await using var app = await MonitorApp.StartAsync(polled.Simulator.BaseAddress, polled.App.Clock, options: ("Sources:EuropePmc:Enabled", "true"));
        var asked = new JsonObject { ["query"] = MonitorApp.ShortQuery, ["sources"] = new JsonArray("pubmed", "europepmc", "crossref"), ["limit"] = 100 }.ToJsonString();
        var hits = (await app.PostJsonAsync("/api/query", asked))["hits"]!.AsArray().Select(h => h!).ToList();
        hits.Where(h => h["doi"] is not null).GroupBy(h => (string)h["doi"]!, StringComparer.OrdinalIgnoreCase).ShouldAllBe(g => g.Count() == 1);
        hits.Where(h => h["pmid"] is not null).GroupBy(h => (string)h["pmid"]!).ShouldAllBe(g => g.Count() == 1);
        hits.ShouldAllBe(h => h["reportId"] == null);
        var found = hits.First(h => h["sameReport"]!.AsArray().Any(s => ((string)s!["id"]!).StartsWith("europepmc:", StringComparison.Ordinal))
            && ((string)h["id"]!).StartsWith("pubmed:", StringComparison.Ordinal));
        found["sameReport"]!.AsArray().ShouldAllBe(s => ((string)s!["reason"]!).Length > 0);

        // The same paper is stored already, by another record, which alone knows what became of it.
        found["state"]!["marks"]!.AsArray().ShouldNotContain(m => (string)m!["kind"]! == "retracted");
        await app.AddAsync(new Article
        {
            Id = "crossref:stored", Source = "crossref", ExternalId = "stored", Title = (string)found["title"]!,
            Doi = (string?)found["doi"], Pmid = (string?)found["pmid"], Journal = (string?)found["journal"], Link = "https://example.org/stored",
            Corrections = [new Correction { Type = "RetractionIn", Source = "J Synth. 2026;1:1" }],
        });
        var again = (await app.PostJsonAsync("/api/query", asked))["hits"]!.AsArray().Select(h => h!).Single(h => (string)h["id"]! == (string)found["id"]!);
        ((string)again["reportId"]!).ShouldBe("crossref:stored");
        again["sameReport"]!.AsArray().Select(s => (string)s!["id"]!).ShouldContain("crossref:stored");
        again["state"]!["marks"]!.AsArray().ShouldContain(m => (string)m!["kind"]! == "retracted");
    }

    [Theory]
    [InlineData("""{"query":"exosome AND\n(hair OR"}""", "line 2, column")]
    [InlineData("""{"query":"exosome hair"}""", "line 1, column 1")]
    [InlineData("""{"query":""}""", "query: missing")]
    [InlineData("{}", "query: missing")]
    [InlineData("""{"query":"x","sources":["medline"]}""", "medline")]
    [InlineData("""{"query":"x","sources":[null]}""", "sources")]
    [InlineData("""{"query":"x","limit":0}""", "limit")]
    [InlineData("""{"query":"x","limit":501}""", "limit")]
    [InlineData("""{"query":"x","since":"soon"}""", "since")]
    [InlineData("""{"query":7}""", "query")]
    [InlineData("""{"query":"x","sources":"pubmed"}""", "sources")]
    [InlineData("""{"query":"x","limit":"many"}""", "limit")]
    [InlineData("""{"query":"x" """, "JSON")]
    [InlineData("not json", "JSON")]
    [InlineData("", "JSON")]
    [InlineData("null", "body")]
    public async Task What_cannot_be_read_is_a_problem_that_says_where(string body, string part)
    {
        using var response = await _app.PostAsync("/api/query", body);
        (await MonitorApp.ProblemAsync(response, HttpStatusCode.BadRequest)).ShouldContain(part);
    }

    [Fact]
    public async Task Nesting_without_end_is_a_problem()
    {
        using var response = await _app.PostAsync("/api/query", $$"""{"query":"{{new string('(', 90_000)}}"}""");
        (await MonitorApp.ProblemAsync(response, HttpStatusCode.BadRequest)).ShouldContain("nested");
    }

    [Fact]
    public async Task A_body_beyond_a_megabyte_is_not_read()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/query");
        request.Headers.ExpectContinue = true; // or the connection breaks before the answer can be read
        request.Content = new StringContent($$"""{"query":"{{new string('x', 1_100_000)}}"}""", Encoding.UTF8, "application/json");
        using var response = await _app.Http.SendAsync(request);
        await MonitorApp.ProblemAsync(response, HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_body_that_is_no_json_by_its_type_is_taken_for_a_form()
    {
        using var response = await _app.Http.PostAsync(new Uri("/api/query", UriKind.Relative), new StringContent("query=x", Encoding.UTF8, "application/x-www-form-urlencoded"));
        await MonitorApp.ProblemAsync(response, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_source_that_never_answers_is_seen_and_delays_the_others_no_longer_than_the_time_out()
    {
        // Another host name than the simulator's: requests to one host go one at a time.
        await using var silent = await StubUpstream.SilentAsync();
        await using var app = await MonitorApp.StartAsync(polled.Simulator.BaseAddress, polled.App.Clock,
            options: [("Admin:QueryTimeout", "00:00:02"), ("Sources:PubMed:BaseUrl", $"http://localhost:{silent.Address.Port}/")]);
        var watch = Stopwatch.StartNew();
        var answer = await app.PostJsonAsync("/api/query", """{"query":"exosome*","sources":["pubmed","clinicaltrials.gov"]}""");
        watch.Elapsed.ShouldBeInRange(TimeSpan.FromSeconds(1.9), TimeSpan.FromSeconds(15));
        silent.Asked.ShouldNotBeEmpty();
        var sources = answer["sources"]!.AsArray().ToDictionary(s => (string)s!["source"]!);
        ((string)sources["pubmed"]!["outcome"]!).ShouldBe("failed");
        ((string)sources["pubmed"]!["error"]!).ShouldContain("2 s");
        ((string)sources["clinicaltrials.gov"]!["outcome"]!).ShouldBe("ok");
        answer["hits"]!.AsArray().ShouldNotBeEmpty();
    }

    private async Task<string> CountsAsync() =>
        $"{(await _app.JsonAsync("/api/hits?size=1"))["total"]} {(await _app.JsonAsync("/api/polls?size=1"))["total"]} {(await _app.JsonAsync("/api/coverage")).ToJsonString()}";
}
