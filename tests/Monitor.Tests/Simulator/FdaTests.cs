using System.Net;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Simulator;

public sealed class FdaTests
{
    [Theory]
    [InlineData("press-releases")]
    [InlineData("medwatch")]
    [InlineData("biologics")]
    public async Task A_feed_is_full_from_the_start_newest_first(string slug)
    {
        await using var served = await Served.StartAsync();
        var items = (await served.GetAsync(Feed(slug))).Xml.Descendants("item").ToList();
        items.Count.ShouldBe(20);
        items.ShouldAllBe(i => i.Element("guid")!.Value == i.Element("link")!.Value);
        items.ShouldAllBe(i => i.Element("pubDate")!.Value.EndsWith(" EST"));
    }

    [Fact]
    public async Task Every_item_shows_in_a_feed_from_its_instant_and_its_page_can_be_read()
    {
        await using var served = await Served.StartAsync();
        foreach (var item in served.World.Events(served.World.Options.Start, served.World.Options.End).Where(e => e.Source == "fda-rss" && e.Type == "new"))
        {
            served.Time.MoveTo(item.At.AddTicks(-1));
            (await served.GetAsync(item.ExternalId)).Status.ShouldBe(HttpStatusCode.NotFound);
            (await Links(served)).ShouldNotContain(item.ExternalId);
            served.Time.MoveTo(item.At);
            (await Links(served)).ShouldContain(item.ExternalId);
            var page = await served.GetAsync(item.ExternalId);
            page.Type.ShouldBe("text/html");
            page.Text.ShouldContain("<main");
            page.Text.ShouldContain("<h1");
        }
    }

    [Fact]
    public async Task A_notice_that_comes_again_stands_on_top_under_its_old_address()
    {
        await using var served = await Served.StartAsync();
        var again = served.World.Events(served.World.Options.Start, served.World.Options.End).Single(e => e.Source == "fda-rss" && e.Type == "updated");
        served.Time.MoveTo(again.At);
        var tops = new List<string>();
        foreach (var slug in Slugs)
        {
            var top = (await served.GetAsync(Feed(slug))).Xml.Descendants("item").First();
            if (new Uri(top.Element("link")!.Value).AbsolutePath == again.ExternalId) tops.Add(top.Element("title")!.Value.Trim());
        }

        tops.ShouldNotBeEmpty();
        tops.ShouldAllBe(t => t.StartsWith("UPDATE: "));
    }

    [Fact]
    public async Task An_unchanged_feed_is_304_by_tag_and_by_date()
    {
        await using var served = await Served.StartAsync(days: 10);
        var first = await served.GetAsync(Feed("biologics"));
        (await served.GetAsync(Feed("biologics"), ("If-None-Match", first.ETag!))).Status.ShouldBe(HttpStatusCode.NotModified);
        (await served.GetAsync(Feed("biologics"), ("If-Modified-Since", first.LastModified!))).Status.ShouldBe(HttpStatusCode.NotModified);
        (await served.GetAsync(Feed("biologics"), ("If-None-Match", "\"other\""))).Status.ShouldBe(HttpStatusCode.OK);
        served.Time.Advance(TimeSpan.FromDays(20));
        (await served.GetAsync(Feed("biologics"), ("If-None-Match", first.ETag!))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("recalls")]
    [InlineData("warning-letters")]
    public async Task Other_feeds_are_not_there(string slug)
    {
        await using var served = await Served.StartAsync();
        (await served.GetAsync(Feed(slug))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Items_have_the_roughness_of_real_ones()
    {
        await using var served = await Served.StartAsync(seed: 2);
        var text = string.Concat(await Task.WhenAll(Slugs.Select(async s => (await served.GetAsync(Feed(s))).Text)));
        text.ShouldContain("&amp;amp;");
        text.ShouldContain("<title>   ");
        text.Split("<item>").Skip(1).ShouldContain(i => !i.Contains("dc:creator"));
    }

    private static readonly string[] Slugs = ["press-releases", "medwatch", "biologics"];

    internal static string Feed(string slug) => $"/about-fda/contact-fda/stay-informed/rss-feeds/{slug}/rss.xml";

    private static async Task<List<string>> Links(Served served)
    {
        var links = new List<string>();
        foreach (var slug in Slugs)
            links.AddRange((await served.GetAsync(Feed(slug))).Xml.Descendants("link").Select(l => new Uri(l.Value).AbsolutePath));
        return links;
    }
}
