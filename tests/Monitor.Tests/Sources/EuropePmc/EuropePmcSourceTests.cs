using System.Net;
using System.Text.Json.Nodes;
using Monitor.Documents;
using Monitor.Polling;
using Monitor.Queries;
using Monitor.Sources;
using Monitor.Sources.EuropePmc;
using Shouldly;
using Xunit;
using static Monitor.Tests.Sources.EuropePmc.EuropePmcStub;

namespace Monitor.Tests.Sources.EuropePmc;

/// <summary>The walk behind the real SourceClient; pages are synthetic, made by us.</summary>
public sealed class EuropePmcSourceTests
{
    private const string Bare = """{"version":"6.9"}""";

    [Theory]
    [InlineData("AoE=b")] // the mark that was sent
    [InlineData(null)]
    [InlineData("another")] // and then an empty page
    public async Task Walks_all_pages_with_equal_parameters_to_whatever_end_there_is(string? last)
    {
        using var edge = new EuropePmcStub((asked, _) => Json(asked["cursorMark"] switch
        {
            "*" => Page(5, "AoE=a", Record(1), Record(2)),
            "AoE=a" => Page(5, "AoE=b", Record(3), Record(4)),
            "AoE=b" => Page(5, last, Record(5)),
            _ => Page(5, "end"),
        }));
        var fetched = await edge.FetchAsync(pageSize: 2);
        fetched.Records.Select(r => r.Document.ExternalId).ShouldBe(["MED:1", "MED:2", "MED:3", "MED:4", "MED:5"]);
        fetched.Records.ShouldAllBe(r => r.Document.Id == "europepmc:" + r.Document.ExternalId && r.Dated == new PartialDate(2026, 11, 20));
        (fetched.Total, fetched.Payloads.Count).ShouldBe((5, 3));
        var first = edge.Asked[0];
        first.Where(p => p.Key is not ("cursorMark" or "query")).Select(p => (p.Key, p.Value)).ShouldBe(
            [("resultType", "core"), ("format", "json"), ("synonym", "false"), ("pageSize", "2"), ("email", "ops@example.org")], ignoreOrder: true);
        edge.Asked.Skip(1).ShouldAllBe(asked => asked.All(p => p.Key == "cursorMark" || first[p.Key] == p.Value));
    }

    [Fact]
    public async Task The_window_covers_whole_days_of_first_showing_making_and_change()
    {
        using var edge = new EuropePmcStub((_, _) => Json(Page(0, null)));
        await edge.FetchAsync("a OR b");
        edge.Asked[0]["query"].ShouldBe("(a OR b) AND (FIRST_IDATE:[2026-11-14 TO 2026-11-23] OR CREATION_DATE:[2026-11-14 TO 2026-11-23] OR UPDATE_DATE:[2026-11-14 TO 2026-11-23])");
    }

