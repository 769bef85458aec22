using System.Net;
using System.Text.Json.Nodes;
using Monitor.Simulator;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Simulator;

public sealed class CrossrefTests
{
    private const string Path = "/crossref/works?query=exosome+exosomes";

    [Fact]
    public async Task A_walk_ends_with_a_short_page_that_has_a_next_cursor_all_the_same()
    {
        await using var served = await Served.StartAsync(days: 30);
        var (cursor, seen, total, pages) = ("*", new List<string>(), -1, 0);
        while (true)
        {
            var message = (await served.GetAsync($"{Path}&rows=7&cursor={Uri.EscapeDataString(cursor)}&mailto=a@b.example")).Json["message"]!;
            total = (int)message["total-results"]!;
            var items = message["items"]!.AsArray();
            seen.AddRange(items.Select(i => (string)i!["DOI"]!));
            cursor = (string)message["next-cursor"]!;
            pages++;
            if (items.Count < 7) break;
        }

        pages.ShouldBeGreaterThan(2);
        seen.Distinct().Count().ShouldBe(total);
    }

    [Fact]
    public async Task Dois_are_alternatives_in_any_case_and_dates_must_hold()
    {
        await using var served = await Served.StartAsync(days: 30);
        var works = served.World.Works.Take(2).Select(w => w.Life.Id).ToList();
        async Task<int> Found(string filter) => (int)(await served.GetAsync("/crossref/works?filter=" + Uri.EscapeDataString(filter))).Json["message"]!["total-results"]!;
        (await Found($"doi:{works[0].ToUpperInvariant()},doi:{works[1]},doi:10.5555/none")).ShouldBe(2);
        (await Found($"doi:{works[0]},from-index-date:2099-01-01")).ShouldBe(0);
        (await Found("until-created-date:1999-01-01")).ShouldBe(0);
    }

    [Fact]
    public async Task What_it_does_not_know_it_refuses_as_the_original_does()
    {
        await using var served = await Served.StartAsync();
        foreach (var query in new[] { "rows=1001", "filter=colour:red", "filter=from-index-date:soon", "colour=red", "cursor=%21" })
        {
            var answer = await served.GetAsync("/crossref/works?" + query);
            answer.Status.ShouldBe(HttpStatusCode.BadRequest, query);
            ((string)answer.Json["message-type"]!).ShouldBe("validation-failure");
            answer.Json["message"].ShouldBeOfType<JsonArray>();
        }

        var none = await served.GetAsync("/crossref/works/10.5555/none");
        (none.Status, none.Type, none.Text).ShouldBe((HttpStatusCode.NotFound, "text/plain", "Resource not found."));
        var one = served.World.Works.First(w => w.Life.Versions[0].VisibleFrom < served.World.Options.Start && w.Life.Id.Contains("sici"));
        ((string)(await served.GetAsync("/crossref/works/" + Uri.EscapeDataString(one.Life.Id))).Json["message-type"]!).ShouldBe("work");
    }

    [Fact]
    public async Task One_event_stands_there_once_per_source()
    {
        await using var served = await Served.StartAsync(days: 30);
        var work = served.World.Works.First(w => w.Life.Versions[^1].Content.UpdatedBy.Count == 2);
        var updates = (await served.GetAsync($"/crossref/works/{work.Life.Id}")).Json["message"]!["updated-by"]!.AsArray();
        updates.Select(u => (string)u!["source"]!).ShouldBe(["retraction-watch", "publisher"]);
        updates.Select(u => (string)u!["DOI"]!).Distinct().ShouldHaveSingleItem();
        var notice = (await served.GetAsync($"/crossref/works/{(string)updates[0]!["DOI"]!}")).Json["message"]!;
        ((string)notice["update-to"]![0]!["DOI"]!).ShouldBe(work.Life.Versions[0].Content.Doi);
    }

    [Theory]
    [InlineData(Faults.CrossrefThrottle, 429, "text/plain")]
    [InlineData(Faults.CrossrefHtml, 200, "text/html")]
    [InlineData(Faults.CrossrefRefusal, 400, "application/json")]
    [InlineData(Faults.CrossrefTimeout, 504, "text/html")]
    public async Task A_fault_strikes_Crossref_alone_and_passes(string fault, int status, string type)
    {
        await using var served = await StruckAsync(fault);
        var answer = await served.GetAsync(Path);
        ((int)answer.Status, answer.Type).ShouldBe((status, type));
        (await served.GetAsync("/api/v2/studies")).Status.ShouldBe(HttpStatusCode.OK);
        served.Time.Advance(TimeSpan.FromHours(12));
        (await served.GetAsync(Path)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_answer_breaks_off_and_a_field_has_another_name()
    {
        await using var torn = await StruckAsync(Faults.CrossrefTruncated);
        await Should.ThrowAsync<HttpRequestException>(torn.GetAsync(Path));
        await using var renamed = await StruckAsync(Faults.CrossrefRenamed);
        var text = (await renamed.GetAsync(Path)).Text;
        text.ShouldNotContain("\"author\"");
        text.ShouldContain("\"contributor\"");
    }

    private static async Task<Served> StruckAsync(string fault)
    {
        var served = await Served.StartAsync(faults: fault);
        served.Time.Advance(served.World.Outages[0].From.AddMinutes(1) - served.Time.GetUtcNow());
        return served;
    }
}
