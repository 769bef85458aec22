using Monitor.Identity.Reports;
using Xunit;
using static Monitor.Tests.Identity.Reports.Citations;

namespace Monitor.Tests.Identity.Reports;

/// <summary>Places and titles of one article that only look different.</summary>
public sealed class DialectTests
{
    [Theory]
    [InlineData("S417-S429", "Suppl-29")]
    [InlineData("S417-S429", "Suppl 4:S417-29")]
    [InlineData("S417-S429", "417-429")]
    [InlineData("2665-2668", "t-8")]
    [InlineData("2665-2668", "-8")]
    [InlineData("969-972", "a1754")]
    [InlineData("969-972", "b2535")]
    [InlineData("1123-31", "1123-1131")]
    [InlineData("1123-1131", "1123-31.e4")]
    [InlineData("969-972", "Article 104567")]
    [InlineData("969-972", "ARTN 45")]
    [InlineData("969-972", "art. no. 1045")]
    [InlineData("969-972", "ID 345678")]
    [InlineData("969-972", "e0123456")]
    [InlineData("iii-x", "III-X")]
    public void A_long_title_its_people_journal_volume_and_year_are_enough_where_pages_only_look_different(string one, string other) =>
        Assert.Equal(Verdict.Same, Decide(Paper with { Pages = one, Issue = null }, Again with { Pages = other, Issue = null }).Verdict);

    [Theory]
    [InlineData("969-972", "1262-1268")]
    [InlineData("S417-S429", "S517-S529")]
    [InlineData("969-972", "A120")]
    [InlineData("iii-x", "xii-xx")]
    [InlineData("xi-xiv", "11-29")]
    public void Pages_that_are_others_in_one_dialect_stay_two_places(string one, string other) =>
        Assert.Equal(Verdict.Different, Decide(Paper with { Pages = one, Issue = null }, Again with { Pages = other, Issue = null }).Verdict);

    [Theory]
    [InlineData("Vezikel der dermalen Papille bei M\u00e4usen", "[Prolonged anagen after treatment of shaved animals]")]
    [InlineData("Przed\u0142u\u017cenie anagenu u myszy po leczeniu", "Vesicles in the treatment of shaved mice")]
    [InlineData("Allongement de la phase de croissance chez la souris", "Vesicles in the treatment of shaved mice")]
    [InlineData("Vesicles in the treatment of shaved mice", "[Prolonged anagen and small particles]")]
    public void A_translated_title_is_one_article_by_its_volume_pages_and_people(string one, string other)
    {
        Assert.Equal(Verdict.Same, Decide(Paper with { Title = one }, Again with { Title = other }).Verdict);
        Assert.NotEqual(Verdict.Same, Decide(Paper with { Title = one }, Again with { Title = other, Pages = "231" }).Verdict);
        Assert.NotEqual(Verdict.Same, Decide(Paper with { Title = one }, Again with { Title = other, Authors = ["Nettlewick P"] }).Verdict);
        Assert.NotEqual(Verdict.Same, Decide(Paper with { Title = one }, Again with { Title = other, Volume = "15" }).Verdict);
    }

    [Fact]
    public void A_subtitle_in_one_only_is_one_paper_on_the_same_pages_of_one_proceedings()
    {
        var one = Paper with { Title = "HairNet", Journal = "2020 Imaginary International Conference on Follicular Engineering", Volume = null, Issue = null, Pages = "1412-1417", Year = 2020 };
        var other = one with { Id = "synthetic:b", Title = "HairNet: Deep segmentation of trichoscopic images with few labels" };
        Assert.Equal("title-cut-at-one-page", Decide(one, other).Reasons[0].Rule);
        Assert.Equal(Verdict.Different, Decide(one, other with { Pages = "1418-1423" }).Verdict);
        Assert.Equal(Verdict.Different, Decide(one, other with { Year = 2021 }).Verdict);
        Assert.Equal(Verdict.Different, Decide(one, other with { Title = "HairNet: study protocol" }).Verdict);
    }

    [Fact]
    public void The_number_of_a_poster_is_no_part_of_its_title()
    {
        var poster = Paper with { Title = "P-123 " + Title, Issue = "Suppl. 1", Pages = "P-123" };
        Assert.Equal("poster-number", Decide(poster, Paper with { Id = "synthetic:b", Issue = null, Pages = "A45" }).Reasons[0].Rule);
        Assert.NotEqual(Verdict.Same, Decide(poster, Paper with { Id = "synthetic:b", Title = "P-124 " + Title, Issue = null, Pages = "A45" }).Verdict);
    }

    [Fact]
    public void One_page_of_a_supplement_and_a_range_of_the_issue_are_an_abstract_and_a_paper()
    {
        var congress = Paper with { Issue = "Suppl 1", Pages = "45" };
        Assert.Equal("abstract-or-paper", Decide(congress, Again with { Issue = "1", Pages = "45-50" }).Reasons[0].Rule);
        Assert.Equal("abstract-or-paper",
            Decide(congress, Again with { Title = Title + ": a validated questionnaire", Issue = "1", Pages = "45-50" }).Reasons[0].Rule);
    }

    [Fact]
    public void What_is_merely_similar_is_different_and_its_reasons_are_kept()
    {
        var decision = Decide(Paper, Again with { Journal = "Archives of Invented Medicine", Volume = null, Pages = null });
        Assert.Equal((Verdict.Different, true), (decision.Verdict, decision.Kept));
        Assert.Contains(decision.Reasons, r => r.Rule == "journal differ");
        Assert.False(Decide(Paper, Again with { Title = "Costs of bus travel in hill towns", Pages = "1" }).Kept);
    }
}
