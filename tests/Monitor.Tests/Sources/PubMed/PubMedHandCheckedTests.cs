using Monitor.Documents;
using Monitor.Queries;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.PubMed;

/// <summary>Recorded records whose fields were read in the raw XML by a person and written down here.</summary>
public sealed class PubMedHandCheckedTests
{
    [Fact]
    public void A_record_on_topic_has_all_its_fields()
    {
        var a = PubMedFile.Article("efetch_metapub_37693885.xml", "37693885");
        a.Id.ShouldBe("pubmed:37693885");
        a.Source.ShouldBe("pubmed");
        a.ExternalId.ShouldBe("37693885");
        a.PmidVersion.ShouldBe(1);
        a.Link.ShouldBe("https://pubmed.ncbi.nlm.nih.gov/37693885/");
        a.Title.ShouldBe("Plant-Derived Exosome-Like Nanovesicles: Current Progress and Prospects.");
        a.Abstract.ShouldNotBeNull().ShouldStartWith("Exosomes are small extracellular vesicles, ranging in size from 30-150nm");
        a.Abstract.ShouldEndWith("the implications of PELNs for human health.", Case.Sensitive, "the copyright line is no part of the abstract");
        a.Authors.Count.ShouldBe(9);
        a.Authors[0].ShouldBe(new Author { Name = "Mu Nai", Family = "Mu", Orcid = "0009-0000-2115-3864" });
        a.Authors[1].ShouldBe(new Author { Name = "Li Jie", Family = "Li" });
        a.Journal.ShouldBe("International journal of nanomedicine");
        (a.Volume, a.Issue, a.Pages).ShouldBe(("18", null, "4987-5009"));
        a.Languages.ShouldBe(["eng"]);
        a.PublicationTypes.ShouldBe(["Journal Article", "Review"]);
        a.MeshTerms.ShouldContain("Exosomes");
        a.MeshTerms.Count.ShouldBe(8);
        a.Keywords.ShouldBe(["exosomes", "nanocarriers", "nanotherapeutics", "plants", "vesicles"]);
        a.Doi.ShouldBe("10.2147/ijn.s420748");
        a.Pmcid.ShouldBe("PMC10492547");
        Dates(a).ShouldBe(("2023-09-11", "2023-09-13", "2023"));
        a.RecordStatus.ShouldBe("MEDLINE");
        a.Corrections.ShouldBeEmpty("what it cites is no correction");
        Match(a, "exosom*[ti] AND \"extracellular vesicles\"[ab]").ShouldBeTrue();
    }

    [Fact]
    public void A_medline_date_counts_from_its_start()
    {
        var a = PubMedFile.Article("baseline_pubmed21n1002.xml.gz", "31449487");
        Dates(a).ShouldBe(("2019-08-27", "2020-08-26", "2019-09"));
        a.Title.ShouldBe("Conflict of Interest.");
        a.Abstract.ShouldBeNull();
        (a.Volume, a.Issue, a.Pages).ShouldBe(("11", "5", "395-396"));
        a.MeshTerms.ShouldBe(["Conflict of Interest", "Humans", "Physician-Patient Relations/ethics", "Sports Medicine/ethics"]);
        a.PublicationTypes.ShouldBe(["Editorial"]);
        (a.Doi, a.Pmcid).ShouldBe(("10.1177/1941738119867950", "PMC6745809"));
    }

    [Fact]
    public void A_season_leaves_the_year()
    {
        var a = PubMedFile.Article("efetch_pubmed1.xml", "12091962");
        Dates(a).ShouldBe(("1990-04-01", "2007-11-15", "1990"));
        a.Journal.ShouldBe("Social justice (San Francisco, Calif.)");
        a.Pages.ShouldBe("113-25");
        a.Keywords.ShouldBe(["Health Care and Public Health", "Legal Approach"]);
        a.Doi.ShouldBeNull();
    }

    [Fact]
    public void A_group_is_an_author()
    {
        var a = PubMedFile.Article("efetch_metapub_34843274.xml", "34843274");
        a.Authors.ShouldBe([new Author { Name = "Guideline Development Panel for the Treatment of Depressive Disorders" }]);
        Dates(a).ShouldBe(("2021-11-29", "2025-07-28", "2022-09"));
        a.Pages.ShouldBe("770-780");
        a.PublicationTypes.ShouldBe(["Journal Article", "Research Support, Non-U.S. Gov't"]);
    }

    [Fact]
    public void A_structured_abstract_keeps_the_labels_of_its_authors()
    {
        var a = PubMedFile.Article("efetch_reciter_31967741.xml", "31967741");
        var lines = a.Abstract.ShouldNotBeNull().Split('\n');
        lines.Select(line => line[..line.IndexOf(' ', StringComparison.Ordinal)]).ShouldBe(["OBJECTIVE:", "METHODS:", "RESULTS:", "INTERPRETATION:"]);
        lines[0].ShouldStartWith("OBJECTIVE: In metachromatic leukodystrophy, a lysosomal storage disorder due to decreased arylsulfatase A activity");
        a.Authors.Count.ShouldBe(16);
        a.Authors[0].ShouldBe(new Author { Name = "Wolf Nicole I", Family = "Wolf", Orcid = "0000-0003-1721-0728" });
        a.Authors[5].Name.ShouldBe("van Rappard Diane F");
        a.RecordStatus.ShouldBe("Publisher");
        a.MeshTerms.ShouldBeEmpty();
        (a.Volume, a.Issue, a.Pages).ShouldBe((null, null, null));
        Dates(a).ShouldBe(("2020-01-23", "2020-01-22", "2020-01-22"));
    }

