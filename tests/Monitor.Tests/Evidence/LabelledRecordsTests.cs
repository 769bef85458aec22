using Monitor.Benchmarks;
using Monitor.Documents;
using Monitor.Evidence;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Evidence;

/// <summary>
/// Records of the field, invented, with what a reader finds in them. No text of another is among them. Of each set the figures that
/// were reached are the floor; 035 tells what they were when each set was new. The two unseen ones were looked at once, after the rules.
/// </summary>
public sealed class LabelledRecordsTests
{
    [Theory]
    [InlineData("", 86, 85, 85, 0, 1)]
    [InlineData("-hard", 44, 42, 44, 0, 0)]
    [InlineData("-ordinary", 69, 69, 69, 0, 0)]
    [InlineData("-siblings", 112, 108, 96, 0, 0)]
    [InlineData("-unseen-110", 101, 90, 85, 1, 11)]
    [InlineData("-unseen-60", 58, 55, 57, 0, 3)]
    public void A_record_is_read_as_a_reader_does(string set, int species, int participants, int design, int lost, int wrongNumbers)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Evidence", "Data", $"synthetic-species{set}.jsonl");
        var score = FactScore.Of(LabelledFacts.Read(file));
        var told = string.Join(Environment.NewLine, score.Misses) + Environment.NewLine + score;
        score.PeopleLost.ShouldBeLessThanOrEqualTo(lost, told);
        score.Species.ShouldBeGreaterThanOrEqualTo(species, told);
        score.Participants.ShouldBeGreaterThanOrEqualTo(participants, told);
        score.WrongNumbers.ShouldBeLessThanOrEqualTo(wrongNumbers, told);
        score.Design.ShouldBeGreaterThanOrEqualTo(design, told);
    }

    private static Hit Read(string title, string? text = null, params string[] types) =>
        FactReader.Tagged(Any.Article(title: title) with { Abstract = text, PublicationTypes = types });

    [Theory]
    [InlineData("Mesenchymal stem cell exosomes in androgenetic alopecia: a double-blind trial", "Exosomes drive dermal papilla cells and, in mice, anagen. Sixty men were assigned to exosomes or saline.", "people", "60")]
    [InlineData("Rabbit platelet, bovine milk and human exosomes in 30 women with hair loss", null, "people", "30")]
    [InlineData("Hair growth by rose exosomes", "Aged Kunming mice (n = 125) were shaved and treated. Exosomes may help patients.", "animals", null)]
    [InlineData("Exosomes from women's breast milk in shaved rats", null, "animals", null)]
    [InlineData("Fat exosomes rescue human dermal papilla cells", "Cells were cultured from the scalp of six men. Viability rose.", "cells", null)]
    [InlineData("Serum exosomes in alopecia areata", "Serum of 48 patients with alopecia areata and 48 healthy controls was compared.", "people", "96")]
    [InlineData("Milk exosomes in hair loss: a randomised trial", "Of 143 adults screened, 96 were randomised and 88 completed.", "people", "96")]
    [InlineData("Use of exosomes: a survey", "A questionnaire was sent to 1,840 physicians; 312 physicians responded.", "people", "312")]
    [InlineData("Use of exosomes: a survey", "A questionnaire was sent to 1,840 physicians. Most knew of exosomes.", "people", null)]
    [InlineData("Exosomes after hair transplantation", "Thirty patients (28 men, 2 women) received 72,400 grafts stored in exosomes.", "people", "30")]
    [InlineData("Conditioned medium in male alopecia", "Patients were randomly divided into an observation group and a control group with 60 cases in each group.", "people", "120")]
    [InlineData("Exosomes in a clinic for dogs", "Fourteen client-owned Pomeranians were injected. Eleven patients regrew hair.", "animals", null)]
    public void The_source_is_not_who_was_studied_and_only_people_are_counted(string title, string? text, string species, string? participants)
    {
        var hit = Read(title, text);
        (Fact.Of(hit, "species"), Fact.Of(hit, "participants")).ShouldBe((species, participants));
    }

    [Theory]
    [InlineData("Correction: Exosomes in women with hair loss: a randomised trial", "correction")]
    [InlineData("Erratum to: Exosomes and dermal papilla cells", "correction")]
    [InlineData("Retraction notice to \"Exosomes in nude mice\"", "correction")]
    [InlineData("Expression of concern: Exosomes in hair loss", "correction")]
    [InlineData("Reply to: \"Exosomes for hair loss\"", "opinion")]
    [InlineData("Exosomes in women with hair loss: study protocol for a randomised trial", "protocol")]
    public void What_is_no_study_of_its_own_has_its_own_kind(string title, string design)
    {
        var hit = Read(title);
        Fact.Of(hit, "design").ShouldBe(design);
        Fact.Of(hit, "participants").ShouldBeNull();
    }

    [Theory]
    [InlineData("Response to platelet-rich plasma in 40 women with hair loss: a cohort study", "cohort")]
    [InlineData("Correction of hair loss by exosomes in 40 women: a cohort study", "cohort")]
    public void A_study_that_begins_with_such_a_word_stays_a_study(string title, string design) => Fact.Of(Read(title), "design").ShouldBe(design);

    [Fact]
    public void A_paper_that_was_retracted_keeps_its_design() =>
        Fact.Of(Read("RETRACTED: Exosomes in women with hair loss: a randomised trial", null, "Journal Article", "Retracted Publication"), "design").ShouldBe("rct");
}
