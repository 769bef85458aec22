using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Documents;
using Monitor.Identity;
using Monitor.Identity.Reports;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;
using static Monitor.Tests.Sources.Crossref.CrossrefEdge;

namespace Monitor.Tests.Sources.Crossref;

public sealed class CrossrefUpdatesTests
{
    [Fact]
    public async Task The_recorded_retraction_is_found_behind_the_correction_that_stands_first()
    {
        var entries = string.Join(',', (await File.ReadAllLinesAsync(Shared.File("samples/crossref/updated_by_wakefield_2entries.jsonl"))).Where(l => l.Length > 0));
        var article = await ArticleAsync($"\"updated-by\":[{entries}]");
        article.Corrections.Select(c => (c.Type, c.Doi, c.Source)).ShouldBe(
            [("ErratumIn", "10.1016/s0140-6736(04)15715-2", "retraction-watch"), ("RetractionIn", "10.1016/s0140-6736(10)60175-4", "retraction-watch")]);
        article.PublicationTypes.ShouldBe(["Journal Article", "Retracted Publication"]);
        RecordSigns.IsRetracted(article).ShouldBeTrue();
    }

    [Fact]
    public async Task The_recorded_work_carries_its_correction()
    {
        var work = JsonNode.Parse(await File.ReadAllTextAsync(Shared.File("samples/crossref/work_updated_by_0033693.json")))!["message"]!.ToJsonString();
        var article = (Article)(await FetchAsync(new StubHandler(_ => List(work)))).Records.Single().Document;
        article.Corrections.ShouldBe([new Correction { Type = "ErratumIn", Doi = "10.1371/annotation/c76da2c1-ccb8-4797-94c1-359d3ceceeda", Source = "publisher" }]);
        (article.Entered.ToString(), article.Published.ToString(), article.Languages.Single()).ShouldBe(("2012-03-23", "2012-03-21", "eng"));
    }

    [Fact]
    public async Task The_recorded_notices_are_errata_and_a_title_alone_makes_no_retraction()
    {
        var fetched = await FetchAsync(Recorded("plos_works_update_to_5_corrections.json"), Request with { Limit = 5 });
        var notices = fetched.Records.Select(r => (Article)r.Document).Where(a => a.Corrections.Count > 0).ToList();
        notices.Count.ShouldBe(5);
        notices.ShouldAllBe(a => a.Corrections.Single().Type == "ErratumFor" && a.Corrections.Single().Doi!.StartsWith("10.1371/") && a.PublicationTypes.SequenceEqual(new[] { "Published Erratum" }));
        fetched.Records.ShouldContain(r => r.Document.Title.Contains("etraction"));
        fetched.Records.ShouldAllBe(r => !RecordSigns.IsRetracted((Article)r.Document));
    }

    [Fact]
    public async Task One_event_told_by_two_is_one_link_that_names_both()
    {
        var article = await ArticleAsync(By(("retraction", "10.5555/N", "retraction-watch", "2026-03-05"), ("retraction", "10.5555/n", "publisher", "2026-03-01"), ("retraction", null, "retraction-watch", "2026-03-05")));
        article.Corrections.ShouldBe([new Correction { Type = "RetractionIn", Doi = "10.5555/n", Source = "publisher, retraction-watch" }]);
    }

    [Theory]
    [InlineData("retraction", "RetractionIn", "RetractionOf", "Retraction of Publication")]
    [InlineData("withdrawal", "RetractionIn", "RetractionOf", "Retraction of Publication")]
    [InlineData("removal", "RetractionIn", "RetractionOf", "Retraction of Publication")]
    [InlineData("partial_retraction", "PartialRetractionIn", "PartialRetractionOf", "Retraction of Publication")]
    [InlineData("corrigendum", "ErratumIn", "ErratumFor", "Published Erratum")]
    [InlineData("expression_of_concern", "ExpressionOfConcernIn", "ExpressionOfConcernFor", "Expression of Concern")]
    [InlineData("new_version", "UpdateIn", "UpdateOf", "Journal Article")]
    [InlineData("something of tomorrow", "UpdateIn", "UpdateOf", "Journal Article")]
    public async Task Each_kind_of_update_has_PubMeds_word_on_both_sides(string kind, string on, string of, string type)
    {
        (await ArticleAsync(By((kind, "10.5555/n", "publisher", "2026-03-01")))).Corrections.Single().Type.ShouldBe(on);
        var notice = await ArticleAsync(To((kind, "10.5555/PAPER", null, "2026-03-01")));
        notice.Corrections.ShouldBe([new Correction { Type = of, Doi = "10.5555/paper", Source = "publisher" }]);
        notice.PublicationTypes.ShouldBe([type]);
        RecordSigns.IsRetracted(notice).ShouldBeFalse();
    }

