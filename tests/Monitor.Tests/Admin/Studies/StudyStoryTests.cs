using System.Net;
using System.Text.Json.Nodes;
using Monitor.Commands.Demo;
using Monitor.Simulator;
using Monitor.Tests.Infrastructure;
using Monitor.Tests.Pages;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Admin.Studies;

/// <summary>A month of a simulated world in which one trial stands in two registries, is stopped, and is reported.</summary>
[OnEveryStore]
public sealed class StudyStoryTests(StudyStoryTests.PlayedMonth month) : IClassFixture<StudyStoryTests.PlayedMonth>
{
    private readonly MonitorApp _app = month.App;

    [Fact]
    public async Task Two_registries_and_two_papers_are_one_story_under_every_name_of_it()
    {
        var study = await StudyAsync();
        var nct = (string)study["id"]!;
        nct.ShouldStartWith("NCT997");
        study["registrations"]!.AsArray().Select(r => (string)r!["registry"]!).ShouldBe(["NCT", "ISRCTN"]);
        study["members"]!.AsArray().Select(m => $"{m!["role"]} {m["id"]}").ShouldBe([$"registration clinicaltrials.gov:{nct}", "article pubmed:99800001", "article pubmed:99800002"], ignoreOrder: true);
        var isrctn = (string)study["registrations"]![1]!["number"]!;
        foreach (var name in (string[])[nct, isrctn, "pubmed:99800001", "99800002", $"clinicaltrials.gov:{nct}"])
        {
            ((string)(await _app.JsonAsync($"/api/studies/{name}"))["id"]!).ShouldBe(nct, name);
        }

        ((string)(await _app.JsonAsync("/api/hits/pubmed:99800001"))["studyId"]!).ShouldBe(nct);
        (await _app.JsonAsync("/api/studies"))["items"]!.AsArray().Select(s => (string)s!["id"]!).ShouldContain(nct);
        (await _app.JsonAsync("/api/studies?watch=exosomes-hair-loss"))["items"]!.AsArray().Select(s => (string)s!["id"]!).ShouldContain(nct);
        ((int)(await _app.JsonAsync("/api/studies?watch=none"))["total"]!).ShouldBe(0);
    }

    [Fact]
    public async Task The_time_line_tells_what_happened_in_its_order_and_who_was_told_it_once()
    {
        var line = (await StudyAsync())["timeline"]!.AsArray();
        line.Select(e => (string)e!["what"]!).Where(w => w is "registered" or "status-changed" or "new").ShouldBe(["registered", "new", "new", "status-changed", "new"]);
        var stop = line.Single(e => (string)e!["what"]! == "status-changed")!;
        stop["changes"]!.AsArray().Select(c => $"{c!["field"]}: {c["old"]} -> {c["new"]}").ShouldContain("status: recruiting -> terminated");
        foreach (var seen in line.Where(e => e!["revision"] is not null))
        {
            ((string)seen!["dated"]!).ShouldBe("first seen");
            seen["told"]!.AsArray().Select(t => (string)t!["recipient"]!).ShouldBe(["lead", "safety"], seen.ToJsonString());
        }
    }

    [Fact]
    public async Task What_does_not_fit_stands_beside_each_other_with_its_sources()
    {
        var all = (await StudyAsync())["contradictions"]!.AsArray();
        var people = all.Single(c => (string)c!["field"]! == "enrollment")!;
        people["claims"]!.AsArray().Select(c => $"{c!["value"]} {c["source"]}").ShouldBe(["60 clinicaltrials.gov", "38 pubmed"]);
    }

    [Fact]
    public async Task A_later_mail_says_which_study_an_item_is_of_that_was_sent_before()
    {
        var study = await StudyAsync();
        var protocol = study["timeline"]!.AsArray().Single(e => (string)e!["hit"]! == "pubmed:99800001" && e["revision"] is not null)!["told"]![0]!["message"]!;
        var text = (string)(await _app.JsonAsync($"/api/messages/{Uri.EscapeDataString((string)protocol!)}"))["text"]!;
        text.ShouldContain($"Same study as {study["id"]} (sent 9 Jan 2026)");
    }

    [Fact]
    public async Task The_page_shows_the_story_and_hit_pages_lead_to_it()
    {
        var nct = (string)(await StudyAsync())["id"]!;
        var html = await _app.PageAsync($"/studies/{nct}");
        html.ShouldContain("What does not fit together");
        html.ShouldContain("<del>recruiting</del>");
        html.ShouldNotContain("<script");
        html.ShouldContain("href=\"/hits/pubmed:99800001\"");
        (await _app.PageAsync("/hits/pubmed:99800001")).ShouldContain($"<a href=\"/studies/{nct}\">Study {nct}</a>");
        await _app.PageAsync("/studies/none", HttpStatusCode.NotFound);
        (await _app.ProblemAsync("/api/studies/none", HttpStatusCode.NotFound)).ShouldContain("none");
        (await _app.ProblemAsync("/api/studies?page=0")).ShouldContain("page");
    }

    private async Task<JsonNode> StudyAsync() => await _app.JsonAsync("/api/studies/pubmed:99800001");

    public sealed class PlayedMonth : IAsyncLifetime
    {
        private readonly DemoClock _clock = new(MonitorApp.Begin);
        private SimulatorHost? _simulator;
        private MonitorApp? _app;

        internal MonitorApp App => _app ?? throw new InvalidOperationException("not started");

        public async ValueTask InitializeAsync()
        {
            _simulator = await SimulatorHost.StartAsync(new World(new WorldOptions { Seed = 5, Start = MonitorApp.Begin, Days = 30 }), _clock);
            _app = await MonitorApp.StartAsync(_simulator.BaseAddress, _clock);
            foreach (var day in (int[])[0, 4, 10, 18, 29])
            {
                _clock.AdvanceTo(MonitorApp.Begin.AddDays(day));
                await App.PollNowAsync();
                await App.DigestNowAsync();
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (_app is not null) await _app.DisposeAsync();
            if (_simulator is not null) await _simulator.DisposeAsync();
        }
    }
}
