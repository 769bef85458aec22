using Monitor.Configuration;
using Monitor.Queries;
using Monitor.Sources;
using Monitor.Sources.EuropePmc;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.EuropePmc;

public sealed class EuropePmcQueryTests
{
    [Theory]
    [InlineData("minoxidil", "TITLE_ABS:minoxidil OR KW:minoxidil")]
    [InlineData("minoxidil[ti] AND \"hair loss\"[ab]", "TITLE:minoxidil AND ABSTRACT:\"hair loss\"")]
    [InlineData("exosom*", "TITLE_ABS:exosom* OR KW:exosom*")]
    [InlineData("naïv*[ti]", "TITLE:naïv* OR TITLE:naiv*")]
    [InlineData("\"stem cell*\"[ti]", "(TITLE:stem AND TITLE:cell*)")]
    [InlineData("\"exosome-deriv*\"[ti]", "(TITLE:exosome AND TITLE:deriv*)")]
    [InlineData("\"hair exosome\"[ti:~5]", "(TITLE:hair AND TITLE:exosome)")]
    [InlineData("\"platelet-rich, (plasma)\"[ti]", "TITLE:\"platelet-rich plasma\"")]
    [InlineData("\"a: [b] {c} ~d^ \\e\"[ti]", "TITLE:\"a b c d e\"")]
    [InlineData("TGF-β1[ti]", "TITLE:\"TGF-β1\"")]
    [InlineData("\"and\"[ti] AND \"NOT\"[ti]", "TITLE:\"and\" AND TITLE:\"NOT\"")]
    [InlineData("エクソソーム[ti]", "TITLE:\"エクソソーム\"")]
    [InlineData("scalp[ti] NOT mice[ti]", "TITLE:scalp")]
    [InlineData("a1[ti] AND (b2[ti] OR (c3[ti] NOT d4[ti]))", "TITLE:a1 AND (TITLE:b2 OR TITLE:c3)")]
    [InlineData("\"Alopecia/therapy\"[mh]", "MESH_TERM:Alopecia OR KW:Alopecia")]
    [InlineData("\"Case Reports\"[pt]", "PUB_TYPE:\"Case Reports\" OR PUB_TYPE:\"case-report\" OR PUB_TYPE:\"case report\"")]
    [InlineData("Preprint[pt]", "PUB_TYPE:Preprint OR SRC:PPR")]
    [InlineData("\"Kim J\"[au]", "AUTH:Kim")]
    [InlineData("Hair*[ta]", "JOURNAL:hair*")]
    [InlineData("39174804[pmid]", "EXT_ID:39174804 AND SRC:MED")]
    [InlineData("\"10.5555/x.1\"[aid] OR PMC123[aid]", "DOI:\"10.5555/x.1\" OR PMCID:PMC123")]
    [InlineData("scalp[ti] AND 2024/03:2025[dp]", "TITLE:scalp AND (PUB_YEAR:[2024 TO 2025] OR FIRST_PDATE:[2024-03-01 TO 2025-12-31])")]
    [InlineData("scalp[ti] AND 2024:3000[edat]", "TITLE:scalp AND (CREATION_DATE:[2024-01-01 TO 3000-12-31] OR FIRST_IDATE:[2024-01-01 TO 3000-12-31])")]
    [InlineData("scalp[ti] AND eng[la] AND 2024[lr]", "TITLE:scalp")]
    public void Writes_the_language_of_Europe_PMC(string query, string sent)
    {
        var text = EuropePmcQuery.Ask(Query.Parse(query), ["MED"]).Text;
        text.ShouldEndWith(" AND (SRC:MED)");
        var asked = text[1..^") AND (SRC:MED)".Length];
        // One term stands in parentheses of its own.
        (asked.StartsWith('(') && asked.EndsWith(')') && sent[0] != '(' ? asked[1..^1] : asked).ShouldBe(sent);
    }

    [Theory]
    [InlineData("scalp NOT mice", "mice[tiab]: what is excluded is not asked, but taken away here")]
    [InlineData("\"stem cell*\"", "\"stem cell*\"[tiab]: asked as words in any order")]
    [InlineData("scalp AND eng[la]", "eng[la]: not asked, checked here")]
    [InlineData("Alopecia[mh]", "Alopecia[mh]: asked as a heading or a keyword; Europe PMC does not look at the headings below it, as PubMed does")]
    public void Says_what_it_asks_otherwise(string query, string said)
    {
        var asked = EuropePmcQuery.Ask(Query.Parse(query), []);
        asked.Widened.ShouldContain(said);
        asked.Widened[0].ShouldStartWith("all clauses:");
        asked.AsksExactly(Query.Parse(query).Root).ShouldBeFalse("the evaluator decides on every record");
    }

    [Theory]
    [InlineData("eng[la]")]
    [InlineData("scalp OR eng[la]")]
    public void What_would_ask_for_everything_is_refused_aloud(string query) =>
        Should.Throw<QueryException>(() => EuropePmcQuery.Ask(Query.Parse(query), [])).Message.ShouldContain("Europe PMC cannot search for this");

    [Fact]
    public void Every_delivered_watch_on_papers_can_be_asked_whole()
    {
        var loaded = ConfigurationLoader.Load(Path.Combine(Shared.Repository, "config"), [], new System.Collections.Hashtable(), SourceCatalog.KnownNames, named: true);
        foreach (var watch in loaded.Watches.Where(w => w.Uses("pubmed")))
        {
            var asked = EuropePmcQuery.Ask(Query.Parse(watch.Query), []);
            asked.Impossible.ShouldBeFalse(watch.Name);
            asked.Text.ShouldContain(" AND ");
            asked.Text.Length.ShouldBeLessThan(EuropePmcQuery.LongestText, watch.Name);
        }
    }

    [Fact]
    public void What_no_record_can_be_is_not_asked() => EuropePmcQuery.Ask(Query.Parse("abc[pmid]"), []).Impossible.ShouldBeTrue();
}
