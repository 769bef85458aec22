using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Monitor.Documents;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Hostile;

/// <summary>One of three upstreams attacks the whole program, over real sockets: its poll fails, the other two are as they were.</summary>
[OnOneStore("the subject is what an upstream sends")]
public sealed class HostileUpstreamTests
{
    private const string Bomb = """
        <?xml version="1.0"?>
        <!DOCTYPE PubmedArticleSet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">
        <!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;"><!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;"><!ENTITY h "&g;&g;&g;&g;&g;&g;&g;&g;">]>
        <PubmedArticleSet><PubmedArticle>&h;</PubmedArticle></PubmedArticleSet>
        """;

    private static readonly Dictionary<string, RequestDelegate> Attacks = new(StringComparer.Ordinal)
    {
        ["xml bomb"] = c => Say(c, Bomb),
        ["xml bomb in a feed"] = c => Say(c, Bomb.Replace("PubmedArticleSet", "rss", StringComparison.Ordinal)),
        ["external entity"] = c => Say(c, "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss version=\"2.0\"><channel><title>&x;</title></channel></rss>"),
        ["endless answer"] = async c =>
        {
            c.Response.ContentType = TypeOf(c);
            await c.Response.WriteAsync("<PubmedArticleSet>");
            var line = Encoding.ASCII.GetBytes(new string(' ', 4096));
            while (!c.RequestAborted.IsCancellationRequested) await c.Response.Body.WriteAsync(line, c.RequestAborted);
        },
        ["gzip bomb"] = async c =>
        {
            c.Response.ContentType = TypeOf(c);
            c.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(c.Response.Body, CompressionLevel.Optimal);
            var block = new byte[1024 * 1024];
            for (var i = 0; i < 512; i++) await gzip.WriteAsync(block, c.RequestAborted);
        },
        ["html in place of data"] = c => Say(c, "<!DOCTYPE html><html><body>Back soon</body></html>"),
        ["html that says so"] = c => Say(c, "<!DOCTYPE html><html><body>Back soon</body></html>", "text/html"),
        ["circle of redirects"] = c => Redirect(c, c.Request.Path + "x"),
        ["another host"] = c => Redirect(c, "http://evil.example/"),
        ["metadata address"] = c => Redirect(c, "http://169.254.169.254/latest/meta-data/"),
        ["another port of this machine"] = c => Redirect(c, "http://127.0.0.1:22/"),
        ["broken off"] = async c =>
        {
            c.Response.ContentType = TypeOf(c);
            c.Response.ContentLength = 1000;
            await c.Response.WriteAsync("<rss version=\"2.0\"><channel>");
            c.Abort();
        },
    };

    public static TheoryData<string, string> All()
    {
        var data = new TheoryData<string, string>();
        foreach (var attack in Attacks.Keys)
        {
            foreach (var source in ThreeUpstreams.Sources) data.Add(attack, source);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Is_refused_and_the_others_are_unaffected(string attack, string source)
    {
        var upstreams = new ThreeUpstreams { Hostile = source, Attack = Attacks[attack] };
        await using var upstream = await StubUpstream.StartAsync(upstreams.Answer);
        await using var app = await MonitorApp.StartAsync(upstream.Address, options: [("Http:Tries", "1"), ("Http:Timeout", "00:00:20"), ("Http:MaxMegabytes", "4")]);
        foreach (var name in ThreeUpstreams.Sources)
        {
            var polls = await app.PollNowAsync(name);
            polls.ShouldNotBeEmpty();
            if (name == source)
            {
                polls.ShouldAllBe(p => p.Outcome == PollOutcome.Failed || p.Outcome == PollOutcome.Blocked);
                polls.ShouldAllBe(p => p.Error != null && p.Retrieved == 0 && !p.Error.Contains("defect", StringComparison.Ordinal) && !p.Error.Contains("root:", StringComparison.Ordinal));
            }
            else
            {
                polls.ShouldAllBe(p => p.Error == null);
                polls.Sum(p => p.New).ShouldBeGreaterThan(0, name);
            }
        }

        (await app.IdsAsync("/api/hits")).ShouldAllBe(id => !id.StartsWith(source, StringComparison.Ordinal));
    }

    private static Task Say(HttpContext context, string body, string? type = null)
    {
        context.Response.ContentType = type ?? TypeOf(context);
        return context.Response.WriteAsync(body);
    }

    private static Task Redirect(HttpContext context, string to)
    {
        context.Response.Redirect(to);
        return Task.CompletedTask;
    }

    private static string TypeOf(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) ? "application/json" : "text/xml";
}
