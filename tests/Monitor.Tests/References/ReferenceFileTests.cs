using System.Globalization;
using System.Text;
using Monitor.Delivery.Export;
using Monitor.Documents;
using Monitor.Identity.Reports;
using Monitor.References;
using Monitor.Tests.Delivery.Export;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.References;

public sealed class ReferenceFileTests
{
    private static ReferenceFile Read(string text) => ReferenceFile.Read(Encoding.UTF8.GetBytes(text));

    [Theory]
    [InlineData("ris")]
    [InlineData("nbib")]
    [InlineData("bibtex")]
    [InlineData("csl")]
    [InlineData("csv")]
    public void Our_own_export_reads_back(string name)
    {
        var format = ExportFormats.Find(name)!; // non-null: one of ours
        Hit[] hits = [SyntheticHits.Article, SyntheticHits.Vague, SyntheticHits.Month, SyntheticHits.Trial];
        var written = format.Head + string.Join(format.Between, hits.Select(h => format.Record(Reference.Of(h, ReportState.Of(h))))) + format.Tail;
        var file = Read(written);
        file.Format.ShouldBe(name);
        file.References.Count.ShouldBe(4);
        file.References.ShouldAllBe(r => r.Problem == null);
        var (c, article) = (file.References[0].Citation, SyntheticHits.Article);
        // Tags of text are nothing that a title says.
        c.Title.ShouldBe(article.Title.TrimEnd('.').Replace("<i>", "", StringComparison.Ordinal).Replace("</i>", "", StringComparison.Ordinal));
        (c.Pmid, c.Doi, c.Pmcid, c.Year).ShouldBe(("99000001", "10.5555/mon_1.(a)<b>", "PMC99000001", 2026));
        (c.Journal, c.Volume, c.Issue).ShouldBe((article.Journal, "12", "3"));
        c.Pages.ShouldBeOneOf("123-30", "123-130");
        c.Authors[0].ShouldStartWith("van der Ødegård, Søren");
        c.Authors[^1].Replace(",", "", StringComparison.Ordinal).ShouldBe("Exosome Hair and Skin Study Group");
        (file.References[1].Citation.Year, file.References[1].Citation.Title).ShouldBe((2025, "=1+1 begins as a formula"));
        file.References[2].Citation.Journal.ShouldBe("A synthetic book");
        file.References[3].Registration.ShouldBe("NCT99000001");
    }

    [Fact]
    public void A_recorded_nbib_record_reads()
    {
        var file = ReferenceFile.Read(File.ReadAllBytes(Shared.File("samples/pubmed/nbib_publisher_status_36216673.nbib")));
        var one = file.References.ShouldHaveSingleItem();
        (file.Format, one.Citation.Pmid, one.Problem).ShouldBe(("nbib", "36216673", null));
        one.Citation.Title.ShouldNotBeNullOrEmpty();
        one.Citation.Doi.ShouldNotBeNull();
        one.Citation.Authors.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("copper.xml", 505)]
    [InlineData("tafenoquine.xml", 179)]
    public void Recorded_EndNote_XML_reads(string name, int records)
    {
        var file = ReferenceFile.Read(File.ReadAllBytes(Shared.File($"benchmarks/iebh_dedupe_sweep/{name}")));
        (file.Format, file.References.Count).ShouldBe(("endnote-xml", records));
        file.References.ShouldAllBe(r => r.Problem == null);
        file.References.Count(r => r.Citation.Title is not null && r.Citation.Year is not null).ShouldBeGreaterThan(records * 9 / 10);
    }

    [Theory]
    [InlineData("summary_export_2023-01-28_thru_2023-02-03_2215.txt", 2215)]
    public void A_list_that_PubMed_writes_for_people_reads_as_people_would_paste_it(string name, int records)
    {
        var file = ReferenceFile.Read(File.ReadAllBytes(Shared.File($"samples/pubmed/{name}")));
        (file.Format, file.References.Count).ShouldBe(("text", records));
        var full = file.References.Count(r => r.Citation is { Pmid: not null, Title: not null, Year: not null, Authors.Count: > 0, Journal: not null });
        full.ShouldBeGreaterThan(records * 95 / 100, string.Join('\n', file.References.Where(r => r.Citation is not { Pmid: not null, Title: not null, Year: not null, Authors.Count: > 0, Journal: not null }).Take(20).Select(r => r.Given)));
    }

