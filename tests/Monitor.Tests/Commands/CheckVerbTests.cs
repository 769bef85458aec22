using System.Text.Json.Nodes;
using System.Xml.Linq;
using Monitor.Simulator.Records;
using Monitor.Tests.Infrastructure;
using Monitor.Tests.Simulator;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Commands;

public sealed class CheckVerbTests
{
    private static string Plain(string xml) => XElement.Parse($"<t>{xml}</t>").Value;

    private static string Vancouver(ArticleContent a, int? year = null, string? doi = null, string? title = null, string? author = null, string? volume = null) =>
        $"{author ?? $"{a.Authors[0].LastName} {a.Authors[0].Initials}"}, et al. {(title ?? Plain(a.TitleXml)).TrimEnd('.')}. {a.Issue.Abbreviation}. {year ?? a.Issue.Year};{volume ?? a.Issue.Volume}({a.Issue.Number}):{a.Issue.Pages}.{(doi is null ? "" : $" doi: {doi}")}";

    /// <summary>Papers with a place in print, named by persons, about which nothing was published.</summary>
    private static List<ArticleContent> Papers(Served served) =>
    [
        .. served.World.Articles.Select(a => a.At(served.Time.GetUtcNow())).OfType<ArticleContent>()
            .Where(a => a is { BookTitle: null, Links.Count: 0, VernacularTitle: null, Issue.Pages: not null, Authors: [{ LastName: not null }, ..] } && a.Authors[0].LastName!.All(char.IsAsciiLetter) && a.PublicationTypes.All(t => t != "Preprint"))
            .DistinctBy(a => Plain(a.TitleXml)).OrderBy(a => a.Pmid, StringComparer.Ordinal),
    ];

    private static ArticleContent Changed(Served served, string type)
    {
        var id = served.World.Events(default, served.Time.GetUtcNow()).First(e => e.Source == "pubmed" && e.Type == type && served.World.Article(e.ExternalId)!.At(served.Time.GetUtcNow()) is { BookTitle: null }).ExternalId;
        return served.World.Article(id)!.At(served.Time.GetUtcNow())!; // non-null: it has an event
    }

    private static async Task<(JsonNode Json, Ended Ended)> CheckAsync(MonitorFolder folder, string text, params string[] more)
    {
        var ended = await folder.RunAsync(["check", folder.Write("references.txt", text), "--json", .. more]);
        return (ended.Exit == 2 ? new JsonObject() : MonitorFolder.Json(ended), ended);
    }

    private static string Verdict(JsonNode? reference) => (string)reference!["verdict"]!;

    private static List<string> Fields(JsonNode? reference) => [.. reference!["differences"]!.AsArray().Select(d => (string)d!["field"]!)];

    [Fact]
    public async Task A_pasted_list_is_resolved_against_the_upstreams()
    {
        await using var served = await Served.StartAsync(days: 30);
        using var folder = new MonitorFolder(served.Host.BaseAddress);
        var papers = Papers(served);
        papers.Count.ShouldBeGreaterThan(8);
        var retracted = Changed(served, "retracted");
        var doubted = Changed(served, "expression-of-concern");
        var trial = served.World.Trials[0].Id;
        var (json, ended) = await CheckAsync(folder, string.Join('\n',
        [
            $"1. {Vancouver(papers[0], doi: papers[0].Doi)}",
            $"2. {Vancouver(papers[1], year: papers[1].Issue.Year - 4)}",
            $"3. {Vancouver(papers[2], doi: papers[3].Doi)}",
            "4. Phantom Q, Nemo X. Quantum ribbons reverse imaginary baldness in porcelain figurines: a decade of dreams. Synth J Trichol. 2019;29(4):777-81. doi: 10.5555/nobody.printed.this",
            $"5. {Plain(retracted.TitleXml)}. PMID: {retracted.Pmid}",
            $"6. PMID: {papers[0].Pmid}",
            $"7. ClinicalTrials.gov {trial}",
            "8. ??? -- !",
            $"9. {Vancouver(papers[4])} PMID: {papers[5].Pmid}",
            $"10. https://doi.org/{papers[6].Doi}",
            $"11. {Vancouver(papers[7], author: "Impostor Z")}",
            $"12. {doubted.Pmid}",
            "13. NCT99999999",
        ]));
        var all = json["references"]!.AsArray();
        all.Select(Verdict).ShouldBe(
            ["found", "differs", "differs", "not found", "retracted", "found", "found", "unreadable", "differs", "found", "differs", "expression of concern", "not found"], ended.ToString());
        ended.Exit.ShouldBe(1);
        ((string?)all[0]!["matched"]!["pmid"]).ShouldBe(papers[0].Pmid);
        Fields(all[1]).ShouldBe(["year"]);
        ((string?)all[1]!["differences"]![0]!["known"]).ShouldBe($"{papers[1].Issue.Year}");
        Fields(all[2]).ShouldBe(["doi"]);
        ((string?)all[2]!["differences"]![0]!["known"]).ShouldBe(papers[2].Doi);
        ((string?)all[2]!["differences"]![0]!["note"]).ShouldNotBeNull().ShouldContain($"pubmed:{papers[3].Pmid}");
        all[3]!["asked"]!.AsArray().Select(a => $"{a!["source"]} {a["outcome"]}").ShouldBe(["store empty", "pubmed empty"]);
        var notice = all[4]!["notices"]!.AsArray().First()!;
        ((string?)notice["type"], (string?)notice["source"]).ShouldBe(("retracted", "pubmed"));
        ((string?)notice["notice"]).ShouldBe($"PMID {retracted.Links.Single(l => l.RefType == "RetractionIn").Pmid}");
        ((string?)notice["date"]).ShouldNotBeNull().ShouldMatch(@"^20\d\d-\d\d$");
        ((int?)all[5]!["duplicateOf"]).ShouldBe(1);
        ((string?)all[6]!["matched"]!["id"]).ShouldBe($"clinicaltrials.gov:{trial}");
        ((string?)all[6]!["matched"]!["status"]).ShouldNotBeNull();
        ((int)all[7]!["line"]!).ShouldBe(8);
        ((string?)all[7]!["error"]).ShouldNotBeNull();
        Fields(all[8]).ShouldBe(["pmid"]);
        ((string?)all[8]!["matched"]!["pmid"]).ShouldBe(papers[4].Pmid);
        ((string?)all[9]!["matched"]!["pmid"]).ShouldBe(papers[6].Pmid);
        Fields(all[10]).ShouldBe(["first author"]);
        var summary = json["summary"]!;
        ((int)summary["references"]!, (int)summary["found"]!, (int)summary["differs"]!, (int)summary["notFound"]!, (int)summary["retracted"]!, (int)summary["duplicates"]!).ShouldBe((13, 4, 4, 2, 1, 1));

        var told = await folder.RunAsync("check", Path.Combine(folder.Path, "references.txt"));
        told.Out.ShouldContain("   4  NOT FOUND: Phantom Q");
        told.Out.ShouldContain($"year: {papers[1].Issue.Year - 4} → {papers[1].Issue.Year}");
        told.Out.ShouldContain("   5  RETRACTED: ");
        told.Out.ShouldContain("references.txt, record 8, line 8: ");
        told.Out.ShouldContain("13 references in ");
    }