    [Fact]
    public async Task A_version_and_nothing_more_is_asked_again_and_never_taken_for_zero()
    {
        using var edge = new EuropePmcStub((_, number) => Json(number < 3 ? Bare : Page(1, null, Record(1))));
        (await edge.FetchAsync()).Records.Count.ShouldBe(1);
        edge.Sent.Count.ShouldBe(4);
        edge.Waited.ShouldBeGreaterThan(TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task A_version_and_nothing_more_without_end_is_a_failure()
    {
        using var edge = new EuropePmcStub((_, _) => Json(Bare));
        var failure = await Should.ThrowAsync<SourceException>(() => edge.FetchAsync());
        (failure.Failure, failure.Payload is null, edge.Sent.Count).ShouldBe((SourceFailure.Malformed, false, 4));
        failure.Message.ShouldContain("a version and neither count nor records, 4 times");
    }

    [Theory]
    [InlineData("""{"errCode":404,"errMsg":"Invalid request"}""", "Refused", "error 404: Invalid request")]
    [InlineData("""{"errCode":500,"errMsg":"x"}""", "Unreachable", "error 500")]
    [InlineData("""{"errCode":"429"}""", "Throttled", "error 429: no message")]
    [InlineData("""{"version":"6.9","hitCount":3}""", "Malformed", "3 hits and no list")]
    [InlineData("""{"version":"6.9","hitCount":2,"resultList":{"result":[""", "Malformed", "not JSON")]
    [InlineData("""<errorBean><errCode>404</errCode></errorBean>""", "Malformed", "markup in place of JSON")]
    [InlineData("""{"hitCount":"many"}""", "Malformed", "hitCount is String")]
    [InlineData("""{"version":"6.9","hitCount":99999999,"resultList":{"result":[{}]}}""", "Refused", "more than 100000")]
    [InlineData("""{"resultList":{"result":[]}}""", "Malformed", "JSON without hitCount")]
    [InlineData("""[]""", "Malformed", "Array in place of an answer")]
    public async Task An_answer_that_is_none_is_a_failure(string body, string failure, string words)
    {
        using var edge = new EuropePmcStub((_, _) => Json(body));
        var thrown = await Should.ThrowAsync<SourceException>(() => edge.FetchAsync());
        thrown.Failure.ToString().ShouldBe(failure);
        thrown.Message.ShouldContain(words);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, "Unreachable")]
    [InlineData(HttpStatusCode.GatewayTimeout, "Unreachable")]
    [InlineData(HttpStatusCode.RequestUriTooLong, "Refused")]
    [InlineData(HttpStatusCode.TooManyRequests, "Throttled")]
    public async Task A_refusal_of_the_server_is_a_failure(HttpStatusCode status, string failure)
    {
        using var edge = new EuropePmcStub((_, _) => EuropePmcStub.Text("The service is under maintenance", status));
        (await Should.ThrowAsync<SourceException>(() => edge.FetchAsync())).Failure.ToString().ShouldBe(failure);
    }

    [Fact]
    public async Task Half_a_list_is_walked_again_once_and_then_a_failure()
    {
        using var edge = new EuropePmcStub((_, _) => Json(Page(3, null, Record(1), Record(2))));
        var failure = await Should.ThrowAsync<SourceException>(() => edge.FetchAsync());
        failure.Message.ShouldBe("half a list, twice: 2 of 3 records in 1 pages");
        edge.Sent.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_count_that_changes_under_the_walk_begins_it_again()
    {
        using var edge = new EuropePmcStub((asked, number) => Json(asked["cursorMark"] == "*" ? Page(number == 0 ? 2 : 3, "m", Record(1)) : Page(3, "m", Record(2), Record(3))));
        (await edge.FetchAsync()).Records.Count.ShouldBe(3);
        edge.Asked.Select(a => a["cursorMark"]).ShouldBe(["*", "m", "*", "m"]);
    }

    [Fact]
    public async Task Marks_that_lead_in_a_circle_are_half_a_list()
    {
        using var edge = new EuropePmcStub((asked, _) => Json(Page(9, asked["cursorMark"] == "a" ? "b" : "a", Record(asked["cursorMark"].Length))));
        (await Should.ThrowAsync<SourceException>(() => edge.FetchAsync())).Message.ShouldContain("came twice");
    }

    [Fact]
    public async Task A_record_that_moved_to_another_page_counts_once_against_the_total()
    {
        using var edge = new EuropePmcStub((asked, _) => Json(asked["cursorMark"] == "*" ? Page(3, "m", Record(1), Record(2)) : Page(3, null, Record(2), Record(3))));
        var fetched = await edge.FetchAsync();
        fetched.Records.Select(r => r.Document.ExternalId).ShouldBe(["MED:1", "MED:2", "MED:2", "MED:3"]);
    }

    [Theory]
    [InlineData("""{"source":"MED","title":"x"}""", null, "source or id")]
    [InlineData("""{"source":"MED","id":"7","title":["x"]}""", "MED:7", "title is Array")]
    [InlineData("""{"source":"MED","id":"7","authorList":{"author":"Kim"}}""", "MED:7", "is String")]
    [InlineData("null", null, "source or id")]
    public async Task A_record_that_cannot_be_read_is_kept_whole_and_holds_nothing_back(string record, string? id, string reason)
    {
        using var edge = new EuropePmcStub((_, _) => Json(Page(2, null, Record(1)).Replace("\"result\":[", $"\"result\":[{record},", StringComparison.Ordinal)));
        var fetched = await edge.FetchAsync();
        fetched.Records.Count.ShouldBe(1);
        var bad = fetched.Unreadable.ShouldHaveSingleItem();
        (bad.ExternalId, bad.Raw).ShouldBe((id, record));
        bad.Reason.ShouldContain(reason);
    }

    [Fact]
    public async Task A_long_query_is_sent_as_a_form()
    {
        using var edge = new EuropePmcStub((asked, _) => Json(asked["cursorMark"] == "*" ? Page(2, "m", Record(1)) : Page(2, "m", Record(2))));
        var text = string.Join(" OR ", Enumerable.Range(0, 500).Select(i => $"TITLE_ABS:word{i}"));
        (await edge.FetchAsync(text)).Records.Count.ShouldBe(2);
        edge.Sent.ShouldAllBe(sent => sent.Method == HttpMethod.Post && sent.Address.AbsolutePath.EndsWith("/rest/searchPOST") && sent.Address.Query == "");
        edge.Asked[1]["cursorMark"].ShouldBe("m");
        edge.Asked[1]["query"].ShouldStartWith($"({text}) AND (FIRST_IDATE:");
    }

    [Fact]
    public async Task On_demand_stops_at_the_limit_newest_first()
    {
        using var edge = new EuropePmcStub((_, _) => Json(Page(500, "more", Record(1), Record(2), Record(3))));
        var fetched = await edge.FetchAsync(limit: 2);
        (fetched.Records.Count, fetched.Total).ShouldBe((2, 500));
        (edge.Asked.ShouldHaveSingleItem()["sort"], edge.Asked[0]["pageSize"]).ShouldBe(("P_PDATE_D desc", "2"));
    }

    [Theory]
    [InlineData(null, 1000)]
    [InlineData("ops@example.org", 350)]
    public async Task Without_a_contact_the_pace_is_slower_and_no_address_is_sent(string? contact, int milliseconds)
    {
        using var edge = new EuropePmcStub((asked, _) => Json(asked["cursorMark"] == "*" ? Page(2, "m", Record(1)) : Page(2, "m", Record(2))));
        await edge.FetchAsync(contact: contact);
        edge.Waited.ShouldBe(TimeSpan.FromMilliseconds(milliseconds));
        edge.Asked[0].GetValueOrDefault("email").ShouldBe(contact);
    }

    [Fact]
    public async Task Finds_known_items_by_every_name_they_have_in_one_request()
    {
        var preprint = new JsonObject { ["id"] = "PPR9", ["source"] = "PPR", ["doi"] = "10.5555/Synthetic.9", ["title"] = "x" };
        using var edge = new EuropePmcStub((_, _) => Json(Page(2, null, Record(1), preprint)));
        string[] ids = ["1", "MED:2", "PPR:PPR9", "PPR9", "10.5555/synthetic.9", "PMC5", "no id\"", "a/b"];
        (await edge.Source().FindAsync(new UpstreamQuery("q", []), ids, default)).ShouldBe(["1", "PPR:PPR9", "PPR9", "10.5555/synthetic.9"]);
        edge.Asked.ShouldHaveSingleItem()["query"].ShouldBe(
            "(q) AND ((EXT_ID:1 AND SRC:MED) OR (EXT_ID:2 AND SRC:MED) OR (EXT_ID:PPR9 AND SRC:PPR) OR DOI:\"10.5555/synthetic.9\" OR PMCID:PMC5)");
        (await edge.Source().FindAsync(new UpstreamQuery("q", []), ["a/b"], default)).ShouldBeEmpty();
        edge.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Half_an_answer_says_nothing_about_known_items()
    {
        using var edge = new EuropePmcStub((_, _) => Json(Page(2, null, Record(1))));
        await Should.ThrowAsync<SourceException>(() => edge.Source().FindAsync(new UpstreamQuery("q", []), ["1", "2"], default));
    }

    [Fact]
    public void The_collections_are_part_of_what_is_asked_and_so_of_what_is_covered()
    {
        using var edge = new EuropePmcStub((_, _) => Json(Bare));
        UpstreamQuery Ask(params string[] collections) => edge.Source(options: new EuropePmcOptions { Collections = collections }).AskFor(Query.Parse("exosome"));
        Ask().Text.ShouldBe("((TITLE_ABS:exosome OR KW:exosome)) AND (SRC:MED OR SRC:PMC OR SRC:PPR OR SRC:AGR OR SRC:CBA OR SRC:ETH OR SRC:HIR)");
        Ask("PPR").Text.ShouldBe("((TITLE_ABS:exosome OR KW:exosome)) AND (SRC:PPR)");
        Ask("XYZ").Refusal.ShouldNotBeNull().ShouldContain("XYZ is no collection");
    }
}
