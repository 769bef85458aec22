using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Monitor.Simulator;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Admin;

public sealed class QueryStreamTests(PolledApp polled) : IClassFixture<PolledApp>
{
    private readonly MonitorApp _app = polled.App;

    [Fact]
    public async Task Each_source_is_a_line_and_the_last_line_says_that_it_is_the_last()
    {
        var lines = await LinesAsync(_app, new JsonObject { ["query"] = DemoWatches.ExosomeHairQuery, ["limit"] = 5 }.ToJsonString());
        ((bool)lines[^1]["done"]!).ShouldBeTrue();
        ((int)lines[^1]["sources"]!).ShouldBe(lines.Count - 1);
        lines.SkipLast(1).Select(l => (string)l["source"]!["source"]!).Distinct().ShouldBe(Monitor.Sources.SourceCatalog.KnownNames, ignoreOrder: true);
        var whole = await _app.PostJsonAsync("/api/query", new JsonObject { ["query"] = DemoWatches.ExosomeHairQuery, ["limit"] = 5 }.ToJsonString());
        lines.SkipLast(1).SelectMany(l => l["hits"]!.AsArray()).Select(h => (string)h!["id"]!).Distinct()
            .ShouldBe(whole["hits"]!.AsArray().Select(h => (string)h!["id"]!), ignoreOrder: true);
    }

    [Fact]
    public async Task Who_answers_is_heard_while_another_hangs_and_the_hanging_one_ends_at_its_time_out()
    {
        await using var upstream = await StubUpstream.StartAsync(context =>
            context.Request.Path.StartsWithSegments("/entrez", StringComparison.Ordinal)
                ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted)
                : WriteAsync(context, """{"studies":[],"totalCount":0}"""));
        await using var app = await MonitorApp.StartAsync(upstream.Address, options: ("Admin:QueryTimeout", "00:00:04"));
        using var request = Request("""{"query":"exosome","sources":["pubmed","clinicaltrials.gov"]}""");
        var watch = Stopwatch.StartNew();
        using var response = await app.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var first = JsonNode.Parse((await reader.ReadLineAsync())!)!; // non-null: two sources were asked
        var early = watch.Elapsed;
        ((string)first["source"]!["source"]!).ShouldBe("clinicaltrials.gov");
        var second = JsonNode.Parse((await reader.ReadLineAsync())!)!; // non-null: as above
        ((string)second["source"]!["source"]!).ShouldBe("pubmed");
        ((string)second["source"]!["error"]!).ShouldContain("4 s");
        early.ShouldBeLessThan(TimeSpan.FromSeconds(3.5));
        watch.Elapsed.ShouldBeInRange(TimeSpan.FromSeconds(3.5), TimeSpan.FromSeconds(12));
        ((bool)JsonNode.Parse((await reader.ReadLineAsync())!)!["done"]!).ShouldBeTrue(); // non-null: the last line
    }

    [Fact]
    public async Task Feeds_that_were_read_are_answered_from_what_is_kept_and_their_site_is_not_asked()
    {
        var answer = await _app.PostJsonAsync("/api/query", """{"query":"exosome*","sources":["fda-warning-letters","fda-rss"]}""");
        answer["sources"]!.AsArray().ShouldAllBe(s => ((string?)s!["note"] ?? "").Contains("items kept, read last on 2026-01-17"));
        answer["hits"]!.AsArray().ShouldNotBeEmpty();
        answer["hits"]!.AsArray().ShouldAllBe(h => h!["matches"]!.AsArray().Count > 0);
        await using var upstream = await StubUpstream.SayingAsync("down", status: 404);
        await using var unread = await MonitorApp.StartAsync(upstream.Address);
        var asked = await unread.PostJsonAsync("/api/query", """{"query":"exosome*","sources":["fda-rss"]}""");
        asked["sources"]!.AsArray().ShouldAllBe(s => (string)s!["outcome"]! == "failed" && s["note"] == null);
        upstream.Asked.ShouldNotBeEmpty("nothing is kept yet");
    }

    [Fact]
    public async Task What_cannot_be_read_is_a_problem_before_any_line()
    {
        using var request = Request("""{"query":"exosome AND"}""");
        using var response = await _app.Http.SendAsync(request);
        await MonitorApp.ProblemAsync(response, HttpStatusCode.BadRequest);
    }

    private static Task WriteAsync(Microsoft.AspNetCore.Http.HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(json)).AsTask();
    }

    private static HttpRequestMessage Request(string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/query") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/x-ndjson"));
        return request;
    }

    private static async Task<List<JsonNode>> LinesAsync(MonitorApp app, string body)
    {
        using var request = Request(body);
        using var response = await app.Http.SendAsync(request);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/x-ndjson");
        return [.. (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!)]; // non-null: each line is an object
    }
}
