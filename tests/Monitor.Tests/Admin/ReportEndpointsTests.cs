using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Monitor.Documents;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;
using static Monitor.Tests.Infrastructure.ReportDesk;

namespace Monitor.Tests.Admin;

/// <summary>Reports over HTTP: what waits for a person, why records are one, merge and split, and one entry where hits are listed for people.</summary>
[OnEveryStore]
public sealed class ReportEndpointsTests
{
    private const string First = "pubmed:99999991", Second = "crossref:10.99999/imag.1";

    /// <summary>The title is cut and no place is given: for a person.</summary>
    private static readonly Article Elsewhere = Crossref() with { Doi = null, Title = "Exosomes of dermal papilla cells lengthen the growth phase", Volume = null, Issue = null, Pages = null, Published = new PartialDate(2026) };

    [Fact]
    public async Task What_no_rule_can_say_is_listed_with_reasons_until_a_person_says_it()
    {
        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"));
        await app.AddAsync(PubMed());
        await app.AddAsync(Elsewhere);
        var listed = (await app.JsonAsync("/api/reports?state=to-decide"))["items"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)listed["verdict"]!).ShouldBe("to-person");
        listed["reasons"]!.AsArray().Count.ShouldBeGreaterThan(2);
        ((string)listed["b"]!["title"]!).ShouldStartWith("Exosomes");
        ((bool)(await PostAsync(app, "merge"))["areOne"]!).ShouldBeTrue();
        ((int)(await app.JsonAsync("/api/reports"))["total"]!).ShouldBe(0);
        var report = await app.JsonAsync("/api/reports/" + Uri.EscapeDataString(Second));
        ((string)report["id"]!).ShouldBe(First);
        report["members"]!.AsArray().Select(m => (string)m!["id"]!).ShouldBe([First, Second]);
        ((string)report["people"]![0]!["decision"]!).ShouldBe("joined");
        ((bool)(await PostAsync(app, "split"))["areOne"]!).ShouldBeFalse();
        ((int)(await app.JsonAsync("/api/reports"))["total"]!).ShouldBe(1, "as it was before the merge");
    }

    [Fact]
    public async Task Of_two_reports_a_person_is_asked_once_and_never_again()
    {
        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"));
        await app.AddAsync(PubMed());
        await app.AddAsync(EuropePmc());
        await app.AddAsync(Elsewhere);
        ((int)(await app.JsonAsync("/api/reports"))["total"]!).ShouldBe(1, "both records of the paper are alike to the third");
        ((bool)(await PostAsync(app, "split"))["areOne"]!).ShouldBeFalse();
        ((int)(await app.JsonAsync("/api/reports"))["total"]!).ShouldBe(0);
    }

    [Fact]
    public async Task A_pair_that_is_merely_similar_is_asked_of_nobody_and_shown_with_its_reasons()
    {
        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"));
        await app.AddAsync(PubMed());
        await app.AddAsync(Elsewhere with { Title = PubMed().Title, Journal = "Archives of Invented Medicine" });
        ((int)(await app.JsonAsync("/api/reports"))["total"]!).ShouldBe(0);
        var pair = (await app.JsonAsync("/api/reports/" + Uri.EscapeDataString(First)))["pairs"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)pair["verdict"]!, (string)pair["rule"]!, (bool)pair["areOne"]!).ShouldBe(("different", "other-journal", false));
        pair["reasons"]!.AsArray().Count.ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task A_column_that_comes_again_is_learned_from_what_is_stored()
    {
        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"));
        var item = Crossref() with { Doi = null, Title = "Letters from the follicle clinic on what we saw this quarter", Issue = null, Pages = "5-6" };
        Article Print(string id, int volume) =>
            item with { Id = $"crossref:{id}", ExternalId = id, Volume = $"{volume}", Published = new PartialDate(2000 + volume) };
        await app.AddAsync(Print("a", 14));
        await app.AddAsync(Print("b", 14));
        ((int)(await app.JsonAsync("/api/hits"))["total"]!).ShouldBe(1, "nothing says yet that it is a column");
        await app.AddAsync(Print("c", 16));
        await app.AddAsync(Print("d", 18));
        ((int)(await app.JsonAsync("/api/hits"))["total"]!).ShouldBe(4);
        ((int)(await app.JsonAsync("/api/reports"))["total"]!).ShouldBe(0);
    }

    [Fact]
    public async Task A_hit_names_its_report_and_the_other_records_of_it()
    {
        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"));
        await app.AddAsync(Any.Trial());
        await app.AddAsync(PubMed());
        await app.AddAsync(Crossref());
        var hit = await app.JsonAsync("/api/hits/" + Uri.EscapeDataString(Second));
        ((string)hit["reportId"]!).ShouldBe(First);
        ((string)hit["sameReport"]![0]!["id"]!).ShouldBe(First);
        ((string)hit["sameReport"]![0]!["reason"]!).ShouldBe("same-doi-and-title");
        var list = await app.JsonAsync("/api/hits");
        ((int)list["total"]!, (int)list["records"]!).ShouldBe((2, 3));
        ((int)(await app.JsonAsync("/api/hits?by=record"))["total"]!).ShouldBe(3);
        (await app.JsonAsync("/api/hits/clinicaltrials.gov:NCT00000001")).AsObject().ContainsKey("reportId").ShouldBeFalse();
    }

    [Fact]
    public async Task Exports_feeds_and_pages_show_a_report_once()
    {
        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"));
        await app.AddAsync(Crossref());
        var before = await app.Http.GetStringAsync(new Uri("/feeds/all.json", UriKind.Relative));
        await app.AddAsync(PubMed());
        (await app.Http.GetStringAsync(new Uri("/api/export?format=ris", UriKind.Relative))).Split("TY  - ").Length.ShouldBe(2);
        (await app.Http.GetStringAsync(new Uri("/api/export?format=ris&source=crossref", UriKind.Relative))).Split("TY  - ").Length.ShouldBe(2, "what was asked for is shown");
        var feed = JsonNode.Parse(await app.Http.GetStringAsync(new Uri("/feeds/all.json", UriKind.Relative)))!["items"]!.AsArray();
        var entry = feed.ShouldHaveSingleItem()!;
        ((string)entry["id"]!).ShouldBe((string)JsonNode.Parse(before)!["items"]![0]!["id"]!, "a reader knows the entry again");
        ((string)entry["summary"]!).ShouldContain("Also in Crossref");
        var page = await app.Http.GetStringAsync(new Uri("/hits", UriKind.Relative));
        page.ShouldContain("<strong>1</strong> report in 2 records");
        page.ShouldContain(Second);
    }

    [Theory]
    [InlineData("""{"a":"pubmed:1"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"a":"pubmed:1","b":"pubmed:1"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"a":"pubmed:1","b":"pubmed:2"}""", HttpStatusCode.NotFound)]
    public async Task A_pair_that_is_none_is_refused(string body, HttpStatusCode expected)
    {
        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"));
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        (await app.Http.PostAsync(new Uri("/api/reports/merge", UriKind.Relative), content)).StatusCode.ShouldBe(expected);
    }

    private static async Task<JsonNode> PostAsync(MonitorApp app, string what)
    {
        using var content = new StringContent($$"""{"a":"{{Second}}","b":"{{First}}","by":"ann"}""", Encoding.UTF8, "application/json");
        using var answer = await app.Http.PostAsync(new Uri("/api/reports/" + what, UriKind.Relative), content);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }
}
