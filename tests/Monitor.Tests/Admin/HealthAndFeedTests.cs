using System.Net;
using System.Net.Http.Headers;
using System.Xml.Linq;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Admin;

[OnEveryStore]
public sealed class HealthAndFeedTests(PolledApp polled) : IClassFixture<PolledApp>
{
    private readonly MonitorApp _app = polled.App;

    [Fact]
    public async Task Alive_and_ready_when_all_is_well()
    {
        ((string)(await _app.JsonAsync("/health/live"))["status"]!).ShouldBe("ok");
        var ready = await _app.JsonAsync("/health/ready");
        ((string)ready["status"]!).ShouldBe("ok");
        ready["sources"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failing_source_is_named_and_does_not_take_the_service_down()
    {
        await using var upstream = await StubUpstream.SayingAsync("<html><body>maintenance</body></html>");
        await using var app = await MonitorApp.StartAsync(upstream.Address);
        (await app.PollNowAsync("pubmed")).ShouldAllBe(p => p.Outcome == Documents.PollOutcome.Failed);
        var ready = await app.JsonAsync("/health/ready");
        ((string)ready["status"]!).ShouldBe("degraded");
        var source = ready["sources"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)source["source"]!).ShouldBe("pubmed");
        ((string)source["lastError"]!).ShouldNotBeEmpty();
        ((string)(await app.JsonAsync("/api/sources"))["items"]![0]!["health"]!).ShouldBe("failing");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_store_of_garbage_is_not_ready_but_alive(bool replaced)
    {
        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"), migrate: replaced, options: ("Store:Provider", "Sqlite"));
        if (replaced)
        {
            await app.JsonAsync("/health/ready");
            File.Delete(app.DatabaseFile);
        }

        await File.WriteAllTextAsync(app.DatabaseFile, new string('x', 20_000));
        (await app.ProblemAsync("/health/ready", HttpStatusCode.ServiceUnavailable)).ShouldContain("monitor.db");
        await app.JsonAsync("/health/live");
    }

    [Fact]
    public async Task An_unchanged_feed_is_not_sent_again()
    {
        using var first = await _app.Http.GetAsync(new Uri("/feeds/all.rss", UriKind.Relative));
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        first.Content.Headers.ContentType?.MediaType.ShouldBe("application/rss+xml");
        var tag = first.Headers.ETag.ShouldNotBeNull();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/feeds/all.rss");
        request.Headers.IfNoneMatch.Add(tag);
        using var second = await _app.Http.SendAsync(request);
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await second.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        using var other = new HttpRequestMessage(HttpMethod.Get, "/feeds/all.rss");
        other.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"other\""));
        using var third = await _app.Http.SendAsync(other);
        third.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_guids_of_a_feed_are_the_ids_of_the_newest_hits_and_stay()
    {
        var guids = await GuidsAsync();
        var stored = (await _app.JsonAsync("/api/hits?by=record&size=200"))["items"]!.AsArray().Where(h => h!["matches"]!.AsArray().Count > 0).Select(h => (string)h!["id"]!).ToList();
        guids.Count.ShouldBe(Math.Min(100, stored.Count));
        guids.Except(stored).ShouldBeEmpty();
        guids.Distinct().Count().ShouldBe(guids.Count);
        (await GuidsAsync()).ShouldBe(guids);
    }

    private async Task<IReadOnlyList<string>> GuidsAsync()
    {
        var rss = XDocument.Parse(await _app.Http.GetStringAsync(new Uri("/feeds/all.rss", UriKind.Relative)));
        var guids = rss.Descendants("guid").ToList();
        guids.ShouldAllBe(g => (string?)g.Attribute("isPermaLink") == "false");
        return [.. guids.Select(g => g.Value)];
    }
}
