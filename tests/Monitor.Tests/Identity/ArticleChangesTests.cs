using Monitor.Documents;
using Monitor.Identity;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Identity;

public sealed class ArticleChangesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly Article Plain = Any.Article() with { PublicationTypes = ["Journal Article"] };
    private static readonly Article ByLink = Plain with { Corrections = [Link("RetractionIn", "99")] };
    private static readonly Article ByType = Plain with { PublicationTypes = ["Journal Article", "Retracted Publication"] };

    [Fact]
    public void A_retraction_by_link_names_its_notice()
    {
        var revision = News(Plain, ByLink).ShouldHaveSingleItem();
        revision.Type.ShouldBe(RevisionType.Retracted);
        revision.Changes.Single().ShouldBe(new FieldChange("RetractionIn", null, "PMID 99"));
    }

    [Fact]
    public void A_retraction_by_publication_type_counts_too() => News(Plain, ByType).Single().Type.ShouldBe(RevisionType.Retracted);

    [Fact]
    public void The_second_sign_of_one_retraction_is_not_told_again()
    {
        var both = ByLink with { PublicationTypes = ByType.PublicationTypes };
        News(ByLink, both).ShouldBeEmpty();
        News(ByType, both).ShouldBeEmpty();
        News(both, ByLink).ShouldBeEmpty(); // one sign goes, the paper stays retracted
    }

    [Fact]
    public void The_notice_of_a_retraction_is_not_retracted_itself() =>
        News(Plain, Plain with { Corrections = [Link("RetractionOf", "99")], PublicationTypes = ["Retraction Notice"] }).ShouldBeEmpty();

    [Fact]
    public void A_paper_can_be_reinstated() => News(ByLink, Plain).Single().Type.ShouldBe(RevisionType.Reinstated);

    [Fact]
    public void An_expression_of_concern_is_told_once()
    {
        var doubted = Plain with { Corrections = [Link("ExpressionOfConcernIn", null, "Synth J. 2026")] };
        var revision = News(Plain, doubted).Single();
        revision.Type.ShouldBe(RevisionType.ExpressionOfConcern);
        revision.Changes.Single().New.ShouldBe("Synth J. 2026");
        News(doubted, doubted with { Pages = "1" }).ShouldBeEmpty();
    }

    [Fact]
    public void Each_erratum_is_one_correction()
    {
        var once = Plain with { Corrections = [Link("ErratumIn", "5")] };
        News(Plain, once).Single().Type.ShouldBe(RevisionType.Corrected);
        var twice = once with { Corrections = [.. once.Corrections, Link("ErratumIn", "6")] };
        News(once, twice).Single().Changes.Single().New.ShouldBe("PMID 6");
    }

    [Fact]
    public void A_retraction_and_an_erratum_at_once_are_both_told() =>
        News(Plain, Plain with { Corrections = [Link("RetractionIn", "1"), Link("ErratumIn", "2")] })
            .Select(r => r.Type).ShouldBe([RevisionType.Retracted, RevisionType.Corrected]);

    [Fact]
    public void A_preprint_that_became_a_paper_or_a_next_version_is_progress_and_no_correction()
    {
        var preprint = Plain with { PublicationTypes = ["Preprint"], PmidVersion = 1 };
        var published = News(preprint, preprint with { Corrections = [Link("UpdateIn", "7")], PmidVersion = 2 }).ShouldHaveSingleItem();
        (published.Type, published.Changes.Single()).ShouldBe((RevisionType.Updated, new FieldChange("UpdateIn", null, "PMID 7")));
        var next = News(preprint, preprint with { PmidVersion = 2 }).ShouldHaveSingleItem();
        (next.Type, next.Changes.Single()).ShouldBe((RevisionType.Updated, new FieldChange("version", "1", "2")));
        News(Plain, Plain with { Corrections = [Link("UpdateIn", "7")] }).Single().Type.ShouldBe(RevisionType.Corrected);
        News(preprint, preprint with { Corrections = [Link("UpdateOf", "6")] }).ShouldBeEmpty();
    }

    [Fact]
    public void Late_indexing_is_cosmetic()
    {
        foreach (var late in (Article[])
            [Plain with { MeshTerms = ["Alopecia"] }, Plain with { Volume = "3", Pages = "1-9" }, Plain with { RecordStatus = "MEDLINE" }, Plain with { Title = "EXOSOMES in  hair loss." }])
        {
            var all = Revise.Again(Plain, late, Now).Revisions;
            all.ShouldHaveSingleItem().News.ShouldBeFalse();
        }
    }

    [Fact]
    public void An_abstract_that_arrives_and_a_new_title_are_updates()
    {
        News(Plain, Plain with { Abstract = "Now there." }).Single().Changes.Single().Field.ShouldBe("abstract");
        News(Plain, Plain with { Title = "Something else" }).Single().Changes.Single().ShouldBe(new FieldChange("title", Plain.Title, "Something else"));
        News(Plain, Plain with { Abstract = "Now there." }).Single().Type.ShouldBe(RevisionType.Updated);
    }

    private static Correction Link(string type, string? pmid, string? source = null) => new() { Type = type, Pmid = pmid, Source = source };

    private static List<Revision> News(Article old, Article now) => [.. Revise.Again(old, now, Now).Revisions.Where(r => r.News)];
}
