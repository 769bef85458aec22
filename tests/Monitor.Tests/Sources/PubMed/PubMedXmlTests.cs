using Monitor.Documents;
using Monitor.Sources;
using Monitor.Sources.PubMed;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.PubMed;

/// <summary>Inputs that no recording holds; the fixtures are ours and say so.</summary>
public sealed class PubMedXmlTests
{
    private static readonly List<PubMedItem> Update = PubMedFile.Read(PubMedFile.Synthetic("update_file.xml"));

    [Fact]
    public void One_bad_record_goes_to_quarantine_whole_and_the_rest_goes_on()
    {
        Update.Articles().Select(a => a.Pmid).ShouldBe(["90000001", "90000004", "90000006"]);
        var bad = Update.OfType<PubMedUnreadable>().Select(item => item.Record).ToList();
        bad.Select(r => (r.ExternalId, r.Reason)).ShouldBe(
        [
            (null, "PMID is missing"),
            ("90000003", "Article is missing"),
            (null, "PubmedSomething: no known kind of record"),
        ]);
        bad[0].Raw.ShouldContain("A record without its PMID");
        bad[0].Raw.ShouldStartWith("<PubmedArticle>");
    }

    [Fact]
    public void Withdrawn_pmids_are_yielded_one_by_one() =>
        Update.OfType<PubMedDeleted>().Select(d => d.Pmid).ShouldBe(["90000007", "90000008"]);

    [Fact]
    public void A_retraction_notice_of_the_second_version()
    {
        var a = Update.Articles().First();
        a.PmidVersion.ShouldBe(2);
        a.Title.ShouldBe("Retraction: exosomes for alopecia at 10¹¹ particles in H₂O.");
        a.Corrections.Select(c => (c.Type, c.Pmid)).ShouldBe([("RetractionOf", "90000000"), ("CommentOn", null)]);
        (a.Doi, a.Pmcid).ShouldBe(("10.1000/right", "PMC77"), "a DOI marked invalid counts nowhere, a reference's never");
        a.Pages.ShouldBe("0012-19");
        a.Abstract.ShouldBe("METHODS: Only a category.\nNo label.");
        a.Authors.ShouldBe([new Author { Name = "Misspelt Ann", Family = "Misspelt" }, new Author { Name = "Carberry J", Family = "Carberry", Orcid = "0000-0002-1825-0097" }]);
        a.Registrations.ShouldBe(["NCT01234567", "ISRCTN12345678", "UMIN000012345"]);
        a.Published.ToString().ShouldBe("1998-12");
        a.Entered.ToString().ShouldBe("1999-02", "no calendar knows 31 February");
        a.Journal.ShouldBe("J Synth");
    }

    [Fact]
    public void A_chapter_names_its_book_and_its_own_authors()
    {
        var a = Update.Articles().ElementAt(1);
        (a.Title, a.Book).ShouldBe(("Alopecia, a chapter", "Synthetic Reviews"));
        a.Authors.Single().Name.ShouldBe("Writer Will");
    }

    [Fact]
    public void A_record_without_any_title_says_so() => Update.Articles().Last().Title.ShouldBe(PubMedRecordXml.NoTitle);

    [Fact]
    public void Forbidden_characters_and_blanks_before_the_declaration_are_repaired()
    {
        var items = PubMedFile.Read(PubMedFile.Synthetic("control_characters.xml"));
        items.Articles().Single().Title.ShouldBe("Exosomes and hair");
        items.OfType<PubMedUnreadable>().Single().Record.Raw.ShouldContain("Bad&#x2;");
    }

    [Theory]
    [InlineData("entity_bomb.xml")]
    [InlineData("external_entity.xml")]
    [InlineData("maintenance.html")]
    [InlineData("esearch_error_outage.xml")]
    [InlineData("esearch_field_not_found.xml")]
    public void What_is_no_article_set_or_needs_a_DTD_is_refused(string file) =>
        Should.Throw<SourceException>(() => PubMedFile.Read(PubMedFile.Synthetic(file)));

    [Theory]
    [InlineData("", "an empty answer")]
    [InlineData(" \n ", "an empty answer")]
    [InlineData("{\"a\":1}", "JSON")]
    [InlineData("PMID- 36216673", "plain text")]
    [InlineData("<html><body>", "an HTML page")]
    [InlineData("<eSummaryResult><DocSum/></eSummaryResult>", "<eSummaryResult>")]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE eLinkResult>", "broken XML")]
    [InlineData("<PubmedArticleSet/><PubmedArticleSet/>", "broken XML")]
    public void The_failure_names_what_came_instead(string content, string named)
    {
        var failure = Should.Throw<SourceException>(() => PubMedFile.Read(content));
        failure.Failure.ShouldBe(SourceFailure.Malformed);
        failure.Message.ShouldContain(named);
    }

    [Fact]
    public void Markup_without_end_is_bounded()
    {
        PubMedFile.Read(Set(string.Concat(Enumerable.Repeat("<i>a</i> ", 50_000)))).Articles().Single().Title.Length.ShouldBe(99_999);
        PubMedFile.Read(Set(Nested(200))).Articles().Single().Title.ShouldBe("hair");
        var deep = PubMedFile.Read(Set(Nested(1_000_000))).ShouldHaveSingleItem().ShouldBeOfType<PubMedUnreadable>().Record;
        (deep.ExternalId, deep.Reason.Contains("deep", StringComparison.Ordinal)).ShouldBe(("2", true), deep.Reason);

        static string Nested(int depth) => string.Concat(Enumerable.Repeat("<i>", depth)) + "hair" + string.Concat(Enumerable.Repeat("</i>", depth));
        static string Set(string title) =>
            $"<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>2</PMID><Article><ArticleTitle>{title}</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>";
    }

    [Fact]
    public void A_record_is_dated_by_its_entry() =>
        Update.OfType<PubMedRead>().ShouldAllBe(item => item.Record.Dated == ((Article)item.Record.Document).Entered && item.Record.Payload == "hash");

    [Fact]
    public void A_key_that_NCBI_echoes_is_not_repeated()
    {
        var failure = Should.Throw<SourceException>(() => PubMedFile.Read("""{"error":"API key invalid: SECRET1","api-key":"SECRET1","type":"invalid"}"""));
        failure.ToString().ShouldNotContain("SECRET1");
        failure.Failure.ShouldBe(SourceFailure.Refused);
    }

    [Fact]
    public void A_torn_answer_is_never_taken_for_a_short_one()
    {
        var whole = PubMedFile.Synthetic("update_file.xml");
        for (var length = whole.Length - "</PubmedArticleSet>\n".Length; length > 0; length -= 97)
        {
            Should.Throw<SourceException>(() => PubMedFile.Read(whole[..length])).Failure.ShouldBe(SourceFailure.Malformed);
        }
    }
}