    [Fact]
    public async Task An_upstream_that_does_not_answer_never_makes_a_reference_unfound()
    {
        using var folder = new MonitorFolder();
        var (json, ended) = await CheckAsync(folder, "PMID: 99000001\nNCT99000001\n10.5555/mon.1\n99000002\n99000003\n99000004\n");
        ended.Exit.ShouldBe(1);
        var all = json["references"]!.AsArray();
        all.Select(Verdict).ShouldAllBe(v => v == "could not be asked");
        ((string?)all[0]!["error"]).ShouldNotBeNull().ShouldStartWith("pubmed: ");
        ((string?)all[1]!["error"]).ShouldNotBeNull().ShouldStartWith("clinicaltrials.gov: ");
        // It is asked no more after a few failures on end.
        ((string?)all[5]!["error"]).ShouldNotBeNull().ShouldContain("not asked again");
        json["summary"]!["failed"]!.AsArray().Select(f => (string?)f).ShouldBe(["pubmed", "clinicaltrials.gov"], ignoreOrder: true);
    }

    [Fact]
    public async Task Offline_the_store_alone_is_asked_and_knows_what_was_retracted()
    {
        await using var served = await Served.StartAsync(days: 30);
        using var folder = new MonitorFolder();
        var (paper, retracted) = (Papers(served)[0], Changed(served, "retracted"));
        var file = folder.Write("set.xml", (await served.FetchAsync($"{paper.Pmid},{retracted.Pmid}")).Text);
        (await folder.RunAsync("import", "--all", file)).Exit.ShouldBe(0);
        var requests = served.Host.Requests.Count;
        var (json, ended) = await CheckAsync(folder, $"{Vancouver(paper)}\n{Vancouver(retracted, author: "Anybody A")}\nPMID: 98999999\n", "--offline");
        json["references"]!.AsArray().Select(Verdict).ShouldBe(["found", "retracted", "not found"], ended.ToString());
        json["references"]!.AsArray().SelectMany(r => r!["asked"]!.AsArray().Select(a => (string?)a!["source"])).Distinct().ShouldBe(["store"]);
        served.Host.Requests.Count.ShouldBe(requests);
        (await CheckAsync(folder, $"PMID: {paper.Pmid}\n", "--offline")).Ended.Exit.ShouldBe(0);
        folder.Count("SELECT count(*) FROM hit_index").ShouldBe(2, "a check stores nothing");
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_wrong_usage()
    {
        using var folder = new MonitorFolder();
        var missing = await folder.RunAsync("check", "nowhere.ris");
        (missing.Exit, missing.Out).ShouldBe((2, ""));
        missing.Error.ShouldContain("nowhere.ris");
        var (_, empty) = await CheckAsync(folder, "\n\n");
        empty.Exit.ShouldBe(2);
        empty.Error.ShouldContain("holds no text");
    }
}
