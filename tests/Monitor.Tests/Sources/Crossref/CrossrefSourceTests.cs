using System.Net;
using Monitor.Sources;
using Monitor.Sources.Crossref;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;
using static Monitor.Tests.Sources.Crossref.CrossrefEdge;

namespace Monitor.Tests.Sources.Crossref;

public sealed class CrossrefSourceTests
{
    [Fact]
    public async Task Words_are_asked_by_the_day_of_indexing_among_works_registered_since_the_baseline()
    {
        var edge = new StubHandler(_ => List());
        (await FetchAsync(edge)).Total.ShouldBe(0);
        var asked = edge.Asked.ShouldHaveSingleItem();
        asked.GetLeftPart(UriPartial.Path).ShouldBe("https://api.crossref.org/works");
        Parameter(asked, "query").ShouldBe("exosome hair");
        Parameter(asked, "filter").ShouldBe("from-index-date:2026-11-20,until-index-date:2026-11-22,from-created-date:2026-08-14");
        (Parameter(asked, "rows"), Parameter(asked, "cursor"), Parameter(asked, "mailto"), Parameter(asked, "select")).ShouldBe(("200", "*", "ops@example.org", null));
    }

    [Theory]
    [InlineData(null, "2026-11-20")]
    [InlineData(-1, "2026-11-20")]
    [InlineData(-365, "2025-11-22")]
    [InlineData(-4000, "2025-11-22")]
    public async Task Works_are_searched_back_to_the_baseline_and_no_further_than_a_year(int? baseline, string day)
    {
        var edge = new StubHandler(_ => List());
        await FetchAsync(edge, Request with { Baseline = baseline is { } days ? Now.AddDays(days) : null });
        Parameter(edge.Asked[0], "filter")!.ShouldEndWith($"from-created-date:{day}");
    }

    [Fact]
    public async Task A_cursor_is_followed_until_the_count_is_reached_though_the_next_one_comes_again()
    {
        var edge = new StubHandler(a => Parameter(a, "cursor") == "*"
            ? List(21, "a+b/c=", [.. Enumerable.Range(1, 20).Select(i => Work($"10.5555/{i}"))])
            : List(21, "a+b/c=", Work("10.5555/21")));
        var fetched = await FetchAsync(edge, options: new CrossrefOptions { PageSize = 20 });
        (fetched.Records.Count, fetched.Total, fetched.Payloads.Count).ShouldBe((21, 21, 2));
        Parameter(edge.Asked[1], "cursor").ShouldBe("a+b/c=");
        edge.Asked.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_walk_that_comes_out_short_is_begun_again_once_and_then_a_failure(bool heals)
    {
        var walks = 0;
        var edge = new StubHandler(_ => ++walks == 2 && heals ? List(2, null, Work("10.5555/1"), Work("10.5555/2")) : List(2, "c", Work("10.5555/1")));
        if (heals) (await FetchAsync(edge)).Records.Count.ShouldBe(2);
        else (await Should.ThrowAsync<SourceException>(() => FetchAsync(edge))).Message.ShouldContain("half a list, twice: https://api.crossref.org/works: 1 of 2 works");
        walks.ShouldBe(2);
    }

    [Fact]
    public async Task A_cursor_that_died_or_a_count_that_changed_begins_the_walk_again()
    {
        string[] full = [.. Enumerable.Range(1, 20).Select(i => Work($"10.5555/{i}"))];
        foreach (var broken in new[] { () => StubHandler.Text("cursor gone", "text/plain", HttpStatusCode.BadRequest), () => List(22, "d", Work("10.5555/21")) })
        {
            var seconds = 0;
            var edge = new StubHandler(a => Parameter(a, "cursor") == "*" ? List(21, "c", full) : ++seconds == 1 ? broken() : List(21, "c", Work("10.5555/21")));
            (await FetchAsync(edge, options: new CrossrefOptions { PageSize = 20 })).Records.Count.ShouldBe(21);
            edge.Asked.Count.ShouldBe(4);
        }
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, """{"status":"failed","message-type":"validation-failure","message":[{"type":"integer-not-valid","value":"x","message":"no"}]}""", "application/json", nameof(SourceFailure.Refused))]
    [InlineData(HttpStatusCode.OK, """{"status":"ok","message-type":"work-list","message":[]}""", "application/json", nameof(SourceFailure.Refused))]
    [InlineData(HttpStatusCode.OK, """{"status":"ok","message-type":"work","message":{"DOI":"10.5555/1"}}""", "application/json", nameof(SourceFailure.Malformed))]
    [InlineData(HttpStatusCode.OK, """{"status":"ok","message-type":"work-list","message":{"total-results":0}}""", "application/json", nameof(SourceFailure.Malformed))]
    [InlineData(HttpStatusCode.OK, """{"status":"ok","message-type":"work-list","message":{"items":[]}}""", "application/json", nameof(SourceFailure.Malformed))]
    [InlineData(HttpStatusCode.OK, """{"status":"ok","message-type":"work-list","message":{"total-results":100001,"items":[]}}""", "application/json", nameof(SourceFailure.Refused))]
    [InlineData(HttpStatusCode.OK, "[]", "application/json", nameof(SourceFailure.Malformed))]
    [InlineData(HttpStatusCode.OK, """{"status":"ok","message-type":"work-list","message":{"total-res""", "application/json", nameof(SourceFailure.Malformed))]
    [InlineData(HttpStatusCode.OK, "<html><title>Just a moment</title></html>", "text/html", nameof(SourceFailure.Malformed))]
    [InlineData(HttpStatusCode.NotFound, "Resource not found.", "text/plain", nameof(SourceFailure.Refused))]
    [InlineData(HttpStatusCode.TooManyRequests, "Rate limit exceeded.", "text/plain", nameof(SourceFailure.Throttled))]
    [InlineData(HttpStatusCode.GatewayTimeout, "", "text/plain", nameof(SourceFailure.Unreachable))]
    [InlineData(HttpStatusCode.Forbidden, "<html>blocked</html>", "text/html", nameof(SourceFailure.Blocked))]
    public async Task Anything_else_than_a_counted_list_is_a_failure_of_its_kind(HttpStatusCode status, string body, string type, string failure)
    {
        var ex = await Should.ThrowAsync<SourceException>(() => FetchAsync(new StubHandler(_ => StubHandler.Text(body, type, status))));
        ex.Failure.ToString().ShouldBe(failure);
    }

