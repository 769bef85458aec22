using System.Text;
using Monitor.Sources;
using Monitor.Sources.PubMed;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.PubMed;

/// <summary>Where records begin and end, whatever stands in and between them.</summary>
public sealed class PubMedFramesTests
{
    [Theory]
    [InlineData("<PubmedArticle><MedlineCitation><PMID>9</PMID><Article><ArticleTitle>x</ArticleTitle></Article></MedlineCitation>", "9", "does not end")]
    [InlineData("<PubmedArticle><MedlineCitation><PMID>9</PMID><Article><i>x</b></Article></MedlineCitation></PubmedArticle>", "9", "not well-formed")]
    [InlineData("<PubmedArticle><MedlineCitation><PMID>9</PMID><Article><ArticleTitle>&nbsp;</ArticleTitle></Article></MedlineCitation></PubmedArticle>", "9", "nbsp")]
    [InlineData("<PubmedArticle><MedlineCitation><PMID>9</PMID><Article>a < b</Article></MedlineCitation></PubmedArticle>", "9", "not well-formed")]
    [InlineData("<PubmedArticle><MedlineCitation><PMID>9</PMID><Article x=\"</Article></MedlineCitation></PubmedArticle>", "9", "not well-formed")]
    [InlineData("<PubmedArticle><MedlineCitation><PMID>9</PMID><m:math/></MedlineCitation></PubmedArticle>", "9", "not well-formed")]
    [InlineData("<PubmedArticle><PMID>9</PMID></PubmedArticle>", null, "MedlineCitation is missing")]
    [InlineData("<PubmedArticle/>", null, "MedlineCitation is missing")]
    [InlineData("</PubmedArticle>", null, "ends what never began")]
    [InlineData("<Pubmed><PubmedArticles>x</PubmedArticles></Pubmed>", null, "no known kind")]
    public void A_broken_record_is_kept_whole_and_its_neighbours_are_read(string broken, string? pmid, string reason)
    {
        var items = PubMedFile.Read(Set(Record(1), broken, Record(2)));
        items.Count.ShouldBe(3);
        items.Articles().Select(a => a.Pmid).ShouldBe(["1", "2"]);
        var bad = items[1].ShouldBeOfType<PubMedUnreadable>().Record;
        (bad.ExternalId, bad.Raw.Trim()).ShouldBe((pmid, broken));
        bad.Reason.ShouldContain(reason);
    }

    [Theory]
    [InlineData("<!-- </PubmedArticle><PubmedArticle> -->")]
    [InlineData("<![CDATA[</PubmedArticle></PubmedArticleSet>]]>")]
    [InlineData("<?note </PubmedArticle> ?>")]
    [InlineData("<GeneralNote Owner=\"a>b'c\">PubmedArticle &lt;PubmedArticle&gt; Pubmed</GeneralNote>")]
    public void What_looks_like_an_end_is_none(string inside)
    {
        var record = Record(1).Replace("<PMID>", inside + "<PMID>", StringComparison.Ordinal);
        PubMedFile.Read(Set(record, $"<!-- {record} -->", Record(2))).Articles().Select(a => a.Pmid).ShouldBe(["1", "2"]);
    }

    [Fact]
    public void A_comment_without_end_does_not_swallow_the_records_behind_it()
    {
        var items = PubMedFile.Read(Set(Record(1).Replace("<PMID>", "<!-- <PMID>", StringComparison.Ordinal), Record(2)));
        items.Count.ShouldBe(2);
        items.Articles().Single().Pmid.ShouldBe("2");
    }

    [Fact]
    public void Deletions_behind_a_record_without_end_still_count()
    {
        var items = PubMedFile.Read(Set(Record(1), "<PubmedArticle><MedlineCitation>", "<DeleteCitation><PMID>5</PMID><PMID>x</PMID></DeleteCitation>"));
        items.Select(i => i.GetType().Name).ShouldBe(["PubMedRead", "PubMedUnreadable", "PubMedDeleted", "PubMedUnreadable"]);
    }

    [Fact]
    public void Side_by_side_gives_the_same_items_in_the_same_order_as_one_after_the_other()
    {
        var set = Set([.. Enumerable.Range(1, 5_000).Select(i => i % 97 == 0 ? Record(i).Replace("</Article>", "", StringComparison.Ordinal) : i == 300 ? Record(i, 700_000) : Record(i, 300))]);
        var content = Encoding.UTF8.GetBytes(set);
        var inTurn = PubMedXml.Read(new MemoryStream(content)).Select(Shown).ToList();
        inTurn.Count.ShouldBe(5_000);
        inTurn.Count(i => i.StartsWith("bad", StringComparison.Ordinal)).ShouldBe(51);
        PubMedXml.Read(new MemoryStream(content), 3, Shown).ShouldBe(inTurn);
        PubMedXml.Read(new Dripping(content), 2, Shown).ShouldBe(inTurn, "however the bytes come");
    }

    [Fact]
    public void What_stood_before_a_tear_comes_first_and_the_tear_says_where()
    {
        var whole = Encoding.UTF8.GetBytes(Set([.. Enumerable.Range(1, 3_000).Select(i => Record(i, 300))]));
        var read = new List<PubMedItem>();
        var failure = Should.Throw<SourceException>(() => read.AddRange(PubMedXml.Read(new MemoryStream(whole, 0, whole.Length / 2), 2, i => i).Select(i => { read.Add(i); return i; }).Where(_ => false)));
        read.Count.ShouldBeInRange(1_450, 1_510);
        failure.Message.ShouldContain($"after {read.Count} whole elements");
    }

    [Fact]
    public void Prefixes_that_the_root_declares_hold_in_the_records() =>
        PubMedFile.Read(Set(Record(1).Replace("title", "<q:i>title</q:i>", StringComparison.Ordinal)).Replace("<PubmedArticleSet>", "<PubmedArticleSet xmlns:q='urn:q'>", StringComparison.Ordinal))
            .Articles().Single().Title.ShouldBe("title");

    private static string Shown(PubMedItem item) => item switch
    {
        PubMedRead(var r) => $"{r.Document.ExternalId} {r.Document.Title.Length} {r.Document.Abstract?.Length}",
        PubMedUnreadable(var u) => $"bad {u.ExternalId} {u.Raw.Length}",
        _ => item.ToString(),
    };

    private static string Record(int pmid, int words = 1) =>
        $"<PubmedArticle><MedlineCitation><PMID>{pmid}</PMID><Article><ArticleTitle>title</ArticleTitle><Abstract><AbstractText>{string.Concat(Enumerable.Repeat("é ", words))}</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>";

    private static string Set(params string[] records) => $"<?xml version=\"1.0\"?><!DOCTYPE PubmedArticleSet PUBLIC \"-//NLM//DTD > [x] //EN\" \"http://x\"><PubmedArticleSet>{string.Join('\n', records)}</PubmedArticleSet>\n";

    /// <summary>Gives odd numbers of bytes, as an inflater does.</summary>
    private sealed class Dripping(byte[] content) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 7_919));
    }
}
