using Monitor.Delivery.Feeds;
using Monitor.Documents;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Delivery.Feeds;

public sealed class FeedEntriesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_retraction_stays_before_the_title_through_later_corrections()
    {
        var hit = Any.Article("1", "A paper") with { FirstSeen = Now, PublicationTypes = ["Retracted Publication"] };
        var entry = Of(hit, Rev(RevisionType.New, 0), Rev(RevisionType.Retracted, 1), Rev(RevisionType.Corrected, 2));
        entry.Title.ShouldBe("RETRACTED: A paper");
        entry.Updated.ShouldBe(Now.AddDays(2));
        entry.Published.ShouldBe(Now);
        Of(hit with { Title = "Retracted: A paper" }, Rev(RevisionType.Retracted, 1)).Title.ShouldBe("RETRACTED: A paper", "said once");
        Of(hit, Rev(RevisionType.New, 0)).Title.ShouldBe("RETRACTED: A paper", "also when it was so at first sight");
        Of(hit with { PublicationTypes = [] }, Rev(RevisionType.Retracted, 1), Rev(RevisionType.Reinstated, 2)).Title.ShouldBe("REINSTATED: A paper");
    }

    [Theory]
    [InlineData(RevisionType.New, "A paper")]
    [InlineData(RevisionType.Corrected, "CORRECTED: A paper")]
    [InlineData(RevisionType.StatusChanged, "STATUS: A paper")]
    [InlineData(RevisionType.ResultsPosted, "RESULTS POSTED: A paper")]
    [InlineData(RevisionType.ClassAssigned, "CLASS: A paper")]
    [InlineData(RevisionType.Terminated, "TERMINATED: A paper")]
    [InlineData(RevisionType.Updated, "UPDATED: A paper")]
    [InlineData(RevisionType.Deleted, "WITHDRAWN BY THE SOURCE: A paper")]
    public void The_last_change_stands_before_the_title(RevisionType type, string title) => Of(Any.Trial("NCT1", "A paper"), Rev(type, 1)).Title.ShouldBe(title);

    [Fact]
    public void A_cosmetic_change_changes_nothing()
    {
        var hit = Any.Article() with { FirstSeen = Now };
        Of(hit, Rev(RevisionType.New, 0), Rev(RevisionType.Updated, 5) with { News = false }).Updated.ShouldBe(Now);
    }

    [Fact]
    public void What_existed_before_carries_its_own_date_and_no_later_one_than_its_finding()
    {
        var hit = Any.Article() with { FirstSeen = Now, Published = new PartialDate(2025, 3) };
        FeedEntries.Of(new ChangedHit(hit, [Rev(RevisionType.New, 0)], Silent: true)).Updated.ShouldBe(new DateTimeOffset(2025, 3, 1, 0, 0, 0, TimeSpan.Zero));
        FeedEntries.Of(new ChangedHit(hit with { Published = new PartialDate(2027) }, [Rev(RevisionType.New, 0)], Silent: true)).Updated.ShouldBe(Now);
        FeedEntries.Of(new ChangedHit(hit, [Rev(RevisionType.New, 0), Rev(RevisionType.Corrected, 3)], Silent: true)).Updated.ShouldBe(Now.AddDays(3));
    }

    [Fact]
    public void Facts_found_by_rules_are_one_line_and_a_change_is_said()
    {
        var hit = Any.Article() with { FirstSeen = Now, Tags = [new Tag { Name = "design", Value = "rct", Rule = "r1" }, new Tag { Name = "participants", Value = "48", Rule = "r2" }] };
        Of(hit, Rev(RevisionType.New, 1)).Paragraphs[0].ShouldBe("RCT, 48 people, comparator not stated");
        var entry = Of(Any.Trial() with { FirstSeen = Now }, Rev(RevisionType.StatusChanged, 1) with { Changes = [new FieldChange("status", "recruiting", "terminated")] });
        entry.Paragraphs[0].ShouldBe("status: recruiting -> terminated");
    }

    private static FeedEntry Of(Hit hit, params Revision[] revisions) => FeedEntries.Of(new ChangedHit(hit, revisions, Silent: false));

    private static Revision Rev(RevisionType type, int day) => new() { HitId = "x", Type = type, At = Now.AddDays(day) };
}
