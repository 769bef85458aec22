using Monitor.Documents;
using Monitor.Identity;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Identity;

public sealed class NoticeChangesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly Notice Plain = Any.Notice();

    [Fact]
    public void A_body_that_arrives_is_no_change() => News(Plain, Plain with { Body = "text" }).ShouldBeEmpty();

    [Fact]
    public void A_body_that_is_absent_later_is_no_change()
    {
        var stored = Plain with { Body = "text" };
        var again = Revise.Again(stored, Plain, Now);
        again.Revisions.ShouldBeEmpty();
        ((Notice)again.Hit).Body.ShouldBe("text");
    }

    [Fact]
    public void A_changed_body_is_an_update_and_white_space_is_not()
    {
        News(Plain with { Body = "a b" }, Plain with { Body = "a c" }).Single().Type.ShouldBe(RevisionType.Updated);
        News(Plain with { Body = "a b" }, Plain with { Body = "A  b." }).ShouldBeEmpty();
    }

    [Fact]
    public void A_recall_class_is_told_when_it_comes_and_when_it_changes()
    {
        News(Plain, Plain with { RecallClass = "Class II" }).Single().Type.ShouldBe(RevisionType.ClassAssigned);
        News(Plain with { RecallClass = "Class II" }, Plain with { RecallClass = "Class I" }).Single().Changes.Single()
            .ShouldBe(new FieldChange("recallClass", "Class II", "Class I"));
    }

    [Fact]
    public void An_end_is_told() =>
        News(Plain with { Status = "ongoing" }, Plain with { Status = "terminated", Terminated = new PartialDate(2026, 11, 1) }).Single().Type.ShouldBe(RevisionType.Terminated);

    [Fact]
    public void A_status_alone_is_told_as_such() =>
        News(Plain with { Status = "ongoing" }, Plain with { Status = "completed" }).Single().Type.ShouldBe(RevisionType.StatusChanged);

    private static List<Revision> News(Notice old, Notice now) => [.. Revise.Again(old, now, Now).Revisions.Where(r => r.News)];
}
