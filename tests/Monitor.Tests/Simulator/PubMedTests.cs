using System.Globalization;
using System.Net;
using System.Xml.Linq;
using Monitor.Simulator;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Simulator;

public sealed class PubMedTests
{
    private const string Anything = "1000/01/01:3000/12/31[edat]";

    [Fact]
    public async Task A_new_article_is_visible_exactly_from_its_instant()
    {
        await using var served = await Served.StartAsync();
        var news = Truth(served, e => e.Type == "new");
        news.Count.ShouldBeGreaterThan(50);
        foreach (var (at, pmid) in news.DistinctBy(e => e.ExternalId).Select(e => (e.At, e.ExternalId)))
        {
            served.Time.MoveTo(at.AddTicks(-1));
            (await served.FetchAsync(pmid)).Xml.Elements().ShouldBeEmpty();
            served.Time.MoveTo(at);
            (await served.FetchAsync(pmid)).Xml.Elements().Count().ShouldBe(1);
        }
    }

    [Fact]
    public async Task Daily_polls_with_overlap_see_all_that_is_new()
    {
        await using var served = await Served.StartAsync();
        var before = (await served.FoundAsync(Anything)).ToHashSet();
        var seen = new List<string>();
        for (var day = 1; day <= 30; day++)
        {
            served.Time.Advance(TimeSpan.FromDays(1));
            var now = served.Time.GetUtcNow();
            var window = $"&datetype=edat&mindate={now.AddDays(-8):yyyy/MM/dd}&maxdate={now:yyyy/MM/dd}";
            seen.AddRange((await served.FoundAsync(Anything, window)).Where(id => !before.Contains(id)));
        }

        seen.Distinct().Order().ShouldBe(Truth(served, e => e.Type == "new").Select(e => e.ExternalId).Distinct().Order());
    }

    [Fact]
    public async Task A_revision_is_found_by_its_modification_day()
    {
        await using var served = await Served.StartAsync();
        foreach (var change in Truth(served, e => e.Type != "new"))
        {
            served.Time.MoveTo(change.At);
            (await served.FoundAsync(Anything, "&datetype=mdat&reldate=0")).ShouldContain(change.ExternalId);
        }
    }

    [Fact]
    public async Task A_retraction_shows_on_the_article_and_as_a_notice()
    {
        await using var served = await Served.StartAsync(days: 30);
        foreach (var change in Truth(served, e => e.Type == "retracted"))
        {
            var article = (await served.FetchAsync(change.ExternalId)).Xml.Descendants("MedlineCitation").Single();
            article.Descendants("PublicationType").ShouldContain(t => t.Attribute("UI")!.Value == "D016441");
            var link = article.Descendants("CommentsCorrections").Single(c => c.Attribute("RefType")!.Value == "RetractionIn");
            var notice = (await served.FetchAsync(link.Element("PMID")!.Value)).Xml.Descendants("MedlineCitation").Single();
            notice.Descendants("CommentsCorrections").Single().Attribute("RefType")!.Value.ShouldBe("RetractionOf");
            notice.Descendants("CommentsCorrections").Single().Element("PMID")!.Value.ShouldBe(change.ExternalId);
        }
    }

