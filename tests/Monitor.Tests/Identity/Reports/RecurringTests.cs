using Monitor.Benchmarks;
using Monitor.Identity.Reports;
using Xunit;
using static Monitor.Tests.Identity.Reports.Citations;

namespace Monitor.Tests.Identity.Reports;

/// <summary>Columns that come in every issue: the title is no evidence, neither by its form nor where the store has seen it come again.</summary>
public sealed class RecurringTests
{
    /// <summary>Long enough to be the title of a paper; only its coming again says what it is.</summary>
    private const string OwnColumn = "Letters from the follicle clinic on what we saw this quarter";

    /// <summary>Pages five and six of every issue, in a volume that spans two years.</summary>
    private static readonly Citation Item = Paper with { Authors = ["Quillfeather, Ada B."], Volume = "14", Issue = null, Pages = "5-6" };

    public static TheoryData<string> Columns =>
    [
        "Editorial", "Editor's Comments", "Editors' introduction", "Guest editorial",
        "Editorial introduction to the autumn number of the society's journal", "From the Editor", "Letter from the editor", "In this issue",
        "In This Issue: a short tour of the papers", "This month in hair biology", "News", "News and views",
        "News in brief", "Research highlights", "Correction", "Errata", "Corrections and clarifications", "Author's reply", "Reply", "In reply",
        "Authors' response", "Letter to the editor", "Annual review of the journal", "Annual report of the editorial board",
        "The year in review", "Obituary", "In memoriam", "Book reviews", "Book review", "Books received", "Meeting report",
        "Report of the annual meeting of the society of imaginary dermatology", "Image of the month",
        "Case of the month", "Author index", "Subject index to volume 14", "Index to volume 14", "Table of contents",
        "Acknowledgment of reviewers", "Thanks to our reviewers",
        "Calendar of events", "Call for papers", "President's message", "Message from the president",
        "Introduction to the special issue on hair follicles", "Introduction to the Minitrack on Follicular Systems", "Preface", "Foreword",
        "Journal club", "Instructions for authors", "Masthead", "Announcements",
    ];

    public static TheoryData<string> Papers =>
    [
        Title, "Editorial: exosomes are no cure for the growth phase of follicles",
        "News of death receptors in the dermal papilla of shaved mice", "Corrections of the growth phase by exosomes in shaved mice",
        "Introduction of growth factors into dermal papilla cells of mice",
        "Meeting the needs of patients with hair loss after chemotherapy",
        "Image analysis of the month-long growth phase in follicles of mice",
        "Annual review of patients with frontal fibrosing alopecia in primary care", "Index of hair density in women with telogen effluvium",
        "Reply rates to postal questionnaires among patients with alopecia", "Obituaries of dermatologists as a source of life expectancy",
        "Hair follicles in this issue of skin: a histological series", "Reviews of hair transplantation in social media: a content analysis",
    ];

    private static ReportGroups Groups(params Citation[] citations)
    {
        var deduplicator = new Deduplicator();
        foreach (var citation in citations) deduplicator.Add(citation);
        return deduplicator.Groups();
    }

    [Theory, MemberData(nameof(Columns))]
    public void The_title_of_a_column_is_known_by_its_form_and_is_no_evidence(string title)
    {
        var item = Item with { Title = title };
        var other = item with { Id = "synthetic:b" };
        Assert.Equal(Verdict.Different, Decide(item, other).Verdict);
        Assert.Equal(Verdict.Different, Decide(item with { Issue = "1" }, other with { Issue = "2" }).Verdict);
        Assert.Equal(Verdict.Different, Decide(item with { Issue = "1" }, other with { Issue = "1", Year = 2020 }).Verdict);
        Assert.Equal(Verdict.Different, Decide(item with { Issue = "1", Doi = "10.99999/a.1" }, other with { Issue = "1", Doi = "10.99999/a.2" }).Verdict);
        Assert.Equal(Verdict.Same, Decide(item with { Issue = "1" }, other with { Issue = "1" }).Verdict);
        Assert.Equal(Verdict.Same, Decide(item with { Doi = "10.99999/a.1" }, other with { Doi = "10.99999/a.1" }).Verdict);
        Assert.Equal(Verdict.Same, Decide(item with { Pmid = "99999991" }, other with { Pmid = "99999991" }).Verdict);
        Assert.Empty(Groups(item, other).ToPerson);
    }

