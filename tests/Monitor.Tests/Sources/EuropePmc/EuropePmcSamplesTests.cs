using Monitor.Documents;
using Monitor.Sources;
using Monitor.Sources.EuropePmc;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.EuropePmc;

/// <summary>Every recorded answer of Europe PMC: read with its count, or refused.</summary>
public sealed class EuropePmcSamplesTests
{
    private const string Folder = "samples/europepmc";

    [Theory]
    [InlineData("search_cancer_core.json", 25, 5059039, "AoIIP4ZawSg1MzEyODI1MA==")]
    [InlineData("search_cancer.json", 25, 5059039, "AoIIP4ZawSg1MzEyODI1MA==")]
    [InlineData("search_cancer_page2.json", 5, 5059039, "AoIIP4lkIig1MzE0NTMwOA==")]
    [InlineData("search_lite_20614e48.json", 5, 5, null)]
    [InlineData("search_lite_87a89806.json", 2, 2, null)]
    [InlineData("search_no_results.json", 0, 0, null)]
    public void Reads_every_record(string file, int records, int count, string? next)
    {
        var page = Read(file).ShouldNotBeNull();
        page.Unreadable.ShouldBeEmpty();
        (page.Records.Count, page.HitCount, page.Next).ShouldBe((records, count, next));
        page.Records.ShouldAllBe(r => r.Document.Title.Length > 5 && r.Dated != null);
    }

    [Theory]
    [InlineData("search_cancer.xml")]
    [InlineData("supplementary_not_open_access_error.xml")]
    public void Refuses_markup(string file)
    {
        // Before what must throw: without the recordings the test skips here, and a skip is an exception too.
        var answer = Recorded(file);
        Should.Throw<SourceException>(() => EuropePmcJson.Read(answer)).Failure.ShouldBe(SourceFailure.Malformed);
    }

    [Fact]
    public void A_full_record_has_what_PubMed_would_say_of_it()
    {
        var article = Core("39709209");
        (article.Id, article.Pmid, article.Doi, article.Pmcid).ShouldBe(("europepmc:MED:39709209", "39709209", "10.1016/s0140-6736(24)02600-x", null));
        article.Link.ShouldBe("https://europepmc.org/article/MED/39709209");
        article.Authors.Select(a => (a.Name, a.Family)).ShouldBe([("Schoenfeld Jonathan D", "Schoenfeld"), ("Haas-Kogan Daphne A", "Haas-Kogan"), ("O'Neill Allison F", "O'Neill")]);
        (article.Journal, article.Volume, article.Issue, article.Pages).ShouldBe(("Lancet (London, England)", "404", "10471", "2603-2604"));
        (article.Published, article.Entered, article.Revised).ShouldBe((new PartialDate(2025, 12), new PartialDate(2024, 12, 22), new PartialDate(2024, 12, 21)));
        (article.Languages[0], article.PublicationTypes.ShouldHaveSingleItem(), article.PmidVersion).ShouldBe(("eng", "Journal Article", null));
    }

    [Fact]
    public void A_notice_names_the_paper_it_is_about()
    {
        var article = Core("40377773");
        article.PublicationTypes.ShouldBe(["Published Erratum"]);
        article.Corrections.ShouldBe([new Correction { Type = "ErratumFor", Pmid = "39971854", Doi = "10.1007/s10120-025-01593-y", Source = "Gastric Cancer. 2025 May;28(3):384-396. doi: 10.1007/s10120-025-01593-y." }]);
    }

    [Fact]
    public void Abstracts_lose_their_markup_and_keep_their_comparisons()
    {
        var abstracts = Read("search_cancer_core.json")!.Records.Select(r => r.Document.Abstract).OfType<string>().ToList(); // non-null: the test above
        abstracts.Count.ShouldBe(21);
        abstracts.ShouldAllBe(a => !a.Contains("h4>") && !a.Contains("sub>") && !a.Contains("<i>") && !a.Contains("&lt;"));
        abstracts.ShouldContain(a => a.Contains("<\u2009.001") || a.Contains("< .001"));
        abstracts.ShouldContain(a => a.Contains("<.05). Computed tomography revealed"));
        Core("40468710").Abstract.ShouldNotBeNull().ShouldStartWith("Objective: This study investigated");
    }

    [Fact]
    public void The_fields_relied_on_are_there_in_real_answers()
    {
        var records = Read("search_cancer_core.json")!.Records; // non-null: the test above
        using var edge = new EuropePmcStub((_, _) => EuropePmcStub.Json("{}"));
        foreach (var field in edge.Source().Relied)
        {
            records.Count(r => field.Present(r.Document)).ShouldBeGreaterThan(20, field.Name);
        }

        records.Select(r => (Article)r.Document).ShouldContain(a => a.MeshTerms.Contains("Humans"));
        records.Select(r => (Article)r.Document).ShouldContain(a => a.MeshTerms.Any(m => m.EndsWith("/psychology", StringComparison.Ordinal)));
        records.SelectMany(r => ((Article)r.Document).Authors).Count(a => a.Orcid is not null).ShouldBe(31);
        records.SelectMany(r => ((Article)r.Document).Keywords).ShouldContain("Cancer");
    }

    private static Article Core(string pmid) => (Article)Read("search_cancer_core.json")!.Records.Single(r => r.Document.ExternalId == "MED:" + pmid).Document; // non-null: the first test

    private static EuropePmcPage? Read(string file) => EuropePmcJson.Read(Recorded(file));

    private static Payload Recorded(string file) => Payload.Of("https://upstream/rest/search?query=x", "application/json", File.ReadAllBytes(Shared.File($"{Folder}/{file}")));
}
