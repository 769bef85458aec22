using System.Net;
using System.Text.RegularExpressions;
using Monitor.Admin.Pages;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Pages;

[OnEveryStore]
public sealed partial class CoverageCalendarTests(PolledApp polled) : IClassFixture<PolledApp>
{
    private static readonly DateOnly First = new(2026, 3, 1);

    [Fact]
    public void A_day_is_covered_only_when_all_of_it_is()
    {
        var now = At(8, 12);
        DayState[] expected = [DayState.NotAsked, DayState.Partly, DayState.Covered, DayState.Covered, DayState.Gap, DayState.Gap, DayState.Failed, DayState.Partly, DayState.NotAsked];
        CoverageCalendar.Days(First, 9, now,
            [new TimeWindow(At(2, 6), At(5, 3)), new TimeWindow(At(6, 9), At(6, 10)), new TimeWindow(At(8, 0), now)],
            [new Gap("s", "k", new TimeWindow(At(5, 3), At(6, 9)), "torn", now)],
            day => day.Day is 3 or 7).ShouldBe(expected.AsEnumerable());
    }

    [Fact]
    public void An_open_gap_is_shown_even_where_something_else_covers_the_day() =>
        CoverageCalendar.Days(First, 1, At(8, 0), [new TimeWindow(At(1, 0), At(3, 0))], [new Gap("s", "k", new TimeWindow(At(1, 5), At(1, 6)), "torn", At(2, 0))], _ => false)
            .ShouldBe([DayState.Gap]);

    [Fact]
    public void A_gap_that_was_repaired_stays_to_be_seen() =>
        CoverageCalendar.Days(First, 2, At(8, 0), [new TimeWindow(At(1, 0), At(3, 0))], [new Gap("s", "k", new TimeWindow(At(1, 5), At(1, 6)), "torn", At(2, 0)) { Closed = At(4, 0) }], _ => false)
            .ShouldBe([DayState.Repaired, DayState.Covered]);

    [Fact]
    public void Two_windows_that_only_meet_within_a_day_leave_it_partly_covered() =>
        CoverageCalendar.Days(First, 1, At(8, 0), [new TimeWindow(At(1, 0), At(1, 5)), new TimeWindow(At(1, 6), At(2, 0))], [], _ => false).ShouldBe([DayState.Partly]);

    [Fact]
    public void Every_state_has_a_sign_and_a_word_of_its_own()
    {
        var states = Enum.GetValues<DayState>();
        states.Select(CoverageCalendar.Sign).Distinct().Count().ShouldBe(states.Length);
        states.Select(CoverageCalendar.Word).Distinct().Count().ShouldBe(states.Length);
    }

    [Fact]
    public async Task The_page_has_a_row_for_every_search_and_a_cell_for_every_day()
    {
        var html = await polled.App.PageAsync("/coverage?days=60");
        var searches = (await polled.App.JsonAsync("/api/coverage"))["items"]!.AsArray().Where(s => (bool)s!["current"]!).ToList();
        var rows = Row().Matches(html);
        rows.Count.ShouldBe(searches.Count);
        foreach (Match row in rows) Cell().Count(row.Value).ShouldBe(60);
        foreach (var search in searches) html.ShouldContain($"title=\"{WebUtility.HtmlEncode((string?)search!["watch"] ?? (string)search["query"]!)}\"><strong>{search["source"]}</strong>");
        html.ShouldContain("s-covered");
        (await polled.App.PageAsync("/coverage?days=7777")).ShouldContain("30 days");
    }

    private static DateTimeOffset At(int day, int hour) => new(2026, 3, day, hour, 0, 0, TimeSpan.Zero);

    [GeneratedRegex("<tr>\\s*<th scope=\"row\" title=\"[^\"]*\"><strong>.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex Row();

    [GeneratedRegex("<td class=\"s-")]
    private static partial Regex Cell();
}
