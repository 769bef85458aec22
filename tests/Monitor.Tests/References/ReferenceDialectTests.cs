using System.Text;
using Monitor.Identity.Reports;
using Monitor.References;
using Monitor.References.Formats;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.References;

/// <summary>Files as many makers write them: as many references are read as were written, each with what it says.</summary>
public sealed class ReferenceDialectTests
{
    private const string Trial = "A randomized trial of platelet vesicles for pattern hair loss in women: 24-week results";
    private const string Model = "Monte Carlo models of hair follicle cycling under vesicle treatment in adults";
    private const string Mites = "Population structure and habitat use of hair mites on baboons";
    private const string Topical = "Topical secretome for scalp rejuvenation in older men";

    [Theory]
    [InlineData("ris/entities.ris", "ris", 3)]
    [InlineData("ris/order.ris", "ris", 2)]
    [InlineData("ris/ovid.ris", "ris", 2)]
    [InlineData("ris/ebsco.ris", "ris", 2)]
    [InlineData("csv/embase.csv", "csv", 3)]
    [InlineData("csv/covidence.csv", "csv", 1)]
    [InlineData("csv/plainyear.csv", "csv", 1)]
    [InlineData("csv/sep4.csv", "csv", 4)]
    [InlineData("csv/savedrecs.txt", "wos", 2)]
    [InlineData("pasted/abstract.txt", "pubmed-text", 2)]
    [InlineData("bib/keys.bib", "bibtex", 8)]
    [InlineData("doi/cite.txt", "text", 6)]
    [InlineData("doi/urls.txt", "text", 16)]
    public void Each_case_that_failed_once_is_read_as_what_it_is(string name, string form, int references)
    {
        var file = ReferenceFile.Read(File.ReadAllBytes(Shared.File($"cases/{name}")));
        (file.Format, file.References.Count).ShouldBe((form, references), string.Join('\n', file.References.Select(r => r.Given)));
        file.References.Where(r => r.Problem is not null).ShouldBeEmpty();
    }

    [Fact]
    public void Entities_in_any_field_are_characters()
    {
        var ris = Read("""
            TY  - JOUR
            TI  - Skin &amp; hair: exosomes for scalp &lt;5 mm wounds; na&amp;iuml;ve cells at 10<sup>9</sup>/mL &#8211; CD63&#x2b; <i>in vivo</i>
            AU  - Quott&eacute;, &Eacute;lise
            JO  - Skin &amp; Hair
            DO  - 10.1002/(SICI)1097-4636(199723)38:4&lt;289::AID-JBM1&gt;3.0.CO;2-#
            ER  -
            """).References.Single().Citation;
        ris.Title.ShouldBe("Skin & hair: exosomes for scalp <5 mm wounds; naïve cells at 10⁹/mL – CD63+ in vivo");
        (ris.Authors.Single(), ris.Journal).ShouldBe(("Quotté, Élise", "Skin & Hair"));
        ris.Doi.ShouldBe("10.1002/(sici)1097-4636(199723)38:4<289::aid-jbm1>3.0.co;2-#");
        Read("Title,DOI\nHair &amp; skin,10.5555/a\n").References.Single().Citation.Title.ShouldBe("Hair & skin");
        Read("@article{a, title = {Hair {\\&} skin &lt;5 mm}, year = 2020}").References.Single().Citation.Title.ShouldBe("Hair & skin <5 mm");
    }

    [Fact]
    public void A_record_of_RIS_ends_at_its_end_wherever_its_type_stands()
    {
        var file = Read($"DB  - McK\nTI  - {Mites}\nTY  - JOUR\nSO  - Koedoe Hair\nSP  - 67-76\nER  - \n\nTI  - {Topical}\nTY  - JOUR\nTY  - JOUR\nTI  - {Model}\n");
        file.References.Select(r => r.Citation.Title).ShouldBe([Mites, Topical, Model]);
        (file.References[0].Citation.Journal, file.References[0].Citation.Pages).ShouldBe(("Koedoe Hair", "67-76"));
    }

    [Fact]
    public void What_a_database_writes_around_its_records_is_no_reference_and_is_not_lost()
    {
        var file = Read($"1. \nTY  - JOUR\nT1  - {Mites}\nY1  - 2006//\nER  - \n\nLink to the full text: http://x.example/a\n\nC1  - Database: Embase\n\nSearch Strategy:\n\n----\n1     hair/ (1234)\n\n2. \nTY  - JOUR\nT1  - {Topical}\nER  - \n");
        file.References.Select(r => (r.Citation.Title, r.Citation.Year)).ShouldBe([(Mites, 2006), (Topical, (int?)null)]);
        string.Join('\n', file.Outside.Select(o => o.Text))
            .ShouldSatisfyAllConditions(t => t.ShouldContain("Link to the full text"), t => t.ShouldContain("Search Strategy:"),
            t => t.ShouldContain("hair/ (1234)"));
    }