    [Fact]
    public async Task A_work_that_cannot_be_read_is_kept_whole_beside_the_others()
    {
        const string Bad = """{"DOI":"10.5555/bad","title":"no list"}""";
        const string Without = """{"title":["none"]}""";
        var fetched = await FetchAsync(new StubHandler(_ => List(Work("10.5555/1"), Bad, Without)));
        fetched.Records.ShouldHaveSingleItem();
        fetched.Unreadable.Select(u => (u.ExternalId, u.Raw)).ShouldBe([("10.5555/bad", Bad), (null, Without)]);
        fetched.Unreadable[0].Reason.ShouldContain("title");
    }

    [Fact]
    public async Task On_demand_one_page_comes_the_best_first()
    {
        var edge = new StubHandler(_ => List(5000, "c", Work("10.5555/1")));
        (await FetchAsync(edge, Request with { Limit = 5 })).Total.ShouldBe(5000);
        var asked = edge.Asked.ShouldHaveSingleItem();
        (Parameter(asked, "cursor"), Parameter(asked, "filter")).ShouldBe((null, "from-created-date:2026-11-20"));
    }

    [Theory]
    [InlineData(null, 1000)]
    [InlineData("ops@example.org", 350)]
    public async Task Without_a_contact_the_pace_is_slower(string? contact, int milliseconds)
    {
        var edge = new StubHandler(_ => List());
        await FetchAsync(edge, Request with { Known = [new KnownArticle("10.5555/a", Now.AddDays(-9))] }, contact: contact);
        (edge.At[1] - edge.At[0]).ShouldBe(TimeSpan.FromMilliseconds(milliseconds));
        Parameter(edge.Asked[0], "mailto").ShouldBe(contact);
    }

