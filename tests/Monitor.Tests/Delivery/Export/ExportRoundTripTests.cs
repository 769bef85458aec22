using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Monitor.Delivery.Export;
using Monitor.Identity.Reports;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Delivery.Export;

/// <summary>Each format read back by a program that knows nothing of us.</summary>
public sealed class ExportRoundTripTests
{
    private static readonly XNamespace Mods = "http://www.loc.gov/mods/v3";
    private const string Plain = "Exosomes at 10⁵ particles & H₂O: 50% of \"hair\" {AGA} in TGF-β1_mice #2 \\ $5 ~ ^ <i>탈모</i>";

    [Fact]
    public async Task Ris_through_bibutils()
    {
        await Tool.NeedAsync("bibutils", "ris2xml", "--version");
        var mods = await ModsAsync("ris2xml", "ris");
        mods.Count.ShouldBe(5);
        var article = mods[0];
        Title(article).ShouldBe(Plain);
        Families(article).Take(3).ShouldBe(["van der Ødegård", "김", "Smith"]);
        article.Elements(Mods + "identifier").Select(i => i.Value).ShouldContain("10.5555/mon_1.(a)<b>");
        article.Descendants(Mods + "start").First().Value.ShouldBe("123");
        article.Descendants(Mods + "end").First().Value.ShouldBe("130");
        article.Descendants(Mods + "abstract").First().Value.ShouldContain("10⁵ cells, p < 0.05");
        article.Descendants(Mods + "topic").Select(t => t.Value).ShouldContain("毛髪");
        Title(mods[3]).ShouldBe("Exosomes for alopecia");
        mods[3].Descendants(Mods + "url").First().Value.ShouldBe("https://clinicaltrials.gov/study/NCT99000001");
        Title(mods[4]).ShouldBe("Warning about exosomes");
    }

    [Fact]
    public async Task Bibtex_through_bibutils()
    {
        await Tool.NeedAsync("bibutils", "bib2xml", "--version");
        var mods = await ModsAsync("bib2xml", "bibtex");
        mods.Count.ShouldBe(5);
        mods.Select(m => m.Elements(Mods + "identifier").Single(i => (string?)i.Attribute("type") == "citekey").Value).Distinct().Count().ShouldBe(5);
        Families(mods[0]).Take(3).ShouldBe(["van der Ødegård", "김", "Smith"]);
        Title(mods[0]).ShouldContain("10⁵ particles & H₂O: 50% of");
        Title(mods[0]).ShouldContain("탈모");
    }

    [Fact]
    public async Task Bibtex_through_pandoc()
    {
        await Tool.NeedAsync("pandoc", "pandoc", "--version");
        var items = JsonNode.Parse(await FileAsync("bibtex", file => Tool.OutputAsync("pandoc", "-f", "bibtex", "-t", "csljson", file)))!.AsArray(); // non-null: a list
        items.Count.ShouldBe(5);
        var article = items.Single(i => (string)i!["id"]! == "pubmed-99000001")!;
        Unmarked((string)article["title"]!).ShouldBe(Plain.Replace("<i>", "", StringComparison.Ordinal).Replace("</i>", "", StringComparison.Ordinal));
        ((string)article["author"]![0]!["family"]!).ShouldBe("Ødegård");
        ((string)article["author"]![0]!["non-dropping-particle"]! + (string?)article["author"]![0]!["dropping-particle"]).ShouldBe("van der");
        ((string)article["author"]![1]!["family"]!).ShouldBe("김");
        ((string)article["author"]![2]!["suffix"]!).ShouldBe("Jr");
        ((string)article["author"]![3]!["literal"]!).ShouldBe("Exosome, Hair and Skin Study Group");
        article["issued"]!["date-parts"]!.ToJsonString().ShouldStartWith("[[2026,2");
        ((string)article["page"]!).ShouldBe("123-130");
        ((string)article["DOI"]!).ShouldBe("10.5555/mon_1.(a)<b>");
    }

    [Fact]
    public async Task Bibtex_through_bibtexparser()
    {
        await Tool.NeedPythonAsync("python3-bibtexparser", "bibtexparser");
        var entries = JsonNode.Parse(await FileAsync("bibtex", file => Tool.PythonAsync(
            "import sys, json, bibtexparser; p = bibtexparser.bparser.BibTexParser(common_strings=True); print(json.dumps(bibtexparser.load(open(sys.argv[1], encoding='utf-8'), p).entries))", file)))!.AsArray(); // non-null: a list
        entries.Count.ShouldBe(5);
        entries.Select(e => (string)e!["ENTRYTYPE"]!).ShouldBe(["article", "article", "incollection", "techreport", "misc"]);
        ((string)entries[0]!["author"]!).ShouldBe("van der Ødegård, Søren Å and 김, 민지 and Smith, Jr, John and {Exosome, Hair and Skin Study Group}");
        ((string)entries[3]!["author"]!).ShouldBe("{Acme Biologics, Inc.}");
        ((string)entries[0]!["month"]!).ShouldBe("February");
    }

