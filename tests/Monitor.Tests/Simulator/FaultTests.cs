using System.Net;
using Monitor.Simulator;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Simulator;

public sealed class FaultTests
{
    private const string Search = "/entrez/eutils/esearch.fcgi?db=pubmed&term=exosom*[tiab]";

    [Fact]
    public async Task Throttle_answers_429_to_some_requests()
    {
        await using var served = await Struck(Faults.Throttle);
        var answers = new List<Answer>();
        for (var i = 0; i < 30; i++)
        {
            answers.Add(await served.GetAsync(Search));
            served.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var refused = answers.First(a => a.Status == HttpStatusCode.TooManyRequests);
        refused.Json["error"]!.GetValue<string>().ShouldBe("API rate limit exceeded");
        answers.ShouldContain(a => a.Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Eutils_error_hides_in_a_200()
    {
        await using var served = await Struck(Faults.EutilsError);
        var xml = await served.GetAsync(Search);
        xml.Status.ShouldBe(HttpStatusCode.OK);
        xml.Xml.Element("ERROR")!.Value.ShouldStartWith("Search Backend failed");
        (await served.GetAsync(Search + "&retmode=json")).Json["esearchresult"]!["ERROR"]!.GetValue<string>().ShouldStartWith("Search Backend failed");
        var posted = await served.PostAsync("/entrez/eutils/esearch.fcgi", ("db", "pubmed"), ("retmode", "json"), ("term", "exosom*[tiab]"));
        posted.Json["esearchresult"]!["ERROR"].ShouldNotBeNull();
        (await served.FetchAsync("99000001")).Xml.Element("ERROR").ShouldNotBeNull();
        await Passes(served, Search, a => a.Xml.Element("Count") is not null);
    }

    [Fact]
    public async Task Html_comes_in_place_of_xml()
    {
        await using var served = await Struck(Faults.Html200);
        var answer = await served.GetAsync(Search);
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Type.ShouldBe("text/html");
        await Passes(served, Search, a => a.Type == "text/xml");
    }

    [Fact]
    public async Task The_registry_answers_500()
    {
        await using var served = await Struck(Faults.CtgovError);
        (await served.GetAsync("/api/v2/studies")).Status.ShouldBe(HttpStatusCode.InternalServerError);
        (await served.GetAsync(Search)).Status.ShouldBe(HttpStatusCode.OK);
        await Passes(served, "/api/v2/studies", a => a.Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_blocked_page_leads_to_an_apology_that_is_not_there()
    {
        await using var served = await Struck(Faults.PageBlocked);
        var page = new Uri((await served.GetAsync(FdaTests.Feed("medwatch"))).Xml.Descendants("item").First().Element("link")!.Value).AbsolutePath;
        var answer = await served.GetAsync(page);
        answer.Status.ShouldBe(HttpStatusCode.Redirect);
        answer.Location.ShouldBe("/apology_objects/abuse-detection-apology.html");
        (await served.GetAsync(answer.Location!)).Status.ShouldBe(HttpStatusCode.NotFound);
        await Passes(served, page, a => a.Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_short_feed_shows_three_items()
    {
        await using var served = await Struck(Faults.FeedShort);
        (await served.GetAsync(FdaTests.Feed("medwatch"))).Xml.Descendants("item").Count().ShouldBe(3);
        await Passes(served, FdaTests.Feed("medwatch"), a => a.Xml.Descendants("item").Count() == 20);
    }

    [Fact]
    public async Task Requests_are_noted_with_their_answers()
    {
        await using var served = await Struck(Faults.CtgovError);
        var now = served.Time.GetUtcNow();
        await served.GetAsync("/api/v2/version?x=1");
        served.Host.Requests.ShouldBe([new RequestSeen(now, "/api/v2/version", 500)]);
    }

    [Fact]
    public void Outages_leave_time_to_recover()
    {
        var world = new World(new WorldOptions { Faults = Faults.Known });
        world.Outages.ShouldAllBe(o => o.To < world.Options.End.AddHours(-24));
        world.Outages.Where(o => o.Fault != Faults.FeedShort).ShouldAllBe(o => o.To - o.From <= TimeSpan.FromHours(6));
    }

    /// <summary>A world with one fault, its clock at the beginning of the first outage.</summary>
    private static async Task<Served> Struck(string fault)
    {
        var served = await Served.StartAsync(1, 0, fault);
        served.Time.MoveTo(served.World.Outages[0].From);
        return served;
    }

    private static async Task Passes(Served served, string path, Func<Answer, bool> well)
    {
        served.Time.MoveTo(served.World.Outages[0].To);
        well(await served.GetAsync(path)).ShouldBeTrue();
    }
}
