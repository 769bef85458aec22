using Monitor.Documents;
using Monitor.Queries;
using Monitor.Tests.Infrastructure;
using Monitor.Tests.Infrastructure.Seeds;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Queries;

public sealed class MatcherTests
{
    [Theory]
    [InlineData("hair", "A hairpin", false)]
    [InlineData("hair", "Hair.", true)]
    [InlineData("hair*", "A hairpin", true)]
    [InlineData("air*", "A hairpin", false)] // the beginning of a word, not its middle
    [InlineData("\"hair loss\"", "hair-loss", true)]
    [InlineData("hair-loss", "hair loss", true)]
    [InlineData("\"hair loss\"", "loss of hair", false)]
    [InlineData("\"hair loss\"", "hair and loss", false)]
    [InlineData("\"hair los*\"", "hair losses", true)]
    [InlineData("exosome", "exosomes", false)]
    [InlineData("hair NOT pin", "hair", true)]
    [InlineData("hair NOT pin", "hair pin", false)]
    [InlineData("\"hair exosome\"[tiab:~2]", "exosomes, an exosome of the hair", true)]
    [InlineData("\"hair exosome\"[tiab:~1]", "exosome of the hair", false)]
    [InlineData("\"hair hair\"[tiab:~3]", "hair", false)]
    [InlineData("\"tgf beta1\"", "TGF-β1", true)]
    [InlineData("외泌*", "외泌체", true)]
    [InlineData("naive", "naïve", true)]
    [InlineData("脱毛", "円形脱毛症", true)]
    [InlineData("毛脱", "円形脱毛症", false)]
    [InlineData("탈모", "남성형탈모증", true)]
    public void Words_are_whole_words(string query, string title, bool found) =>
        (Matcher.Match(Query.Parse(query), Any.Article(title: title), "w") is not null).ShouldBe(found);

    [Fact]
    public void A_tag_decides_the_fields()
    {
        var article = Any.Article(title: "one") with { Abstract = "two", Keywords = ["three", "four"], VernacularTitle = "five" };
        bool Found(string query) => Matcher.Match(Query.Parse(query), article, "w") is not null;
        Found("one[ti] AND five[ti] AND two[ab] AND three[ot]").ShouldBeTrue();
        Found("one[ab]").ShouldBeFalse();
        Found("two[ti]").ShouldBeFalse();
        Found("three[ab]").ShouldBeFalse();
        Found("\"three four\"").ShouldBeFalse(); // two keywords are no phrase
        Found("\"one two\"").ShouldBeFalse(); // nor are two fields
    }

    [Fact]
    public void Indexing_terms_references_and_publications_are_no_text_to_match()
    {
        var article = Any.Article(title: "x") with
        {
            MeshTerms = ["Alopecia"],
            Authors = [new Author { Name = "Alopecia" }],
            Journal = "Alopecia",
            PublicationTypes = ["Alopecia"],
            Corrections = [new Correction { Type = "CommentOn", Source = "Alopecia" }],
        };
        Matcher.Match(Query.Parse("alopecia"), article, "w").ShouldBeNull();
        var trial = Any.Trial(title: "x") with { Sponsor = "Alopecia", WhyStopped = "Alopecia", Publications = ["Alopecia"] };
        Matcher.Match(Query.Parse("alopecia"), trial, "w").ShouldBeNull();
        // Eligibility criteria are not even kept.
        typeof(Trial).GetProperties().ShouldNotContain(p => p.Name.Contains("Eligib", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("conditions")]
    [InlineData("interventions")]
    [InlineData("arms")]
    [InlineData("outcomes")]
    [InlineData("keywords")]
    [InlineData("description")]
    [InlineData("officialTitle")]
    [InlineData("acronym")]
    public void Each_text_of_a_trial_is_matched(string field)
    {
        var trial = field switch
        {
            "conditions" => Any.Trial(title: "x") with { Conditions = ["hair"] },
            "interventions" => Any.Trial(title: "x") with { Interventions = ["hair"] },
            "arms" => Any.Trial(title: "x") with { Arms = ["hair"] },
            "outcomes" => Any.Trial(title: "x") with { Outcomes = ["hair"] },
            "keywords" => Any.Trial(title: "x") with { Keywords = ["hair"] },
            "description" => Any.Trial(title: "x") with { Description = "hair" },
            "officialTitle" => Any.Trial(title: "x") with { OfficialTitle = "hair" },
            _ => Any.Trial(title: "x") with { Acronym = "HAIR" },
        };
        Matcher.Match(Query.Parse("hair"), trial, "w")!.Single().Field.ShouldBe(field);
    }

    [Fact]
    public void Reasons_name_clause_words_field_and_offsets()
    {
        var article = Any.Article(title: "Exo-somes: HAIR, hair") with { Abstract = "No hair." };
        var reasons = Matcher.Match(Query.Parse("\"exo som*\"[ti] AND hair"), article, "mine")!;
        reasons.ShouldAllBe(r => r.Watch == "mine" && !r.UpstreamOnly);
        reasons.Select(r => (r.Clause, r.Field, string.Join('|', r.Words))).ShouldBe(
            [("\"exo som*\"[ti]", "title", "Exo-somes"), ("hair[tiab]", "title", "HAIR"), ("hair[tiab]", "abstract", "hair")]);
        reasons[1].Offsets.Select(o => article.Title.Substring(o.Start, o.Length)).ShouldBe(["HAIR", "hair"]);
    }

    [Fact]
    public void An_alternative_that_fails_leaves_no_reason()
    {
        var reasons = Matcher.Match(Query.Parse("(hair AND nail) OR (hair AND loss)"), Any.Article(title: "hair loss"), "w")!;
        reasons.Select(r => r.Clause).ShouldBe(["hair[tiab]", "loss[tiab]"]);
    }

    [Fact]
    public void The_matcher_agrees_with_a_naive_reading_of_the_query()
    {
        var tried = QuerySeeds.Try("matcher");
        tried.Wrong.ShouldBeEmpty();
        tried.Of(MatcherSeeds.Found).ShouldBeGreaterThan(QuerySeeds.Few / 10);
        tried.Of(MatcherSeeds.NotFound).ShouldBeGreaterThan(QuerySeeds.Few / 10);
    }
}
