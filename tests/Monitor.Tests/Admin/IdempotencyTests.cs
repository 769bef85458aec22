using System.Net;
using System.Text;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Admin;

[OnEveryStore]
public sealed class IdempotencyTests(PolledApp polled) : IClassFixture<PolledApp>
{
    private readonly MonitorApp _app = polled.App;

    [Fact]
    public async Task A_poll_sent_twice_with_one_key_runs_once_and_is_answered_twice()
    {
        const string Body = """{"source":"pubmed","watch":"exosomes-hair-loss"}""";
        var before = await PollsAsync();
        var first = await PostAsync("/api/polls", Body, "k1");
        var second = await PostAsync("/api/polls", Body, "k1");
        (first.Status, second.Status).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
        second.Text.ShouldBe(first.Text);
        (first.Replayed, second.Replayed).ShouldBe((false, true));
        (await PollsAsync()).ShouldBe(before + 1);
        await PostAsync("/api/polls", Body, "k2");
        await PostAsync("/api/polls", Body, null);
        (await PollsAsync()).ShouldBe(before + 3);
    }

    [Fact]
    public async Task A_key_with_another_question_is_refused_and_a_failure_is_not_remembered()
    {
        (await PostAsync("/api/query", """{"query":"exosome AND"}""", "q1")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync("/api/query", """{"query":"exosome","sources":["pubmed"]}""", "q1")).Status.ShouldBe(HttpStatusCode.OK);
        var other = await PostAsync("/api/query", """{"query":"hair","sources":["pubmed"]}""", "q1");
        other.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        other.Text.ShouldContain("Idempotency-Key");
        (await PostAsync("/api/polls", """{"source":"pubmed","watch":"exosomes-hair-loss"}""", "q1")).Status.ShouldBe(HttpStatusCode.OK, "a key belongs to its route");
    }

    [Fact]
    public async Task An_answer_is_remembered_for_a_day()
    {
        const string Body = """{"query":"exosome","sources":["clinicaltrials.gov"]}""";
        await PostAsync("/api/query", Body, "day");
        (await PostAsync("/api/query", Body, "day")).Replayed.ShouldBeTrue();
        await using var other = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"));
        var table = other.Get<Monitor.Store.Sql.IdempotencyTable>();
        await table.AddAsync("r", "k", new Monitor.Store.Sql.RememberedAnswer("h", 200, "text/plain", [1, 2]), MonitorApp.Begin, default);
        (await table.FindAsync("r", "k", MonitorApp.Begin.AddHours(23), default))!.Body.ShouldBe([1, 2]);
        (await table.FindAsync("r", "k", MonitorApp.Begin.AddHours(25), default)).ShouldBeNull();
    }

    [Fact]
    public async Task While_the_first_is_being_answered_a_second_is_refused()
    {
        await using var silent = await StubUpstream.SilentAsync();
        await using var app = await MonitorApp.StartAsync(silent.Address, options: ("Admin:QueryTimeout", "00:00:03"));
        const string Body = """{"query":"exosome","sources":["pubmed"]}""";
        var first = PostAsync(app, "/api/query", Body, "k");
        while (silent.Asked.Count == 0) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        (await PostAsync(app, "/api/query", Body, "k")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await first).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("")]
    [InlineData("with blank")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890")]
    public async Task A_key_that_is_none_is_a_problem(string key) => (await PostAsync("/api/polls", """{"source":"pubmed"}""", key)).Status.ShouldBe(HttpStatusCode.BadRequest);

    private async Task<int> PollsAsync() => (int)(await _app.JsonAsync("/api/polls?size=1"))["total"]!;

    private Task<(HttpStatusCode Status, string Text, bool Replayed)> PostAsync(string path, string body, string? key) => PostAsync(_app, path, body, key);

    private static async Task<(HttpStatusCode Status, string Text, bool Replayed)> PostAsync(MonitorApp app, string path, string body, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        using var response = await app.Http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.Contains("Idempotent-Replayed"));
    }
}
