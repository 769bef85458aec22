using Monitor.Documents;
using Monitor.Identity;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Identity;

/// <summary>What every kind of document has in common.</summary>
public sealed class ReviseTests
{
    private static readonly DateTimeOffset Then = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_first_sight_is_new_and_dated()
    {
        var (hit, revisions) = Revise.First(Any.Article(), Now);
        (hit.FirstSeen, hit.LastChanged).ShouldBe((Now, Now));
        var only = revisions.ShouldHaveSingleItem();
        (only.Type, only.HitId, only.At, only.News).ShouldBe((RevisionType.New, hit.Id, Now, true));
    }

    [Fact]
    public void The_same_again_is_no_change()
    {
        var stored = Revise.First(Any.Article() with { Keywords = ["a"] }, Then).Hit;
        var again = Revise.Again(stored, Any.Article() with { Keywords = ["a"] }, Now);
        again.Revisions.ShouldBeEmpty();
        again.Hit.ShouldBeSameAs(stored);
    }

    [Fact]
    public void What_Monitor_knows_itself_is_kept()
    {
        var stored = Revise.First(Any.Article(), Then).Hit with
        {
            Matches = [new Match { Watch = "hair" }],
            Tags = [new Tag { Name = "design", Value = "rct", Rule = "r1" }],
            StudyId = "s1",
        };
        var (hit, revisions) = Revise.Again(stored, Any.Article(title: "Another title altogether"), Now);
        revisions.Single().Type.ShouldBe(RevisionType.Updated);
        (hit.FirstSeen, hit.LastChanged, hit.StudyId, hit.Title).ShouldBe((Then, Now, "s1", "Another title altogether"));
        hit.Matches.ShouldBe(stored.Matches);
        hit.Tags.ShouldBe(stored.Tags);
    }

    [Fact]
    public void A_cosmetic_change_is_kept_and_is_no_news_nor_a_meaningful_change()
    {
        var (hit, revisions) = Revise.Again(Revise.First(Any.Article(), Then).Hit, Any.Article() with { Pages = "1-9" }, Now);
        ((Article)hit).Pages.ShouldBe("1-9");
        revisions.Single().News.ShouldBeFalse();
        hit.LastChanged.ShouldBe(Then);
    }
}
