using System.Text.Json.Nodes;
using Monitor.Delivery.Export;
using Monitor.Documents;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;
using ReportState = Monitor.Identity.Reports.ReportState;

namespace Monitor.Tests.Delivery.Export;

public sealed class ExportFormatTests
{
    [Fact]
    public void A_text_can_neither_end_its_record_nor_begin_another()
    {
        var ris = Of("ris", SyntheticHits.Article);
        ris.Split("\r\n").Count(l => l.StartsWith("ER  -", StringComparison.Ordinal)).ShouldBe(1);
        ris.Split("\r\n").ShouldAllBe(l => l.Length == 0 || System.Text.RegularExpressions.Regex.IsMatch(l, "^[A-Z][A-Z0-9]  - "));
        var nbib = Of("nbib", SyntheticHits.Article);
        nbib.Split("\r\n").Count(l => l.StartsWith("PMID-", StringComparison.Ordinal)).ShouldBe(1);
        nbib.Split("\r\n").ShouldAllBe(l => l.Length <= 95);
        Of("bibtex", SyntheticHits.Article).Split('\n').Count(l => l.StartsWith('@')).ShouldBe(1);
        Of("csv", SyntheticHits.Article).Split("\r\n").Length.ShouldBe(2);
    }

    [Fact]
    public void Every_ris_record_begins_with_its_type_and_ends_with_ER()
    {
        foreach (var (hit, type) in new (Hit, string)[] { (SyntheticHits.Article, "JOUR"), (SyntheticHits.Month, "CHAP"), (SyntheticHits.Month with { Title = "A synthetic book" }, "BOOK"), (SyntheticHits.Trial, "RPRT"), (SyntheticHits.Notice, "ELEC") })
        {
            var ris = Of("ris", hit);
            ris.ShouldStartWith($"TY  - {type}\r\n");
            ris.ShouldEndWith("\r\nER  - \r\n\r\n");
        }
    }

    [Fact]
    public void The_title_in_its_own_language_stands_beside_the_translated_one()
    {
        Of("nbib", SyntheticHits.Article with { VernacularTitle = "엑소좀과 탈모" }).ShouldContain("TT  - 엑소좀과 탈모\r\n");
        Of("nbib", SyntheticHits.Article with { VernacularTitle = SyntheticHits.Title }).ShouldNotContain("TT  - ");
    }

