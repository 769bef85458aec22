using System.Net;
using System.Text.Json.Nodes;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Admin;

[OnEveryStore]
public sealed class LedgerEndpointsTests(PolledApp polled) : IClassFixture<PolledApp>
{
    private readonly MonitorApp _app = polled.App;

    [Fact]
    public async Task The_ledger_is_paged_newest_first_and_its_counts_add_up()
    {
        var list = await _app.JsonAsync("/api/polls?size=500");
        var items = list["items"]!.AsArray();
        ((int)list["total"]!).ShouldBe(items.Count);
        items.Select(p => (long)p!["id"]!).ShouldBeInOrder(SortDirection.Descending);
        foreach (var p in items)
        {
            ((string)p!["outcome"]!).ShouldBeOneOf("ok", "empty");
            new[] { "new", "changed", "known", "duplicates", "unmatched", "quarantined" }.Sum(name => (int)p[name]!).ShouldBe((int)p["retrieved"]!);
            ((string)p["query"]!).ShouldNotBeEmpty();
        }

        var second = (await _app.JsonAsync("/api/polls?size=2&page=2"))["items"]!.AsArray();
        second.Select(p => (long)p!["id"]!).ShouldBe(items.Skip(2).Take(2).Select(p => (long)p!["id"]!));
        (await _app.JsonAsync("/api/polls?source=pubmed&watch=exosomes-hair-loss"))["items"]!.AsArray()
            .ShouldAllBe(p => (string)p!["source"]! == "pubmed" && (string)p["watch"]! == "exosomes-hair-loss");
    }

    [Theory]
    [InlineData("/api/polls?page=0", "page")]
    [InlineData("/api/polls?size=501", "size")]
    [InlineData("/api/polls?size=many", "size")]
    [InlineData("/api/messages?page=0", "page")]
    [InlineData("/api/messages?size=201", "size")]
    public async Task Bad_parameters_are_problems(string path, string name) => (await _app.ProblemAsync(path)).ShouldContain(name);

    [Fact]
    public async Task Poll_now_runs_what_is_named_and_answers_with_the_ledger_lines()
    {
        var before = (int)(await _app.JsonAsync("/api/polls"))["total"]!;
        var polls = (await _app.PostJsonAsync("/api/polls", """{"source":"pubmed","watch":"exosomes-hair-loss"}"""))["polls"]!.AsArray();
        var poll = polls.ShouldHaveSingleItem()!;
        ((string)poll["source"]!).ShouldBe("pubmed");
        ((int)poll["new"]!).ShouldBe(0);
        ((int)poll["known"]!).ShouldBeGreaterThan(0);
        ((int)(await _app.JsonAsync("/api/polls"))["total"]!).ShouldBe(before + 1);
    }

    [Theory]
    [InlineData("""{"source":"medline"}""", "medline")]
    [InlineData("""{"watch":"none"}""", "none")]
    [InlineData("""{"since":"soon"}""", "since")]
    [InlineData("", "")]
    [InlineData("null", "")]
    [InlineData("{", "")]
    [InlineData("""{"source":5}""", "")]
    [InlineData("[]", "")]
    public async Task A_poll_that_cannot_be_read_is_a_problem(string body, string part)
    {
        using var response = await _app.PostAsync("/api/polls", body);
        (await MonitorApp.ProblemAsync(response, HttpStatusCode.BadRequest)).ShouldContain(part);
    }

    [Fact]
    public async Task A_poll_from_the_first_of_all_years_is_answered()
    {
        using var response = await _app.PostAsync("/api/polls", """{"source":"pubmed","watch":"exosome-safety","since":"0001"}""");
        ((int)response.StatusCode).ShouldBeLessThan(500, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Coverage_has_one_window_per_query_that_reaches_the_last_poll()
    {
        var items = (await _app.JsonAsync("/api/coverage"))["items"]!.AsArray();
        items.Select(i => (string)i!["source"]!).Distinct().ShouldBe(_app.Polled, ignoreOrder: true);
        foreach (var item in items)
        {
            ((bool)item!["current"]!).ShouldBeTrue();
            var window = item["windows"]!.AsArray().ShouldHaveSingleItem()!;
            ((DateTimeOffset)window["to"]!).ShouldBeGreaterThanOrEqualTo(MonitorApp.Begin.AddDays(12));
            item["gaps"].ShouldBeOfType<JsonArray>();
        }
    }

    [Fact]
    public async Task Sources_tell_their_health()
    {
        var items = (await _app.JsonAsync("/api/sources"))["items"]!.AsArray();
        items.Select(i => (string)i!["name"]!).ShouldBe(Monitor.Sources.SourceCatalog.KnownNames);
        items.Where(i => (bool)i!["enabled"]!).Select(i => (string)i!["name"]!).ShouldBe(_app.Polled);
        items.ShouldAllBe(i => (string)i!["health"]! == ((bool)i["enabled"]! ? "ok" : "not polled yet") && (int)i["backOffLevel"]! == 0);
    }

    [Fact]
    public async Task Watches_are_shown_as_configured()
    {
        var items = (await _app.JsonAsync("/api/watches"))["items"]!.AsArray();
        items.Select(i => (string)i!["name"]!).ShouldBe(["exosomes-hair-loss", "exosome-safety"]);
        items.ShouldAllBe(i => ((string)i!["query"]!).Length > 0);
        items.ShouldAllBe(i => i!.AsObject().ContainsKey("lastChange") && i["lastChange"] == null);
        items.ShouldAllBe(i => i!["expect"]!["checked"] == null && i["expect"]!["missing"]!.AsArray().Count == 0);
    }

    [Fact]
    public async Task Messages_are_listed_newest_first_and_one_shows_all_its_items()
    {
        var items = (await _app.JsonAsync("/api/messages"))["items"]!.AsArray();
        items.Select(m => (DateTimeOffset)m!["created"]!).ShouldBeInOrder(SortDirection.Descending);
        items.ShouldAllBe(m => (string)m!["state"]! == "sent");
        var lead = (await _app.JsonAsync("/api/messages?recipient=lead&size=1"))["items"]!.AsArray().ShouldHaveSingleItem()!;
        var message = await _app.JsonAsync($"/api/messages/{lead["id"]}");
        ((string)message["recipient"]!).ShouldBe("lead");
        ((string)message["text"]!).ShouldNotBeEmpty();
        message["items"]!.AsArray().ShouldNotBeEmpty();
        message["items"]!.AsArray().ShouldAllBe(i => (string)i!["watch"]! == "exosomes-hair-loss" && i["revisions"]!.AsArray().Count == 1);
        File.Exists(Path.Combine(_app.Outbox, $"{lead["id"]}.eml")).ShouldBeTrue();
        (await _app.ProblemAsync("/api/messages/none@nowhere", HttpStatusCode.NotFound)).ShouldContain("none@nowhere");
    }

    [Fact]
    public async Task Quarantine_keeps_what_could_not_be_read_whole()
    {
        var items = (await _app.JsonAsync("/api/quarantine"))["items"]!.AsArray();
        items.ShouldNotBeEmpty();
        items.ShouldAllBe(q => ((string)q!["reason"]!).Length > 0 && ((string)q["raw"]!).StartsWith('<'));
        items.ShouldContain(q => ((string)q!["raw"]!).Contains("PubmedSomething", StringComparison.Ordinal));
    }
}
