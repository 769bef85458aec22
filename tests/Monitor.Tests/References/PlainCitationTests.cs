using System.Text;
using Monitor.References;
using Shouldly;
using Xunit;

namespace Monitor.Tests.References;

/// <summary>Pasted references in the styles of journals; all of them invented.</summary>
public sealed class PlainCitationTests
{
    private static IReadOnlyList<GivenReference> Read(string text) => ReferenceFile.Read(Encoding.UTF8.GetBytes(text)).References;

    private const string Title = "Exosomes for synthetic hair loss: a trial in vitro";

    [Theory]
    [InlineData("Sampleton AB, Testerson R, Muster J. Exosomes for synthetic hair loss: a trial in vitro. Synth J Trichol. 2021 Mar 5;12(3):101-9. doi: 10.5555/syn.1. PMID: 99000001.")]
    [InlineData("Sampleton AB, Testerson R, et al. Exosomes for synthetic hair loss: a trial in vitro. Synth J Trichol 2021;12:101–109.")]
    [InlineData("Sampleton, A. B., Testerson, R., & Muster, J. (2021). Exosomes for synthetic hair loss: A trial in vitro. Synthetic Journal of Trichology, 12(3), 101–109. https://doi.org/10.5555/syn.1")]
    [InlineData("Sampleton, A. B. & Testerson, R. Exosomes for synthetic hair loss: a trial in vitro. Synth. J. Trichol. 12, 101–109 (2021).")]
    [InlineData("Sampleton, Alice B., and Rolf Testerson. \"Exosomes for synthetic hair loss: a trial in vitro.\" Synthetic Journal of Trichology 12, no. 3 (2021): 101-109.")]
    [InlineData("Sampleton A.B., Testerson R. Exosomes for synthetic hair loss: a trial in vitro. Synth. J. Trichol. 2021; 12(3): 101-109")]
    public void Styles_are_taken_apart(string printed)
    {
        var one = Read(printed).ShouldHaveSingleItem();
        one.Problem.ShouldBeNull();
        one.Citation.Title.ShouldNotBeNull().ShouldBe(Title, StringCompareShould.IgnoreCase);
        (one.Citation.Year, one.Citation.Volume).ShouldBe((2021, "12"));
        one.Citation.Pages.ShouldNotBeNull().ShouldStartWith("101");
        one.Citation.Journal.ShouldNotBeNull().ShouldStartWith("Synth");
        one.Citation.Authors.ShouldHaveSingleItem().ShouldStartWith("Sampleton");
        if (printed.Contains("10.5555", StringComparison.Ordinal)) one.Citation.Doi.ShouldBe("10.5555/syn.1");
    }

    [Theory]
    [InlineData("99000001", "99000001", null, null)]
    [InlineData("PMID: 99000001.", "99000001", null, null)]
    [InlineData("https://pubmed.ncbi.nlm.nih.gov/99000001/", "99000001", null, null)]
    [InlineData("10.5555/syn.1", null, "10.5555/syn.1", null)]
    [InlineData("https://doi.org/10.5555/syn.1", null, "10.5555/syn.1", null)]
    [InlineData("PMC9900001", null, null, "PMC9900001")]
    public void A_bare_identifier_is_a_reference(string printed, string? pmid, string? doi, string? pmcid)
    {
        var one = Read(printed).ShouldHaveSingleItem();
        (one.Citation.Pmid, one.Citation.Doi, one.Citation.Pmcid, one.Citation.Title, one.Problem).ShouldBe((pmid, doi, pmcid, null, null));
    }

    [Theory]
    [InlineData("NCT99000001")]
    [InlineData("https://clinicaltrials.gov/study/NCT99000001")]
    [InlineData("ClinicalTrials.gov identifier: nct99000001. Exosomes for alopecia. Accessed May 2, 2024.")]
    public void A_number_of_a_registration_without_a_place_in_print_is_the_registration(string printed) => Read(printed).ShouldHaveSingleItem().Registration.ShouldBe("NCT99000001");

    [Fact]
    public void A_paper_that_names_its_registration_is_the_paper() =>
        Read("Sampleton A. Exosomes for synthetic hair (NCT99000001). Synth J Trichol. 2021;12:101-9.").ShouldHaveSingleItem().Registration.ShouldBeNull();

    [Fact]
    public void Lines_are_joined_where_they_were_wrapped_and_only_there()
    {
        var numbered = Read("References\n\n1. Sampleton A. Exosomes for synthetic\nhair. Synth J Trichol. 2021;12:101-\n9.\n2. Muster B. On vesicles. Acta Exempl Med. 2020;3:4.\n\n3. 99000003\n");
        numbered.Select(r => (r.Line, r.Citation.Title ?? r.Citation.Pmid, r.Citation.Pages)).ShouldBe([(3, "Exosomes for synthetic hair", "101-9"), (6, "On vesicles", "4"), (8, "99000003", null)]);
        Read("[1] Sampleton A. Exosomes for synthetic hair. Synth J Trichol. 2021;12:101-9.\n[2] Muster B. On vesicles. Acta Exempl Med. 2020;3:4.").Count.ShouldBe(2);
        Read("Sampleton A. Exosomes for synthetic hair. Synth J Trichol. 2021;12:101-9.\nMuster B. On vesicles. Acta Exempl Med. 2020;3:4.\nnothing that is a reference\n10.5555/x").Count.ShouldBe(4);
        Read("Sampleton A. Exosomes for\nsynthetic hair. Synth J\nTrichol. 2021;12:101-9.\n\nMuster B. On\nvesicles. Acta Exempl\nMed. 2020;3:4.").Count.ShouldBe(2);
    }

    [Fact]
    public void A_line_of_nothing_says_so() => Read("99000001\n??? --- !!!\n99000002").Select(r => r.Problem is null).ShouldBe([true, false, true]);
}