    [Fact]
    public async Task A_notice_put_in_the_place_of_the_work_is_about_the_work()
    {
        var article = await ArticleAsync(To(("withdrawal", "10.5555/one", null, "2026-03-01")));
        article.Corrections.ShouldBe([new Correction { Type = "RetractionIn", Doi = "10.5555/one", Source = "publisher" }]);
        article.PublicationTypes.ShouldBe(["Journal Article", "Retracted Publication"]);
    }

    [Fact]
    public async Task Only_a_reinstatement_clears_a_retraction_and_only_an_earlier_one()
    {
        async Task<bool> Retracted(params (string, string?, string?, string)[] entries) => RecordSigns.IsRetracted(await ArticleAsync(By(entries)));
        (await Retracted(("retraction", "10.5555/n", "retraction-watch", "2026-01-01"), ("correction", "10.5555/c", "publisher", "2026-02-01"))).ShouldBeTrue();
        (await Retracted(("reinstatement", "10.5555/r", "retraction-watch", "2026-02-01"), ("retraction", "10.5555/n", "retraction-watch", "2026-01-01"))).ShouldBeFalse();
        (await Retracted(("reinstatement", "10.5555/r", "retraction-watch", "2026-02-01"), ("retraction", "10.5555/n", "retraction-watch", "2026-03-01"))).ShouldBeTrue();
    }

    [Fact]
    public async Task Preprint_and_article_point_to_each_other()
    {
        var preprint = await ArticleAsync("""  "subtype":"preprint","relation":{"is-preprint-of":[{"id-type":"doi","id":"10.5555/Paper","asserted-by":"subject"}],"cites":[]}  """);
        preprint.Corrections.ShouldBe([new Correction { Type = "UpdateIn", Doi = "10.5555/paper", Source = "publisher" }]);
        var paper = await ArticleAsync("""  "relation":{"has-preprint":[{"id-type":"doi","id":"10.5555/pre","asserted-by":"object"}],"is-review-of":[{"id-type":"uri","id":"x"}]}  """);
        paper.Corrections.ShouldBe([new Correction { Type = "UpdateOf", Doi = "10.5555/pre", Source = "the preprint's server" }]);
    }

    [Fact]
    public void A_link_is_known_again_by_its_doi_and_news_names_it()
    {
        var before = Any.Article() with { Corrections = [new Correction { Type = "RetractionIn", Doi = "10.5555/n", Source = "publisher" }] };
        ArticleChanges.Of(before, before with { Corrections = [before.Corrections[0] with { Source = "publisher, retraction-watch" }] }).ShouldBeEmpty();
        ArticleChanges.Of(before, before with { Corrections = [before.Corrections[0] with { Pmid = "7" }] }).ShouldBeEmpty();
        var erratum = ArticleChanges.Of(before, before with { Corrections = [.. before.Corrections, new Correction { Type = "ErratumIn", Doi = "10.5555/e", Source = "publisher" }] }).ShouldHaveSingleItem();
        erratum.Type.ShouldBe(RevisionType.Corrected);
        erratum.Fields.ShouldBe([new FieldChange("ErratumIn", null, "doi 10.5555/e (publisher)")]);
        ArticleChanges.Of(Any.Article(), before).ShouldHaveSingleItem().Fields.ShouldBe([new FieldChange("RetractionIn", null, "doi 10.5555/n (publisher)")]);
        ArticleChanges.Of(before, before with { Corrections = [.. before.Corrections, new Correction { Type = "PartialRetractionIn", Doi = "10.5555/p" }] }).ShouldHaveSingleItem().Type.ShouldBe(RevisionType.Corrected);
    }

    private static string By(params (string Type, string? Doi, string? Source, string Day)[] entries) => Entries("updated-by", entries);

    private static string To(params (string Type, string? Doi, string? Source, string Day)[] entries) => Entries("update-to", entries);

    private static string Entries(string name, (string Type, string? Doi, string? Source, string Day)[] entries) => $"\"{name}\":" + JsonSerializer.Serialize(entries.Select(e => new Dictionary<string, object?>
    {
        ["DOI"] = e.Doi, ["type"] = e.Type, ["label"] = e.Type, ["source"] = e.Source, ["updated"] = new Dictionary<string, object> { ["date-time"] = e.Day + "T00:00:00Z" },
    }));
}
