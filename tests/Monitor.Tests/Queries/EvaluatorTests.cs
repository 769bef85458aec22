using Monitor.Documents;
using Monitor.Queries;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Queries;

public sealed class EvaluatorTests
{
    private static readonly Article Paper = Any.Article(title: "Hair and vesicles") with
    {
        Pmid = "99000001",
        Doi = "10.5555/mon.1",
        MeshTerms = ["Alopecia Areata/therapy", "Humans"],
        PublicationTypes = ["Randomized Controlled Trial"],
        Journal = "Synth J Trichol",
        Languages = ["ger"],
        Registrations = ["NCT99000001"],
        Published = new PartialDate(2026, 3),
        Entered = new PartialDate(2026, 3, 9),
        Authors = [new Author { Name = "Kim Ahn-bo" }, new Author { Name = "Müller K" }],
    };

    [Theory]
    [InlineData("\"Alopecia Areata\"[mh]", "Yes")]
    [InlineData("\"Alopecia Areata/therapy\"[mh]", "Yes")]
    [InlineData("Alopecia[mh]", "No")] // PubMed explodes the heading; the record shows another
    [InlineData("\"randomized controlled trial\"[pt]", "Yes")]
    [InlineData("\"Clinical Trial\"[pt]", "No")]
    [InlineData("\"synth j trichol\"[ta]", "Yes")]
    [InlineData("\"Synthetic Journal of Trichology\"[ta]", "Yes")]
    [InlineData("\"Synth J Tribol\"[ta]", "No")]
    [InlineData("Synth[ta]", "No")]
    [InlineData("german[la]", "Yes")]
    [InlineData("ger[la]", "Yes")]
    [InlineData("english[la]", "No")]
    [InlineData("NCT99000001[si]", "Yes")]
    [InlineData("99000001[pmid]", "Yes")]
    [InlineData("99000002[pmid]", "No")]
    [InlineData("\"10.5555/mon.1\"[aid]", "Yes")]
    [InlineData("\"Kim A\"[au]", "Yes")]
    [InlineData("\"Kim AB\"[au]", "Yes")]
    [InlineData("Muller[au]", "Yes")]
    [InlineData("\"Muller K\"[1au]", "No")]
    [InlineData("\"Muller K\"[lastau]", "Yes")]
    [InlineData("Seoul[ad]", "No")] // affiliations are not kept
    [InlineData("therapy[tw]", "Yes")] // a heading is a text word
    [InlineData("therapy[tiab]", "No")]
    [InlineData("trichol[tw]", "No")]
    [InlineData("trichol[all]", "Yes")]
    [InlineData("\"Kim Ahn\"[all]", "Yes")]
    [InlineData("2026[dp]", "Yes")]
    [InlineData("2026/03/20:2026/04[dp]", "Yes")] // the month is all that is known
    [InlineData("2025[dp]", "No")] // the electronic date may lie there, but only PubMed knows it
    [InlineData("2026/03[crdt]", "Yes")]
    [InlineData("2026/03[mhda]", "No")]
    [InlineData("2026/03/09:3000[edat]", "Yes")]
    [InlineData("hair NOT Alopecia[mh]", "Yes")] // who cannot be ruled out stays
    [InlineData("hair NOT \"Alopecia Areata\"[mh]", "No")]
    [InlineData("hair NOT (Humans[mh] NOT Animals[mh])", "No")]
    [InlineData("hair NOT (Animals[mh] NOT Humans[mh])", "Yes")]
    [InlineData("hair NOT vesicles", "No")]
    public void An_article_shows_what_it_can(string query, string expected) => Ask(query, Paper).ToString().ShouldBe(expected);

    [Theory]
    [InlineData("Alopecia[mh]", "Yes")]
    [InlineData("Hair[mh]", "No")]
    [InlineData("eng[la]", "No")]
    [InlineData("\"Kim A\"[au]", "No")]
    [InlineData("NCT99000002[si]", "Yes")]
    [InlineData("recruiting", "No")] // a status is no text
    public void A_trial_is_the_authority_on_itself(string query, string expected) =>
        Ask(query, Any.Trial(title: "Vesicles") with { RegistryId = "NCT99000002", Conditions = ["Alopecia"], Status = "not yet recruiting" }).ToString().ShouldBe(expected);

    [Fact]
    public void What_was_asked_exactly_and_is_not_shown_is_left_to_the_upstream()
    {
        var query = Query.Parse("Alopecia[mh] AND secretome*[tiab]");
        var asked = new Evaluator(query, "w", _ => true).Ask(new HitTokens(Paper));
        asked.Truth.ShouldBe(Truth.Maybe);
        asked.Reasons.ShouldContain(r => r.UpstreamOnly);

        // The truncated word was widened: the record must show it, and does not.
        new Evaluator(query, "w", clause => clause is Term { Tag: "mh" }).Ask(new HitTokens(Paper)).Truth.ShouldBe(Truth.No);
    }

    [Theory]
    [InlineData("hair AND Alopecia[mh]", "Maybe")] // exploded
    [InlineData("hair AND Nail[mh]", "Maybe")] // as far as the record tells
    [InlineData("hair NOT Nail[mh]", "Yes")] // asked, and the record came all the same
    [InlineData("hair NOT (Humans[mh] NOT Mice[mh])", "Maybe")] // without mice the record would not have come
    [InlineData("Nail[mh] OR hair", "Yes")]
    public void An_upstream_that_was_asked_exactly_vouches_for_what_is_wanted(string query, string expected) =>
        new Evaluator(Query.Parse(query), "w", _ => true).Ask(new HitTokens(Paper)).Truth.ToString().ShouldBe(expected);

    [Theory]
    [InlineData("hair AND Alopecia[mh]", "No")]
    [InlineData("hair AND Seoul[ad]", "No")]
    [InlineData("hair AND \"Clinical Trial\"[pt]", "No")]
    [InlineData("hair AND 2025[dp]", "No")]
    [InlineData("hair AND nail[tw]", "No")]
    [InlineData("hair NOT Nail[mh]", "Yes")]
    [InlineData("Nail[mh] OR hair", "Yes")]
    public void What_was_never_asked_must_be_shown(string query, string expected) =>
        new Evaluator(Query.Parse(query), "w", _ => false).Ask(new HitTokens(Paper)).Truth.ToString().ShouldBe(expected);

    [Fact]
    public void What_is_excluded_is_never_left_to_the_upstream()
    {
        var query = Query.Parse("hair NOT vesicles");
        new Evaluator(query, "w", _ => true).Ask(new HitTokens(Paper)).Truth.ShouldBe(Truth.No);
    }

    private static Truth Ask(string query, Hit hit) => new Evaluator(Query.Parse(query), "w").Ask(new HitTokens(hit)).Truth;
}
