using Monitor.Documents;
using Monitor.Evidence;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Evidence;

public sealed class FactReaderTests
{
    private const string Trial =
        "Background: exosomes of adipose stem cells may help. Methods: Forty-eight adults with androgenetic alopecia were randomly assigned to exosomes plus microneedling or saline plus "
        + "microneedling for 24 weeks. Results: Hair density rose more with exosomes (p = 0.03). Redness was the only adverse event. Funded by the maker.";

    private static Hit Read(string title, string? text = null, params string[] types) =>
        FactReader.Tagged(Any.Article(title: title) with { Abstract = text, PublicationTypes = types });

    [Fact]
    public void A_trial_in_people_makes_one_line_of_facts_with_what_is_silent_said()
    {
        var hit = Read("Adipose exosomes after microneedling in men: a randomized trial", Trial);
        FactLine.Of(hit).ShouldBe("RCT, 48 adults, v saline, 24 weeks. Harm, funding: stated. Conflict: not stated.");
        SpeciesGroups.Of(hit).ShouldBe(SpeciesGroup.People);
    }

    [Fact]
    public void A_title_alone_that_says_nothing_has_no_facts()
    {
        var hit = Read("Alopecia areata");
        hit.Tags.ShouldAllBe(t => t.Value == "not stated" && t.Rule.EndsWith("/silent", StringComparison.Ordinal));
        FactLine.Of(hit).ShouldBe("Design not stated, n not stated. Harm, funding, conflict: not stated.");
    }

    [Theory]
    [InlineData("A total of 1,706 patients were enrolled.", "1706")]
    [InlineData("One hundred and thirteen women with alopecia were studied.", "113")]
    [InlineData("We screened 300 patients and enrolled 120 patients with hair loss.", "120")]
    [InlineData("Of these, 24 of 60 patients were treated.", "60")]
    [InlineData("In this trial (n = 36) hair density rose.", "36")]
    [InlineData("Groups (n = 36 and n = 40) of scalps were compared.", null)]
    [InlineData("Patients aged 45 years with hair loss took part.", null)]
    [InlineData("Hair grew in 35% of patients.", null)]
    [InlineData("The incidence was 12 per 100,000 people.", null)]
    [InlineData("Between 2006 and 2008 patients were seen.", null)]
    public void The_number_of_participants_is_the_one_that_was_studied(string text, string? number) =>
        Fact.Of(Read("Hair loss: an open-label pilot study in patients", text), "participants").ShouldBe(number);

    [Theory]
    [InlineData("Exosomes versus minoxidil in hair loss: a randomized trial", null, "minoxidil")]
    [InlineData("Exosomes in hair loss: a randomized trial", "Patients were randomly assigned to exosomes or placebo.", "placebo")]
    [InlineData("Exosomes in hair loss: a randomized trial", "Patients were randomly assigned to exosomes or usual care.", "usual care")]
    [InlineData("Exosomes in hair loss: a randomized trial", "Patients were randomly assigned.", null)]
    public void The_comparator_is_named_by_the_title_or_the_text(string title, string? text, string? comparator) =>
        Fact.Of(Read(title, text), "comparator").ShouldBe(comparator);

    [Theory]
    [InlineData("There were no adverse events.", "none seen")]
    [InlineData("No serious adverse events occurred.", "stated")]
    [InlineData("Both were well tolerated.", "stated")]
    [InlineData("Hair density rose.", null)]
    public void Harm_is_stated_none_was_seen_or_the_record_is_silent(string text, string? harm) => Fact.Of(Read("Exosomes in hair loss", text), "harm").ShouldBe(harm);

    [Fact]
    public void Publication_types_that_come_late_decide_the_design()
    {
        var record = Any.Article(title: "Exosomes in hair loss") with { Abstract = "Exosomes were given and hair grew." };
        Fact.Of(FactReader.Tagged(record), "design").ShouldNotBe("rct");
        var tag = Fact.Tag(FactReader.Tagged(record with { PublicationTypes = ["Journal Article", "Randomized Controlled Trial"] }), "design").ShouldNotBeNull();
        (tag.Value, tag.Rule, tag.Field, tag.At).ShouldBe(("rct", "design/publication-type", "publicationTypes[1]", new Span(0, "Randomized Controlled Trial".Length)));
    }

    [Fact]
    public void Headings_decide_the_species_where_the_text_is_silent_and_refuse_people_where_there_were_none()
    {
        var silent = Any.Article(title: "Secretome and pigment") with { MeshTerms = ["Hair", "Humans"] };
        Fact.Tag(FactReader.Tagged(silent), "species").ShouldNotBeNull().ShouldSatisfyAllConditions(t => t.Value.ShouldBe("people"), t => t.Field.ShouldBe("meshTerms[1]"));
        Fact.Of(FactReader.Tagged(silent with { MeshTerms = ["Animals"] }), "species").ShouldBe("animals");
    }

    [Theory]
    [InlineData("Exosomes after depilation of Kunming mice", "Kunming mice were shaved and injected with exosomes; hair regrowth was faster in treated mice than in vehicle-treated mice.", "Animals", "mice")]
    [InlineData("Exosomes in Long Evans rats", "Long Evans rats were shaved and injected with exosomes; hair regrowth was faster in treated rats than in controls.", "Animals", "rats")]
    [InlineData("Milk exosomes lengthen anagen in mice", "C57BL/6 mice were shaved and injected with exosomes; hair regrowth was faster in treated mice than in vehicle-treated mice.", "Animals", "mice")]
    [InlineData("Exosomes promote proliferation of human dermal papilla cells in vitro", "Dermal papilla cells were cultured with exosomes. Cell viability and expression of beta-catenin rose.", "Cells", null)]
    [InlineData("Goat dermal papilla exosome miRNA", "Exosomes of goat dermal papilla cells were isolated from cashmere goats.", "Animals", "goat")]
    public void Animals_and_cells_are_told_from_people(string title, string text, string group, string? animal)
    {
        var hit = Read(title, text);
        SpeciesGroups.Of(hit).ToString().ShouldBe(group);
        SpeciesGroups.Animal(hit).ShouldBe(animal);
    }

    [Fact]
    public void People_come_before_animals_and_animals_before_cells() =>
        Enum.GetValues<SpeciesGroup>().ShouldBe([SpeciesGroup.People, SpeciesGroup.Unknown, SpeciesGroup.Animals, SpeciesGroup.Cells]);

    [Fact]
    public void A_registration_and_a_notice_state_theirs_in_fields_of_their_own()
    {
        foreach (var hit in (Hit[])[Any.Trial(), Any.Notice()]) FactReader.Tagged(hit).ShouldBeSameAs(hit);
        FactLine.Of(Any.Trial()).ShouldBeNull();
    }

    [Fact]
    public void Every_row_of_the_weights_is_about_a_cue_that_is_looked_for()
    {
        var book = CueBook.Current;
        var steps = book.Groups.SelectMany(g => DesignWeights.Steps.Select(s => $"{g}>={s}"));
        var pairs = book.Pairs.SelectMany(p => new[] { $"{p.Name}-only", $"{p.Name}-more", $"{p.Name}-twice" });
        var known = book.Names.Concat(book.Groups).Select(n => "title:" + n)
            .Concat(book.Names.Concat(steps).Concat(pairs).Concat(["every", "no-abstract", "short", "middling", "long"]).Select(n => "abstract:" + n)).ToHashSet(StringComparer.Ordinal);
        DesignWeights.Current.Names.Where(n => !known.Contains(n)).ShouldBeEmpty();
    }
}
