using System.Text;
using System.Text.Json.Nodes;
using Monitor.Documents;
using Monitor.Identity;
using Monitor.Sources;
using Monitor.Sources.EuropePmc;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.EuropePmc;

/// <summary>What becomes of one record; all are synthetic, made by us.</summary>
[OnEveryStore]
public sealed class EuropePmcRecordTests
{
    private const string Preprint = """
        {"id":"PPR2","source":"PPR","doi":"10.5555/SYNTHETIC.2","title":"A <i>synthetic</i> preprint","authorString":"Muster B, Beispiel C.",
         "pubYear":"2026","versionNumber":"2","abstractText":"<h4>Methods</h4><p>n &lt; 10<sup>5</sup> and P<0.001 in H<sub>2</sub>O</p><h4>Results:</h4>a<b and b>c.",
         "bookOrReportDetails":{"publisher":"medRxiv","yearOfPublication":2026},"pubTypeList":{"pubType":"preprint"},
         "versionList":{"version":[{"id":"PPR1","source":"PPR","versionNumber":"1"},{"id":"PPR2","source":"PPR","versionNumber":"2"},{"id":"PPR3","source":"PPR","versionNumber":3}]},
         "commentCorrectionList":{"commentCorrection":{"id":"7","source":"MED","type":"Preprint of","orderIn":1}},
         "firstIndexDate":"2026-11-03","firstPublicationDate":"2026-11-01"}
        """;

    [Fact]
    public void A_preprint_says_its_server_its_version_and_what_became_of_it()
    {
        var article = Read(Preprint);
        (article.Id, article.Doi, article.Pmid, article.Journal).ShouldBe(("europepmc:PPR:PPR2", "10.5555/synthetic.2", null, "medRxiv"));
        (article.PmidVersion, article.PublicationTypes.ShouldHaveSingleItem()).ShouldBe((2, "Preprint"));
        (article.Entered, article.Published).ShouldBe((new PartialDate(2026, 11, 3), new PartialDate(2026, 11, 1)));
        article.Title.ShouldBe("A synthetic preprint");
        article.Authors.Select(a => (a.Name, a.Family)).ShouldBe([("Muster B", null), ("Beispiel C", null)]);
        article.Corrections.ShouldBe(
        [
            new Correction { Type = "UpdateIn", Pmid = "7" },
            new Correction { Type = "UpdateOf", Source = "PPR:PPR1" },
            new Correction { Type = "UpdateIn", Source = "PPR:PPR3" },
        ]);
    }

    [Fact]
    public void Markup_is_read_and_a_comparison_is_none() =>
        Read(Preprint).Abstract.ShouldBe("Methods: n < 10⁵ and P<0.001 in H₂O\nResults: a<b and b>c.");

    [Theory]
    [InlineData("p<k and k>2", "p<k and k>2")]
    [InlineData("<jats:p>One</jats:p><jats:p>two</jats:p>", "One\ntwo")]
    [InlineData("<title>Abstract</title><p>Text &amp; more</p>", "Text & more")]
    [InlineData("<p class=\"x\">a<br/>b</p>", "a\nb")]
    [InlineData("x <script>y</script>", "x <script>y</script>")]
    [InlineData("no </h4> beginning", "no beginning")]
    [InlineData("AT&T", "AT&T")]
    [InlineData("   ", null)]
    public void Text_keeps_what_is_no_markup(string markup, string? text) => EuropePmcText.Lines(markup).ShouldBe(text);

    [Theory]
    [InlineData("Retraction in", "RetractionIn")]
    [InlineData("Retraction of", "RetractionOf")]
    [InlineData("Erratum in", "ErratumIn")]
    [InlineData("Expression of concern in", "ExpressionOfConcernIn")]
    [InlineData("Expression of concern for", "ExpressionOfConcernFor")]
    [InlineData("Comment on", "CommentOn")]
    [InlineData("Update of", "UpdateOf")]
    [InlineData("Preprint in", "UpdateOf")]
    [InlineData("Preprint of", "UpdateIn")]
    [InlineData("Corrected and republished in", "CorrectedandRepublishedIn")]
    [InlineData("Partial retraction in", "PartialRetractionIn")]
    public void A_link_has_PubMeds_name(string said, string type) =>
        Read($$$"""{"id":"1","source":"MED","commentCorrectionList":{"commentCorrection":[{"id":"2","source":"MED","type":"{{{said}}}"}]}}""")
            .Corrections.ShouldBe([new Correction { Type = type, Pmid = "2" }]);