    [Fact]
    public void Formulas_and_raised_digits_stay_readable()
    {
        var a = PubMedFile.Article("efetch_pubmed6.xml", "30108519");
        a.Title.ShouldBe("A \"Blood Relationship\" Between the Overlooked Minimum Lactate Equivalent and Maximal Lactate Steady State in Trained Runners. Back to the Old Days?");
        a.Abstract.ShouldNotBeNull().ShouldContain("maximal oxygen uptake ( V\u0307O2max ) 67.6 ± 4.1 ml·kg⁻¹·min⁻¹]");
        a.Abstract.ShouldContain("(LEmin+1mM)");
        a.Abstract.ShouldContain("(P < 0.001; ES: 3.54)");
        Dates(a).Published.ShouldBe("2018");
        (a.Doi, a.Pmcid, a.Pages).ShouldBe(("10.3389/fphys.2018.01034", "PMC6079548", "1034"));
    }

    [Fact]
    public void A_record_in_two_languages_keeps_both_titles()
    {
        var a = PubMedFile.Article("efetch_metapub_36987902.xml", "36987902");
        a.Title.ShouldBe("Patients over 75 years admitted to the National Burn Centre, Haukeland University Hospital, 2000-19.");
        a.VernacularTitle.ShouldBe("Pasienter over 75 år innlagt ved Brannskadeavdelinga, Haukeland universitetssjukehus 2000–19.");
        a.Languages.ShouldBe(["eng", "nor"]);
        a.Authors[0].ShouldBe(new Author { Name = "Bruserud Øyvind", Family = "Bruserud", Orcid = "0000-0001-7093-6988" });
        a.Abstract.ShouldNotBeNull().ShouldContain("\nMATERIAL AND METHOD: All patients ≥ 75 years admitted");
        a.MeshTerms.ShouldContain("Burns/epidemiology");
        a.MeshTerms.ShouldContain("Burns/therapy");
        Dates(a).ShouldBe(("2023-03-29", "2023-04-12", "2023-03-28"));
        a.Doi.ShouldBe("10.4045/tidsskr.22.0358");
    }

    [Fact]
    public void An_abstract_in_another_language_is_kept_beside()
    {
        var a = PubMedFile.Article("efetch_large_292rec_15langs_2019.xml", "24813488");
        a.Title.ShouldBe("[Brucellar spondylodiscitis: case series of the last 25 years].");
        a.OtherAbstracts.Count.ShouldBe(1);
        a.OtherAbstracts[0].ShouldStartWith("Introdução: A brucelose é uma zoonose endémica em Portugal");
    }

    [Fact]
    public void A_whole_book_is_read_from_its_own_elements()
    {
        var a = PubMedFile.Article("efetch_bookarticle_2015.xml", "20821847");
        a.Title.ShouldBe("Endocrinology: An Integrated Approach");
        a.Book.ShouldBe("Endocrinology: An Integrated Approach");
        a.Journal.ShouldBeNull();
        a.Authors.Select(x => x.Name).ShouldBe(["Nussey Stephen", "Whitehead Saffron"]);
        a.Abstract.ShouldNotBeNull().ShouldStartWith("Endocrinology has been written to meet");
        a.Languages.ShouldBe(["eng"]);
        a.PmidVersion.ShouldBeNull();
        Dates(a).ShouldBe(("2010-09-08", null, "2001"));
    }

    [Fact]
    public void A_year_alone_stays_a_year_and_a_missing_abstract_missing()
    {
        var a = PubMedFile.Article("efetch_metapub_11618220.xml", "11618220");
        a.Abstract.ShouldBeNull();
        Dates(a).ShouldBe(("1987-01-01", "2019-10-27", "1987"));
        (a.Volume, a.Issue, a.Pages).ShouldBe(("73", "4-5", "217-64"));
        a.Journal.ShouldBe("T'ung pao. T'oung pao");
        a.Authors.Single().Name.ShouldBe("McMahon K");
        a.PublicationTypes.ShouldBe(["Historical Article", "Journal Article"]);
        a.Doi.ShouldBe("10.1163/156853287x00032");
    }

