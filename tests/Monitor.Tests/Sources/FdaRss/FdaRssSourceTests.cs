using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Monitor.Documents;
using Monitor.Queries;
using Monitor.Sources;
using Monitor.Sources.FdaRss;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.FdaRss;

/// <summary>Feed and pages behind the real SourceClient; all texts are synthetic, made by us.</summary>
public sealed class FdaRssSourceTests
{
    private const string Feed = "https://www.fda.gov/about-fda/contact-fda/stay-informed/rss-feeds/medwatch/rss.xml";

    [Fact]
    public async Task The_page_brings_the_word_that_the_item_lacks()
    {
        var edge = Edge(Item("http://www.fda.gov/a"), _ => StubHandler.Html(Data("synthetic_press_page.html")));
        var fetched = await Fetch(edge);
        var record = fetched.Records.ShouldHaveSingleItem();
        var notice = record.Document.ShouldBeOfType<Notice>();
        record.Complete.ShouldBeTrue();
        notice.NoticeType.ShouldBe("safety-alert");
        notice.Body.ShouldNotBeNull().ShouldContain("marketed an exosome serum");
        notice.Body.ShouldNotContain("alopecia");
        notice.Body.ShouldNotContain("Skip to main content");
        Matcher.Match(Query.Parse("exosom*"), notice, "w").ShouldNotBeNull().ShouldAllBe(m => m.Field == "body");
        record.Dated.ToString().ShouldBe("2026-11-20");
        edge.Asked[1].ShouldBe(new Uri("https://www.fda.gov/a"));
        (edge.At[1] - edge.At[0]).ShouldBe(TimeSpan.FromSeconds(30));
        fetched.Payloads.Count.ShouldBe(2);
        record.Payload.ShouldBe(fetched.Payloads[0].Hash);
    }

    [Fact]
    public async Task A_page_that_fails_leaves_its_item_incomplete_and_the_others_whole()
    {
        var edge = Edge(Item("https://www.fda.gov/a") + Item("https://www.fda.gov/b"),
            a => a.AbsolutePath == "/a" ? StubHandler.Text("gone", "text/html", HttpStatusCode.NotFound) : Page());
        var fetched = await Fetch(edge);
        fetched.Records.Select(r => r.Complete).ShouldBe([false, true]);
        fetched.Records[0].Document.ShouldBeOfType<Notice>().Body.ShouldBeNull();
        fetched.Total.ShouldBe(2);
    }

    [Fact]
    public async Task After_an_apology_no_further_page_is_asked()
    {
        var edge = Edge(Item("https://www.fda.gov/a") + Item("https://www.fda.gov/b") + Item("https://www.fda.gov/c"),
            a => a.AbsolutePath == "/a" ? Page() : StubHandler.Redirect("/apology_objects/abuse-detection-apology.html"));
        var fetched = await Fetch(edge);
        fetched.Records.Select(r => r.Complete).ShouldBe([true, false, false]);
        edge.Asked.Count.ShouldBe(3);
        fetched.Widened.ShouldContain(w => w.Contains("blocked: 2 items"));
    }

