using System.Net;
using Monitor.Documents;
using Monitor.Identity;
using Monitor.Polling.Events;
using Monitor.Store.Sql;
using Monitor.Tests.Identity.Events;
using Monitor.Tests.Infrastructure;
using Monitor.Tests.Pages;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Admin;

/// <summary>Events over HTTP: their life, their notices, why they are one, and what may belong to them.</summary>
[OnEveryStore]
public sealed class EventEndpointsTests
{
    private static readonly Notice Press = Notices.Press("nimbus-recall", "Nimbus Vesicle Works Issues Voluntary Recall of Aurelux Exosome Solution");

    private static readonly Notice[] Records =
    [
        Notices.Record("D-9101-2026", "777001") with { RecallClass = "Class I", Classified = new PartialDate(2026, 4, 1), Terminated = new PartialDate(2026, 5, 1), Status = "Terminated" },
        Notices.Record("D-9102-2026", "777001", product: "Aurelux serum, 2 mL") with { RecallClass = "Class I", Classified = new PartialDate(2026, 4, 1), Status = "Ongoing" },
    ];

    private static readonly Notice Other = Notices.Record("D-9103-2026", "777002", product: "Another thing, 1 mL");

    [Fact]
    public async Task An_event_is_read_by_the_id_of_any_of_its_notices_as_a_time_line()
    {
        await using var app = await StoredAsync([Press, .. Records, Other]);
        var found = await app.JsonAsync($"/api/regulatory-events/{Uri.EscapeDataString(Press.Id)}");
        ((string)found["id"]!).ShouldBe(Press.Id);
        ((string)found["title"]!).ShouldBe(Press.Title);
        found["life"]!.AsArray().Select(s => $"{s!["date"]} {s["what"]} {s["notices"]!.AsArray().Count} {s["stated"]}").ShouldBe(
        [
            "2026-02-27 recall began 2 true", "2026-03-02 press announcement posted 1 true", "2026-03-25 recorded in the enforcement report 2 true",
            "2026-04-01 classified: Class I 2 true", "2026-05-01 recall terminated 1 true",
        ]);
        found["notices"]!.AsArray().Count.ShouldBe(3);
        found["links"]!.AsArray().Select(l => (string)l!["rule"]!).ShouldContain("announced-product");
        found["possible"]!.AsArray().Select(p => (string)p!["notice"]!).Distinct().ShouldBe([Other.Id]);
        (await app.JsonAsync($"/api/regulatory-events/{Records[1].Id}")).ToJsonString().ShouldBe(found.ToJsonString());
        (await app.Http.GetAsync(new Uri("/api/regulatory-events/none", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Events_are_listed_and_a_notice_names_its_own()
    {
        await using var app = await StoredAsync([Press, .. Records, Other]);
        var all = await app.JsonAsync("/api/regulatory-events");
        ((int)all["total"]!).ShouldBe(2);
        var several = (await app.JsonAsync("/api/regulatory-events?notices=2"))["items"]!.AsArray().ShouldHaveSingleItem();
        ((int)several!["notices"]!).ShouldBe(3);
        several["noticeTypes"]!.AsArray().Select(t => (string)t!).ShouldBe(["press-release", "recall"]);
        var hit = (await app.JsonAsync($"/api/hits/{Records[0].Id}"))["regulatoryEvent"]!;
        ((string)hit["id"]!, (int)hit["notices"]!).ShouldBe((Press.Id, 3));
        ((string)(await app.JsonAsync($"/api/hits/{Records[0].Id}"))["eventId"]!).ShouldBe("777001");
        (await app.JsonAsync("/api/hits?kind=notice"))["items"]!.AsArray().ShouldAllBe(i => i!["regulatoryEvent"] != null);
        (await app.Http.GetAsync(new Uri("/api/regulatory-events?notices=0", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_page_tells_the_life_and_the_page_of_each_notice_leads_to_it()
    {
        await using var app = await StoredAsync([Press, .. Records, Other]);
        var page = await app.PageAsync("/events/" + Uri.EscapeDataString(Records[0].Id));
        page.ShouldContain($"<h1>{Press.Title}</h1>");
        page.ShouldContain("classified: Class I (2 notices)");
        page.ShouldContain("Maybe the same event");
        page.ShouldNotContain("<script", Case.Insensitive);
        (await app.PageAsync("/hits/" + Uri.EscapeDataString(Records[1].Id))).ShouldContain("One of 3 notices of one event");
        (await app.PageAsync("/hits/" + Uri.EscapeDataString(Other.Id))).ShouldContain("This notice alone, so far");
        (await app.Http.GetAsync(new Uri("/events/none", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<MonitorApp> StoredAsync(params Notice[] notices)
    {
        var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"));
        await app.Get<Database>().WriteAsync(async tx =>
        {
            await HitTable.SaveAsync(tx, [.. notices.Select(n => Revise.First(n, MonitorApp.Begin).Hit)], MonitorApp.Begin);
            await IngestEvents.PlaceAsync(tx, notices, MonitorApp.Begin);
        }, default);
        return app;
    }
}