    [Fact]
    public void Dates_are_as_precise_as_they_are_stated()
    {
        Of("ris", SyntheticHits.Article).ShouldContain("DA  - 2026/02/05/\r\n");
        Of("ris", SyntheticHits.Month).ShouldContain("DA  - 2025/11//\r\n");
        Of("ris", SyntheticHits.Vague).ShouldContain("DA  - 2025///\r\n");
        Of("nbib", SyntheticHits.Article).ShouldContain("DP  - 2026 Feb 5\r\n");
        Of("nbib", SyntheticHits.Month).ShouldContain("DP  - 2025 Nov\r\n");
        Of("nbib", SyntheticHits.Vague).ShouldContain("DP  - 2025\r\n");
        foreach (var (hit, parts) in new (Hit, string)[] { (SyntheticHits.Article, "[[2026,2,5]]"), (SyntheticHits.Month, "[[2025,11]]"), (SyntheticHits.Vague, "[[2025]]") })
        {
            JsonNode.Parse(Of("csl", hit))!["issued"]!["date-parts"]!.ToJsonString().ShouldBe(parts);
        }

        JsonNode.Parse(Of("csl", Any.Article()))!.AsObject().ContainsKey("issued").ShouldBeFalse();
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\tx")]
    [InlineData("＝1+1")]
    public void No_cell_is_a_formula(string text) => CsvFormat.Cell(text).ShouldBe($"\"'{text}\"");

    [Theory]
    [InlineData("a;=1+1", "a;'=1+1")]
    [InlineData("a; =1+1", "a; '=1+1")]
    [InlineData("a\t=1+1", "a\t'=1+1")]
    [InlineData("a;;+1", "a;;'+1")]
    [InlineData("a;\"=1", "a;\"'=1")]
    [InlineData("a;\t @x", "a;\t '@x")]
    [InlineData("a\n=1", "a\n'=1")]
    [InlineData("a\r\n-1", "a\r\n'-1")]
    [InlineData("a;\u00a0＝1", "a;\u00a0'＝1")]
    [InlineData(" =1", " '=1")]
    [InlineData("\"=1", "\"'=1")]
    public void No_part_of_a_cell_is_a_formula_where_cells_end_at_semicolons_or_tabs(string text, string written) =>
        CsvFormat.Cell(text).ShouldBe($"\"{written.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");

    [Theory]
    [InlineData("IL-6 = 3; p-value")]
    [InlineData("a+b; c@d")]
    public void What_begins_no_cell_is_left_alone(string text) => CsvFormat.Cell(text).ShouldBe(text);

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a \"b\"", "\"a \"\"b\"\"\"")]
    public void Cells_are_quoted_where_they_must_be(string text, string cell) => CsvFormat.Cell(text).ShouldBe(cell);

    [Theory]
    [InlineData("pubmed:1", "pubmed-1")]
    [InlineData("clinicaltrials.gov:NCT01", "clinicaltrials.gov-NCT01")]
    public void A_plain_id_is_its_key(string id, string key) => BibTexFormat.Key(id).ShouldBe(key);

    [Fact]
    public void Other_ids_have_keys_that_stay_and_differ()
    {
        var ids = new[] { "fda-rss:https://a.example/x?y", "fda-rss:https://a.example/x!y", "fda-rss:https---a.example-x-y", "fda-rss:탈모", "fda-rss:" + new string('x', 400) };
        ids.Select(BibTexFormat.Key).Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(ids.Length);
        BibTexFormat.Key(ids[0]).ShouldMatch("^fda-rss-https---a.example-x-y-[0-9a-f]{10}$");
        BibTexFormat.Key(ids[0]).ShouldBe(BibTexFormat.Key(ids[0]));
    }

    [Theory]
    [InlineData("123-30", "123", "130")]
    [InlineData("1001-1012", "1001", "1012")]
    [InlineData("S12-S20", "S12", "S20")]
    [InlineData("S12-20", "S12", "S20")]
    [InlineData("0012-19", "0012-19", null)]
    [InlineData("4002.e26", "4002.e26", null)]
    [InlineData("e4002", "e4002", null)]
    public void Pages_are_split_only_where_they_are_a_range(string pages, string first, string? last) => PageRange.Of(pages).ShouldBe((first, last));

    [Theory]
    [InlineData("Kim Min-Ji", "Kim", "Min-Ji", null)]
    [InlineData("van der Berg Jan", "van der Berg", "Jan", null)]
    [InlineData("Smith John Jr", "Smith", "John", "Jr")]
    [InlineData("Hair Study Group", "Hair Study Group", null, null)]
    [InlineData("Cochrane", "Cochrane", null, null)]
    public void Names_stored_before_families_were_told_are_taken_apart_as_well_as_can_be(string name, string family, string? given, string? suffix)
    {
        var person = PersonName.Of([new Author { Name = name }]).Single();
        (person.Family, person.Given, person.Suffix).ShouldBe((family, given, suffix));
    }

    [Fact]
    public void A_family_that_the_source_names_is_believed_and_who_has_none_beside_it_is_a_group()
    {
        var names = PersonName.Of([new Author { Name = "Garcia Lopez Maria", Family = "Garcia Lopez" }, new Author { Name = "People Who Care" }]);
        names.Select(n => (n.Sorted, n.IsGroup)).ShouldBe([("Garcia Lopez, Maria", false), ("People Who Care", true)]);
        names[0].Initials.ShouldBe("M");
    }

    private static string Of(string format, Hit hit) =>
        ExportFormats.Find(format)!.Record(Reference.Of(hit, ReportState.Of(hit))); // non-null: a name of the list
}
