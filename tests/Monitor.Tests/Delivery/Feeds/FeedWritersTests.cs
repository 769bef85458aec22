using System.Text;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using Monitor.Delivery.Feeds;
using Monitor.Documents;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Delivery.Feeds;

public sealed class FeedWritersTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_empty_feed_is_well_formed_in_every_form()
    {
        var channel = Rss(Of()).Element("channel")!;
        channel.Elements("item").ShouldBeEmpty();
        channel.Elements("title").Single().Value.ShouldBe("T & <b>");
        channel.Elements("lastBuildDate").ShouldBeEmpty();
        AtomOf(Of()).Element(Atom + "updated")!.Value.ShouldBe("1970-01-01T00:00:00.000Z", "RFC 4287 wants a date");
        Json(Of())["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public void Texts_are_escaped_and_the_guid_is_the_id_of_the_hit()
    {
        var hit = Any.Article("1", "a < b & \"c\" ]]> 탈모") with
        {
            FirstSeen = Now,
            Abstract = "<script>x</script> & " + string.Join(' ', Enumerable.Repeat("😀word", 200)),
            Matches = [new Match { Watch = "hair" }, new Match { Watch = "hair" }, new Match { Watch = "other", Context = true }],
        };
        var item = Rss(Of(hit)).Descendants("item").Single();
        item.Element("title")!.Value.ShouldBe(hit.Title);
        (item.Element("guid")!.Value, item.Element("guid")!.Attribute("isPermaLink")!.Value).ShouldBe(("pubmed:1", "false"));
        item.Element("pubDate")!.Value.ShouldBe("Sun, 22 Nov 2026 12:00:00 +0000");
        item.Elements("category").Select(c => c.Value).ShouldBe(["article", "hair"]);
        // Readers render the description as HTML: escaped twice.
        item.Element("description")!.Value.ShouldContain("&lt;script&gt;");
        item.Element("description")!.Value.Length.ShouldBeLessThan(2500);
        var other = hit with { Title = "Other", Link = "https://elsewhere.example/" };
        Rss(Of(other)).Descendants("guid").Single().Value.ShouldBe("pubmed:1");
        AtomOf(Of(other)).Descendants(Atom + "entry").Single().Element(Atom + "id")!.Value.ShouldBe("pubmed:1");
        ((string)Json(Of(other))["items"]![0]!["id"]!).ShouldBe("pubmed:1");
    }

    [Fact]
    public void Every_atom_feed_has_what_RFC_4287_demands()
    {
        var feed = AtomOf(Of(Any.Article() with { FirstSeen = Now, Authors = [new Author { Name = "Ødegård 민지" }] }, Any.Notice() with { FirstSeen = Now, Link = null }));
        feed.Name.ShouldBe(Atom + "feed");
        foreach (var name in new[] { "id", "title", "updated", "author" }) feed.Elements(Atom + name).Count().ShouldBe(1, name);
        feed.Elements(Atom + "link").Single(l => (string?)l.Attribute("rel") == "self").Attribute("href")!.Value.ShouldBe("http://localhost/feeds/all.atom");
        foreach (var entry in feed.Elements(Atom + "entry"))
        {
            foreach (var name in new[] { "id", "title", "updated", "published", "content" }) entry.Elements(Atom + name).Count().ShouldBe(1, name);
            DateTimeOffset.Parse(entry.Element(Atom + "updated")!.Value, System.Globalization.CultureInfo.InvariantCulture).ShouldBe(Now);
            Uri.IsWellFormedUriString(entry.Element(Atom + "id")!.Value, UriKind.Absolute).ShouldBeTrue();
        }

        feed.Elements(Atom + "entry").Select(e => e.Elements(Atom + "link").Count()).ShouldBe([1, 0]);
    }

    [Fact]
    public void Every_json_feed_has_what_version_1_1_demands()
    {
        var feed = Json(Of(Any.Article() with { FirstSeen = Now, Authors = [new Author { Name = "A B" }] }, Any.Notice() with { FirstSeen = Now, Link = null }));
        ((string)feed["version"]!).ShouldBe("https://jsonfeed.org/version/1.1");
        ((string)feed["title"]!).ShouldNotBeEmpty();
        foreach (var item in feed["items"]!.AsArray())
        {
            ((string)item!["id"]!).ShouldNotBeEmpty();
            ((string)item["content_html"]!).ShouldStartWith("<p>");
            XmlConvert.ToDateTimeOffset((string)item["date_modified"]!).ShouldBe(Now);
            (item["url"] is null || Uri.IsWellFormedUriString((string)item["url"]!, UriKind.Absolute)).ShouldBeTrue();
            item["tags"]!.AsArray().ShouldAllBe(t => t!.GetValueKind() == System.Text.Json.JsonValueKind.String);
        }

        ((string)feed["items"]![0]!["authors"]![0]!["name"]!).ShouldBe("A B");
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("</title></channel></rss>")]
    [InlineData("]]><![CDATA[")]
    [InlineData("a\u0001b\u000b\ufffe\u202e c\ud800")]
    [InlineData("&lt;b&gt; &amp;amp; &#0;")]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;")]
    public void A_hostile_title_is_text_and_nothing_more(string title)
    {
        var feed = Of(Any.Article("1", title) with { FirstSeen = Now, Abstract = title, Link = "javascript:alert(1)", Authors = [new Author { Name = title }] }, Any.Article("2", "next") with { FirstSeen = Now });
        Rss(feed).Descendants("item").Count().ShouldBe(2);
        var expected = Monitor.Text.CleanText.OneLine(title);
        Rss(feed).Descendants("item").First().Element("title")!.Value.ShouldBe(expected);
        AtomOf(feed).Descendants(Atom + "entry").First().Element(Atom + "title")!.Value.ShouldBe(expected);
        ((string)Json(feed)["items"]![0]!["title"]!).ShouldBe(expected);
        foreach (var bytes in new[] { RssWriter.Write(feed), AtomWriter.Write(feed), JsonFeedWriter.Write(feed) })
        {
            Encoding.UTF8.GetString(bytes).ShouldNotContain("javascript:");
            Encoding.UTF8.GetString(bytes).ShouldNotContain("<script>", Case.Insensitive);
        }
    }

    [Fact]
    public void A_long_text_without_blanks_is_cut_between_characters() =>
        Should.NotThrow(() => Rss(Of(Any.Article() with { Abstract = "x" + string.Concat(Enumerable.Repeat("😀", 400)) }, Any.Article("2") with { Abstract = string.Concat(Enumerable.Repeat("😀", 400)) })));

    [Theory]
    [InlineData("pubmed:1", "pubmed:1")]
    [InlineData("fda-rss:https://www.fda.example/a b?x={1}", "fda-rss:https://www.fda.example/a%20b?x=%7B1%7D")]
    [InlineData("fda-rss:탈모", "fda-rss:탈모")]
    public void An_id_is_an_iri(string id, string iri) => FeedId.Iri(id).ShouldBe(iri);

    [Fact]
    public void The_list_of_feeds_is_opml()
    {
        var opml = Xml(OpmlWriter.Write(new Uri("http://localhost/"), [("A & <b>", new Uri("http://localhost/feeds/a.atom?token=x%26y"))]));
        ((string?)opml.Attribute("version")).ShouldBe("2.0");
        var outline = opml.Element("body")!.Elements("outline").Single();
        ((string?)outline.Attribute("text"), (string?)outline.Attribute("xmlUrl"), (string?)outline.Attribute("type")).ShouldBe(("A & <b>", "http://localhost/feeds/a.atom?token=x%26y", "rss"));
    }

    private static Feed Of(params Hit[] hits) => new()
    {
        Title = "T & <b>", Self = new Uri("http://localhost/feeds/all.atom"), Site = new Uri("http://localhost/"),
        Entries = [.. hits.Select(h => FeedEntries.Of(new ChangedHit(h, [], Silent: false)))],
    };

    private static XElement Rss(Feed feed) => Xml(RssWriter.Write(feed));

    private static XElement AtomOf(Feed feed) => Xml(AtomWriter.Write(feed));

    private static JsonNode Json(Feed feed) => JsonNode.Parse(JsonFeedWriter.Write(feed))!; // non-null: an object

    private static XElement Xml(byte[] bytes)
    {
        using var reader = XmlReader.Create(new MemoryStream(bytes), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        return XElement.Load(reader);
    }
}