    [Fact]
    public void An_article_names_its_preprint_by_the_id_it_has_here() =>
        Read("""{"id":"1","source":"MED","commentCorrectionList":{"commentCorrection":[{"id":"PPR5","source":"PPR","type":"Preprint in","note":"loader"}]}}""")
            .Corrections.ShouldBe([new Correction { Type = "UpdateOf", Source = "PPR:PPR5" }]);

    [Theory]
    [InlineData("research-article", "Journal Article")]
    [InlineData("case-report", "Case Reports")]
    [InlineData("retracted publication", "Retracted Publication")]
    [InlineData("Observational Study", "Observational Study")]
    public void A_type_has_PubMeds_word(string said, string type) =>
        Read($$$"""{"id":"1","source":"PMC","pubTypeList":{"pubType":["{{{said}}}","{{{type}}}"]}}""").PublicationTypes.ShouldBe([type]);

    [Theory]
    [InlineData("""{"id":"1","source":"MED","versionList":"2","versionNumber":"x"}""")]
    [InlineData("""{"id":"1","source":"PPR","versionList":[],"versionNumber":true}""", false)]
    public void Versions_in_another_form_are_no_versions(string record, bool readable = true)
    {
        if (readable) Read(record).PmidVersion.ShouldBeNull();
        else Page(record).Unreadable.ShouldHaveSingleItem().Reason.ShouldContain("versionNumber");
    }

    [Fact]
    public void A_record_that_says_almost_nothing_is_a_record()
    {
        var article = Read("""{"id":"IND1","source":"AGR","pubYear":"2019"}""");
        (article.Id, article.Title, article.Published).ShouldBe(("europepmc:AGR:IND1", "(no title)", new PartialDate(2019)));
    }

    [Fact]
    public void What_is_said_later_of_a_known_record_is_news()
    {
        var article = Read("""{"id":"1","source":"MED","title":"T"}""");
        var retracted = Read("""{"id":"1","source":"MED","title":"T","pubTypeList":{"pubType":["Retracted Publication"]},"commentCorrectionList":{"commentCorrection":[{"id":"2","source":"MED","type":"Retraction in"}]}}""");
        ArticleChanges.Of(article, retracted).ShouldHaveSingleItem().Type.ShouldBe(RevisionType.Retracted);
        var preprint = Read(Preprint.Replace("commentCorrectionList", "other", StringComparison.Ordinal));
        ArticleChanges.Of(preprint, Read(Preprint)).ShouldHaveSingleItem().Type.ShouldBe(RevisionType.Updated);
    }

    [Fact]
    public async Task Its_pages_and_links_stand_two_colons()
    {
        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"));
        await app.AddAsync(Read(Preprint));
        ((string)(await app.JsonAsync("/api/hits/europepmc:PPR:PPR2"))["externalId"]!).ShouldBe("PPR:PPR2"); // non-null: every hit has one
        using var page = await app.Http.GetAsync(new Uri("/hits/europepmc:PPR:PPR2", UriKind.Relative));
        (await page.Content.ReadAsStringAsync()).ShouldContain("A synthetic preprint");
        (await app.IdsAsync("/api/hits?source=europepmc")).ShouldBe(["europepmc:PPR:PPR2"]);
    }

    private static Article Read(string record) => (Article)Page(record).Records.ShouldHaveSingleItem().Document;

    private static EuropePmcPage Page(string record) =>
        EuropePmcJson.Read(Payload.Of("https://upstream/search", "application/json", Encoding.UTF8.GetBytes(EuropePmcStub.Page(1, null, JsonNode.Parse(record)!))))!; // non-null: it has a count
}