    [Fact]
    public async Task The_set_holds_what_trips_careless_readers()
    {
        await using var served = await Served.StartAsync(days: 30);
        var set = (await served.FetchAsync(string.Join(',', served.World.Articles.Select(a => a.Id)))).Xml;
        set.Elements("PubmedBookArticle").ShouldNotBeEmpty();
        foreach (var name in new[] { "MedlineDate", "CollectiveName", "VernacularTitle", "OtherAbstract", "ReferenceList", "AccessionNumber", "sup", "i" })
            set.Descendants(name).ShouldNotBeEmpty(name);
        set.Descendants("AbstractText").ShouldContain(t => t.Attribute("Label") != null && t.Attribute("NlmCategory") != null);
        set.Descendants("ELocationID").ShouldContain(e => e.Attribute("ValidYN")!.Value == "N");
        set.Descendants("PubMedPubDate").Where(d => d.Attribute("PubStatus")!.Value == "entrez").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_answer_of_a_search_has_the_recorded_shape()
    {
        await using var served = await Served.StartAsync();
        var json = (await served.GetAsync("/entrez/eutils/esearch.fcgi?db=pubmed&retmode=json&retmax=2&usehistory=y&term=exosom*[tiab]")).Json;
        json["header"]!.ToJsonString().ShouldBe("""{"type":"esearch","version":"0.3"}""");
        var result = json["esearchresult"]!;
        result["retmax"]!.GetValue<string>().ShouldBe("2");
        result["webenv"]!.GetValue<string>().ShouldStartWith("MCID_");
        result["querytranslation"]!.GetValue<string>().ShouldBe("exosom*[Title/Abstract]");
        var xml = (await served.GetAsync("/entrez/eutils/esearch.fcgi?db=pubmed&retmax=2&term=exosom*[tiab]")).Xml;
        xml.Elements().Select(e => e.Name.LocalName).ShouldBe(["Count", "RetMax", "RetStart", "IdList", "TranslationSet", "QueryTranslation"]);
        xml.Element("IdList")!.Elements().Select(e => e.Value).ShouldBe(result["idlist"]!.AsArray().Select(id => id!.GetValue<string>()));
    }

    [Fact]
    public async Task A_remembered_search_is_fetched_in_pages()
    {
        await using var served = await Served.StartAsync();
        var result = (await served.PostAsync("/entrez/eutils/esearch.fcgi", ("db", "pubmed"), ("retmode", "json"), ("usehistory", "y"), ("term", "exosom*[tiab]"))).Json["esearchresult"]!;
        var count = int.Parse(result["count"]!.GetValue<string>(), CultureInfo.InvariantCulture);
        result["idlist"]!.AsArray().Count.ShouldBe(20);
        var pmids = new List<string>();
        for (var start = 0; start < count; start += 7)
        {
            var page = await served.PostAsync("/entrez/eutils/efetch.fcgi", ("db", "pubmed"), ("retmode", "xml"), ("query_key", "1"),
                ("WebEnv", result["webenv"]!.GetValue<string>()), ("retstart", $"{start}"), ("retmax", "7"));
            pmids.AddRange(page.Xml.Elements().Select(Pmid));
        }

        pmids.ShouldBe(await served.FoundAsync("exosom*[tiab]"));
        served.Time.Advance(TimeSpan.FromHours(8));
        var expired = await served.GetAsync("/entrez/eutils/efetch.fcgi?db=pubmed&retmode=xml&query_key=1&WebEnv=" + result["webenv"]!.GetValue<string>());
        expired.Xml.Element("ERROR")!.Value.ShouldBe("Unable to obtain query #1");
    }

    [Theory]
    [InlineData("exosome")]
    [InlineData("exosome[majr]")]
    [InlineData("exosome[nonsense]")]
    [InlineData("exosom*[tiab] NOT hair[tiab] AND skin[tiab]")]
    [InlineData("exosom*[tiab] hair[tiab]")]
    [InlineData("exo*[tiab]")]
    [InlineData("(exosom*[tiab]")]
    [InlineData("exosom*[tiab])")]
    [InlineData("\"hair loss[tiab]")]
    [InlineData("exosom*[tiab] AND")]
    [InlineData("a[tiab] AND b[tiab] OR c[tiab]")]
    [InlineData("2026/01/01:2026/01/09[pdat]")]
    [InlineData("2026/01/01:someday[edat]")]
    [InlineData("\"hair exosome\"[tiab:~5]")]
    public async Task What_PubMed_would_guess_at_is_refused(string term)
    {
        await using var served = await Served.StartAsync();
        var answer = await served.SearchAsync(term);
        answer.Status.ShouldBe(HttpStatusCode.BadRequest, answer.Text);
        answer.Type.ShouldBe("text/plain");
    }

    [Fact]
    public async Task Dates_in_the_term_and_beside_it_mean_the_same()
    {
        await using var served = await Served.StartAsync(days: 30);
        var beside = await served.FoundAsync(Anything, "&datetype=edat&mindate=2026/01/10&maxdate=2026/01/20");
        beside.ShouldNotBeEmpty();
        (await served.FoundAsync($"({Anything}) AND 2026/01/10:2026/01/20[edat]")).ShouldBe(beside);
        (await served.FoundAsync($"({Anything}) AND (\"2026/01/10\"[edat] : \"2026/01/20\"[edat])")).ShouldBe(beside);
        beside.ShouldBe(beside.OrderDescending());
    }

    [Theory]
    [InlineData("&datetype=edta&mindate=2026/01/01&maxdate=2026/01/31", "0")]
    [InlineData("&mindate=&maxdate=", "0")]
    public async Task A_misspelt_date_type_finds_nothing_without_an_error(string more, string count)
    {
        await using var served = await Served.StartAsync(days: 30);
        (await served.SearchAsync(Anything, more)).Json["esearchresult"]!["count"]!.GetValue<string>().ShouldBe(count);
    }

    [Fact]
    public async Task Half_a_window_is_refused()
    {
        await using var served = await Served.StartAsync();
        (await served.SearchAsync(Anything, "&mindate=2026/01/01")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_ends_of_the_list_are_clamped_or_an_error_inside_an_answer()
    {
        await using var served = await Served.StartAsync();
        var clamped = (await served.GetAsync("/entrez/eutils/esearch.fcgi?db=pubmed&retmode=json&retmax=1000000&retstart=3&term=exosom*[tiab]")).Json["esearchresult"]!;
        clamped["retmax"]!.GetValue<string>().ShouldBe((int.Parse(clamped["count"]!.GetValue<string>(), CultureInfo.InvariantCulture) - 3).ToString(CultureInfo.InvariantCulture));
        var beyond = await served.GetAsync("/entrez/eutils/esearch.fcgi?db=pubmed&retstart=9999&term=exosom*[tiab]");
        beyond.Status.ShouldBe(HttpStatusCode.OK);
        beyond.Xml.Element("ERROR")!.Value.ShouldContain("'retstart' cannot be larger than 9998");
    }

    [Fact]
    public async Task Unknown_ids_are_missing_and_no_ids_are_an_error()
    {
        await using var served = await Served.StartAsync();
        (await served.FetchAsync("1,2,x")).Xml.Elements().ShouldBeEmpty();
        (await served.FetchAsync("")).Xml.Element("ERROR")!.Value.ShouldContain("Empty id list");
        (await served.GetAsync("/entrez/eutils/efetch.fcgi?db=pubmed&retmode=xml")).Xml.Element("ERROR")!.Value.ShouldContain("Neither query_key nor id");
        (await served.GetAsync("/entrez/eutils/esearch.fcgi?db=pubmed&term=exosom*[tiab]&api_key=")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static string Pmid(XElement article) =>
        ((article.Element("MedlineCitation") ?? article.Element("BookDocument"))!.Element("PMID")!).Value;

    private static List<WorldEvent> Truth(Served served, Func<WorldEvent, bool> which) =>
        [.. served.World.Events(served.World.Options.Start, served.World.Options.End).Where(e => e.Source == "pubmed" && which(e))];
}
