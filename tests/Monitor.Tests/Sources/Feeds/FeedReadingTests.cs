using System.Text;
using Monitor.Sources;
using Monitor.Sources.Feeds;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.Feeds;

/// <summary>Small feeds made by us.</summary>
public sealed class FeedReadingTests
{
    [Theory]
    [InlineData("Thu, 13 Aug 2026 13:02:58 EDT", "2026-08-13T13:02:58-04:00")]
    [InlineData("Thu, 13 Aug 2026 23:30:00 EST", "2026-08-13T23:30:00-05:00")]
    [InlineData("13 Aug 26 13:02 CDT", "2026-08-13T13:02:00-05:00")]
    [InlineData("Thu, 13 Aug 2026 13:02:58 PST", "2026-08-13T13:02:58-08:00")]
    [InlineData("Thu, 13 Aug 2026 13:02:58 MST", "2026-08-13T13:02:58-07:00")]
    [InlineData("Thu, 13 Aug 2026 13:02:58 GMT", "2026-08-13T13:02:58+00:00")]
    [InlineData("Thu, 13 Aug 2026 13:02:58 UT", "2026-08-13T13:02:58+00:00")]
    [InlineData("Thu, 13 Aug 2026 13:02:58 Z", "2026-08-13T13:02:58+00:00")]
    [InlineData("Thu, 13 Aug 2026 13:02:58 +0530", "2026-08-13T13:02:58+05:30")]
    [InlineData("2026-08-13T13:02:58-04:00", "2026-08-13T13:02:58-04:00")]
    [InlineData("2026-08-13", "2026-08-13T00:00:00+00:00")]
    [InlineData("Thu, 31 Feb 2026 13:02:58 EDT", null)]
    [InlineData("Thu, 13 Aug 2026 13:02:58 XYZ", null)]
    [InlineData("Thu, 13 Aug 2026 13:02:58 +9999", null)]
    [InlineData("yesterday", null)]
    [InlineData("", null)]
    public void Dates(string text, string? expected)
    {
        var date = FeedDate.Read(text);
        date?.ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture).ShouldBe(expected);
        (date is null).ShouldBe(expected is null);
    }

    [Theory]
    [InlineData("Mon, May 25 2026 04:45:26 +0000", "2026-05-25")]
    [InlineData("Mon, 25 May 2026 23:45:05 GMT+7", "2026-05-25")]
    [InlineData("Mon, 25 May 2026 20:21:00 America/Los_Angeles", "2026-05-25")]
    [InlineData("Mon, May 25 2026 08:28:28 PM", "2026-05-25")]
    [InlineData("25 May 2026", "2026-05-25")]
    [InlineData("Thu, 05 Sept 2026 10:00:00 XYZ", "2026-09-05")]
    [InlineData("2026-05-25 13:55:44.364419679 +0200 CEST", "2026-05-25")]
    [InlineData("05/25/2026", "2026-05-25")]
    [InlineData("25/05/2026 10:00", "2026-05-25")]
    [InlineData("05/06/2026", null)]
    [InlineData("May 25, 2026", "2026-05-25")]
    [InlineData("Monday, May 25, 2026 - 10:00", "2026-05-25")]
    [InlineData("lun., 25 mai 2026 10:00:00 +0200", "2026-05-25")]
    [InlineData("Mon, 25 May 2026 24:00:00 EDT", "2026-05-25")]
    [InlineData("Mon, 25 May 2026 10.00.00 EDT", "2026-05-25")]
    [InlineData("2026-05", "2026-05")]
    [InlineData("Tue, 31 Sep 2026 10:00:00 EST", null)]
    [InlineData("Mon,", null)]
    [InlineData("", null)]
    public void A_day_that_is_printed_is_kept(string text, string? expected) => FeedDate.Printed(text)?.ToString().ShouldBe(expected);

    [Theory]
    [InlineData("<link>/pages/rel.html</link>", "https://feed.example/pages/rel.html")]
    [InlineData("<link>//other.example/g9.html</link>", "https://other.example/g9.html")]
    [InlineData("<link>\n  https://feed.example/g8 x.html\n</link>", "https://feed.example/g8%20x.html")]
    [InlineData("<a:link xmlns:a=\"http://www.w3.org/2005/Atom\" href=\"https://feed.example/g7.html\"/>", "https://feed.example/g7.html")]
    [InlineData("<guid>https://feed.example/g6.html</guid>", "https://feed.example/g6.html")]
    [InlineData("<guid isPermaLink=\"false\">https://feed.example/g6.html</guid>", null)]
    public void A_link_is_read_as_browsers_read_it(string inItem, string? link) =>
        RssReader.Read(Payload.Of("https://feed.example/rss.xml", null, Encoding.UTF8.GetBytes(Feed(inItem)))).Single().Link.ShouldBe(link);

    [Fact]
    public void What_says_more_is_the_description_and_markup_needs_no_escape()
    {
        var content = "<description>x</description><c:encoded xmlns:c=\"http://purl.org/rss/1.0/modules/content/\">The full text speaks of alopecia.</c:encoded>";
        Description(content).ShouldBe("The full text speaks of alopecia.");
        Description("<description><p>Inline <b>HTML</b> not escaped</p><p>second</p></description>").ShouldBe("Inline HTML not escaped second");
        Description("<description>10&lt;sup&gt;9&lt;/sup&gt; particles</description>").ShouldBe("10⁹ particles");
        static string? Description(string inItem) =>
            HtmlText.OneLine(RssReader.Read(Payload.Of("x", null, Encoding.UTF8.GetBytes(Feed(inItem)))).Single().Description);
    }

    [Theory]
    [InlineData("text/html", "<html><head><meta charset=\"windows-1252\"></head>Firm’s “Hair”</html>")]
    [InlineData("text/html; charset=iso-8859-1", "<html>Firm’s “Hair”</html>")]
    public void A_page_is_decoded_as_browsers_do(string contentType, string page)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        FeedText.Decode(Encoding.GetEncoding(1252).GetBytes(page), contentType).ShouldBe(page);
    }

    [Theory]
    [InlineData("A &quot;cell&quot; &amp; more", "A \"cell\" & more")]
    [InlineData("p < 0.05 and n > 3", "p < 0.05 and n > 3")]
    [InlineData("x<y and <b>bold</b>", "x<y and bold")]
    [InlineData("<p>One</p><p>Two &amp; three</p>", "One Two & three")]
    [InlineData("&lt;p&gt;Escaped &amp;lt; twice&lt;/p&gt;", "Escaped < twice")]
    [InlineData("before<script>alert(1)</script> after", "before after")]
    [InlineData("  blanks ", "blanks")]
    public void Markup_and_entities(string text, string expected) => HtmlText.OneLine(text).ShouldBe(expected);

    [Fact]
    public void Koi8_declared_is_read()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var xml = "<?xml version=\"1.0\" encoding=\"koi8-r\"?><rss><channel><item><title>экзосомы</title></item></channel></rss>";
        RssReader.Read(Payload.Of("x", null, Encoding.GetEncoding("koi8-r").GetBytes(xml))).ShouldHaveSingleItem().Title.ShouldBe("экзосомы");
    }

    [Fact]
    public void The_charset_of_the_answer_counts_when_the_feed_declares_none() =>
        RssReader.Read(Payload.Of("x", "text/xml; charset=iso-8859-1", Encoding.Latin1.GetBytes(Feed("<title>é</title>")))).ShouldHaveSingleItem().Title.ShouldBe("é");

    [Fact]
    public void Control_characters_blanks_html_entities_and_a_dtd_are_survived()
    {
        var xml = "\n\n <?xml version=\"1.0\"?><!DOCTYPE rss SYSTEM \"http://127.0.0.1:1/never.dtd\">" + Feed("<title>a\u0001b&#x0;&#11;&nbsp;c &amp;lt;</title>");
        RssReader.Read(Payload.Of("x", null, Encoding.UTF8.GetBytes(xml))).ShouldHaveSingleItem().Title.ShouldBe("ab\u00a0c &lt;");
    }

    [Theory]
    [InlineData("{\"version\":\"https://jsonfeed.org/version/1.1\"}", "this is JSON")]
    [InlineData("<!DOCTYPE html><html><body>x</body></html>", "this is HTML")]
    [InlineData("<feed xmlns=\"http://www.w3.org/2005/Atom\"/>", "this is Atom; only RSS 2.0 is read")]
    [InlineData("<opml/>", "this is OPML")]
    [InlineData("<rss/>", "rss without a channel")]
    [InlineData("<rss><channel><item><title>cut", "not well-formed")]
    [InlineData("", "an empty answer")]
    [InlineData("<?xml version=\"1.0\" encoding=\"x-nothing\"?><rss/>", "unknown encoding x-nothing")]
    public void Everything_else_is_refused_by_name(string body, string reason)
    {
        var ex = Should.Throw<SourceException>(() => RssReader.Read(Payload.Of("x", null, Encoding.UTF8.GetBytes(body))));
        ex.Failure.ShouldBe(SourceFailure.Malformed);
        ex.Message.ShouldContain(reason);
    }

    [Fact]
    public void An_empty_channel_is_empty() => RssReader.Read(Payload.Of("x", null, Encoding.UTF8.GetBytes("<rss><channel/></rss>"))).ShouldBeEmpty();

    private static string Feed(string inItem) => $"<rss version=\"2.0\"><channel><item>{inItem}</item></channel></rss>";
}
