using System.Globalization;
using System.Net;
using System.Web;
using Microsoft.Extensions.Options;
using Monitor.Sources;
using Monitor.Sources.ClinicalTrialsGov;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.ClinicalTrialsGov;

/// <summary>The walk behind the real SourceClient; pages are synthetic, made by us.</summary>
public sealed class ClinicalTrialsGovSourceTests
{
    /// <summary>What <c>/version</c> says; the studies alone are the test's.</summary>
    private string _version = """{"apiVersion":"2.0.5","dataTimestamp":"2026-11-20T09:00:05"}""";

    [Fact]
    public async Task Walks_all_pages_with_equal_parameters()
    {
        var edge = Edge(a => StubHandler.Json(Token(a) switch
        {
            null => Page(3, "t1", 1, 2),
            "t1" => Page(null, null, 3),
            var other => throw new InvalidOperationException(other),
        }));
        var fetched = await Fetch(edge);
        fetched.Records.Select(r => r.Document.ExternalId).ShouldBe(["NCT00000001", "NCT00000002", "NCT00000003"]);
        fetched.Total.ShouldBe(3);
        fetched.Payloads.Count.ShouldBe(3);
        fetched.Payloads[0].Address.ShouldEndWith("/version");
        var first = HttpUtility.ParseQueryString(Studies(edge)[0].Query);
        first["query.term"].ShouldBe("exosome");
        first["filter.advanced"].ShouldBe("AREA[LastUpdatePostDate]RANGE[2026-11-17,MAX]");
        first["sort"].ShouldBe("LastUpdatePostDate:asc");
        first["countTotal"].ShouldBe("true");
        first["format"].ShouldBe("json");
        var second = HttpUtility.ParseQueryString(Studies(edge)[1].Query);
        second.Remove("pageToken");
        second.ToString().ShouldBe(first.ToString());
    }

    [Fact]
    public async Task Nothing_new_is_empty_and_everything_sends_no_term()
    {
        var edge = Edge(_ => StubHandler.Json(Page(0, null)));
        (await Fetch(edge, text: ClinicalTrialsGovQuery.Everything)).Records.ShouldBeEmpty();
        Studies(edge).ShouldHaveSingleItem().Query.ShouldNotContain("query.term");
    }

