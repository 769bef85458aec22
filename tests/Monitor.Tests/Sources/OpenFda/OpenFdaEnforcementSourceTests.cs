using System.Globalization;
using System.Net;
using System.Text;
using System.Web;
using Microsoft.Extensions.Options;
using Monitor.Queries;
using Monitor.Sources;
using Monitor.Sources.OpenFda;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.OpenFda;

/// <summary>The source behind the real SourceClient; answers are synthetic, made by us.</summary>
public sealed class OpenFdaEnforcementSourceTests
{
    private const string None = """{"error":{"code":"NOT_FOUND","message":"No matches found!"}}""";

    [Fact]
    public async Task Each_kind_of_product_is_asked_in_parentheses_for_three_dates()
    {
        var edge = Edge(_ => Nothing());
        (await Fetch(edge)).Total.ShouldBe(0);
        edge.Asked.Select(a => a.AbsolutePath).ShouldBe(["/drug/enforcement.json", "/device/enforcement.json", "/food/enforcement.json"]);
        var asked = HttpUtility.ParseQueryString(edge.Asked[0].Query);
        asked["search"].ShouldBe("((exosome) AND (report_date:[20261023 TO 21001231] OR center_classification_date:[20261023 TO 21001231] OR termination_date:[20261023 TO 21001231]))");
        asked["sort"].ShouldBe("report_date:asc");
        asked["limit"].ShouldBe("100");
        asked.AllKeys.ShouldBe(["search", "sort", "limit"]);
    }

