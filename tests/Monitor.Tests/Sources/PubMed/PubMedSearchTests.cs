using System.Text;
using Monitor.Sources;
using Monitor.Sources.PubMed;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.PubMed;

public sealed class PubMedSearchTests
{
    [Fact]
    public void A_recorded_answer_with_history_is_read()
    {
        var search = PubMedSearch.Read(PubMedFile.Recorded("esearch2.xml"));
        search.Count.ShouldBe(42249);
        search.Ids[0].ShouldBe("41297076");
        (search.QueryKey, search.WebEnv).ShouldBe(("1", "MCID_6927d6e7fee3e90f880ec190"));
        search.QueryTranslation.ShouldNotBeNull().ShouldContain("\"neoplasms\"[MeSH Terms]");
        search.Widened.ShouldBeEmpty();
    }

    [Fact]
    public void No_hits_are_an_answer_and_a_phrase_not_found_is_told()
    {
        var search = PubMedSearch.Read(PubMedFile.Recorded("esearch8.xml"));
        (search.Count, search.Ids.Count).ShouldBe((0, 0));
        search.PhrasesNotFound.ShouldBe(["abcXYZ"]);
        search.OutputMessages.ShouldBe(["No items found."]);
        search.Widened.Single().ShouldContain("abcXYZ");
    }

    [Fact]
    public void Json_tells_the_same()
    {
        var search = PubMedSearch.Read(PubMedFile.Recorded("esearch_json_40362_hits.json"));
        search.Count.ShouldBe(40362);
        search.PhrasesNotFound.ShouldBe(["p.E1317Q"]);
        search.QueryTranslation.ShouldNotBeNull().ShouldEndWith("NOT \"retracted publication\"[Publication Type]");
    }

    [Fact]
    public void A_quoted_phrase_that_was_split_is_told()
    {
        var search = PubMedSearch.Read(PubMedFile.Synthetic("esearch_quoted_phrase.xml"));
        search.QuotedPhrasesNotFound.ShouldBe(["\"hair exosome\"[Title/Abstract]"]);
        search.Widened.Count.ShouldBe(2);
    }

    [Fact]
    public void A_list_of_one_may_be_a_plain_value()
    {
        var search = Read("""{"esearchresult":{"count":1,"idlist":"90000001","warninglist":{"quotedphrasenotfound":"\"a b\"","outputmessages":[]}}}""");
        search.Ids.ShouldBe(["90000001"]);
        search.QuotedPhrasesNotFound.ShouldBe(["\"a b\""]);
    }

    [Theory]
    [InlineData("""{"esearchresult":{"count":"870","idlist":["1"],"errorlist":{"phrasesnotfound":[],"fieldsnotfound":["NoSuchField"]}}}""", nameof(SourceFailure.Refused))]
    [InlineData("""{"esearchresult":{"ERROR":"Search Backend failed: Exception: 'retstart' cannot be larger than 9998."}}""", nameof(SourceFailure.Refused))]
    [InlineData("""{"esearchresult":{"ERROR":"Search Backend failed: Database is not supported: pubmed"}}""", nameof(SourceFailure.Unreachable))]
    [InlineData("""{"error":"API rate limit exceeded","api-key":"SECRET1","count":"17","limit":"3"}""", nameof(SourceFailure.Throttled))]
    [InlineData("""{"error":"API key invalid","api-key":"SECRET1","type":"invalid","status":"unknown"}""", nameof(SourceFailure.Refused))]
    [InlineData("""{"esearchresult":{"idlist":["1"]}}""", nameof(SourceFailure.Malformed))]
    [InlineData("""{"esearchresult":{"count":"many","idlist":["1"]}}""", nameof(SourceFailure.Malformed))]
    [InlineData("""{"esearchresult":{"count":"1","idlist":["1; DROP"]}}""", nameof(SourceFailure.Malformed))]
    [InlineData("""{"esearchresult":{"count":"1","idl""", nameof(SourceFailure.Malformed))]
    [InlineData("""[]""", nameof(SourceFailure.Malformed))]
    [InlineData("""<eSearchResult><IdList/></eSearchResult>""", nameof(SourceFailure.Malformed))]
    [InlineData("""<eSearchResult><Count>2</Count><IdList><Id>1</Id>""", nameof(SourceFailure.Malformed))]
    [InlineData("""<PubmedArticleSet></PubmedArticleSet>""", nameof(SourceFailure.Malformed))]
    [InlineData("""<ePostResult><ERROR>Invalid db name specified: nothing</ERROR></ePostResult>""", nameof(SourceFailure.Refused))]
    [InlineData("""<!DOCTYPE html><html></html>""", nameof(SourceFailure.Malformed))]
    [InlineData("", nameof(SourceFailure.Malformed))]
    public void An_error_is_never_an_empty_result(string answer, string failure)
    {
        var thrown = Should.Throw<SourceException>(() => Read(answer));
        thrown.Failure.ToString().ShouldBe(failure);
        thrown.ToString().ShouldNotContain("SECRET1");
    }

    [Theory]
    [InlineData("esearch_field_not_found.xml", nameof(SourceFailure.Refused), "NoSuchField")]
    [InlineData("esearch_error_outage.xml", nameof(SourceFailure.Unreachable), "Database is not supported")]
    [InlineData("maintenance.html", nameof(SourceFailure.Malformed), "an HTML page")]
    public void The_failure_says_why(string file, string failure, string named)
    {
        var thrown = Should.Throw<SourceException>(() => PubMedSearch.Read(PubMedFile.Synthetic(file)));
        thrown.Failure.ToString().ShouldBe(failure);
        thrown.Message.ShouldContain(named);
    }

    private static PubMedSearch Read(string answer) => PubMedSearch.Read(Encoding.UTF8.GetBytes(answer));
}
