using System.Text.Json.Nodes;
using Monitor.Documents;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Delivery.Feeds;

/// <summary>The feeds as programs read them that know nothing of us.</summary>
[OnOneStore("the subject is the feed as others read it")]
public sealed class FeedReadersTests
{
    private const string Hostile = "<script>alert(1)</script> & \"10⁵\" 탈모 Ødegård";

    [Theory]
    [InlineData("rss", "rss20")]
    [InlineData("atom", "atom10")]
    public async Task Feedparser_reads_them_without_complaint(string form, string version)
    {
        await Tool.NeedPythonAsync("python3-feedparser", "feedparser");
        await using var app = await FilledAsync();
        var read = JsonNode.Parse(await Tool.PythonAsync("""
            import sys, json, feedparser
            feedparser.SANITIZE_HTML = 0
            f = feedparser.parse(sys.argv[1])
            print(json.dumps({"bozo": bool(f.bozo), "version": f.version, "title": f.feed.title, "etag": f.get("etag"), "again": feedparser.parse(sys.argv[1], etag=f.get("etag")).status,
                "self": [l.href for l in f.feed.links if l.rel == "self"],
                "items": [{"id": e.id, "title": e.title, "link": e.get("link"), "published": e.published_parsed[:3], "updated": list(e.updated_parsed[:3]) if e.get("updated_parsed") else None,
                    "tags": [t.term for t in e.tags], "author": e.get("author"), "html": (e.content[0].value if "content" in e else e.summary)} for e in f.entries]}))
            """, new Uri(app.Http.BaseAddress!, $"feeds/all.{form}").AbsoluteUri))!; // non-null: the script prints an object
        ((bool)read["bozo"]!).ShouldBeFalse();
        ((string)read["version"]!).ShouldBe(version);
        ((string)read["title"]!).ShouldBe("Monitor: all watches");
        ((int)read["again"]!).ShouldBe(304);
        read["self"]!.AsArray().Count.ShouldBe(1);
        var items = read["items"]!.AsArray();
        items.Select(i => (string)i!["id"]!).ShouldBe(["pubmed:1", "fda-rss:n1", "clinicaltrials.gov:NCT1", "pubmed:2"]);
        ((string)items[0]!["title"]!).ShouldBe("RETRACTED: Exosomes in hair loss");
        items[0]!["published"]!.AsArray().Select(n => (int)n!).ShouldBe([2026, 1, 5]);
        items[0]!["updated"]!.AsArray().Select(n => (int)n!).ShouldBe([2026, 1, 8]);
        items[0]!["tags"]!.AsArray().Select(t => (string)t!).ShouldBe(["article", "exosomes-hair-loss"]);
        ((string)items[0]!["author"]!).ShouldContain("Kim Ann");
        ((string)items[3]!["html"]!).ShouldContain("&lt;script&gt;");
        ((string)items[3]!["html"]!).ShouldContain("탈모");
    }

    [Theory]
    [InlineData("rss", "RSS 2.0")]
    [InlineData("atom", "Atom")]
    public async Task Perls_XML_Feed_reads_the_same(string form, string format)
    {
        await Tool.NeedAsync("libxml-feed-perl", "perl", "-MXML::Feed", "-e", "1");
        await using var app = await FilledAsync();
        using var folder = new TempFolder();
        var file = folder.File("feed.xml");
        await File.WriteAllBytesAsync(file, await app.Http.GetByteArrayAsync(new Uri($"/feeds/all.{form}", UriKind.Relative)));
        var lines = (await Tool.OutputAsync("perl", "-CS", "-MXML::Feed", "-e", """
            $XML::Atom::ForceUnicode = 1;
            my $f = XML::Feed->parse($ARGV[0]) or die XML::Feed->errstr;
            print $f->format, "\n", $f->title, "\n";
            for my $e ($f->entries) { print join("\t", $e->id, $e->title, $e->issued->ymd, $e->modified ? $e->modified->ymd : ""), "\n"; }
            """, file)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldBe(format);
        lines[1].ShouldBe("Monitor: all watches");
        lines[2].ShouldStartWith("pubmed:1\tRETRACTED: Exosomes in hair loss\t2026-01-05");
        lines[^1].ShouldStartWith($"pubmed:2\t{Hostile}\t2026-01-05");
        lines.Length.ShouldBe(6);
    }

    [Fact]
    public async Task Newsboat_subscribes_by_the_list_and_shows_every_entry()
    {
        await Tool.NeedAsync("newsboat", "newsboat", "--version");
        await using var app = await FilledAsync();
        using var folder = new TempFolder();
        var base_ = app.Http.BaseAddress!.AbsoluteUri; // non-null: set when started
        var opml = (await app.Http.GetStringAsync(new Uri("/feeds/index.opml", UriKind.Relative))).Replace("http://127.0.0.1:5080/", base_, StringComparison.Ordinal);
        var urls = folder.File("urls");
        var home = new Dictionary<string, string> { ["HOME"] = folder.Path };
        var list = folder.Write("feeds.opml", opml);
        var imported = await Tool.RunAsync("newsboat", home, "-u", urls, "-c", folder.File("import.db"), "-C", folder.Write("config", ""), "-i", list);
        imported.Exit.ShouldBe(0, imported.ToString());
        (await File.ReadAllTextAsync(urls)).ShouldContain("/feeds/exosomes-hair-loss.atom");
        await ReadAsync("rss", "suspended");
        await ReadAsync("atom", "terminated");

        // Each reads, and reads again after a change: the same entry, no second one.
        async Task ReadAsync(string form, string then)
        {
            var cache = folder.File($"{form}.db");
            await File.WriteAllTextAsync(urls, $"{base_}feeds/all.{form}\n");
            string[] reload = ["-u", urls, "-c", cache, "-C", folder.File("config"), "-x", "reload", "print-unread"];
            var read = await Tool.RunAsync("newsboat", home, reload);
            read.Out.ShouldContain("4 unread articles", customMessage: read.ToString());
            var shown = await ShownAsync(cache);
            shown.ShouldContain("pubmed:1\tRETRACTED: Exosomes in hair loss\n");
            shown.ShouldMatch("pubmed:2\t.*10⁵.*탈모 Ødegård");
            await app.AddAsync(Any.Trial("NCT1") with { Status = then, Link = "https://elsewhere.example/" });
            (await Tool.RunAsync("newsboat", home, reload)).Out.ShouldContain("4 unread articles");
            (await ShownAsync(cache)).Split('\n').Count(l => l == "clinicaltrials.gov:NCT1\tSTATUS: Exosomes for alopecia").ShouldBe(1);
        }
    }

    private static Task<string> ShownAsync(string cache) => Tool.PythonAsync("""
        import sqlite3, sys
        for row in sqlite3.connect(sys.argv[1]).execute("SELECT guid, title FROM rss_item"): print("\t".join(row))
        """, cache);

    private static async Task<MonitorApp> FilledAsync()
    {
        var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"));
        var paper = Any.Article("1") with { Authors = [new Author { Name = "Kim Ann" }], Published = new PartialDate(2026, 1) };
        await app.AddAsync(Any.Article("2", Hostile) with { Abstract = Hostile });
        await app.AddAsync(paper);
        await app.AddAsync(Any.Trial("NCT1"));
        await app.AddAsync(false, Stored.Why(Stored.Safety), Any.Notice());
        app.Clock.AdvanceTo(MonitorApp.Begin.AddDays(3));
        await app.AddAsync(paper with { PublicationTypes = ["Retracted Publication"] });
        return app;
    }
}
