using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Monitor.Tests.Infrastructure;
using Monitor.Tests.Infrastructure.Seeds;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Admin;

[OnEveryStore]
public sealed class QueryStreamTests(PolledApp polled) : IClassFixture<PolledApp>
{
    private readonly MonitorApp _app = polled.App;

    [Fact]
    public async Task Each_source_is_a_line_and_the_last_line_says_that_it_is_the_last()
    {
        var lines = await LinesAsync(_app, new JsonObject { ["query"] = MonitorApp.ShortQuery, ["limit"] = 5 }.ToJsonString());
        ((bool)lines[^1]["done"]!).ShouldBeTrue();
        ((int)lines[^1]["sources"]!).ShouldBe(lines.Count - 1);
        lines.SkipLast(1).Select(l => (string)l["source"]!["source"]!).Distinct().ShouldBe(_app.Polled, ignoreOrder: true);
        var whole = await _app.PostJsonAsync("/api/query", new JsonObject { ["query"] = MonitorApp.ShortQuery, ["limit"] = 5 }.ToJsonString());
        lines.SkipLast(1).SelectMany(l => l["hits"]!.AsArray()).Select(h => (string)h!["id"]!).Distinct()
            .ShouldBeSubsetOf(whole["hits"]!.AsArray()
                .SelectMany(h => new[] { (string)h!["id"]! }.Concat(h["sameReport"]?.AsArray().Select(s => (string)s!["id"]!) ?? [])));
        lines[^1]["reports"]!.AsArray().Select(r => string.Join(' ', r!.AsArray().Select(id => (string)id!))).ShouldBe(
            whole["hits"]!.AsArray().Where(h => h!["sameReport"]?.AsArray().Count > 0).Select(h => string.Join(' ', new[] { (string)h!["id"]! }.Concat(h["sameReport"]!.AsArray().Select(s => (string)s!["id"]!)))), ignoreOrder: true);
    }

    [Fact]
    public async Task Who_answers_is_heard_while_another_hangs()
    {
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var upstream = await StubUpstream.SayingAsync("down", status: 404);
        // Under a name of its own: one host is asked one thing at a time, whatever its ports.
        await using var hanging = await StubUpstream.StartAsync(async context =>
        {
            await heard.Task;
            context.Response.StatusCode = 404;
        });
        await using var app = await MonitorApp.StartAsync(
            upstream.Address, options: [("Admin:QueryTimeout", "00:05:00"), ("Sources:PubMed:BaseUrl", $"http://localhost:{hanging.Address.Port}/entrez/eutils/")]);
        using var request = Request("""{"query":"exosome","sources":["pubmed","clinicaltrials.gov"]}""");
        using var response = await app.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        // Only a line that leaves before the other source has answered can let that one answer.
        ((string)(await LineAsync(reader))["source"]!["source"]!).ShouldBe("clinicaltrials.gov");
        heard.SetResult();
        ((string)(await LineAsync(reader))["source"]!["source"]!).ShouldBe("pubmed");
        ((int)(await LineAsync(reader))["sources"]!).ShouldBe(2);
        (await reader.ReadLineAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_source_that_hangs_ends_at_its_time_out_as_a_failure_and_the_list_is_complete()
    {
        await using var silent = await StubUpstream.SilentAsync();
        await using var app = await MonitorApp.StartAsync(silent.Address, options: ("Admin:QueryTimeout", "00:00:01"));
        var lines = await LinesAsync(app, """{"query":"exosome","sources":["pubmed","clinicaltrials.gov"]}""");
        lines.Count.ShouldBe(3);
        lines.Take(2).ShouldAllBe(l => ((string)l["source"]!["error"]!).Contains("no complete answer within 1 s"));
        ((bool)lines[2]["done"]!).ShouldBeTrue();
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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_query_that_would_be_a_product_of_lists_ends_with_its_client(bool lines)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var silent = await StubUpstream.StartAsync(async context =>
        {
            context.RequestAborted.Register(() => left.TrySetResult());
            asked.TrySetResult();
            await left.Task;
        });
        await using var app = await MonitorApp.StartAsync(silent.Address, options: ("Admin:QueryTimeout", "00:05:00"));
        using var client = new CancellationTokenSource();
        using var request = Request(new JsonObject { ["query"] = LongQueries.Groups(6, 47), ["sources"] = new JsonArray("openfda-enforcement", "pubmed") }.ToJsonString());
        if (!lines) request.Headers.Accept.Clear();
        var answer = app.Http.SendAsync(request, client.Token);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await client.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(answer);
        await left.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task What_cannot_be_read_is_a_problem_before_any_line()
    {
        using var request = Request("""{"query":"exosome AND"}""");
        using var response = await _app.Http.SendAsync(request);
        await MonitorApp.ProblemAsync(response, HttpStatusCode.BadRequest);
    }

    private static async Task<JsonNode> LineAsync(StreamReader reader) => JsonNode.Parse((await reader.ReadLineAsync())!)!; // non-null: one line more is promised

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