    [Fact]
    public async Task An_apology_with_200_or_a_denial_with_403_is_a_block_too()
    {
        var apology = Edge(Item("https://www.fda.gov/a") + Item("https://www.fda.gov/b"), _ => StubHandler.Html(Data("synthetic_apology.html")));
        (await Fetch(apology)).Records.ShouldAllBe(r => !r.Complete);
        apology.Asked.Count.ShouldBe(2);
        var denial = Edge(Item("https://www.fda.gov/a") + Item("https://www.fda.gov/b"),
            _ => StubHandler.Text("<html><title>Access Denied</title></html>", "text/html", HttpStatusCode.Forbidden));
        (await Fetch(denial)).Records.ShouldAllBe(r => !r.Complete);
        denial.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_feed_sent_to_the_apology_is_blocked_and_never_empty()
    {
        var edge = new StubHandler(_ => StubHandler.Redirect("/apology_objects/abuse-detection-apology.html"));
        (await Should.ThrowAsync<SourceException>(() => Fetch(edge))).Failure.ShouldBe(SourceFailure.Blocked);
    }

    [Fact]
    public async Task A_page_without_main_content_is_no_empty_body()
    {
        var edge = Edge(Item("https://www.fda.gov/a"), _ => StubHandler.Html("<html><body><p>maintenance</p></body></html>"));
        (await Fetch(edge)).Records.ShouldHaveSingleItem().Complete.ShouldBeFalse();
    }

    [Fact]
    public async Task Other_hosts_are_not_followed_and_nothing_more_is_expected_of_them()
    {
        var edge = Edge(Item("https://example.org/a"), _ => throw new InvalidOperationException("followed"));
        var fetched = await Fetch(edge);
        fetched.Records.ShouldHaveSingleItem().Complete.ShouldBeTrue();
        fetched.Widened.ShouldHaveSingleItem().ShouldContain("example.org");
        edge.Asked.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Pages_read_before_switched_off_or_on_demand_are_not_asked()
    {
        var items = Item("http://www.fda.gov/a") + Item("https://www.fda.gov/b");
        HttpResponseMessage Never(Uri address) => throw new InvalidOperationException("asked " + address);
        var read = await Fetch(Edge(items, Never), read: ["https://www.fda.gov/a", "https://www.fda.gov/b"]);
        read.Records.ShouldAllBe(r => r.Complete);
        (await Fetch(Edge(items, Never), readPages: false)).Records.ShouldAllBe(r => r.Complete);
        var demand = await Fetch(Edge(items, Never), limit: 1);
        demand.Records.ShouldHaveSingleItem().Complete.ShouldBeFalse();
        demand.Widened.ShouldHaveSingleItem().ShouldContain("on demand no linked page is read");
        demand.Total.ShouldBe(2);
    }

    [Fact]
    public async Task Items_without_address_are_kept_whole_and_without_date_are_kept_undated()
    {
        var edge = Edge("<item><pubDate>soon</pubDate></item><item><guid isPermaLink=\"false\">node 7</guid><title>&amp;quot;quoted&amp;quot; &lt;b&gt;bold&lt;/b&gt;</title><pubDate>soon</pubDate></item>", _ => Page());
        var fetched = await Fetch(edge);
        fetched.Unreadable.ShouldHaveSingleItem().Reason.ShouldContain("neither guid, link nor title");
        var notice = fetched.Records.ShouldHaveSingleItem().Document.ShouldBeOfType<Notice>();
        notice.ExternalId.ShouldBe("node 7");
        notice.Title.ShouldBe("\"quoted\" bold");
        notice.Posted.ShouldBeNull();
        notice.Published.ShouldBeNull();
        notice.Link.ShouldBeNull();
    }

    [Fact]
    public async Task Items_without_guid_are_told_apart_and_counters_of_visitors_do_not_make_them_new()
    {
        string[] items =
        [
            "<item><title>One</title><link>https://www.fda.gov/one?utm_source=rss&amp;utm_medium=x1</link></item>",
            "<item><title>Two</title><link>https://www.fda.gov/poll</link></item>", "<item><title>Three</title><link>https://www.fda.gov/poll</link></item>",
            "<item><title>No link</title><pubDate>Mon, 25 May 2026 10:00:00 EDT</pubDate></item>",
            "<item><title>Relative</title><link>/pages/rel.html</link></item>",
        ];
        async Task<List<string>> IdsAsync(IEnumerable<string> shown)
        {
            var fetched = await Fetch(Edge(string.Concat(shown), _ => Page()), readPages: false);
            fetched.Unreadable.ShouldBeEmpty();
            return [.. fetched.Records.Select(r => r.Document.ExternalId).Order(StringComparer.Ordinal)];
        }

        var ids = await IdsAsync(items);
        ids.Distinct(StringComparer.Ordinal).Count().ShouldBe(5);
        ids.ShouldContain("https://www.fda.gov/one");
        ids.ShouldContain("https://www.fda.gov/pages/rel.html");
        (await IdsAsync(items.Reverse().Select(i => i.Replace("medium=x1", "medium=x2", StringComparison.Ordinal)))).ShouldBe(ids);
    }

    [Fact]
    public async Task Markup_deep_enough_to_end_the_process_ends_one_item_or_one_page()
    {
        var deep = string.Concat(Enumerable.Repeat("<div>", 200_000));
        var edge = Edge($"<item><guid>https://www.fda.gov/a</guid><title>a</title><description><![CDATA[{deep}]]></description></item>" + Item("https://www.fda.gov/b"),
            _ => StubHandler.Html("<main>" + deep));
        var fetched = await Fetch(edge);
        fetched.Unreadable.ShouldHaveSingleItem().Reason.ShouldContain("nested deeper");
        fetched.Records.ShouldHaveSingleItem().Complete.ShouldBeFalse();
    }

    [Fact]
    public void A_link_of_another_scheme_does_not_survive()
    {
        var record = FdaNotice.Read(new() { Raw = "", Guid = "7", Link = "javascript:alert(1)" },
            new Uri("https://www.fda.gov/x/rss.xml"), new HashSet<string>(), "h");
        record.Document.Link.ShouldBeNull();
    }

    [Theory]
    [InlineData("medwatch", "safety-alert")]
    [InlineData("recalls", "recall")]
    [InlineData("press-releases", "press-release")]
    [InlineData("biologics", "biologics-news")]
    [InlineData("health-fraud", "health-fraud")]
    [InlineData("drugs", "drug-news")]
    [InlineData("consumers", "notice")]
    public void The_feed_names_the_kind(string slug, string type) => FdaNotice.TypeOf(new Uri($"https://www.fda.gov/x/{slug}/rss.xml")).ShouldBe(type);

    [Fact]
    public void Delivered_feeds_hang_on_the_base_address_and_take_no_query()
    {
        var source = Source(new StubHandler(_ => Page()), new FdaRssOptions { BaseUrl = new Uri("http://127.0.0.1:5081/") });
        source.Feeds.Count.ShouldBe(6);
        source.Feeds.ShouldAllBe(f => f.Text.StartsWith("http://127.0.0.1:5081/about-fda/", StringComparison.Ordinal));
        Should.Throw<NotSupportedException>(() => source.Translate(Query.Parse("exosom*")));
        Source(new StubHandler(_ => Page()), new FdaRssOptions { Feeds = ["x/drugs/rss.xml"] }).Feeds.ShouldHaveSingleItem().Text.ShouldBe("https://www.fda.gov/x/drugs/rss.xml");
    }

    [Fact]
    public async Task Items_are_told_before_the_first_page_is_asked_for_and_pages_tried_in_vain_come_last()
    {
        var edge = Edge(Item("https://www.fda.gov/a") + Item("https://www.fda.gov/b"), _ => Page());
        var asked = -1;
        await Fetch(edge, like: new FetchRequest
        {
            Query = new UpstreamQuery(Feed, []), From = edge.Clock.GetUtcNow(), To = edge.Clock.GetUtcNow(),
            TriedInVain = new HashSet<string> { "https://www.fda.gov/a" },
            Listed = (records, _) =>
            {
                records.Count.ShouldBe(2);
                asked = edge.Asked.Count;
                return Task.CompletedTask;
            },
        });
        asked.ShouldBe(1);
        edge.Asked.Skip(1).Select(a => a.AbsolutePath).ShouldBe(["/b", "/a"]);
    }

    [Fact]
    public async Task A_site_that_trickles_holds_a_run_for_minutes_and_the_rest_waits_for_the_next()
    {
        var clock = new JumpingTime(Station.Start);
        var items = string.Concat(Enumerable.Range(0, 9).Select(i => Item($"https://www.fda.gov/{i}")));
        var slow = new StubHandler(a =>
        {
            if (a.AbsoluteUri == Feed) return StubHandler.Xml($"<rss version=\"2.0\"><channel>{items}</channel></rss>");
            clock.Advance(TimeSpan.FromMinutes(5));
            return Page();
        });
        var source = new FdaRssSource(slow.Client(), Options.Create(new FdaRssOptions()), clock, NullLogger<FdaRssSource>.Instance);
        var now = clock.GetUtcNow();
        var fetched = await source.FetchAsync(new FetchRequest { Query = new UpstreamQuery(Feed, []), From = now, To = now }, CancellationToken.None);
        fetched.Records.Count(r => r.Complete).ShouldBe(3);
        fetched.Records.Count(r => r.Postponed).ShouldBe(6);
    }

    private static StubHandler Edge(string items, Func<Uri, HttpResponseMessage> page) =>
        new(a => a.AbsoluteUri == Feed ? StubHandler.Xml($"<rss version=\"2.0\"><channel>{items}</channel></rss>") : page(a));

    private static string Item(string link) =>
        $"<item><title>Public notice</title><link>{link}</link><guid isPermaLink=\"true\">{link}</guid><pubDate>Fri, 20 Nov 2026 21:30:00 EST</pubDate></item>";

    private static HttpResponseMessage Page() => StubHandler.Html("<html><body><main><h1>Notice</h1><p>Words.</p></main></body></html>");

    private static string Data(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sources/FdaRss/Data", name));

    private static FdaRssSource Source(StubHandler edge, FdaRssOptions options) => new(edge.Client(), Options.Create(options), edge.Clock, NullLogger<FdaRssSource>.Instance);

    private static Task<Fetched> Fetch(StubHandler edge, HashSet<string>? read = null, bool readPages = true, int? limit = null, FetchRequest? like = null) =>
        Source(edge, new FdaRssOptions { ReadPages = readPages }).FetchAsync(like ?? new FetchRequest
        {
            Query = new UpstreamQuery(Feed, []),
            From = edge.Clock.GetUtcNow().AddDays(-1),
            To = edge.Clock.GetUtcNow(),
            Read = read ?? [],
            Limit = limit,
        }, CancellationToken.None);
}
