using System.Net;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Pages;

/// <summary>Before anything is known, a page must not look as if there were nothing.</summary>
[OnEveryStore]
public sealed class FirstStartTests
{
    [Fact]
    public async Task An_empty_store_says_that_no_search_has_ended_and_then_that_the_first_is_running()
    {
        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"));
        var html = await app.PageAsync("/");
        html.ShouldContain("No search has ended yet.");
        html.ShouldContain("not asked yet");
        html.ShouldNotContain("no gap is open");
        (await app.PageAsync("/hits")).ShouldContain("No hit is stored yet.");
        (await app.PageAsync("/coverage")).ShouldContain("No search has begun yet.");
        (await app.PageAsync("/messages")).ShouldContain("No message was composed yet.");

        await app.Get<SourceStateTable>().TryLeaseAsync("pubmed", "somebody", app.Clock, TimeSpan.FromMinutes(10), CancellationToken.None);
        html = await app.PageAsync("/");
        html.ShouldContain("The first search is running (pubmed).");
        html.ShouldContain("searching now");
    }

    [Fact]
    public async Task With_polling_switched_off_it_says_so()
    {
        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"), options: ("Polling:Enabled", "false"));
        (await app.PageAsync("/")).ShouldContain("polling is switched off (Polling:Enabled)");
    }

    [Fact]
    public async Task Sources_that_do_not_answer_are_named_with_their_error_and_are_no_all_clear()
    {
        await using var upstream = await StubUpstream.SayingAsync("down", status: 503);
        await using var app = await MonitorApp.StartAsync(upstream.Address);
        await app.PollNowAsync("pubmed");
        var state = (await app.JsonAsync("/api/sources"))["items"]!.AsArray().Single(s => (string)s!["name"]! == "pubmed")!;
        var html = WebUtility.HtmlDecode(await app.PageAsync("/"));
        html.ShouldContain("Could not be looked at");
        html.ShouldContain($"pubmed has not answered since {((DateTimeOffset)state["failingSince"]!).UtcDateTime:yyyy-MM-dd HH:mm}: {state["lastError"]}");
        html.ShouldContain("rung 2, until", customMessage: "both searches failed");
        html.ShouldNotContain("no gap is open");
        (await app.PageAsync("/coverage")).ShouldContain("class=\"s-failed\"");
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_said_in_words()
    {
        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"), migrate: false);
        (await app.PageAsync("/", HttpStatusCode.ServiceUnavailable)).ShouldContain("The store does not answer");
    }
}
