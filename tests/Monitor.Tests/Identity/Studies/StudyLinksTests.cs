using Monitor.Documents;
using Monitor.Identity.Studies;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Identity.Studies;

// All numbers here are made up.
public sealed class StudyLinksTests
{
    private static readonly string[] Joining = [LinkKind.States, LinkKind.Secondary, LinkKind.Results, LinkKind.Derived, LinkKind.Version, LinkKind.About, LinkKind.AboutIt];

    [Fact]
    public void A_number_that_the_database_lists_is_the_articles_own()
    {
        var links = Of(Any.Article() with { Registrations = ["NCT99000011", "GSE1234"] });
        links.ShouldBe(["states NCT99000011 listed-by-the-database"]);
    }

    [Theory]
    [InlineData("TRIAL REGISTRATION: ClinicalTrials.gov NCT99000011.", "states NCT99000011 called-the-registration")]
    [InlineData("The trial was registered (trial registration no. NCT99000011).", "states NCT99000011 called-the-registration")]
    [InlineData("(ClinicalTrials.gov number, NCT99000011; funded by nobody)", "states NCT99000011 called-the-registration")]
    [InlineData("The study was registered prior to enrolment as NCT99000011.", "states NCT99000011 called-the-registration")]
    [InlineData("Results were better than in NCT99000011.", "mentions NCT99000011 named-in-text")]
    [InlineData("This is the extension of the registered trial NCT99000011.", "mentions NCT99000011 another-trial-in-text")]
    [InlineData("Patients had completed the parent study (ClinicalTrials.gov NCT99000011).", "mentions NCT99000011 another-trial-in-text")]
    [InlineData("No number here.", null)]
    public void A_number_in_the_abstract_joins_only_where_the_words_call_it_the_registration(string text, string? link) =>
        Of(Any.Article() with { Abstract = text }).ShouldBe(link is null ? [] : [link]);

    [Fact]
    public void The_words_that_a_link_rests_on_are_kept()
    {
        var link = StudyLinks.Of(Any.Article() with { Abstract = "We did things. Trial registration: ISRCTN99000011." }).ShouldNotBeNull().Links.Single(l => l.Kind == LinkKind.States);
        link.Evidence.ShouldBe("abstract: Trial registration: ISRCTN99000011");
    }

    [Fact]
    public void A_parent_mentioned_in_one_sentence_does_not_weaken_the_articles_own_number_in_the_next()
    {
        Of(Any.Article() with { Abstract = "Patients came from the parent study NCT99000011. Trial registration: NCT99000012." })
            .ShouldBe(["mentions NCT99000011 another-trial-in-text", "states NCT99000012 called-the-registration"]);
    }

    [Theory]
    [InlineData("Systematic Review")]
    [InlineData("Meta-Analysis")]
    [InlineData("Review")]
    public void A_review_mentions_what_it_names(string type)
    {
        var statement = StudyLinks.Of(Any.Article() with { Registrations = ["NCT99000011"], PublicationTypes = ["Journal Article", type] }).ShouldNotBeNull();
        statement.Synthesis.ShouldBeTrue();
        Shown(statement).ShouldBe(["mentions NCT99000011 synthesis-names-studies"]);
    }

    [Fact]
    public void An_article_with_more_numbers_than_one_study_has_mentions_them()
    {
        var numbers = Enumerable.Range(11, 5).Select(n => $"NCT990000{n}").ToList();
        Of(Any.Article() with { Registrations = numbers }).ShouldAllBe(l => l.StartsWith("mentions", StringComparison.Ordinal));
        Of(Any.Article(title: "A pooled analysis of two trials") with { Registrations = ["NCT99000011", "ISRCTN99000012"] })
            .ShouldBe(["mentions ISRCTN99000012 reports-several-studies", "mentions NCT99000011 reports-several-studies"]);
    }

    [Fact]
    public void A_registration_joins_by_numbers_of_other_registries_and_never_by_a_sponsors_own_or_another_of_its_registry()
    {
        var trial = Any.Trial("NCT99000011") with { OtherIds = ["EX-2042", "ISRCTN99000012", "NCT99000013", "2019-001234-56", "NCT99000014"], Aliases = ["NCT99000014"] };
        Of(trial).ShouldBe(["mentions NCT99000013 number-of-the-same-registry", "secondary 2019-001234-56 secondary-id", "secondary ISRCTN99000012 secondary-id"], ignoreOrder: true);
        StudyLinks.Of(trial).ShouldNotBeNull().Links.Where(l => l.Kind == LinkKind.Is).Select(l => StudyKey.Shown(l.Target)).ShouldBe(["NCT99000011", "NCT99000014"]);
        Of(Any.Trial("NCT99000011") with { OtherIds = ["2019-001234-56", "2020-001234-56"] }).ShouldAllBe(l => l.StartsWith("mentions", StringComparison.Ordinal));
    }

    [Fact]
    public void A_registration_names_results_and_what_the_registry_found_for_it()
    {
        var trial = Any.Trial("NCT99000011") with { Publications = ["90000001", "90000002"], DerivedPublications = ["90000002"] };
        Of(trial).ShouldBe(["results PMID 90000001 publication-of-results", "derived PMID 90000002 found-by-the-registry"]);
    }

    [Theory]
    [InlineData("UpdateOf", LinkKind.Version)]
    [InlineData("RetractionOf", LinkKind.About)]
    [InlineData("ErratumIn", LinkKind.AboutIt)]
    [InlineData("AssociatedDataset", null)]
    [InlineData("SomethingNew", null)]
    public void Only_known_links_between_papers_say_anything(string type, string? kind)
    {
        Of(Any.Article() with { Corrections = [new Correction { Type = type, Pmid = "90000001" }] }).ShouldBe(kind is null ? [] : [$"{kind} PMID 90000001 {type}"]);
        Of(Any.Article() with { Corrections = [new Correction { Type = type, Doi = "10.5555/Synthetic.1" }] }).ShouldBe(kind is null ? [] : [$"{kind} 10.5555/synthetic.1 {type}"]);
    }

    [Fact]
    public void A_notice_of_a_regulator_is_in_no_study() => StudyLinks.Of(Any.Notice()).ShouldBeNull();

    private static List<string> Of(Hit hit) => Shown(StudyLinks.Of(hit).ShouldNotBeNull());

    private static List<string> Shown(StudyStatement statement)
    {
        statement.Links.Where(l => l.Kind is not (LinkKind.Is or LinkKind.Mentions)).ShouldAllBe(l => Joining.Contains(l.Kind));
        return [.. statement.Links.Where(l => l.Kind != LinkKind.Is).Select(l => $"{l.Kind} {StudyKey.Shown(l.Target)} {l.Rule}")];
    }
}
