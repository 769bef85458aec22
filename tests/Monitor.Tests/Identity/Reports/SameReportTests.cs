using Monitor.Identity.Reports;
using Xunit;
using static Monitor.Tests.Identity.Reports.Citations;

namespace Monitor.Tests.Identity.Reports;

/// <summary>Records of one report, as databases print them differently.</summary>
public sealed class SameReportTests
{
    private static void IsSame(Citation a, Citation b) => Assert.Equal(Verdict.Same, Decide(a, b).Verdict);

    [Fact]
    public void Capitals_initials_an_abbreviated_journal_and_a_short_last_page_are_the_same_report() => IsSame(Paper, Again);

    [Fact]
    public void A_decision_names_its_rule_and_the_two_values()
    {
        var decision = Decide(Paper, Again);
        Assert.Equal(new Reason("title-authors-place", "2019 14 231-239", "2019 14 231-9"), decision.Reasons[0]);
        Assert.Contains(new Reason("journal same", "Journal of Imaginary Dermatology", "J Imag Dermatol"), decision.Reasons);
        Assert.InRange(decision.Score, 0.95, 1);
    }

    [Theory]
    [InlineData("Adalind AB", "Quillfeather AB", false)]
    [InlineData("Ada B. Quillfeather", "Quillfeather, A.", true)]
    [InlineData("Ada, Quillfeather", "Quillfeather, Ada", true)]
    [InlineData("Müller-Öst, K.", "Mueller-Oest, K.", true)]
    [InlineData("de la Brindle, Q.", "Brindle, Q. D. L.", true)]
    [InlineData("Brindle, Q.", "Brindle, R.", false)]
    public void A_name_is_known_again_through_its_prints(string one, string other, bool same)
    {
        var decision = Decide(Paper with { Authors = [one] }, Again with { Authors = [other], Pages = null, Volume = null });
        Assert.Equal(same, decision.Verdict == Verdict.Same);
    }

    [Theory]
    [InlineData("Quillfeather A. B.Marrowby T.O'Stergaard L.")]
    [InlineData("Quillfeather AB, Marrowby T, Oystergaard L")]
    [InlineData("Quillfeather, A. B., Marrowby, T., Oystergaard, L.")]
    [InlineData("Quillfeather, A.B.; Marrowby, T.; Oystergaard, L.")]
    [InlineData("A. B. Quillfeather and T. Marrowby and L. Oystergaard")]
    [InlineData("Quillfeather, Ada B., et al.")]
    public void Authors_in_one_text_are_taken_apart(string authors) => IsSame(Paper, Again with { Authors = [authors], Pages = null, Volume = null });

    [Theory]
    [InlineData("[" + Title + "]. [Review] [88 refs] [Norwegian]")]
    [InlineData(Title + ". [Erratum appears in J Imag Dermatol. 2020 Jan;15(1):2]")]
    [InlineData("RETRACTED: " + Title)]
    [InlineData("Vesicles of dermal papilla cells lengthen the growth phase of follicles ...")]
    [InlineData("Vesicles of dermal papil?a cells lengthen the growth phase of fol?icles in shaved mice")]
    [InlineData("Vesicles of dermal-papilla cells lengthen the growthphase of folicles in shaved mice")]
    [InlineData("Vesikler forlenger; " + Title)]
    public void A_title_is_known_again_under_what_databases_do_to_it(string title) => IsSame(Paper, Again with { Title = title });

    [Fact]
    public void A_chapter_that_is_brought_up_to_date_for_years_under_one_doi_is_one_report()
    {
        var chapter = Paper with { Title = "Vesicles and Hair Loss", Doi = "10.99999/book.7", Journal = "Imaginary Handbook of Hair", Volume = null, Issue = null, Pages = null };
        var later = chapter with { Id = "synthetic:b", Year = 2024 };
        IsSame(chapter, later);
        Assert.NotEqual(Verdict.Same, Decide(chapter, later with { Doi = null }).Verdict);
        Assert.NotEqual(Verdict.Same, Decide(chapter, later with { Authors = ["Quillfeather AB", "Nettlewick P"] }).Verdict);
    }

