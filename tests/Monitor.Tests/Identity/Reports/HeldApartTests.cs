using Monitor.Identity.Reports;
using Xunit;
using static Monitor.Tests.Identity.Reports.Citations;

namespace Monitor.Tests.Identity.Reports;

/// <summary>Reports that look like one and are not.</summary>
public sealed class HeldApartTests
{
    private static void IsHeld(string rule, Citation a, Citation b)
    {
        var decision = Decide(a, b);
        Assert.NotEqual(Verdict.Same, decision.Verdict);
        Assert.True(decision.HeldApart, decision.Reasons[0].Rule);
        Assert.Equal(rule, decision.Reasons[0].Rule);
    }

    private static void IsNotJoined(Citation a, Citation b) => Assert.NotEqual(Verdict.Same, Decide(a, b).Verdict);

    [Fact]
    public void Hundreds_of_congress_abstracts_under_one_doi_stay_apart()
    {
        var one = Paper with { Doi = "10.99999/congress-2019", Pages = "S41" };
        IsNotJoined(one, Again with { Doi = one.Doi, Title = "Eyebrow regrowth after topical vesicles: a series of four", Authors = ["Nettlewick, P."], Pages = "S42" });
        IsNotJoined(one with { Title = "Introduction" }, Again with { Doi = one.Doi, Title = "Introduction", Pages = "S97" });
    }

    [Theory]
    [InlineData("Editorial")]
    [InlineData("Author's reply")]
    [InlineData("Alopecia areata of childhood")]
    public void A_short_title_that_comes_again_needs_its_place(string title)
    {
        IsNotJoined(Paper with { Title = title, Volume = null, Pages = null }, Again with { Title = title });
        IsHeld("other-page", Paper with { Title = title }, Again with { Title = title, Pages = "301" });
    }

    [Theory]
    [InlineData("Re: " + Title)]
    [InlineData("Reply to: " + Title)]
    [InlineData(Title + " - Reply")]
    [InlineData("Erratum: " + Title)]
    [InlineData("Corrigendum to " + Title)]
    [InlineData("Retraction: " + Title)]
    [InlineData("Expression of concern: " + Title)]
    [InlineData(Title + " (vol 14, pg 231, 2019)")]
    public void A_letter_or_notice_on_a_paper_is_not_the_paper(string title) => IsHeld("other-kind", Paper, Again with { Title = title, Pages = "511" });

    [Fact]
    public void A_notice_that_happens_to_stand_on_the_same_pages_of_another_journal_is_another_report() =>
        IsHeld("other-kind", Paper with { Doi = "10.99999/imag.1" }, Again with { Title = "Expression of concern: " + Title, Kinds = ["Expression of Concern"], Doi = "10.99999/other.2", Journal = "Annals of Other Things" });

    [Fact]
    public void A_preprint_is_no_version_of_a_paper_that_is_two_years_older_or_by_one_of_its_people()
    {
        var preprint = Again with { Kinds = ["Preprint"], Journal = "exampleRxiv", Volume = null, Pages = null };
        Assert.Equal(Verdict.Same, Decide(Paper, preprint with { Year = 2020 }).Verdict);
        Assert.Equal("preprint-after-paper", Decide(Paper, preprint with { Year = 2021 }).Reasons[0].Rule);
        IsNotJoined(Paper, preprint with { Year = 2021 });
        IsNotJoined(Paper with { Authors = ["Quillfeather, Ada B."] }, preprint);
        Assert.Equal(Verdict.Same, Decide(Paper with { Authors = [] }, preprint with { Year = 2020 }).Verdict);
        IsNotJoined(Paper with { Authors = [], Title = "Vesicles lengthen the growth phase in shaved mice" }, preprint with { Title = "Vesicles lengthen the growth phase in shaved mice" });
    }

    [Fact]
    public void An_erratum_is_known_by_its_publication_type_too() =>
        IsHeld("other-kind", Paper, Again with { Kinds = ["Published Erratum"], Pages = "511" });

    [Fact]
    public void A_letter_and_its_answer_on_one_page_stay_apart() =>
        IsHeld("authors-differ", Paper with { Pages = "511" }, Again with { Authors = ["Nettlewick, P.", "Umberfold, S."], Pages = "511" });

    [Theory]
    [InlineData("{0}. Part I: methods", "{0}. Part II: methods")]
    [InlineData("{0}: a phase 2 trial", "{0}: a phase III trial")]
    [InlineData("{0}: guideline 2018", "{0}: guideline 2019")]
    [InlineData("{0} at 6 months", "{0} at 12 months")]
    public void A_number_in_the_title_tells_twins_apart(string one, string other) =>
        IsHeld("other-number", Paper with { Title = string.Format(null, one, Title) }, Again with { Title = string.Format(null, other, Title), Pages = "240-249" });