    [Theory]
    [InlineData("L3  - 10.5555/a.(1)", "10.5555/a.(1)", null)]
    [InlineData("M3  - doi: 10.5555/a", "10.5555/a", null)]
    [InlineData("C3  - PUBMED 92000001", null, "92000001")]
    [InlineData("N1  - PMID: 92000001", null, "92000001")]
    [InlineData("AN  - 92000001\nDB  - MEDLINE", null, "92000001")]
    [InlineData("UR  - https://journals.example.org/doi/full/10.5555/a?utm=1", "10.5555/a", null)]
    [InlineData("N1  - Comment on: doi:10.5555/other and more", null, null)]
    [InlineData("AN  - 201500312", null, null)]
    public void An_identifier_is_read_wherever_a_vendor_puts_it(string line, string? doi, string? pmid)
    {
        var citation = Read($"TY  - JOUR\nT1  - {Model}\n{line}\nER  - \n").References.Single().Citation;
        (citation.Doi, citation.Pmid).ShouldBe((doi, pmid));
    }

    [Fact]
    public void The_head_of_a_table_is_the_first_row_that_names_columns_and_no_row_vanishes()
    {
        var embase = Read($"\"SEARCH QUERY\",\"exosome:ti\"\n-----\n\n\"Title\",\"Original Title\",\"Author Names\",\"Source title\",\"Publication Year\",\"First Page\",\"Last Page\",\"Medline PMID\"\n\"{Mites}\",,\"Maraisen A.J.\",\"Koedoe Hair\",\"2006\",\"67\",\"76\",\"1\"\n");
        var one = embase.References.ShouldHaveSingleItem().Citation;
        (one.Title, one.Year, one.Journal, one.Pages, one.Pmid).ShouldBe((Mites, 2006, "Koedoe Hair", "67-76", "1"));
        var semicolons = Read($"sep=;\r\nTitle;Authors;Year;DOI\r\n\"{Trial}\";\"Gatlica, G.N.; Sequoia, F.A.\";2023;10.5555/a\r\n\"{Model}\";\"Karpenter, R.M.\";2021;\r\n");
        semicolons.References.Select(r => (r.Citation.Title, r.Citation.Year)).ShouldBe([(Trial, 2023), (Model, 2021)]);
        var covidence = Read($"Title,Authors,Published Year,Journal,Covidence #,Study\n{Topical},A,2017,Hair,#2,Gatlica 2017\n");
        covidence.References.Single().Citation.Year.ShouldBe(2017);
        covidence.Outside.ShouldHaveSingleItem().Text.ShouldBe("columns that were not read: Covidence #, Study");
        var wos = Read($"PT\tAU\tTI\tSO\tPY\tBP\tEP\tDI\tPM\nJ\tMaraisen, AJ\t{Mites}\tKOEDOE HAIR\t2006\t67\t76\t10.5555/m\t7\n").References.Single().Citation;
        (wos.Title, wos.Pages, wos.Doi, wos.Pmid).ShouldBe((Mites, "67-76", "10.5555/m", "7"));
    }

    [Fact]
    public void The_tagged_form_of_the_Web_of_Science_is_read()
    {
        var file = Read($"FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Gatlica, GN\n   Sequoia, FA\nTI A randomized trial of platelet vesicles for pattern hair loss in women:\n   24-week results\nSO HAIR\nPY 2023\nVL 47\nBP S12\nEP S19\nDI 10.5555/a\nPM 92000003\nER\n\nPT J\nTI {Mites}\nER\n\nEF\n");
        file.Format.ShouldBe("wos");
        file.References.Select(r => r.Citation.Title).ShouldBe([Trial, Mites]);
        var one = file.References[0].Citation;
        one.Authors.ShouldBe(["Gatlica, GN", "Sequoia, FA"]);
        (one.Pages, one.Doi, one.Pmid, one.Year).ShouldBe(("S12-S19", "10.5555/a", "92000003", 2023));
    }