    [Fact]
    public async Task Half_a_list_is_walked_again_once_and_then_a_failure()
    {
        var edge = Edge(_ => StubHandler.Json(Page(3, null, 1, 2)));
        var ex = await Should.ThrowAsync<SourceException>(() => Fetch(edge));
        ex.Message.ShouldContain("half a list");
        ex.Failure.ShouldBe(SourceFailure.Malformed);
        Studies(edge).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_token_that_died_begins_the_walk_again()
    {
        StubHandler edge = null!; // set on the next line, before it is asked
        edge = Edge(a => Token(a) is null ? StubHandler.Json(Page(2, "t1", 1))
            : edge.First("t1") ? StubHandler.Text("Invalid value in parameter `pageToken`", "text/plain", HttpStatusCode.BadRequest)
            : StubHandler.Json(Page(null, null, 2)));
        (await Fetch(edge)).Records.Count.ShouldBe(2);
        Studies(edge).Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_refused_first_page_is_not_asked_again()
    {
        var edge = Edge(_ => StubHandler.Text("Error parsing query", "text/plain", HttpStatusCode.BadRequest));
        (await Should.ThrowAsync<SourceException>(() => Fetch(edge))).Failure.ShouldBe(SourceFailure.Refused);
        Studies(edge).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("{\"studies\":[]}", "no totalCount")]
    [InlineData("{\"totalCount\":594000,\"studies\":[]}", "more than 100000")]
    [InlineData("{\"error\":\"x\"}", "JSON without studies")]
    [InlineData("{\"studies\":{}}", "in place of a list")]
    public async Task An_answer_that_proves_nothing_is_a_failure(string body, string reason)
    {
        var ex = await Should.ThrowAsync<SourceException>(() => Fetch(Edge(_ => StubHandler.Json(body))));
        ex.Message.ShouldContain(reason);
    }

    [Fact]
    public async Task Html_in_a_200_is_malformed() =>
        (await Should.ThrowAsync<SourceException>(() => Fetch(Edge(_ => StubHandler.Html("<html>maintenance</html>"))))).Failure.ShouldBe(SourceFailure.Malformed);

    [Fact]
    public async Task A_study_without_number_is_kept_whole_and_holds_nothing_back()
    {
        var body = """{"totalCount":2,"studies":[{"protocolSection":{"identificationModule":{"briefTitle":"x"}}},""" + Study(2) + "]}";
        var fetched = await Fetch(Edge(_ => StubHandler.Json(body)));
        fetched.Records.Count.ShouldBe(1);
        var bad = fetched.Unreadable.ShouldHaveSingleItem();
        bad.Reason.ShouldContain("nctId");
        bad.Raw.ShouldContain("briefTitle");
    }

    [Fact]
    public async Task On_demand_stops_at_the_limit_newest_first()
    {
        var edge = Edge(_ => StubHandler.Json(Page(500, "more", 1, 2, 3)));
        var fetched = await Fetch(edge, limit: 2);
        fetched.Records.Count.ShouldBe(2);
        fetched.Total.ShouldBe(500);
        var query = HttpUtility.ParseQueryString(Studies(edge).ShouldHaveSingleItem().Query);
        query["sort"].ShouldBe("LastUpdatePostDate:desc");
        query["pageSize"].ShouldBe("2");
    }

    [Theory]
    [InlineData("2026-11-14T09:00:05")]
    [InlineData("2020-01-01T09:00:05")]
    public async Task Data_that_stands_still_cannot_say_what_is_new(string stamp)
    {
        _version = $$"""{"dataTimestamp":"{{stamp}}"}""";
        var edge = Edge(_ => StubHandler.Json(Page(1, null, 1)));
        var ex = await Should.ThrowAsync<SourceException>(() => Fetch(edge));
        ex.Message.ShouldContain($"of {stamp[..10]}");
        Studies(edge).ShouldBeEmpty();
        (await Fetch(edge, limit: 5)).Records.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"dataTimestamp":"2026-11-16T09:00:05"}""")]
    [InlineData("""{"dataTimestamp":"some day"}""")]
    [InlineData("""{"dataTimestamp":5}""")]
    [InlineData("""{}""")]
    [InlineData("""<html>""")]
    public async Task A_registry_that_does_not_say_of_which_day_it_is_is_believed(string version)
    {
        _version = version;
        (await Fetch(Edge(_ => StubHandler.Json(Page(1, null, 1))))).Records.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_page_size_cut_in_silence_is_walked_to_its_end()
    {
        var edge = Edge(a => StubHandler.Json(Token(a) is { } t ? Page(null, t == "5" ? null : $"{int.Parse(t, CultureInfo.InvariantCulture) + 1}", int.Parse(t, CultureInfo.InvariantCulture)) : Page(5, "2", 1)));
        (await Fetch(edge)).Records.Count.ShouldBe(5);
        Studies(edge).Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_total_that_comes_again_on_later_pages_counts_once()
    {
        var edge = Edge(a => StubHandler.Json(Token(a) is null ? Page(2, "t", 1) : Page(99, null, 2)));
        (await Fetch(edge)).Total.ShouldBe(2);
    }

    [Fact]
    public async Task A_token_that_leads_in_a_circle_is_half_a_list()
    {
        var edge = Edge(a => StubHandler.Json(Page(Token(a) is null ? 9 : null, "same", 1)));
        (await Should.ThrowAsync<SourceException>(() => Fetch(edge))).Message.ShouldContain("came twice");
    }

    [Theory]
    [InlineData("Invalid value in parameter `overallStatus`: `X`")]
    [InlineData("Parameter `fields` contains invalid field name: 'X'")]
    [InlineData("Parameter `sort` has incorrect format")]
    [InlineData("Error parsing query in `query.term`: Unknown area name: `X`")]
    [InlineData("no viable alternative at input 'X'")]
    public async Task A_refusal_says_in_the_registrys_words_why(string text)
    {
        var ex = await Should.ThrowAsync<SourceException>(() => Fetch(Edge(_ => StubHandler.Text(text, "text/plain", HttpStatusCode.BadRequest))));
        ex.Failure.ShouldBe(SourceFailure.Refused);
        ex.Message.ShouldContain(text);
    }

    [Theory]
    [InlineData(null, 2)]
    [InlineData("ops@example.org", 1)]
    public async Task Without_a_contact_the_pace_is_slower(string? contact, int seconds)
    {
        var edge = Edge(a => StubHandler.Json(Token(a) is null ? Page(2, "t1", 1) : Page(null, null, 2)));
        await Fetch(edge, contact: contact);
        (edge.At[2] - edge.At[1]).ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    private StubHandler Edge(Func<Uri, HttpResponseMessage> studies) =>
        new(a => a.AbsolutePath.EndsWith("/version", StringComparison.Ordinal) ? StubHandler.Json(_version) : studies(a));

    private static List<Uri> Studies(StubHandler edge) => [.. edge.Asked.Where(a => a.AbsolutePath.EndsWith("/studies", StringComparison.Ordinal))];

    private static Task<Fetched> Fetch(StubHandler edge, string text = "exosome", int? limit = null, string? contact = "ops@example.org")
    {
        var http = new HttpOptions { Tries = 1, Contact = contact };
        var source = new ClinicalTrialsGovSource(edge.Client(http), Options.Create(new ClinicalTrialsGovOptions()), Options.Create(http));
        return source.FetchAsync(new FetchRequest
        {
            Query = new UpstreamQuery(text, []),
            From = new DateTimeOffset(2026, 11, 17, 23, 30, 0, TimeSpan.Zero),
            To = edge.Clock.GetUtcNow(),
            Limit = limit,
        }, CancellationToken.None);
    }

    private static string? Token(Uri address) => HttpUtility.ParseQueryString(address.Query)["pageToken"];

    private static string Page(int? total, string? token, params int[] studies) =>
        "{" + (total is null ? "" : $"\"totalCount\":{total},") + (token is null ? "" : $"\"nextPageToken\":\"{token}\",")
        + $"\"studies\":[{string.Join(',', studies.Select(Study))}]}}";

    private static string Study(int number) =>
        "{\"protocolSection\":{\"identificationModule\":{\"nctId\":\"NCT" + number.ToString("D8", CultureInfo.InvariantCulture) + "\",\"briefTitle\":\"Study\"},"
        + "\"statusModule\":{\"overallStatus\":\"RECRUITING\",\"lastUpdatePostDateStruct\":{\"date\":\"2026-11-20\"}}}}";
}