    [Fact]
    public async Task No_matches_is_nothing_and_keeps_its_answers()
    {
        var fetched = await Fetch(Edge(_ => Nothing()));
        fetched.Records.ShouldBeEmpty();
        fetched.Payloads.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "<html>Cannot GET /drug/enforcement.json</html>", "text/html", nameof(SourceFailure.Refused))]
    [InlineData(HttpStatusCode.NotFound, """{"error":{"code":"NOT_FOUND","message":"Endpoint moved"}}""", "application/json", nameof(SourceFailure.Refused))]
    [InlineData(HttpStatusCode.NotFound, "[]", "application/json", nameof(SourceFailure.Refused))]
    [InlineData(HttpStatusCode.NotFound, "", "application/json", nameof(SourceFailure.Refused))]
    [InlineData(HttpStatusCode.BadRequest, """{"error":{"code":"BAD_REQUEST","message":"Invalid parameter: x"}}""", "application/json", nameof(SourceFailure.Refused))]
    [InlineData(HttpStatusCode.Forbidden, """{"error":{"code":"API_KEY_INVALID","message":"An invalid api_key was supplied."}}""", "application/json", nameof(SourceFailure.Refused))]
    [InlineData(HttpStatusCode.Forbidden, """{"error":{"code":"OVER_RATE_LIMIT","message":"x"}}""", "application/json", nameof(SourceFailure.Throttled))]
    [InlineData(HttpStatusCode.TooManyRequests, """{"error":{"code":"OVER_RATE_LIMIT","message":"x"}}""", "application/json", nameof(SourceFailure.Throttled))]
    [InlineData(HttpStatusCode.InternalServerError, """{"error":{"code":"SERVER_ERROR","message":"Check your request and try again"}}""", "application/json", nameof(SourceFailure.Unreachable))]
    [InlineData(HttpStatusCode.OK, None, "application/json", nameof(SourceFailure.Malformed))]
    [InlineData(HttpStatusCode.OK, """{"meta":{"results":{"total":0}}}""", "application/json", nameof(SourceFailure.Malformed))]
    [InlineData(HttpStatusCode.OK, """{"meta":{},"results":[]}""", "application/json", nameof(SourceFailure.Malformed))]
    [InlineData(HttpStatusCode.OK, """{"meta":{"results":{"total":25001}},"results":[]}""", "application/json", nameof(SourceFailure.Refused))]
    public async Task Anything_else_is_a_failure_of_its_kind(HttpStatusCode status, string body, string type, string failure)
    {
        var ex = await Should.ThrowAsync<SourceException>(() => Fetch(Edge(_ => StubHandler.Text(body, type, status))));
        ex.Failure.ToString().ShouldBe(failure);
    }

    [Fact]
    public async Task The_next_page_is_followed_word_for_word()
    {
        const string After = "?search=%28exosome%29&limit=2&skip=0&search_after=0%3D1767139200000%3B1%3Dabc%2Bd";
        var edge = Edge(a => a.AbsolutePath != "/drug/enforcement.json" ? Nothing()
            : a.Query.Contains("search_after") ? Page(3, null, "D-3-2026")
            : Page(3, "https://api.fda.gov/drug/enforcement.json" + After, "D-1-2026", "D-2-2026"));
        var fetched = await Fetch(edge);
        fetched.Records.Select(r => r.Document.ExternalId).ShouldBe(["D-1-2026", "D-2-2026", "D-3-2026"]);
        fetched.Total.ShouldBe(3);
        edge.Asked[1].Query.ShouldBe(After);
    }

    [Fact]
    public async Task A_full_last_page_has_a_successor_without_matches()
    {
        var edge = Edge(a => a.AbsolutePath != "/food/enforcement.json" || a.Query.Contains("search_after") ? Nothing()
            : Page(2, "https://api.fda.gov/food/enforcement.json?search_after=x", "F-1-2026", "F-2-2026"));
        (await Fetch(edge)).Records.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("https://evil.example/drug/enforcement.json?search_after=x")]
    [InlineData("https://api.fda.gov/drug/event.json?search_after=x")]
    [InlineData("//evil.example/drug/enforcement.json")]
    public async Task The_next_page_elsewhere_is_not_followed(string next)
    {
        var edge = Edge(_ => Page(2, next, "D-1-2026"));
        (await Should.ThrowAsync<SourceException>(() => Fetch(edge))).Message.ShouldContain("elsewhere");
        edge.Asked.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_walk_that_comes_out_short_is_begun_again_once_and_then_a_failure(bool heals)
    {
        var walks = 0;
        var edge = Edge(a => a.AbsolutePath != "/drug/enforcement.json" ? Nothing()
            : ++walks == 2 && heals ? Page(2, null, "D-1-2026", "D-2-2026")
            : Page(2, null, "D-1-2026"));
        if (heals) (await Fetch(edge)).Records.Count.ShouldBe(2);
        else (await Should.ThrowAsync<SourceException>(() => Fetch(edge))).Message.ShouldContain("half a list, twice: https://api.fda.gov/drug/enforcement.json: 1 of 2 records");
        walks.ShouldBe(2);
    }

    [Fact]
    public async Task A_count_that_changes_on_the_way_begins_the_walk_again()
    {
        var walks = 0;
        var edge = Edge(a => a.AbsolutePath != "/drug/enforcement.json" ? Nothing()
            : a.Query.Contains("search_after") ? Page(3, null, "D-2-2026", "D-3-2026")
            : Page(walks++ == 0 ? 2 : 3, "https://api.fda.gov/drug/enforcement.json?search_after=x", "D-1-2026"));
        (await Fetch(edge)).Records.Count.ShouldBe(3);
        walks.ShouldBe(2);
    }

    [Fact]
    public async Task A_next_page_that_comes_again_ends()
    {
        var edge = Edge(_ => Page(9, "https://api.fda.gov/drug/enforcement.json?search_after=x", "D-1-2026"));
        (await Should.ThrowAsync<SourceException>(() => Fetch(edge))).Message.ShouldContain("already read");
    }

    [Fact]
    public async Task What_is_open_is_asked_for_by_number_where_it_can_be_unless_the_window_showed_it()
    {
        var edge = Edge(a => Search(a) switch
        {
            var s when s.Contains("report_date") && a.AbsolutePath.StartsWith("/drug", StringComparison.Ordinal) => Page(1, null, "D-1-2026"),
            var s when s.Contains("D-2-2026") => Page(1, null, "D-2-2026"),
            var s when s.Contains("H-4-2026") => Page(1, null, "H-4-2026"),
            _ => Nothing(),
        });
        var fetched = await Fetch(edge, open: ["D-1-2026", "D-2-2026", "F-3-2026", "H-4-2026", "B-5-2026", "D-6\") OR (x"]);
        fetched.Records.Select(r => r.Document.ExternalId).ShouldBe(["D-1-2026", "D-2-2026", "H-4-2026"]);
        fetched.Total.ShouldBe(1);
        edge.Asked.Skip(3).Select(a => $"{a.AbsolutePath} {Search(a)}").ShouldBe(
        [
            "/drug/enforcement.json (recall_number:\"D-2-2026\" OR recall_number:\"B-5-2026\")",
            "/food/enforcement.json (recall_number:\"F-3-2026\" OR recall_number:\"H-4-2026\" OR recall_number:\"B-5-2026\")",
            "/device/enforcement.json (recall_number:\"B-5-2026\")",
        ]);
    }

    [Fact]
    public async Task Open_recalls_share_requests_by_fifty()
    {
        var edge = Edge(_ => Nothing());
        await Fetch(edge, open: [.. Enumerable.Range(1, 120).Select(i => $"Z-{i}-2026")]);
        edge.Asked.Count.ShouldBe(3 + 3);
        Search(edge.Asked[3]).Split(" OR ").Length.ShouldBe(50);
    }

    [Fact]
    public async Task A_record_without_number_is_kept_whole_and_holds_nothing_back()
    {
        var edge = Edge(a => a.AbsolutePath != "/drug/enforcement.json" ? Nothing()
            : StubHandler.Json("""{"meta":{"results":{"total":2}},"results":[{"status":"Ongoing"},{"recall_number":"D-1-2026","openfda":{}}]}"""));
        var fetched = await Fetch(edge);
        fetched.Records.Count.ShouldBe(1);
        fetched.Unreadable.ShouldHaveSingleItem().Raw.ShouldBe("""{"status":"Ongoing"}""");
    }

    [Fact]
    public async Task On_demand_stops_at_the_limit_newest_first()
    {
        var edge = Edge(a => Page(500, "https://api.fda.gov" + a.AbsolutePath + "?search_after=x", a.AbsolutePath[1] == 'd' ? "D-1-2026" : "F-1-2026", "D-2-2026"));
        var fetched = await Fetch(edge, limit: 2);
        fetched.Records.Count.ShouldBe(2);
        fetched.Total.ShouldBe(1500);
        edge.Asked.Count.ShouldBe(3);
        HttpUtility.ParseQueryString(edge.Asked[0].Query)["sort"].ShouldBe("report_date:desc");
    }

    [Fact]
    public async Task The_key_travels_in_its_header_alone()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "key");
        await File.WriteAllTextAsync(file, "SECRETKEY123\n");
        var internet = new FakeInternet();
        internet.On(_ => true, sent => FakeInternet.Answer("""{"error":{"code":"API_KEY_INVALID","message":"An invalid api_key was supplied: SECRETKEY123"}}""", "application/json", HttpStatusCode.Forbidden));
        var http = new HttpOptions { Tries = 1, Contact = "ops@example.org" };
        var source = new OpenFdaEnforcementSource(internet.Client(new JumpingTime(Now), http), Options.Create(new OpenFdaEnforcementOptions { ApiKeyFile = file }), Options.Create(http));
        var ex = await Should.ThrowAsync<SourceException>(() => source.FetchAsync(Request(), CancellationToken.None));
        var sent = internet.Requests.ShouldHaveSingleItem();
        sent.Headers["X-Api-Key"].ShouldBe("SECRETKEY123");
        sent.Address.AbsoluteUri.ShouldNotContain("SECRET");
        ex.ToString().ShouldNotContain("SECRET");
        Encoding.UTF8.GetString(ex.Payload!.Content).ShouldNotContain("SECRET");
    }

    [Theory]
    [InlineData(null, 1000)]
    [InlineData("ops@example.org", 300)]
    public async Task Without_a_contact_the_pace_is_slower(string? contact, int milliseconds)
    {
        var edge = Edge(_ => Nothing());
        await Fetch(edge, contact: contact);
        (edge.At[1] - edge.At[0]).ShouldBe(TimeSpan.FromMilliseconds(milliseconds));
    }

    [Fact]
    public void A_long_query_is_asked_in_parts()
    {
        var names = string.Join(" OR ", Enumerable.Range(1, 40).Select(i => $"\"invented product name {i}\""));
        var source = new OpenFdaEnforcementSource(Edge(_ => Nothing()).Client(), Options.Create(new OpenFdaEnforcementOptions()), Options.Create(new HttpOptions()));
        var parts = source.Translate(Query.Parse(names)).Parts;
        parts.Count.ShouldBeGreaterThan(1);
        parts.ShouldAllBe(p => p.Text.StartsWith('(') && p.Text.EndsWith(')') && Uri.EscapeDataString(p.Text).Length <= OpenFdaQuery.LongestText);
    }

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static StubHandler Edge(Func<Uri, HttpResponseMessage> answer) => new(answer);

    private static Task<Fetched> Fetch(StubHandler edge, int? limit = null, string? contact = "ops@example.org", params string[] open)
    {
        var http = new HttpOptions { Tries = 1, Contact = contact };
        var source = new OpenFdaEnforcementSource(edge.Client(http), Options.Create(new OpenFdaEnforcementOptions()), Options.Create(http));
        return source.FetchAsync(Request() with { Limit = limit, Open = open }, CancellationToken.None);
    }

    private static FetchRequest Request() => new() { Query = new UpstreamQuery("(exosome)", []), From = Now.AddDays(-30), To = Now };

    private static string Search(Uri address) => HttpUtility.ParseQueryString(address.Query)["search"] ?? "";

    private static HttpResponseMessage Nothing() => StubHandler.Json(None, HttpStatusCode.NotFound);

    private static HttpResponseMessage Page(int total, string? next, params string[] numbers)
    {
        var records = string.Join(',', numbers.Select(n => "{\"recall_number\":\"" + n + "\",\"report_date\":\"20261118\",\"openfda\":{}}"));
        var answer = StubHandler.Json("{\"meta\":{\"results\":{\"skip\":0,\"limit\":100,\"total\":" + total.ToString(CultureInfo.InvariantCulture) + "}},\"results\":[" + records + "]}");
        if (next is not null) answer.Headers.TryAddWithoutValidation("Link", $"<{next}>; rel=\"next\"");
        return answer;
    }
}
