using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Monitor.Documents;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Admin;

[OnEveryStore]
public sealed class FeedEndpointsTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly Uri Nowhere = new("http://127.0.0.1:9/");

    [Fact]
    public async Task Each_watch_all_and_safety_have_a_feed_in_three_forms()
    {
        await using var app = await FilledAsync();
        foreach (var (name, ids) in new (string, string[])[] { ("all", ["fda-rss:n1", "clinicaltrials.gov:NCT1", "pubmed:1"]), ("exosomes-hair-loss", ["clinicaltrials.gov:NCT1", "pubmed:1"]), ("safety", ["fda-rss:n1"]), ("exosome-safety", ["fda-rss:n1"]) })
        {
            (await IdsAsync(app, name, "json")).ShouldBe(ids, name);
            (await IdsAsync(app, name, "rss")).ShouldBe(ids, name);
            (await IdsAsync(app, name, "atom")).ShouldBe(ids, name);
        }
    }

    [Fact]
    public async Task What_is_there_as_context_only_or_for_no_watch_is_in_no_feed()
    {
        await using var app = await FilledAsync();
        await app.AddAsync(false, Stored.Why(Stored.Safety, context: true), Any.Article("7", "Around harm"));
        await app.AddAsync(false, null, Any.Article("8", "Kept by an import"));
        (await IdsAsync(app, "safety", "json")).ShouldBe(["fda-rss:n1"]);
        (await IdsAsync(app, "all", "json")).ShouldNotContain("pubmed:7");
        (await IdsAsync(app, "all", "json")).ShouldNotContain("pubmed:8");
        await app.AddAsync(false, Stored.Why(Stored.Hair), Any.Article("7", "Around harm"));
        (await IdsAsync(app, "all", "json")).ShouldContain("pubmed:7", "another watch has it by its query");
        (await IdsAsync(app, "safety", "json")).ShouldNotContain("pubmed:7");
    }

    [Fact]
    public async Task A_retraction_updates_its_entry_and_brings_it_to_the_top_under_the_same_id()
    {
        await using var app = await FilledAsync();
        app.Clock.AdvanceTo(MonitorApp.Begin.AddDays(3));
        await app.AddAsync(Any.Article("1", "Exosomes in hair loss") with { PublicationTypes = ["Retracted Publication"], Link = "https://elsewhere.example/" });
        var entry = (await AtomAsync(app, "all")).Elements(Atom + "entry").First();
        entry.Element(Atom + "id")!.Value.ShouldBe("pubmed:1");
        entry.Element(Atom + "title")!.Value.ShouldBe("RETRACTED: Exosomes in hair loss");
        DateTimeOffset.Parse(entry.Element(Atom + "updated")!.Value, System.Globalization.CultureInfo.InvariantCulture).ShouldBe(MonitorApp.Begin.AddDays(3));
        (await IdsAsync(app, "all", "json")).Count(id => id == "pubmed:1").ShouldBe(1);
    }

    [Fact]
    public async Task What_existed_before_stands_behind_the_news_by_its_own_date()
    {
        await using var app = await MonitorApp.StartAsync(Nowhere);
        await app.AddAsync(true, Stored.Why(Stored.Hair), Any.Article("1") with { Published = new PartialDate(2020) }, Any.Article("2") with { Published = new PartialDate(2025, 5) });
        app.Clock.AdvanceTo(MonitorApp.Begin.AddDays(1));
        await app.AddAsync(Any.Article("3") with { Published = new PartialDate(2019) });
        (await IdsAsync(app, "all", "json")).ShouldBe(["pubmed:3", "pubmed:2", "pubmed:1"]);
        var items = (await app.JsonAsync("/feeds/all.json"))["items"]!.AsArray();
        items.Select(i => ((string)i!["date_published"]!)[..10]).ShouldBe(["2026-01-06", "2025-05-01", "2020-01-01"]);
    }

    [Fact]
    public async Task Filters_stand_in_the_query_string_and_in_the_feeds_own_address()
    {
        await using var app = await FilledAsync();
        (await IdsAsync(app, "all", "json", "?kind=trial")).ShouldBe(["clinicaltrials.gov:NCT1"]);
        (await IdsAsync(app, "all", "json", "?source=pubmed")).ShouldBe(["pubmed:1"]);
        (await IdsAsync(app, "all", "json", "?q=warning")).ShouldBe(["fda-rss:n1"]);
        (await IdsAsync(app, "all", "json", "?design=rct")).ShouldBeEmpty();
        (await IdsAsync(app, "all", "json", "?since=2026-01-05")).Count.ShouldBe(3);
        (await IdsAsync(app, "all", "json", "?since=2026-01-06")).ShouldBeEmpty();
        ((string)(await app.JsonAsync("/feeds/all.json?kind=trial&q=%26x&token=secret"))["feed_url"]!).ShouldBe("http://127.0.0.1:5080/feeds/all.json?q=%26x&kind=trial");
        (await app.ProblemAsync("/feeds/all.rss?kind=book")).ShouldContain("kind");
        (await app.ProblemAsync("/feeds/all.rss?since=soon")).ShouldContain("since");
    }

    [Fact]
    public async Task An_unchanged_feed_is_not_sent_again_by_tag_or_by_date_and_a_changed_one_is()
    {
        await using var app = await FilledAsync();
        using var first = await app.Http.GetAsync(new Uri("/feeds/all.atom", UriKind.Relative));
        first.Content.Headers.LastModified.ShouldBeNull("within the same second something else may come");
        app.Clock.AdvanceTo(MonitorApp.Begin.AddHours(1));
        using var second = await app.Http.GetAsync(new Uri("/feeds/all.atom", UriKind.Relative));
        var (tag, modified) = (second.Headers.ETag.ShouldNotBeNull(), second.Content.Headers.LastModified.ShouldNotBeNull());
        (await AskAsync(app, "GET", r => r.Headers.IfNoneMatch.Add(tag))).ShouldBe((HttpStatusCode.NotModified, 0));
        (await AskAsync(app, "HEAD", r => r.Headers.IfNoneMatch.Add(tag))).ShouldBe((HttpStatusCode.NotModified, 0));
        (await AskAsync(app, "GET", r => r.Headers.IfModifiedSince = modified)).ShouldBe((HttpStatusCode.NotModified, 0));
        (await AskAsync(app, "GET", r => r.Headers.TryAddWithoutValidation("If-None-Match", "\"a\", W/\"b\", " + tag.Tag))).Status.ShouldBe(HttpStatusCode.NotModified);
        (await AskAsync(app, "GET", r => r.Headers.TryAddWithoutValidation("If-None-Match", "rubbish"))).Status.ShouldBe(HttpStatusCode.OK);
        (await AskAsync(app, "GET", r =>
        {
            r.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"other\""));
            r.Headers.IfModifiedSince = modified;
        })).Status.ShouldBe(HttpStatusCode.OK, "the tag decides");
        await app.AddAsync(true, Stored.Why(Stored.Hair), Any.Article("9") with { Published = new PartialDate(2001) });
        (await AskAsync(app, "GET", r => r.Headers.IfNoneMatch.Add(tag))).Status.ShouldBe(HttpStatusCode.OK);
        app.Clock.AdvanceTo(MonitorApp.Begin.AddHours(2));
        (await AskAsync(app, "GET", r => r.Headers.IfModifiedSince = modified)).Status.ShouldBe(HttpStatusCode.OK, "old by its own date, and new in the feed");
    }

    [Fact]
    public async Task Facts_that_are_found_later_make_the_copies_old_though_no_revision_tells_of_them()
    {
        await using var app = await FilledAsync();
        using var first = await app.Http.GetAsync(new Uri("/feeds/all.json", UriKind.Relative));
        var hit = (await app.Get<Monitor.Store.Sql.HitTable>().FindAsync("pubmed:1", default))!; // non-null: stored above
        var tagged = hit with { Tags = [new Tag { Name = "design", Value = "rct", Rule = "r" }] };
        await app.Get<Monitor.Store.Sql.Database>().WriteAsync(tx => Monitor.Store.Sql.HitTable.SaveAsync(tx, [tagged], MonitorApp.Begin), default);
        (await app.Http.GetStringAsync(new Uri("/feeds/all.json", UriKind.Relative))).ShouldContain("RCT, ");
    }

    [Fact]
    public async Task HEAD_has_the_head_of_GET_and_no_body()
    {
        await using var app = await FilledAsync();
        using var got = await app.Http.GetAsync(new Uri("/feeds/all.rss", UriKind.Relative));
        using var request = new HttpRequestMessage(HttpMethod.Head, "/feeds/all.rss");
        using var head = await app.Http.SendAsync(request);
        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        head.Content.Headers.ContentLength.ShouldBe(got.Content.Headers.ContentLength);
        head.Headers.ETag.ShouldBe(got.Headers.ETag);
        (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        (await AskAsync(app, "DELETE", _ => { })).Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task The_list_leads_to_every_feed()
    {
        await using var app = await FilledAsync(("Admin:FeedToken", "a&b"));
        var opml = XDocument.Parse(await app.Http.GetStringAsync(new Uri("/feeds/index.opml?token=a%26b", UriKind.Relative)));
        var addresses = opml.Descendants("outline").Select(o => new Uri((string)o.Attribute("xmlUrl")!)).ToList(); // non-null: every outline has one
        addresses.Select(a => a.AbsolutePath).ShouldBe(["/feeds/all.atom", "/feeds/safety.atom", "/feeds/exosomes-hair-loss.atom", "/feeds/exosome-safety.atom"]);
        foreach (var address in addresses) XDocument.Parse(await app.Http.GetStringAsync(new Uri(address.PathAndQuery, UriKind.Relative))).Root!.Name.ShouldBe(Atom + "feed");
    }

    [Fact]
    public async Task With_a_feed_token_feeds_want_it_in_the_address_or_as_password_and_the_api_is_open_as_before()
    {
        await using var app = await FilledAsync(("Admin:FeedToken", "let me read"));
        foreach (var path in new[] { "/feeds/all.rss", "/feeds/index.opml", "/feeds/none.rss", "/feeds/all.rss?token=", "/feeds/all.rss?token=wrong", "/feeds/all.rss?token=let%20me%20rea", "/FEEDS/ALL.RSS" })
        {
            using var refused = await app.Http.GetAsync(new Uri(path, UriKind.Relative));
            (await MonitorApp.ProblemAsync(refused, HttpStatusCode.Unauthorized)).ShouldNotContain("let me read");
            refused.Headers.WwwAuthenticate.Single().Scheme.ShouldBe("Basic");
        }

        using var open = await app.Http.GetAsync(new Uri("/feeds/all.rss?token=let%20me%20read", UriKind.Relative));
        open.StatusCode.ShouldBe(HttpStatusCode.OK);
        open.Headers.CacheControl!.Private.ShouldBeTrue(); // non-null: every feed says it
        open.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        (await open.Content.ReadAsStringAsync()).ShouldNotContain("token");
        (await AskAsync(app, "GET", r => r.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("reader:let me read"))))).Status.ShouldBe(HttpStatusCode.OK);
        (await AskAsync(app, "GET", r => r.Headers.TryAddWithoutValidation("Authorization", "Bearer let me read"))).Status.ShouldBe(HttpStatusCode.OK);
        (await AskAsync(app, "GET", r => r.Headers.TryAddWithoutValidation("Authorization", "Basic %%%"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        await app.JsonAsync("/api/hits");
    }

    [Fact]
    public async Task The_admin_token_opens_feeds_too_and_the_feed_token_opens_no_api()
    {
        await using var app = await FilledAsync(("Admin:FeedToken", "feeds"), ("Admin:Token", "admin"));
        (await AskAsync(app, "GET", r => r.Headers.TryAddWithoutValidation("Authorization", "Bearer admin"))).Status.ShouldBe(HttpStatusCode.OK);
        using var api = new HttpRequestMessage(HttpMethod.Get, "/api/hits?token=feeds");
        api.Headers.TryAddWithoutValidation("Authorization", "Bearer feeds");
        using var refused = await app.Http.SendAsync(api);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var address = await app.Http.GetAsync(new Uri("/feeds/all.atom?token=admin", UriKind.Relative));
        address.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "the admin token belongs into no address");
    }

    [Fact]
    public async Task Without_a_feed_token_only_the_names_of_loopback_are_served()
    {
        await using var app = await FilledAsync();
        (await AskAsync(app, "GET", r => r.Headers.Host = "evil.example")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await AskAsync(app, "GET", r => r.Headers.Host = "localhost:5080")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/feeds/none.rss")]
    [InlineData("/feeds/..%2fall.rss")]
    [InlineData("/feeds/%2e%2e%2f%2e%2e%2fetc%2fpasswd.rss")]
    [InlineData("/feeds/<script>.atom")]
    [InlineData("/feeds/all%00.rss")]
    [InlineData("/feeds/all.exe")]
    [InlineData("/feeds/")]
    public async Task What_is_no_feed_is_not_found(string path)
    {
        await using var app = await FilledAsync();
        using var response = await app.Http.GetAsync(new Uri(path, UriKind.Relative));
        response.StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldNotContain("<script>");
    }

    private static async Task<MonitorApp> FilledAsync(params (string, string)[] options)
    {
        var app = await MonitorApp.StartAsync(Nowhere, options: options);
        await app.AddAsync(Any.Article("1") with { Authors = [new Author { Name = "Kim Ann", Family = "Kim" }] });
        await app.AddAsync(Any.Trial("NCT1"));
        await app.AddAsync(false, Stored.Why(Stored.Safety), Any.Notice());
        return app;
    }

    private static async Task<(HttpStatusCode Status, int Length)> AskAsync(MonitorApp app, string method, Action<HttpRequestMessage> with)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/feeds/all.atom");
        with(request);
        using var response = await app.Http.SendAsync(request);
        return (response.StatusCode, (await response.Content.ReadAsByteArrayAsync()).Length);
    }

    private static async Task<XElement> AtomAsync(MonitorApp app, string name) =>
        XElement.Parse(await app.Http.GetStringAsync(new Uri($"/feeds/{name}.atom", UriKind.Relative)));

    private static async Task<IReadOnlyList<string>> IdsAsync(MonitorApp app, string name, string form, string query = "")
    {
        var text = await app.Http.GetStringAsync(new Uri($"/feeds/{name}.{form}{query}", UriKind.Relative));
        return form switch
        {
            "json" => [.. JsonNode.Parse(text)!["items"]!.AsArray().Select(i => (string)i!["id"]!)], // non-null: every feed has items, every item an id
            "rss" => [.. XElement.Parse(text).Descendants("guid").Select(g => g.Value)],
            _ => [.. XElement.Parse(text).Elements(Atom + "entry").Select(e => e.Element(Atom + "id")!.Value)], // non-null: as above
        };
    }
}