    [Theory]
    [InlineData("efetch_metapub_34707797.xml", "34707797", "ergonomic handrim", "handrim*[tiab]")]
    [InlineData("efetch_metapub_38596266.xml", "38596266", "Exosomes isolated", "exosom*[tiab]")]
    [InlineData("efetch_metapub_39769357.xml", "39769357", "Exosomal Cytokines", "exosom*[tiab] OR \"extracellular vesicle*\"[tiab]")]
    public void Words_of_a_reference_list_match_nothing(string file, string pmid, string words, string query)
    {
        System.Text.Encoding.UTF8.GetString(PubMedFile.Recorded(file)).ShouldContain(words);
        var a = PubMedFile.Article(file, pmid);
        Match(a, query).ShouldBeFalse();
        Fields.Of(a, "tiab").ShouldNotBeEmpty();
    }

    [Fact]
    public void An_erratum_names_what_it_corrects()
    {
        var a = PubMedFile.Article("efetch_metapub_38833988.xml", "38833988");
        a.Corrections.ShouldBe([new Correction { Type = "ErratumFor", Pmid = "33279609", Source = "Biochim Biophys Acta Mol Cell Res. 2021 Mar;1868(3):118918. doi: 10.1016/j.bbamcr.2020.118918." }]);
        a.PublicationTypes.ShouldBe(["Published Erratum"]);
        a.Pages.ShouldBe("119767");
        Dates(a).ShouldBe(("2024-06-04", "2024-06-11", "2024-08"));
        PubMedFile.Article("baseline_pubmed21n0001.xml.gz", "2").Corrections
            .ShouldBe([new Correction { Type = "ErratumIn", Pmid = "8", Source = "Biochem Pharmacol. 1975 Aug 15;24(16):1517-21" }]);
    }

    [Fact]
    public void A_retracted_paper_names_its_notice()
    {
        var a = PubMedFile.Article("baseline_pubmed21n1005.xml.gz", "31541003");
        a.Corrections.ShouldBe([new Correction { Type = "RetractionIn", Pmid = "32167152", Source = "Biosci Rep. 2020 Mar 27;40(3):" }]);
        a.PublicationTypes.ShouldContain("Retracted Publication");
        a.Title.ShouldBe("MicroRNA-367 promotes progression of hepatocellular carcinoma through PTEN /PI3K/AKT signaling pathway.");
        a.Keywords.ShouldBe(["Hepatocellular carcinoma", "MiR-367", "PI3K/AKT pathway", "PTEN"]);
        a.Doi.ShouldBe("10.1042/bsr20182466");
        Dates(a).ShouldBe(("2019-09-22", "2019-09-21", "2019-09-20"));
    }

    [Fact]
    public void Languages_in_capitals_are_lowered()
    {
        var a = PubMedFile.Article("efetch_multiple_languages_19082263.xml", "19082263");
        a.Languages.ShouldBe(["eng", "por"]);
        a.Doi.ShouldBeNull("its only location is a publisher's item number");
        a.Pages.ShouldBe("2732");
        Dates(a).ShouldBe(("2008-12-17", "2013-03-18", "2008-12"));
    }

    [Fact]
    public void A_preprint_points_to_its_paper()
    {
        var a = PubMedFile.Article("efetch_preprint_2025dtd_a.xml", "36798302");
        a.PublicationTypes.ShouldBe(["Preprint", "Journal Article"]);
        a.Corrections.Single().ShouldBe(new Correction { Type = "UpdateIn", Pmid = "37385249", Source = "Cell. 2023 Jul 20;186(15):3307-3324.e30. doi: 10.1016/j.cell.2023.05.044." });
        (a.Doi, a.Pmcid).ShouldBe(("10.1101/2023.02.07.527548", "PMC9934598"));
        Dates(a).ShouldBe(("2023-02-17", "2023-07-21", "2023-02-08"));
    }

    [Fact]
    public void An_orcid_is_bare_and_a_blank_keyword_is_none()
    {
        var a = PubMedFile.Article("baseline_pubmed21n1002.xml.gz", "31449476");
        a.Authors.Select(x => x.Orcid).ShouldBe(["0000-0002-1603-5246", "0000-0003-0557-9886", "0000-0002-7440-0133"]);
        PubMedFile.Article("baseline_pubmed21n1002.xml.gz", "31449488").Authors.ShouldContain(x => x.Orcid == "0000-0001-5897-7912");
        a.Keywords.ShouldNotContain("");
        a.MeshTerms.ShouldContain("DNA, Fungal/isolation & purification");
        Dates(a).ShouldBe(("2019-08-27", "2020-03-26", "2019-09"));
    }

    [Fact]
    public void A_registration_and_a_suffix_are_kept_and_other_banks_left_out()
    {
        PubMedFile.Article("efetch_29768149.xml", "29768149").Registrations.ShouldBe(["NCT02149199"]);
        PubMedFile.Article("efetch_pubmedpy_6rec_dates.xml", "25915600").Registrations.ShouldBeEmpty();
        PubMedFile.Article("baseline_pubmed21n0001.xml.gz", "43").Authors[0].Name.ShouldBe("Gilbert H F 3rd");
    }

    private static (string? Entered, string? Revised, string? Published) Dates(Article a) => (a.Entered?.ToString(), a.Revised?.ToString(), a.Published?.ToString());

    private static bool Match(Article a, string query) => Matcher.Match(Query.Parse(query), a, "w") is not null;
}