    [Fact]
    public async Task Csl_through_pandoc()
    {
        await Tool.NeedAsync("pandoc", "pandoc", "--version");
        var text = Whole("csl");
        var mine = JsonNode.Parse(text)!.AsArray(); // non-null: a list
        var theirs = JsonNode.Parse(await FileAsync("csl", file => Tool.OutputAsync("pandoc", "-f", "csljson", "-t", "csljson", file)))!.AsArray(); // non-null: a list
        theirs.Count.ShouldBe(5);
        for (var i = 0; i < 5; i++)
        {
            foreach (var name in new[] { "id", "type", "DOI", "page", "volume", "container-title", "URL", "genre", "publisher" }) ((string?)theirs[i]![name]).ShouldBe((string?)mine[i]![name], name);
            theirs[i]!["issued"]!["date-parts"]!.ToJsonString().ShouldBe(mine[i]!["issued"]!["date-parts"]!.ToJsonString());
        }

        ((string)theirs[0]!["author"]![1]!["family"]!).ShouldBe("김");
        ((string)theirs[0]!["author"]![3]!["literal"]!).ShouldBe("Exosome, Hair and Skin Study Group");
        ((string)theirs[0]!["title"]!).ShouldContain("10<sup>5</sup> particles", customMessage: "it understood the raised digit");
    }

    [Fact]
    public async Task Csv_through_pythons_reader()
    {
        await Tool.NeedPythonAsync("python3", "csv");
        var rows = JsonNode.Parse(await FileAsync("csv", file => Tool.PythonAsync("import sys, csv, json; print(json.dumps(list(csv.DictReader(open(sys.argv[1], encoding='utf-8', newline='')))))", file)))!.AsArray(); // non-null: a list
        rows.Count.ShouldBe(5);
        ((string)rows[0]!["title"]!).ShouldBe(Plain);
        ((string)rows[0]!["authors"]!).ShouldBe("van der Ødegård, Søren Å; 김, 민지; Smith, John, Jr; Exosome, Hair and Skin Study Group");
        ((string)rows[1]!["title"]!).ShouldBe("'=1+1 begins as a formula");
        ((string)rows[3]!["notes"]!).ShouldContain("Status: terminated (no funding)");
        rows.ShouldAllBe(r => r!.AsObject().Count == 27);
        rows.ShouldAllBe(r => r!.AsObject().All(c => c.Value != null && !((string)c.Value!).StartsWith('=')));
    }

    [Fact]
    public async Task Nbib_through_biopython()
    {
        await Tool.NeedPythonAsync("python3-biopython", "Bio.Medline");
        var records = JsonNode.Parse(await FileAsync("nbib", file => Tool.PythonAsync(
            "import sys, json; from Bio import Medline; print(json.dumps([dict(r) for r in Medline.parse(open(sys.argv[1], encoding='utf-8'))]))", file)))!.AsArray(); // non-null: a list
        records.Count.ShouldBe(5);
        var article = records[0]!;
        ((string)article["PMID"]!).ShouldBe("99000001");
        ((string)article["TI"]!).ShouldBe(Plain);
        article["FAU"]!.AsArray().Select(a => (string)a!).ShouldBe(["van der Ødegård, Søren Å", "김, 민지", "Smith, John, Jr"]);
        article["AU"]!.AsArray().Select(a => (string)a!).ShouldBe(["van der Ødegård SÅ", "김 민", "Smith J Jr"]);
        article["CN"]!.AsArray().Select(a => (string)a!).ShouldBe(["Exosome, Hair and Skin Study Group"]);
        ((string)article["AB"]!).ShouldContain("ER - PMID- 1 @article{x, y} RESULTS: 10⁵ cells");
        article["OT"]!.AsArray().Select(a => (string)a!).ShouldContain("毛髪");
        article["RIN"]!.ToJsonString().ShouldContain("PMID: 99000009");
        records.Select(r => (string?)r!["PMID"]).ShouldBe(["99000001", "99000002", "99000003", null, null]);
        ((string)records[3]!["TI"]!).ShouldBe("Exosomes for alopecia");
    }

    private static string Unmarked(string title) =>
        System.Text.RegularExpressions.Regex.Replace(title, "</?(span|i)[^>]*>", "").Replace('“', '"').Replace('”', '"').Replace("\u2019", "'", StringComparison.Ordinal);

    private static string Whole(string name)
    {
        var format = ExportFormats.Find(name)!; // non-null: a name of the list
        return format.Head + string.Join(format.Between, SyntheticHits.All.Select(h => format.Record(Reference.Of(h, ReportState.Of(h))))) + format.Tail;
    }

    private static async Task<string> FileAsync(string format, Func<string, Task<string>> read)
    {
        using var folder = new TempFolder();
        var file = folder.File("export");
        await File.WriteAllBytesAsync(file, Encoding.UTF8.GetBytes(Whole(format)));
        return await read(file);
    }

    private static async Task<List<XElement>> ModsAsync(string program, string format) =>
        [.. XDocument.Parse((await FileAsync(format, file => Tool.OutputAsync(program, "-i", "utf8", "-o", "utf8", format == "ris" ? "-nl" : "-u", file))).TrimStart('\ufeff')).Root!.Elements(Mods + "mods")]; // non-null: parsed

    private static string Title(XElement mods)
    {
        var info = mods.Elements(Mods + "titleInfo").First();
        var (title, sub) = (info.Element(Mods + "title")!.Value, info.Element(Mods + "subTitle")?.Value); // non-null: every title has one
        return sub is null ? title : $"{title}: {sub}";
    }

    private static IEnumerable<string> Families(XElement mods) =>
        mods.Elements(Mods + "name").Select(n => n.Elements(Mods + "namePart").FirstOrDefault(p => (string?)p.Attribute("type") == "family")?.Value ?? "");
}
