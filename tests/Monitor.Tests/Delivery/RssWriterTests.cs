using System.Xml;
using System.Xml.Linq;
using Monitor.Delivery.Feeds;
using Monitor.Documents;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Delivery;

public sealed class RssWriterTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_empty_feed_is_well_formed()
    {
        var channel = Read([]);
        channel.Elements("item").ShouldBeEmpty();
        channel.Elements("title").Single().Value.ShouldBe("T & <b>");
        channel.Elements("lastBuildDate").ShouldBeEmpty();
    }

    [Fact]
    public void An_article_says_its_facts_in_one_line()
    {
        var hit = Monitor.Evidence.FactReader.Tagged(Any.Article("1", "Exosomes in hair loss: a case report") with { Abstract = "We report a 34-year-old woman." });
        Read([hit]).Elements("item").Single().Element("description")!.Value.ShouldStartWith("Case report, 1 patient. Harm: not stated. Funding: not stated. Conflict: not stated.");
    }

    [Fact]
    public void Texts_are_escaped_and_the_guid_is_the_id_of_the_hit()
    {
        var hit = Any.Article("1", "a < b & \"c\" ]]> 탈모") with
        {
            FirstSeen = Now,
            LastChanged = Now.AddDays(1),
            Abstract = "<script>x</script> & " + string.Join(' ', Enumerable.Repeat("😀word", 200)),
            Matches = [new Match { Watch = "hair" }, new Match { Watch = "hair" }],
        };
        var item = Read([hit]).Elements("item").Single();
        item.Element("title")!.Value.ShouldBe(hit.Title);
        (item.Element("guid")!.Value, item.Element("guid")!.Attribute("isPermaLink")!.Value).ShouldBe(("pubmed:1", "false"));
        item.Element("pubDate")!.Value.ShouldBe("Sun, 22 Nov 2026 12:00:00 +0000");
        item.Elements("category").Select(c => c.Value).ShouldBe(["article", "hair"]);
        // Readers render the description as HTML: escaped twice.
        item.Element("description")!.Value.ShouldContain("&lt;script&gt;");
        item.Element("description")!.Value.Length.ShouldBeLessThan(2500);
        Guids(Read([hit with { Title = "Other", LastChanged = Now.AddDays(9) }])).ShouldBe(Guids(Read([hit])));
    }

    [Fact]
    public void A_hit_without_a_link_has_none() => Read([Any.Notice() with { Link = null }]).Element("item")!.Element("link").ShouldBeNull();

    [Fact]
    public void A_long_text_without_blanks_is_cut_between_characters() =>
        Should.NotThrow(() => Read([Any.Article() with { Abstract = "x" + string.Concat(Enumerable.Repeat("😀", 400)) }, Any.Article("2") with { Abstract = string.Concat(Enumerable.Repeat("😀", 400)) }]));

    private static List<string> Guids(XElement channel) => [.. channel.Elements("item").Select(i => i.Element("guid")!.Value)];

    private static XElement Read(IReadOnlyList<Hit> hits)
    {
        var bytes = RssWriter.Write("T & <b>", new Uri("http://localhost/feeds/all.rss"), new Uri("http://localhost/"), hits);
        using var reader = XmlReader.Create(new MemoryStream(bytes), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        return XElement.Load(reader).Element("channel")!; // non-null: every feed has its channel
    }
}
