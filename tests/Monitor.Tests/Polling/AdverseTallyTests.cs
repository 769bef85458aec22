using Monitor.Documents;
using Monitor.Polling;
using Monitor.Sources;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Polling;

public sealed class AdverseTallyTests
{
    private static readonly DateOnly Day = new(2026, 11, 1);

    [Fact]
    public void More_reports_of_a_day_are_new_and_the_rest_is_known()
    {
        var tally = Tally([Of(0, 2, 0)], Of(0, 5, 1), Of(3, 1, 1));
        (tally.New, tally.Known).ShouldBe((4, 2));
        tally.Days.ShouldBe([Of(0, 5, 1), Of(3, 1, 1)]);
        var news = tally.News.ShouldHaveSingleItem();
        (news.Added, news.Serious, news.First, news.Last, news.Quiet).ShouldBe((4, 2, Day, Day.AddDays(3), false));
    }

    [Fact]
    public void The_same_again_is_nothing()
    {
        var tally = Tally([Of(0, 2, 0)], Of(0, 2, 0));
        (tally.New, tally.Known, tally.Days.Count, tally.News.Count).ShouldBe((0, 2, 0, 0));
    }

    [Fact]
    public void A_day_that_the_upstream_emptied_is_counted_down_but_not_one_before_the_window()
    {
        var tally = Tally([Of(-30, 7, 0), Of(0, 2, 1)], []);
        tally.Days.ShouldBe([Of(0, 0, 0)]);
        (tally.New, tally.Known, tally.News.Single().Added).ShouldBe((0, 0, -2));
    }

    [Fact]
    public void A_report_that_becomes_serious_is_told_though_none_is_new()
    {
        var tally = Tally([Of(0, 2, 0)], Of(0, 2, 1));
        (tally.New, tally.News.Single().Serious).ShouldBe((0, 1));
    }

    private static AdverseDay Of(int offset, int reports, int serious) => new("drug", Day.AddDays(offset), reports, serious);

    private static AdverseTally Tally(AdverseDay[] stored, params AdverseDay[] now) =>
        AdverseTally.Of("w", stored, [new Counted("drug", Day.AddDays(-10), now, [], null)], _ => false);
}