    [Fact]
    public async Task What_the_watch_has_is_asked_for_by_doi_the_new_ones_whatever_their_dates()
    {
        var edge = new StubHandler(a => Parameter(a, "query") is not null ? List(Work("10.5555/shown")) : Parameter(a, "filter")!.StartsWith("doi:10.5555/old", StringComparison.Ordinal) ? List(Work("10.5555/OLD")) : List(Work("10.5555/new"), Work("10.5555/shown")));
        var fetched = await FetchAsync(edge, Request with
        {
            Known = [new("10.5555/old", Now.AddDays(-30)), new("10.5555/older", DateTimeOffset.MinValue), new("10.5555/new", Now.AddHours(-1)), new("10.5555/shown", Now.AddHours(-1)), new("no doi", Now)],
        });
        edge.Asked.Skip(1).Select(a => Parameter(a, "filter")).ShouldBe(["doi:10.5555/new,doi:10.5555/shown", "doi:10.5555/old,doi:10.5555/older,from-index-date:2026-11-20"]);
        edge.Asked.Skip(1).ShouldAllBe(a => Parameter(a, "query") == null && Parameter(a, "rows") == "2");
        fetched.Records.Select(r => r.Document.ExternalId).ShouldBe(["10.5555/shown", "10.5555/new", "10.5555/old"]);
        fetched.Total.ShouldBe(1);
    }

    [Fact]
    public async Task Dois_share_requests_of_bounded_length()
    {
        var edge = new StubHandler(_ => List());
        await FetchAsync(edge, Request with { Known = [.. Enumerable.Range(1, 130).Select(i => new KnownArticle($"10.5555/{i}", default)), .. Enumerable.Range(1, 30).Select(i => new KnownArticle($"10.5555/{new string('x', 300)}{i}", default))] });
        edge.Asked.Count.ShouldBeGreaterThan(4);
        edge.Asked.ShouldAllBe(a => a.AbsoluteUri.Length < 4500);
        edge.Asked.Sum(a => Parameter(a, "filter")!.Split(',').Count(f => f.StartsWith("doi:", StringComparison.Ordinal))).ShouldBe(160);
    }

    [Fact]
    public async Task A_doi_with_a_comma_is_asked_for_alone_and_may_belong_to_another_agency()
    {
        const string Odd = "10.5555/(sici)1,2:3<4::aid-x>3.0.co;2-#";
        var edge = new StubHandler(a => a.AbsolutePath == "/works" ? List()
            : a.AbsoluteUri.Contains("other", StringComparison.Ordinal) ? StubHandler.Text("Resource not found.", "text/plain", HttpStatusCode.NotFound)
            : StubHandler.Json($$"""{"status":"ok","message-type":"work","message-version":"1.0.0","message":{{Work(Odd)}}}"""));
        var fetched = await FetchAsync(edge, Request with { Known = [new(Odd, default), new("10.5555/other,agency", default)] });
        var article = fetched.Records.ShouldHaveSingleItem().Document;
        (article.Id, article.Link).ShouldBe(($"crossref:{Odd}", "https://doi.org/10.5555/%28sici%291%2C2%3A3%3C4%3A%3Aaid-x%3E3.0.co%3B2-%23"));
        edge.Asked[1].AbsoluteUri.ShouldContain("/works/10.5555%2F%28sici%291%2C2");
        await Should.ThrowAsync<SourceException>(() => FetchAsync(new StubHandler(a => a.AbsolutePath == "/works" ? List() : StubHandler.Text("<h1>404</h1>", "text/html", HttpStatusCode.NotFound)), Request with { Known = [new(Odd, default)] }));
    }

    [Fact]
    public async Task A_list_of_dois_that_brings_another_work_or_too_few_is_a_failure()
    {
        foreach (var answer in new[] { () => List(Work("10.5555/other")), () => List(2, null, Work("10.5555/a")) })
        {
            var edge = new StubHandler(a => Parameter(a, "query") is not null ? List() : answer());
            (await Should.ThrowAsync<SourceException>(() => FetchAsync(edge, Request with { Known = [new("10.5555/a", default), new("10.5555/b", default)] }))).Failure.ShouldBe(SourceFailure.Malformed);
        }
    }

    [Fact]
    public async Task Known_items_are_asked_for_with_the_words()
    {
        var edge = new StubHandler(_ => List(Work("10.5555/b")));
        (await Source(edge).FindAsync(new UpstreamQuery("exosome", []), ["10.5555/A", "https://doi.org/10.5555/B", "PMID 5"], default)).ShouldBe(["https://doi.org/10.5555/B"]);
        (Parameter(edge.Asked.Single(), "query"), Parameter(edge.Asked.Single(), "filter")).ShouldBe(("exosome", "doi:10.5555/a,doi:10.5555/b"));
    }
}