    [Fact]
    public void EndNotes_import_form_is_read()
    {
        var file = Read($"%0 Journal Article\n%A Gatlica, Gerda\n%A Sequoia, F. A.\n%T {Trial}\n%J Hair\n%D 2023\n%V 47\n%P S12-S19\n%R 10.5555/a\n\n%0 Journal Article\n%T {Mites}\n%D 2006\n");
        (file.Format, file.References.Count).ShouldBe(("refer", 2));
        var one = file.References[0].Citation;
        (one.Title, one.Year, one.Doi, one.Authors.Count).ShouldBe((Trial, 2023, "10.5555/a", 2));
    }

    [Fact]
    public void PubMeds_text_with_abstracts_is_as_many_references_as_it_numbers()
    {
        var file = Read($"1. Clin Exp Hair. 2023 May 4;47(Suppl 1):S12-S19. doi: 10.5555/a.\n\n{Trial}.\n\nGatlica GN(1), Sequoia FA(2)(3).\n\nAuthor information:\n(1)Department of Hair, Nowhere.\n\nBACKGROUND: In 2019, vesicles were tried in 30 women.\n\nDOI: 10.5555/a\nPMID: 92000003 [Indexed for MEDLINE]\n\n\n2. J Hair. 2021 Sep;10(3):429-48.\n\n[{Mites}].\n\n[Article in German]\n\nKarpenter RM(1).\n\nPMCID: PMC1\nPMID: 92000001\n");
        (file.Format, file.References.Count).ShouldBe(("pubmed-text", 2));
        var (one, two) = (file.References[0].Citation, file.References[1].Citation);
        (one.Title, one.Journal, one.Year, one.Volume, one.Issue, one.Pages, one.Doi, one.Pmid)
            .ShouldBe((Trial, "Clin Exp Hair", 2023, "47", "Suppl 1", "S12-S19", "10.5555/a", "92000003"));
        one.Authors.ShouldBe(["Gatlica GN", "Sequoia FA"]);
        (two.Pmid, two.Pages, two.Pmcid).ShouldBe(("92000001", "429-48", "PMC1"));
        two.Authors.ShouldBe(["Karpenter RM"]);
    }

    [Theory]
    [InlineData("@article{10.1016/0196-6774(89)90038-2,\n title = {T}, year = 2021}")]
    [InlineData("@article{European Commission,T2019,\ntitle={T},\nyear={2021},\n}")]
    [InlineData("@article{https://doi.org/10.1002/(SICI)1097(199723)38:4<289::AID>3.0.CO;2-#,\n title = {T}, year = 2021}")]
    [InlineData("@article{,\n title = {T}, year = 2021}")]
    [InlineData("@article{\n title = {T}, year = 2021}")]
    [InlineData("@article(paren2023,\n title = {T}, year = 2021\n)")]
    [InlineData("@article{a7,\n title = {T}\n year = 2021\n}")]
    [InlineData(" @article{a, title={T}, file = {C:\\papers\\}, year={2021} }")]
    public void Any_key_and_any_place_on_a_line_is_an_entry_of_BibTeX(string entry)
    {
        var file = Read($"{entry} @article{{b, title={{Next}}, year={{2020}}}}");
        file.References.Select(r => (r.Citation.Title, r.Citation.Year, r.Problem)).ShouldBe([("T", 2021, null), ("Next", 2020, null)]);
    }

    [Fact]
    public void A_contribution_of_BibTeX_has_from_its_volume_what_it_does_not_say() =>
        Read("@article{a5, title = {T}, crossref = {proc1}}\n@proceedings{proc1, title = {Journal of Hair}, year = {2021}, volume = {10}}").References[0].Citation
            .ShouldSatisfyAllConditions(c => c.Journal.ShouldBe("Journal of Hair"), c => c.Year.ShouldBe(2021), c => c.Title.ShouldBe("T"));

    [Theory]
    [InlineData(@"Effects of {IFN-$\lambda$} and {TGF-$\beta$1} on $\omega$-3: p\textless{}0.05", "Effects of IFN-λ and TGF-β1 on ω-3: p<0.05")]
    [InlineData(@"{IFN-{\ensuremath{\lambda}} p{\textless}0.05}", "IFN-λ p<0.05")]
    [InlineData(@"IFN-{\$}{\textbackslash}lambda{\$} on", "IFN-λ on")]
    [InlineData(@"{IFN}-\textlambda\ and \textit{\textomega}-3 $<$ \emph{p}", "IFN-λ and ω-3 < p")]
    [InlineData(@"Sz\H{o}l\H{o}, {\'A}bel", "Szőlő, Ábel")]
    [InlineData(@"Sz\H ol\H o", "Szőlő")]
    [InlineData(@"{\TH}{\'o}rsd{\'o}ttir, Nguy{\~{\^e}}n, Dar{\'\i}o, {\c C}a{\u g}lar, Maa\ss en", "Þórsdóttir, Nguyễn, Darío, Çağlar, Maaßen")]
    [InlineData(@"10\,mL, 5\%--10\% \& $\geq$ 3", "10 mL, 5%-10% & ≥ 3")]
    [InlineData(@"10\textsuperscript{9} and $10^{9}$, H\textsubscript{2}O", "10⁹ and 10⁹, H₂O")]
    [InlineData(@"the \unheard{of} word", "the unheardof word")]
    public void LaTeX_is_read_as_what_it_prints(string latex, string plain) => LatexText.Plain(latex).ShouldBe(plain);