    [Theory, MemberData(nameof(Papers))]
    public void The_title_of_a_paper_that_begins_like_a_column_is_evidence(string title) =>
        Assert.Equal(Verdict.Same, Decide(Paper with { Title = title }, Again with { Title = title }).Verdict);

    [Fact]
    public void A_title_that_a_journal_prints_again_and_again_is_learned_from_the_records_and_joins_no_more()
    {
        var one = Item with { Title = OwnColumn, Year = 2019 };
        var twin = one with { Id = "synthetic:b" };
        Assert.Single(Groups(one, twin).Groups);
        var later = new[] { 1, 2 }.Select(n => one with { Id = $"synthetic:later{n}", Volume = $"{14 + (2 * n)}", Year = 2019 + (2 * n) }).ToArray();
        var groups = Groups([one, twin, .. later]);
        Assert.Equal(4, groups.Groups.Count);
        Assert.Empty(groups.ToPerson);
        // Issue, pages and year, or an identifier, say which item it is.
        Assert.Equal(3, Groups([one with { Issue = "2" }, twin with { Issue = "2" }, .. later]).Groups.Count);
        Assert.Equal(3, Groups([one with { Doi = "10.99999/a.1" }, twin with { Doi = "10.99999/a.1" }, .. later]).Groups.Count);
        // Another person's paper of the title, and another journal's, are no items of the column.
        Assert.Single(Groups([one, twin, .. later.Select(l => l with { Authors = ["Nettlewick, P."] })]).Groups, g => g.Count == 2);
        Assert.Single(Groups([one, twin, .. later.Select(l => l with { Journal = "Archives of Invented Medicine" })]).Groups, g => g.Count == 2);
    }

    [Fact]
    public void Pages_at_the_front_of_two_issues_or_of_two_years_are_two_items_even_where_nothing_recurs()
    {
        var item = Item with { Title = OwnColumn };
        Assert.Equal("front-pages", Decide(item with { Issue = "1" }, item with { Id = "synthetic:b", Issue = "3" }).Reasons[0].Rule);
        Assert.Equal("front-pages", Decide(item, item with { Id = "synthetic:b", Year = 2020 }).Reasons[0].Rule);
    }

    [Fact]
    public void A_heading_alone_and_the_heading_with_its_title_are_one_item_in_one_issue_on_one_page_by_one_person()
    {
        var bare = Item with { Title = "Book review", Issue = "2", Pages = "740" };
        var full = bare with { Id = "synthetic:b", Title = "Book review: Atlas of imaginary follicles", Pages = "740-741" };
        Assert.Equal("heading-and-title", Decide(bare, full).Reasons[0].Rule);
        Assert.Equal(Verdict.Different, Decide(bare with { Issue = null }, full with { Pages = "41" }).Verdict);
        Assert.Equal(Verdict.Different, Decide(bare, full with { Authors = ["Nettlewick, P."] }).Verdict);
        // A name that is one letter off is no slip here.
        Assert.Equal(Verdict.Different, Decide(bare with { Authors = ["Kumbar, A."] }, bare with { Id = "synthetic:b", Authors = ["Kumbari, A. S."] }).Verdict);
    }

    [Fact]
    public void Among_thousands_of_records_with_columns_in_every_issue_nothing_is_merged_wrongly_and_hardly_anything_is_asked()
    {
        var world = new DedupWorld(7, recurring: 5);
        var deduplicator = new Deduplicator();
        foreach (var citation in world.Records(12_000)) deduplicator.Add(citation);
        var groups = deduplicator.Groups();
        var score = DedupScore.Of(groups, world.Paper);
        Assert.Equal(0, score.FalseMerges);
        Assert.InRange(score.Sensitivity, 0.97, 1);
        Assert.InRange(groups.ToPerson.Count, 0, 120);
    }
}