    [Theory]
    [InlineData("14 (Pt 1)", "231-239")]
    [InlineData("Conference: 22nd World Congress of Imagined Medicine 2019. 14", "231-239")]
    [InlineData("14", "e231")]
    [InlineData("14", "231")]
    [InlineData("14", "231-9; quiz 240")]
    [InlineData("14", "1-9")]
    [InlineData("14", null)]
    [InlineData(null, null)]
    [InlineData("41", "231-239")]
    [InlineData("14", "233-239")]
    public void A_place_is_known_again_through_slips_and_gaps(string? volume, string? pages)
    {
        // Proofs are paged from one before there is a volume.
        if (pages == "1-9") volume = null;
        IsSame(Paper, Again with { Volume = volume, Pages = pages });
    }

    [Fact]
    public void Without_any_place_title_authors_and_year_of_a_long_title_are_enough() => IsSame(Paper, Again with { Journal = null, Volume = null, Pages = null });

    [Theory]
    [InlineData("1-9")]
    [InlineData(null)]
    public void Online_in_one_year_without_a_place_and_in_print_in_the_next_is_one_report(string? proof) => IsSame(Paper, Again with { Year = 2018, Issue = null, Volume = null, Pages = proof });

    [Theory]
    [InlineData("1-9", "231-239")]
    [InlineData("1-12", "549")]
    public void Pages_counted_from_one_within_the_article_tell_nothing_of_its_place(string inner, string printed) => IsSame(Paper with { Pages = printed }, Again with { Pages = inner });

    [Fact]
    public void One_title_by_the_same_people_in_one_issue_is_one_report_whatever_the_page() => IsSame(Paper, Again with { Pages = "531-9" });

    [Fact]
    public void Three_pages_and_more_from_one_page_on_are_one_article_whatever_its_last_page() =>
        IsSame(Paper with { Title = "[Growth phase of hair follicles is prolonged in mice by papilla cells' vesicles]", Pages = "231-238" }, Again);

    [Theory]
    [InlineData("(2000", "(a)")]
    [InlineData("[", "1-")]
    [InlineData("", "e\u0301 ")]
    public void A_field_of_a_million_signs_costs_no_more_than_a_real_one(string start, string again)
    {
        var text = start + string.Concat(Enumerable.Repeat(again, 300_000));
        var hostile = Paper with { Title = text, Journal = text, Pages = text, Volume = text, Authors = [text, text] };
        Assert.Equal(Verdict.Different, Decide(hostile, Again).Verdict);
        IsSame(hostile with { Pmid = "99999991" }, hostile with { Id = "synthetic:b", Pmid = "99999991" });
    }

    [Fact]
    public void Names_split_wrongly_do_not_part_one_title_on_one_range_of_pages() => IsSame(Paper, Again with { Authors = ["Tomas, M.", "Lin, O.", "Ada, B."] });

    [Fact]
    public void A_translation_worded_anew_is_known_by_its_range_of_pages() =>
        IsSame(Paper with { Title = "[Growth phase of hair follicles is prolonged in mice by papilla cells' vesicles]" }, Again);

    [Fact]
    public void One_pmid_is_one_report() => IsSame(Paper with { Pmid = "99999991" }, Again with { Pmid = " PMID: 99999991", Title = "Vesicles of dermal papilla", Year = null });

    [Fact]
    public void Doi_and_title_are_one_report_ahead_of_print_and_in_print() =>
        IsSame(Paper with { Doi = "10.99999/jid.1" }, Again with { Doi = "https://doi.org/10.99999/JID.1.", Year = 2017, Volume = null, Pages = "1-7" });

    [Fact]
    public void Preprint_and_article_are_one_report_in_two_versions()
    {
        var decision = Decide(Paper with { Doi = "10.99999/jid.1", Pmid = "99999991" }, Again with { Doi = "10.1101/2018.99.99.999999", Pmid = "99999992", Journal = "bioRxiv", Year = 2018, Volume = null, Pages = null });
        Assert.Equal((Verdict.Same, true), (decision.Verdict, decision.Versions));
    }

    [Fact]
    public void British_and_American_spelling_and_roman_and_arabic_numbers_are_the_same_words() =>
        IsSame(Paper with { Title = "A randomised phase II trial of haemostasis by foetal tumour vesicles" }, Again with { Title = "A randomized phase 2 trial of hemostasis by fetal tumor vesicles", Volume = null, Pages = null });

    [Theory]
    [InlineData("IACD 2019 Proceedings")]
    [InlineData("Proceedings of the 12th Imaginary Annual Conference on Dermatology")]
    public void A_congress_is_known_by_its_acronym(string name) =>
        IsSame(Paper with { Journal = "Imaginary Annual Conference on Dermatology", Volume = null, Pages = null }, Again with { Journal = name, Volume = null, Pages = null });
}