    [Fact]
    public void A_broken_record_is_named_with_its_line_and_the_rest_goes_on()
    {
        var ris = Read("TY  - JOUR\nTI  - A first synthetic title\nER  - \n\nstray words\nTY  - JOUR\nER  - \nTY  - JOUR\nTI  - A last synthetic title\nER  - \n");
        ris.References.Select(r => (r.Line, r.Problem is null)).ShouldBe([(1, true), (6, false), (8, true)]);
        ris.Outside.ShouldBe([new OutsideLine(5, "stray words")]);
        var bib = Read("@article{a, title = {One {\\\"u}ber title}, year = 2020}\n@article{b, title = {Never closed, year = 2021\n@article{c, title = \"Three\" # \" titles\", year = {2022}}\n");
        bib.References.Select(r => (r.Line, r.Citation.Title, r.Problem is null)).ShouldBe([(1, "One über title", true), (2, null, false), (3, "Three titles", true)]);
        var csv = Read("title,doi,year\nOne title,10.5555/a,2020\nToo,many,cells,here\n\"Two, titles\",10.5555/b,2021\n");
        csv.References.Select(r => (r.Line, r.Citation.Doi, r.Problem is null)).ShouldBe([(2, "10.5555/a", true), (3, null, false), (4, "10.5555/b", true)]);
        var xml = Read("<xml><records>\n<record><titles><title>One title</title></titles></record>\n<record><titles><title>Two</record>\n<record><titles><title>Three titles</title></titles></record>\n</records></xml>");
        xml.References.Select(r => (r.Line, r.Citation.Title, r.Problem is null)).ShouldBe([(2, "One title", true), (3, null, false), (4, "Three titles", true)]);
        var csl = Read("[{\"id\": 1, \"title\": \"One title\"},\n3,\n{\"title\": [\"Two titles\"], \"issued\": {\"date-parts\": [[\"2020\"]]}},\n{\"title\": ");
        csl.References.Select(r => (r.Line, r.Citation.Title, r.Problem is null)).ShouldBe([(1, "One title", true), (2, null, false), (3, "Two titles", true), (4, null, false)]);
    }

    [Theory]
    [InlineData("utf-8", false, "utf-8")]
    [InlineData("utf-8", true, "utf-8")]
    [InlineData("utf-16", true, "utf-16le")]
    [InlineData("utf-16", false, "utf-16le")]
    [InlineData("utf-16BE", true, "utf-16be")]
    [InlineData("iso-8859-1", false, "latin-1 (windows-1252)")]
    public void Encodings_are_told_by_the_bytes(string encoding, bool marked, string named)
    {
        var written = Encoding.GetEncoding(encoding);
        var bytes = written.GetBytes("TY  - JOUR\r\nTI  - Über künstliche Titel\r\nAU  - Müster, Jürgen\r\nER  - \r\n");
        var file = ReferenceFile.Read(marked ? [.. written.GetPreamble(), .. bytes] : bytes);
        (file.Encoding, file.Format).ShouldBe((named, "ris"));
        file.References.Single().Citation.Title.ShouldBe("Über künstliche Titel");
    }

    [Theory]
    [InlineData("", "holds no text")]
    [InlineData(" \n ", "holds no text")]
    [InlineData("a\0b\0c", "zero bytes")]
    public void What_holds_no_reference_is_refused(string text, string why) =>
        Should.Throw<ReferenceFileException>(() => ReferenceFile.Read(Encoding.Latin1.GetBytes(text))).Message.ShouldContain(why);

    [Fact]
    public void More_references_than_can_be_asked_for_are_refused() =>
        Should.Throw<ReferenceFileException>(() => Read(string.Join('\n', Enumerable.Range(10_000_000, ReferenceFile.MaxReferences + 1).Select(n => n.ToString(CultureInfo.InvariantCulture)))))
            .Message.ShouldContain("more than 10000 references");

    [Fact]
    public void A_document_type_in_XML_opens_nothing()
    {
        var file = Read("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><xml><records><record><titles><title>&e;</title></titles></record></records></xml>");
        file.References.Single().Problem.ShouldNotBeNull().ShouldContain("broken XML");
    }
}