    [Theory]
    [InlineData("Topical vesicles in typical hair loss of adult women", "Topical vesicles in atypical hair loss of adult women")]
    [InlineData("Treatment of arterial hypertension in follicular grafting", "Treatment of arterial hypotension in follicular grafting")]
    [InlineData("Maternal inheritance of early follicular loss in families", "Paternal inheritance of early follicular loss in families")]
    [InlineData("Vesicle treatment of male pattern hair loss in clinics", "Vesicle treatment of female pattern hair loss in clinics")]
    public void One_word_that_means_the_opposite_is_no_slip(string one, string other) =>
        IsNotJoined(Paper with { Title = one, Pages = null }, Again with { Title = other, Pages = null });

    [Fact]
    public void Abstracts_of_one_group_on_one_page_that_differ_by_a_word_are_two() =>
        Assert.Equal(Verdict.Different,
            Decide(Paper with { Title = Title + " of adult age", Pages = "S41" }, Again with { Title = Title + " of young age", Pages = "S41" }).Verdict);

    [Fact]
    public void Versions_of_a_cochrane_review_are_reports_of_their_own()
    {
        var review = Paper with { Journal = "Cochrane Database of Systematic Reviews", Volume = null, Pages = "CD999999", Doi = "10.1002/14651858.CD999999.pub2" };
        IsHeld("cochrane-version", review, Again with { Journal = "Cochrane Database Syst Rev", Volume = null, Pages = "CD999999", Doi = "10.1002/14651858.CD999999.pub3", Year = 2021 });
        IsHeld("cochrane-version", review with { Doi = null }, Again with { Journal = "Cochrane Database Syst Rev", Volume = null, Pages = "CD999999", Year = 2021 });
    }

    [Fact]
    public void A_congress_abstract_and_the_paper_are_two_reports() =>
        IsHeld("abstract-or-paper", Paper, Again with { Title = Title + " [Abstract]", Volume = null, Pages = null, Journal = "J Imag Dermatol" });

    [Fact]
    public void A_congress_abstract_in_one_issue_and_the_paper_in_another_are_two_reports() =>
        IsHeld("other-page", Paper, Again with { Issue = "1", Pages = "99" });

    [Fact]
    public void The_same_abstract_in_two_congress_volumes_is_two_reports() =>
        IsHeld("other-place", Paper with { Pages = "S41" }, Again with { Journal = "Archives of Invented Medicine", Volume = "77", Pages = "A120" });

    [Fact]
    public void Two_pmids_are_two_papers() => IsHeld("other-pmid", Paper with { Pmid = "99999991" }, Again with { Pmid = "99999992" });

    [Fact]
    public void A_pmid_on_another_title_by_others_is_for_a_person() =>
        IsHeld("pmid-of-another-title", Paper with { Pmid = "99999991" }, Again with { Pmid = "99999991", Title = "Costs of bus travel in hill towns", Authors = ["Nettlewick, P."] });

    [Fact]
    public void Two_dois_without_one_place_are_two_reports() =>
        IsHeld("other-doi", Paper with { Doi = "10.99999/minitrack.2019" }, Again with { Doi = "10.99999/minitrack.2020", Volume = null, Pages = null, Year = 2020 });

    [Theory]
    [InlineData(": study protocol")]
    [InlineData(": long-term extension")]
    [InlineData(": a subgroup of the trial")]
    public void Another_stage_of_a_study_is_another_report(string more) => IsHeld("another-stage", Paper with { Pages = null }, Again with { Title = Title + more, Pages = null, Year = 2020 });

    [Fact]
    public void A_title_given_again_years_later_is_another_report() => IsHeld("other-year", Paper with { Volume = null, Pages = null }, Again with { Year = 2012, Volume = null, Pages = null });

    [Fact]
    public void The_same_title_and_year_in_another_journal_without_place_is_another_report() =>
        Assert.Equal(Verdict.Different, Decide(Paper with { Volume = null, Pages = null }, Again with { Journal = "Workshop on Follicular Engineering", Volume = null, Pages = null }).Verdict);

    [Fact]
    public void A_volume_here_and_a_page_there_prove_no_common_place() => IsNotJoined(Paper with { Volume = null }, Again with { Pages = null });

    [Fact]
    public void A_record_without_a_title_is_never_joined_by_its_place_alone() => Assert.Equal(Verdict.ToPerson, Decide(Paper, Again with { Title = null }).Verdict);
}
