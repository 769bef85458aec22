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
    public async Task One_feed_is_taken_off_and_the_others_are_shown()
    {
        await using var served = await Struck(Faults.FeedGone);
        (await served.GetAsync(FdaTests.Feed("biologics"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await served.GetAsync(FdaTests.Feed("medwatch"))).Status.ShouldBe(HttpStatusCode.OK);
        await Passes(served, FdaTests.Feed("biologics"), a => a.Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task One_search_answers_500_and_the_others_pass()
    {
        await using var served = await Struck(Faults.OneSearchFails);
        (await served.SearchAsync("alopecia*[tiab]")).Status.ShouldBe(HttpStatusCode.InternalServerError);
        (await served.SearchAsync("exosom*[tiab]")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_page_that_trickles_never_ends()
    {
        await using var served = await Struck(Faults.PageTrickles);
        var pages = (await served.GetAsync(FdaTests.Feed("medwatch"))).Xml.Descendants("item").Select(i => new Uri(i.Element("link")!.Value).AbsolutePath).ToList(); // non-null: every item has a link
        var ended = 0;
        foreach (var page in pages)
        {
            try
            {
                await served.GetAsync(page).WaitAsync(TimeSpan.FromSeconds(1), TimeProvider.System);
                ended++;
            }
            catch (TimeoutException)
            {
                // One of those that do not.
            }
        }

        ended.ShouldBeInRange(1, pages.Count - 1);
    }

    [Fact]
    public async Task A_frozen_feed_shows_afterwards_what_was_posted_meanwhile()
    {
        await using var served = await Struck(Faults.FeedFrozen);
        async Task<List<string>> LinksAsync() => [.. (await served.GetAsync(FdaTests.Feed("medwatch"))).Xml.Descendants("item").Select(i => i.Element("link")!.Value)];
        var frozen = await LinksAsync();
        var end = served.World.Outages.First(o => o.Covers(served.Time.GetUtcNow())).To;
        served.Time.Advance(end - served.Time.GetUtcNow() - TimeSpan.FromMinutes(1));
        (await LinksAsync()).ShouldBe(frozen);
        served.Time.Advance(TimeSpan.FromMinutes(2));
        (await LinksAsync()).Except(frozen).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_field_comes_under_another_name()
    {
        await using var articles = await Struck(Faults.EutilsRenamed);
        var article = (await articles.FetchAsync((await articles.FoundAsync("exosom*[tiab]"))[0])).Xml;
        article.Descendants("Lang").ShouldHaveSingleItem();
        article.Descendants("Language").ShouldBeEmpty();
        await using var trials = await Struck(Faults.CtgovRenamed);
        (await trials.GetAsync("/api/v2/studies")).Json.ToJsonString().ShouldNotContain("leadSponsor");
        await Passes(trials, "/api/v2/studies", a => a.Json.ToJsonString().Contains("leadSponsor", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_short_feed_shows_three_items()
    {
        await using var served = await Struck(Faults.FeedShort);
        (await served.GetAsync(FdaTests.Feed("medwatch"))).Xml.Descendants("item").Count().ShouldBe(3);
        await Passes(served, FdaTests.Feed("medwatch"), a => a.Xml.Descendants("item").Count() == 20);
    }

    [Fact]
    public async Task A_bad_key_is_repeated_in_a_400()
    {
        await using var served = await Struck(Faults.EutilsBadKey);
        var answer = await served.GetAsync(Search, ("api-key", "SECRET1"));
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Json["api-key"]!.GetValue<string>().ShouldBe("SECRET1");
        await Passes(served, Search, a => a.Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Eutils_answer_500_with_a_page()
    {
        await using var served = await Struck(Faults.EutilsDown);
        var answer = await served.GetAsync(Search);
        (answer.Status, answer.Type).ShouldBe((HttpStatusCode.InternalServerError, "text/html"));
        await Passes(served, Search, a => a.Status == HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(Faults.EutilsTruncated, Search)]
    [InlineData(Faults.CtgovTruncated, "/api/v2/studies")]
    public async Task A_torn_answer_breaks_the_connection(string fault, string path)
    {
        await using var served = await Struck(fault);
        await Should.ThrowAsync<HttpRequestException>(served.GetAsync(path));
        served.Host.Requests.ShouldHaveSingleItem().Status.ShouldBe(200);
        await Passes(served, path, a => a.Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_clamp_hands_out_seven_in_silence()
    {
        await using var served = await Struck(Faults.EutilsClamp);
        var result = (await served.SearchAsync("exosom*[tiab]")).Json["esearchresult"]!;
        result["idlist"]!.AsArray().Count.ShouldBe(7);
        int.Parse(result["count"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(7);
        (await served.FoundAsync("exosom*[tiab]", "&retstart=7")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Faults.PhraseNotFound, "phrasesnotfound", "PhraseNotFound")]
    [InlineData(Faults.FieldNotFound, "fieldsnotfound", "FieldNotFound")]
    public async Task What_was_not_found_is_said_and_everything_is_listed(string fault, string list, string element)
    {
        await using var served = await Struck(fault);
        var result = (await served.SearchAsync("zzzz[tiab]")).Json["esearchresult"]!;
        result["errorlist"]![list]!.AsArray().Count.ShouldBe(1);
        result["idlist"]!.AsArray().Count.ShouldBeGreaterThan(50);
        (await served.GetAsync(Search)).Xml.Descendants(element).Count().ShouldBe(1);
        served.Time.MoveTo(served.World.Outages[0].To);
        (await served.FoundAsync("zzzz[tiab]")).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_empty_set_comes_for_wanted_ids()
    {
        await using var served = await Struck(Faults.EmptySet);
        var ids = string.Join(',', (await served.FoundAsync("exosom*[tiab]")).Take(3));
        (await served.FetchAsync(ids)).Xml.Elements().ShouldBeEmpty();
        served.Time.MoveTo(served.World.Outages[0].To);
        (await served.FetchAsync(ids)).Xml.Elements().Count().ShouldBe(3);
    }

    [Fact]
    public async Task A_remembered_search_is_forgotten()
    {
        await using var served = await Struck(Faults.WebEnvExpired);
        var session = (await served.SearchAsync("exosom*[tiab]", "&usehistory=y")).Json["esearchresult"]!["webenv"]!.GetValue<string>();
        var path = $"/entrez/eutils/efetch.fcgi?db=pubmed&retmode=xml&WebEnv={session}&query_key=1&retmax=2";
        (await served.GetAsync(path)).Xml.Element("ERROR")!.Value.ShouldBe("Unable to obtain query #1");
        await Passes(served, path, a => a.Xml.Elements().Count() == 2);
    }

    [Fact]
    public async Task Late_records_are_listed_afterwards_with_their_old_date()
    {
        await using var served = await Served.StartAsync(3, 0, Faults.LateRecord);
        var outage = served.World.Outages.First(o => served.World.Events(o.From.AddMinutes(1), o.To).Any(e => e is { Source: WorldSources.PubMed, Type: WorldEventTypes.New, Watches.Count: > 0 }));
        var late = served.World.Events(outage.From.AddMinutes(1), outage.To).First(e => e is { Source: WorldSources.PubMed, Type: WorldEventTypes.New, Watches.Count: > 0 }).ExternalId;
        served.Time.MoveTo(outage.To.AddSeconds(-1));
        (await served.FoundAsync("exosom*[tiab] OR vesicle*[tiab] OR secretome*[tiab] OR conditioned[tiab]")).ShouldNotContain(late);
        (await served.FetchAsync(late)).Xml.Elements().Count().ShouldBe(1);
        served.Time.MoveTo(outage.To);
        (await served.FoundAsync("exosom*[tiab] OR vesicle*[tiab] OR secretome*[tiab] OR conditioned[tiab]")).ShouldContain(late);
    }

    [Fact]
    public async Task A_page_token_dies_within_seconds()
    {
        await using var served = await Struck(Faults.CtgovToken);
        var page = await served.GetAsync("/api/v2/studies?pageSize=100");
        page.Json["studies"]!.AsArray().Count.ShouldBe(3);
        var token = page.Json["nextPageToken"]!.GetValue<string>();
        served.Time.Advance(TimeSpan.FromSeconds(8));
        var dead = await served.GetAsync($"/api/v2/studies?pageSize=100&pageToken={token}");
        (dead.Status, dead.Type).ShouldBe((HttpStatusCode.BadRequest, "text/plain"));
    }

    [Theory]
    [InlineData(Faults.CtgovHtml, HttpStatusCode.OK, "text/html")]
    [InlineData(Faults.CtgovThrottle, HttpStatusCode.TooManyRequests, "text/plain")]
    [InlineData(Faults.CtgovRefusal, HttpStatusCode.BadRequest, "text/plain")]
    public async Task The_registry_answers_something_else(string fault, HttpStatusCode status, string type)
    {
        await using var served = await Struck(fault);
        var answer = await served.GetAsync("/api/v2/studies");
        (answer.Status, answer.Type).ShouldBe((status, type));
        await Passes(served, "/api/v2/studies", a => a.Type == "application/json");
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
        world.Outages.Where(o => o.Fault is not (Faults.FeedShort or Faults.FeedFrozen or Faults.OneSearchFails or Faults.FeedGone)).ShouldAllBe(o => o.To - o.From <= TimeSpan.FromHours(6));
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
