using System.Net;
using System.Text.Json.Nodes;
using Monitor.Simulator;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Simulator;

/// <summary>Europe PMC as the simulator plays it.</summary>
public sealed class EuropePmcTests
{
    private const string Rest = "/europepmc/webservices/rest/";
    private const string Exosomes = "TITLE_ABS:exosom* AND (SRC:MED OR SRC:PPR)";

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory, MemberData(nameof(Seeds))]
    public void What_PubMed_shows_is_shown_here_some_hours_before_or_after(int seed)
    {
        var world = new World(new WorldOptions { Seed = seed });
        var copies = world.Literature.Where(r => r.Id.StartsWith("MED:", StringComparison.Ordinal)).ToDictionary(r => r.Id[4..]);
        copies.Keys.ShouldBe(world.Articles.Select(a => a.Id), ignoreOrder: true);
        var lags = new List<TimeSpan>();
        foreach (var article in world.Articles)
        {
            var copy = copies[article.Id];
            copy.Versions.Select(v => v.Change).ShouldBe(article.Versions.Select(v => v.Change));
            lags.AddRange(copy.Versions.Zip(article.Versions, (c, a) => c.VisibleFrom - a.VisibleFrom));
        }

        lags.ShouldAllBe(l => l.Duration() <= TimeSpan.FromHours(30));
        lags.ShouldContain(l => l > TimeSpan.FromHours(12));
        lags.ShouldContain(l => l < TimeSpan.FromHours(-1));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void A_month_holds_preprints_with_versions_and_such_as_become_an_article(int seed)
    {
        var world = new World(new WorldOptions { Seed = seed });
        var events = world.Events(world.Options.Start, world.Options.End);
        var posted = events.Where(e => e.ExternalId.StartsWith("PPR:", StringComparison.Ordinal)).ToList();
        posted.ShouldContain(e => e.Type == "new" && e.IsNews);
        posted.ShouldContain(e => e.Type == "new" && !e.IsNews);
        var second = world.Literature.Select(r => r.Versions[0].Content).Where(c => c.Number == 2).ToList();
        second.ShouldNotBeEmpty();
        foreach (var content in second) posted.Concat(world.Events(DateTimeOffset.MinValue, world.Options.Start)).ShouldContain(e => e.ExternalId == "PPR:" + content.Versions[0] && e.Type == "updated");

        var published = posted.Where(e => e.Report!.StartsWith("pubmed:", StringComparison.Ordinal)).ToList(); // non-null: every event of literature has one
        published.ShouldNotBeEmpty();
        foreach (var report in published.Select(e => e.Report).Distinct())
        {
            var article = world.Articles.Single(a => "pubmed:" + a.Id == report).Versions[0];
            var preprint = world.Literature.Where(r => published.Any(e => e.Report == report && e.ExternalId == r.Id)).Select(r => r.Versions[^1].Content).First();
            (article.Content.TitleXml, string.Join(',', article.Content.Authors)).ShouldBe((preprint.Article.TitleXml, string.Join(',', preprint.Article.Authors)));
            article.VisibleFrom.ShouldBeGreaterThan(preprint.Shown);
        }
    }

    [Fact]
    public void Every_event_of_literature_names_its_report()
    {
        var world = new World(new WorldOptions { Seed = 4 });
        var events = world.Events(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        events.Where(e => e.Source is WorldSources.PubMed or WorldSources.EuropePmc or WorldSources.Crossref).ShouldAllBe(e => e.Report != null);
        events.Where(e => e.Source is not (WorldSources.PubMed or WorldSources.EuropePmc or WorldSources.Crossref)).ShouldAllBe(e => e.Report == null);
        events.Where(e => e.ExternalId.StartsWith("MED:", StringComparison.Ordinal)).Select(e => $"{e.Report}").ShouldBe(
            events.Where(e => e.ExternalId.StartsWith("MED:", StringComparison.Ordinal)).Select(e => $"pubmed:{e.ExternalId[4..]}"));
    }

    [Fact]
    public async Task A_walk_ends_with_the_mark_that_was_sent_after_a_full_page_and_without_one_after_another()
    {
        await using var served = await Served.StartAsync(seed: 2, days: 20);
        var total = (int)(await SearchAsync(served, Exosomes, 1000))["hitCount"]!;
        foreach (var size in new[] { 7, total, 1000 })
        {
            var (mark, ids) = ("*", new List<string>());
            while (true)
            {
                var page = await SearchAsync(served, Exosomes, size, mark);
                ((int)page["hitCount"]!).ShouldBe(total);
                var list = page["resultList"]!["result"]!.AsArray();
                ids.AddRange(list.Select(r => $"{r!["source"]}:{r["id"]}"));
                if (list.Count == 0) ((string)page["nextCursorMark"]!).ShouldBe(mark);
                if (list.Count == 0 || page["nextCursorMark"] is null) break;
                mark = (string)page["nextCursorMark"]!;
            }

            ids.Count.ShouldBe(total);
            ids.ShouldBeUnique();
        }
    }

    [Fact]
    public async Task A_search_is_answered_by_form_too_and_an_id_in_quotation_marks_finds_nothing()
    {
        await using var served = await Served.StartAsync(seed: 2, days: 20);
        var id = (string)(await SearchAsync(served, "SRC:PPR", 1))["resultList"]!["result"]![0]!["id"]!;
        ((int)(await SearchAsync(served, $"EXT_ID:{id} AND SRC:PPR", 5))["hitCount"]!).ShouldBe(1);
        ((int)(await SearchAsync(served, $"EXT_ID:\"{id}\" AND SRC:PPR", 5))["hitCount"]!).ShouldBe(0);
        var posted = await served.PostAsync(Rest + "searchPOST", ("query", "SRC:PPR"), ("resultType", "core"), ("format", "json"), ("pageSize", "1"));
        ((string)posted.Json["resultList"]!["result"]![0]!["id"]!).ShouldBe(id);
    }

    [Theory]
    [InlineData("exosome", 400)]
    [InlineData("NOPE:exosome", 400)]
    [InlineData("TITLE:a TITLE:b", 400)]
    [InlineData("(TITLE:a", 400)]
    public async Task What_the_service_would_guess_at_is_an_error_in_a_200(string query, int code)
    {
        await using var served = await Served.StartAsync();
        ((int)(await SearchAsync(served, query, 5))["errCode"]!).ShouldBe(code);
    }

    [Fact]
    public async Task A_sort_that_it_does_not_know_is_answered_by_the_version_alone()
    {
        await using var served = await Served.StartAsync();
        (await served.GetAsync(Path("SRC:MED", 5, "*") + "&sort=DATE")).Text.ShouldBe("""{"version":"6.9"}""");
    }

    [Theory]
    [InlineData(Faults.EpmcError, "errCode")]
    [InlineData(Faults.EpmcHtml, "<!DOCTYPE html>")]
    [InlineData(Faults.EpmcDown, "maintenance")]
    [InlineData(Faults.EpmcRenamed, "\"digitalObjectId\":")]
    public async Task A_fault_shows_in_its_hours_and_not_after(string fault, string sign)
    {
        await using var served = await StruckAsync(fault);
        var answer = await served.GetAsync(Path("SRC:MED", 5, "*"));
        answer.Text.ShouldContain(sign);
        answer.Status.ShouldBe(fault == Faults.EpmcDown ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK);
        served.Time.MoveTo(served.World.Outages[0].To);
        (await SearchAsync(served, "SRC:MED", 5))["resultList"]!["result"]![0]!["doi"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Bare_answers_come_about_every_second_time()
    {
        await using var served = await StruckAsync(Faults.EpmcBare);
        var bare = 0;
        for (var i = 0; i < 40; i++, served.Time.Advance(TimeSpan.FromSeconds(1)))
        {
            if ((await served.GetAsync(Path("SRC:MED", 5, "*"))).Text == """{"version":"6.9"}""") bare++;
        }

        bare.ShouldBeInRange(10, 30);
    }

    [Fact]
    public async Task A_torn_answer_ends_in_the_middle()
    {
        await using var served = await StruckAsync(Faults.EpmcTruncated);
        await Should.ThrowAsync<HttpRequestException>(() => served.GetAsync(Path("SRC:MED", 5, "*")));
    }

    private static async Task<Served> StruckAsync(string fault)
    {
        var served = await Served.StartAsync(1, 0, fault);
        served.Time.MoveTo(served.World.Outages[0].From);
        return served;
    }

    private static async Task<JsonNode> SearchAsync(Served served, string query, int size, string mark = "*") => (await served.GetAsync(Path(query, size, mark))).Json;

    private static string Path(string query, int size, string mark) =>
        $"{Rest}search?query={Uri.EscapeDataString(query)}&resultType=core&format=json&synonym=false&pageSize={size}&cursorMark={Uri.EscapeDataString(mark)}";
}
