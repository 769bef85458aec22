using Monitor.Delivery;
using Monitor.Documents;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Delivery;

public sealed class DigestEventsTests
{
    [Fact]
    public void A_recall_of_eighteen_products_is_one_item_that_says_so()
    {
        var due = Enumerable.Range(1, 18).Select(i => Due(Recall(i, "97808"), RevisionType.New)).ToList();
        var item = DigestEvents.Of(DigestEvents.Grouped(due).ShouldHaveSingleItem());
        item.Mark.ShouldBeNull();
        item.Title.ShouldBe("Firm recalls vial 1");
        item.Facts[^1].ShouldBe("and 17 further products of this recall event");
        item.Facts.ShouldContain(f => f.Contains("Class II") && f.Contains("reason: Not sterile"));
    }

    [Fact]
    public void What_changed_is_said_of_all_products_even_where_it_differs()
    {
        FieldChange Class(string name) => new("recallClass", "Not Yet Classified", name);
        var due = new List<DueItem>
        {
            Due(Recall(1, "7"), RevisionType.ClassAssigned, Class("Class I")),
            Due(Recall(2, "7"), RevisionType.ClassAssigned, Class("Class II")),
            Due(Recall(3, "7"), RevisionType.ClassAssigned, Class("Class II")),
            Due(Recall(1, "7"), RevisionType.Terminated, new FieldChange("terminated", null, "2026-11-20")),
        };
        var item = DigestEvents.Of(DigestEvents.Grouped(due).ShouldHaveSingleItem());
        item.Mark.ShouldBe("CLASS, TERMINATED");
        item.Facts.Take(3).ShouldBe(["class: Not Yet Classified -> Class I (1 product)", "class: Not Yet Classified -> Class II (2 products)", "terminated: 2026-11-20 (1 product)"]);
        item.Facts[^1].ShouldBe("and 2 further products of this recall event");
        item.Facts.Count.ShouldBe(6);
    }

    [Fact]
    public void Other_events_other_sources_and_notices_without_event_stay_apart()
    {
        var due = new List<DueItem>
        {
            Due(Recall(1, "7"), RevisionType.New), Due(Recall(2, "8"), RevisionType.New),
            Due(Recall(3, "7") with { Id = "other:3", Source = "other" }, RevisionType.New), Due(Any.Notice("a"), RevisionType.New), Due(Any.Notice("b"), RevisionType.New),
        };
        DigestEvents.Grouped(due).Select(g => g.Count).ShouldBe([1, 1, 1, 1, 1]);
        DigestEvents.Of([due[0]]).Facts.ShouldNotContain(f => f.Contains("further"));
    }

    [Fact]
    public void A_page_and_the_records_of_its_event_are_one_item_that_names_the_page()
    {
        var due = new List<DueItem>
        {
            Due(Recall(1, "7"), RevisionType.New) with { Event = "e" }, Due(Any.Notice("a", "Firm announces a recall"), RevisionType.New) with { Event = "e" }, Due(Recall(2, "7"), RevisionType.New) with { Event = "e" },
            Due(Any.Notice("b"), RevisionType.New) with { Event = "alone" },
        };
        var groups = DigestEvents.Grouped(due);
        groups.Select(g => g.Count).ShouldBe([3, 1]);
        DigestEvents.Of(groups[0]).Facts.TakeLast(2).ShouldBe(["also press announcement: Firm announces a recall", "and 2 further notices of this event"]);
    }

    [Fact]
    public void A_digest_counts_events_not_products()
    {
        var due = Enumerable.Range(1, 18).Select(i => Due(Recall(i, i == 18 ? "8" : "7"), RevisionType.New)).ToList();
        var digest = DigestBuilder.Build(new DigestInput
        {
            Recipient = Any.Recipient(), Watches = [Any.Watch()], Due = due, From = default, To = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero), MaxItems = 1, RestLink = "https://m.example/",
        });
        digest.Subject.ShouldStartWith("2 FDA notices");
        digest.Sections.ShouldHaveSingleItem().Heading.ShouldBe("FIRST (2)");
        digest.Sections[0].Items.ShouldHaveSingleItem().Facts.ShouldContain("and 16 further products of this recall event");
        digest.Rest.ShouldBe(1);
    }

    private static Notice Recall(int product, string recall) => Any.Notice() with
    {
        Id = $"openfda-enforcement:D-{product}",
        Source = "openfda-enforcement",
        ExternalId = $"D-{product}",
        NoticeType = "recall",
        EventId = recall,
        Title = $"Firm recalls vial {product}",
        Firm = "Firm",
        RecallClass = "Class II",
        Status = "Ongoing",
        Reason = "Not sterile",
    };

    private static DueItem Due(Hit hit, RevisionType type, params FieldChange[] changes) =>
        new(new Revision { HitId = hit.Id, Type = type, At = default, Changes = changes }, hit, "hair");
}
