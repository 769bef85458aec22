using Monitor.Sources;
using Monitor.Sources.Feeds;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.Feeds;

/// <summary>Every recorded feed: RSS 2.0 read with its count, everything else refused by name.</summary>
public sealed class FeedSamplesTests
{
    private const string Folder = "samples/rss_atom";

    // Items, and how many of them carry a date that is read.
    private static readonly Dictionary<string, (int Items, int Dated)> Read = new()
    {
        ["Rss20FazNet.xml"] = (13, 13),
        ["Rss20ISO88591Intranet30.xml"] = (30, 30),
        ["Rss20JapanTimes.xml"] = (118, 0),
        ["Rss20LeFigaro.xml"] = (50, 50),
        ["Rss20NuusInAfrikaans.xml"] = (5, 5),
        ["miniflux_encoding_ISO-8859-1.xml"] = (40, 40),
        ["miniflux_encoding_WINDOWS-1251.xml"] = (50, 50),
        ["rssparser_feed-char-escape.xml"] = (1, 1),
        ["rssparser_feed-dcdate.xml"] = (1, 1),
        ["rssparser_feed-test-charset.xml"] = (1, 1),
        ["rssparser_feed-test-malformed.xml"] = (1, 1),
        ["rssparser_feed-test-ru.xml"] = (1, 1),
    };

    private static readonly Dictionary<string, string> Refused = new()
    {
        ["AtomSpecialCharacters.xml"] = "this is Atom",
        ["AtomTheVerge.xml"] = "this is Atom",
        ["miniflux_small_atom.xml"] = "this is Atom",
        ["Rss10OrfAt.xml"] = "this is RSS 1.0 (RDF)",
        ["miniflux_rdf_UTF8.xml"] = "this is RSS 1.0 (RDF)",
        // KOI8-R without a word about it: a guessed encoding is guessed words.
        ["feedparser_koi8r.xml"] = "not utf-8, and no other encoding is declared",
        // A prefix without namespace could be anything; the feed holds no item anyway.
        ["feedparser_undeclared_namespace.xml"] = "not well-formed",
    };

    [Fact]
    public void Every_file_has_its_line()
    {
        foreach (var file in Directory.EnumerateFiles(Shared.File(Folder)))
        {
            var name = Path.GetFileName(file);
            var payload = Payload.Of(name, null, File.ReadAllBytes(file));
            if (Read.TryGetValue(name, out var expected))
            {
                var items = RssReader.Read(payload);
                (items.Count, items.Count(i => FeedDate.Read(i.Date) is not null)).ShouldBe(expected, name);
                items.ShouldAllBe(i => HtmlText.OneLine(i.Title) != null, name);
            }
            else
            {
                Refused.ShouldContainKey(name, $"{name} is in no table");
                var ex = Should.Throw<SourceException>(() => RssReader.Read(payload), name);
                ex.Failure.ShouldBe(SourceFailure.Malformed);
                ex.Message.ShouldContain(Refused[name]);
            }
        }
    }

    [Fact]
    public void Russian_in_windows_1251()
    {
        var item = Items("miniflux_encoding_WINDOWS-1251.xml")[0];
        item.Raw.ShouldContain("ibash");
        HtmlText.Lines(item.Description).ShouldNotBeNull().Any(c => c is >= 'а' and <= 'я').ShouldBeTrue();
    }

    [Fact]
    public void French_entities_and_dc_date()
    {
        var item = Items("rssparser_feed-dcdate.xml").ShouldHaveSingleItem();
        HtmlText.OneLine(item.Title).ShouldBe("Europe : vers un « affaiblissement historique » des normes écologiques ?");
        FeedDate.Read(item.Date).ShouldBe(new DateTimeOffset(2025, 2, 26, 16, 42, 45, TimeSpan.Zero));
    }

    [Fact]
    public void Typographic_quotes_and_creator()
    {
        var item = Items("rssparser_feed-char-escape.xml").ShouldHaveSingleItem();
        HtmlText.OneLine(item.Title).ShouldBe("Where the Grass is Greener, Except When It’s ‘Nonfunctional Turf’");
        item.Creator.ShouldBe("Alan Burdick");
        item.Guid.ShouldBe("https://www.nytimes.com/2021/06/11/science/drought-las-vegas-grass-mars.html");
    }

    [Fact]
    public void A_title_in_cdata_and_an_offset()
    {
        var item = Items("rssparser_feed-test-ru.xml").ShouldHaveSingleItem();
        HtmlText.OneLine(item.Title).ShouldBe("СМИ: собака в Таиланде спасла заживо похороненного младенца");
        FeedDate.Read(item.Date).ShouldBe(new DateTimeOffset(2019, 5, 18, 10, 52, 50, TimeSpan.FromHours(3)));
    }

    private static IReadOnlyList<RssItem> Items(string name) => RssReader.Read(Payload.Of(name, null, File.ReadAllBytes(Shared.File($"{Folder}/{name}"))));
}