    [Theory]
    [InlineData("10.5555/cr.9")]
    [InlineData("https://www.frontiersin.org/articles/10.5555/cr.9/full")]
    [InlineData("https://onlinelibrary.example.com/doi/full/10.5555/cr.9")]
    [InlineData("https://onlinelibrary.example.com/doi/10.5555/cr.9/abstract")]
    [InlineData("https://journals.example.org/article?id=10.5555/cr.9&type=printable")]
    [InlineData("https://link.example.com/article/10.5555/cr.9#Sec3")]
    [InlineData("https://www.biorxiv.example/content/10.5555/cr.9v1.full.pdf")]
    [InlineData("https://doi.org/10.5555/cr.9/")]
    [InlineData("<https://doi.org/10.5555/cr.9>")]
    [InlineData("[10.5555/cr.9](https://doi.org/10.5555/cr.9)")]
    [InlineData("https://doi.org/10.5555%2Fcr.9")]
    [InlineData("DOI 10.5555/cr.9; PMID: none")]
    [InlineData("10.5555/CR.9.")]
    [InlineData("(doi: 10.5555/cr.9)")]
    [InlineData("\"10.5555/cr.9\",")]
    [InlineData("10.5555 / cr.9")]
    [InlineData("10.5555/cr.9\u200b")]
    [InlineData("10.5555/cr.9?utm_source=x")]
    public void A_DOI_is_read_from_whatever_hangs_on_to_it(string printed)
    {
        Identifiers.Doi(printed).ShouldBe("10.5555/cr.9");
        Read(printed).References.Single().Citation.Doi.ShouldBe("10.5555/cr.9");
    }

    [Theory]
    [InlineData("10.1016/0196-6774(89)90038-2")]
    [InlineData("10.5555/cr.7/upper(1)")]
    [InlineData("10.1002/(sici)1097-4636(199723)38:4<289::aid-jbm1>3.0.co;2-#")]
    [InlineData("10.1002/14651858.cd000001.pub3")]
    [InlineData("10.21203/rs.3.rs-1234567/v1")]
    [InlineData("10.1234/a_b.c-d;e")]
    public void What_belongs_to_a_DOI_stays(string doi) => Identifiers.Doi($"https://doi.org/{doi}").ShouldBe(doi);

    [Theory]
    [InlineData("%PDF-1.7\n%", "a PDF")]
    [InlineData("PK\u0003\u0004abcdefgh", "packed")]
    [InlineData("{\\rtf1\\ansi a}", "RTF")]
    [InlineData("<!DOCTYPE html><html><body>Smith J. Hair. 2020;1:2.</body></html>", "HTML")]
    [InlineData("<?xml version=\"1.0\"?><PubmedArticleSet><PubmedArticle/></PubmedArticleSet>", "PubMed XML")]
    [InlineData("<?xml version=\"1.0\"?><modsCollection><mods/></modsCollection>", "modsCollection")]
    [InlineData("RT Journal Article\nSR Electronic(1)\nA1 Gatlica,G.\nT1 Hair\nYR 2023\n", "RefWorks")]
    [InlineData("<1>\nUnique Identifier\n  9200\nTitle\n  Hair\n", "Ovid")]
    [InlineData("Record #1 of 2\nID: CN-01\nAU: Gatlica G\nTI: Hair\n", "Cochrane")]
    [InlineData("Colour,Weight,Size\nred,1,2\nblue,3,4\n", "Colour, Weight, Size")]
    public void A_form_that_is_not_read_is_refused_by_its_name(string text, string named) =>
        Should.Throw<ReferenceFileException>(() => Read(text)).Message.ShouldContain(named);

    private static ReferenceFile Read(string text) => ReferenceFile.Read(Encoding.UTF8.GetBytes(text));
}
