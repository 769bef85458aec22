using Monitor.Documents;
using Monitor.Sources;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Polling;

/// <summary>A list that shows all there is: pages in portions, items taken away and shown again, lists that are suddenly short.</summary>
[OnEveryStore]
public sealed class ListingRunTests
{
    private static readonly DateTimeOffset Day = Station.Start;

    [Fact]
    public async Task Portions_go_on_soon_stay_silent_and_cover_from_the_newest_back()
    {
        await using var station = await ListAsync();
        await station.PollAsync(All(Letter("a", -2, body: "About exosomes."), Letter("b", -100, waits: true), Letter("c", -200, waits: true)));
        (await station.Polls().NextDueAsync(station.Source, default)).ShouldBe(Day.AddMinutes(1));
        (await CoverageAsync(station)).ShouldBe((Midnight(-99), Day));
        station.Source.Asked[^1].From.ShouldBe(Day.AddYears(-1));

        var poll = await station.PollAsync(All(Letter("a", -2), Letter("b", -100, body: "About exosomes."), Letter("c", -200, waits: true)));
        (poll.Outcome, poll.Error).ShouldBe((PollOutcome.Ok, null)); // what waits its turn is no fault
        (await CoverageAsync(station)).ShouldBe((Midnight(-199), Day.AddHours(1)));
        await station.PollAsync(All(Letter("a", -2), Letter("b", -100), Letter("c", -200, body: "Exosomes, too."), Letter("d", 0, body: "News of exosomes.")));
        (await station.DueAsync()).ShouldBe(["ann fda-rss:d new"]); // old letters are no news because their page was read late
        (await station.Store.RowsAsync<string>("SELECT id FROM hit_index ORDER BY id")).Count.ShouldBe(4);
        (await CoverageAsync(station)).From.ShouldBe(Day.AddYears(-1));
    }

    [Fact]
    public async Task A_letter_that_waited_while_news_came_is_news_of_its_own_day()
    {
        await using var station = await ListAsync();
        await station.PollAsync(All(Letter("a", -2, body: "x")));
        station.Time.Advance(TimeSpan.FromDays(2));
        await station.PollAsync(All(Letter("a", -2), Letter("b", 1, waits: true)));
        (await station.CoveredUntilAsync()).ShouldBe(Midnight(1)); // the page holds the window open
        await station.PollAsync(All(Letter("a", -2), Letter("b", 1, body: "About exosomes.")));
        (await station.DueAsync()).ShouldBe(["ann fda-rss:b new"]);
    }

    [Fact]
    public async Task A_page_that_waits_its_turn_is_not_given_up_and_one_that_fails_for_days_is()
    {
        await using var station = await ListAsync();
        for (var day = 0; day < 5; day++)
        {
            await station.PollAsync(r => All(Letter("a", -2, body: "x"), Letter("b", -100, waits: true), Letter("c", -200) with { Complete = r.Read.Contains("c") }));
            station.Time.Advance(TimeSpan.FromDays(1));
        }

        (await station.Store.RowsAsync<string>("SELECT external_id FROM feed_item WHERE complete ORDER BY 1")).ShouldBe(["a", "c"]);
    }

    [Fact]
    public async Task The_same_list_twice_changes_nothing()
    {
        await using var station = await ListAsync();
        var list = All(Letter("a", -2, body: "About exosomes."), Letter("b", -3, body: "About tea."));
        await station.PollAsync(list);
        var again = await station.PollAsync(All(Letter("a", -2), Letter("b", -3)));
        (again.New, again.Changed, again.Known, again.Unmatched, again.Error).ShouldBe((0, 0, 1, 1, null));
        (await station.Store.OneAsync<int>("SELECT count(*) FROM revision")).ShouldBe(1);
    }

    [Fact]
    public async Task A_close_out_is_told_with_its_day()
    {
        await using var station = await ListAsync();
        await station.PollAsync(All(Letter("a", -2, body: "About exosomes.")));
        await station.PollAsync(All(Letter("a", -2, status: "close-out letter 2026-11-20")));
        (await station.DueAsync()).ShouldBe(["ann fda-rss:a status-changed"]);
        var change = (await station.Store.Revisions.OfAsync(["fda-rss:a"], default))["fda-rss:a"].Last().Changes.Single();
        (change.Field, change.Old, change.New).ShouldBe(("status", null, "close-out letter 2026-11-20"));
    }

    [Fact]
    public async Task Taken_away_and_posted_again_is_one_letter_and_both_are_told()
    {
        await using var station = await ListAsync();
        await station.PollAsync(All(Letter("a", -2, body: "About exosomes."), Letter("b", -3, body: "x")));
        await station.PollAsync(All(Letter("b", -3)));
        (await station.DueAsync()).ShouldBeEmpty(); // once may be a row that moved while pages were turned
        await station.PollAsync(All(Letter("b", -3)));
        await station.PollAsync(All(Letter("b", -3)));
        (await station.DueAsync()).ShouldBe(["ann fda-rss:a deleted"]);
        await station.PollAsync(All(Letter("a", 0), Letter("b", -3)));
        (await station.DueAsync()).ShouldBe(["ann fda-rss:a deleted", "ann fda-rss:a updated"]);
        (await station.Store.Revisions.OfAsync(["fda-rss:a"], default))["fda-rss:a"].Last().Changes.Select(c => $"{c.Field}: {c.Old} -> {c.New}")
            .ShouldBe(["listed: withdrawn by the source -> listed again", "published: 2026-11-20 -> 2026-11-22"]);
        (await station.Store.OneAsync<int>("SELECT complete FROM feed_item WHERE external_id = 'a'")).ShouldBe(0); // its page is read once more
        await station.PollAsync(All(Letter("a", 0, body: "About exosomes."), Letter("b", -3)));
        (await station.DueAsync()).Count.ShouldBe(2);
        (await station.Store.OneAsync<int>("SELECT count(*) FROM hit_index")).ShouldBe(1);
    }

    [Fact]
    public async Task A_list_that_is_suddenly_short_or_empty_is_a_failure_and_nothing_is_gone()
    {
        await using var station = await ListAsync();
        var all = Enumerable.Range(0, 20).Select(i => Letter($"l{i}", -i, body: "About exosomes.")).ToArray();
        await station.PollAsync(All(all));
        var poll = await station.PollAsync(All(all[..5]));
        (poll.Outcome, poll.Error!.Contains("shows 5 items; it had 20", StringComparison.Ordinal)).ShouldBe((PollOutcome.Failed, true));
        (await station.PollAsync(All())).Outcome.ShouldBe(PollOutcome.Failed);
        (await station.CoveredUntilAsync()).ShouldBe(Day);
        await using var fresh = await ListAsync();
        (await fresh.PollAsync(All())).Error!.ShouldContain("never empty");
    }

    [Fact]
    public async Task Letters_of_before_the_baseline_are_known_but_no_hits_until_it_moves()
    {
        await using var station = await ListAsync();
        var old = Letter("old", -500, title: "Exosome letter") with { Outside = true, Complete = false, Postponed = true };
        var poll = await station.PollAsync(All(Letter("a", -2, body: "x"), old));
        (poll.Retrieved, poll.Unmatched).ShouldBe((1, 1));
        (await station.Store.OneAsync<int>("SELECT count(*) FROM feed_item")).ShouldBe(2);
        station.Watches[0] = station.Watches[0] with { Baseline = new PartialDate(2020) };
        await station.PollAsync(r => All(Letter("a", -2), Letter("old", -500, title: "Exosome letter", body: "y")) with { WholeSince = r.From });
        station.Source.Asked[^1].From.Year.ShouldBe(2020);
        (await station.Store.RowsAsync<string>("SELECT id FROM hit_index")).ShouldBe(["fda-rss:old"]);
        (await station.DueAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_undated_item_without_its_page_holds_the_window_too()
    {
        await using var station = await ListAsync();
        await station.PollAsync(All(Letter("a", -2, body: "x")));
        await station.PollAsync(All(Letter("a", -2), Letter("u", 0, dated: false) with { Complete = false }));
        (await station.CoveredUntilAsync()).ShouldBe(Day);
    }

    private static async Task<Station> ListAsync()
    {
        var station = await Station.NewAsync(new StubSource("fda-rss", _ => new Fetched())
        {
            Notices = true, Overlap = TimeSpan.Zero, Feeds = [new UpstreamQuery("https://list.example/", [])],
        });
        station.Watches[0] = Any.Watch() with { NoticeQuery = "exosom*" };
        return station;
    }

    private static SourceRecord Letter(string id, int days, string? title = null, string? body = null, bool waits = false, string? status = null, bool dated = true)
    {
        PartialDate? posted = dated ? PartialDate.From(DateOnly.FromDateTime(Day.AddDays(days).UtcDateTime)) : null;
        return new SourceRecord(Any.Notice(id, title ?? "Letter to a firm") with { Published = posted, Body = body, Status = status }, posted, null) { Complete = !waits, Postponed = waits };
    }

    private static Fetched All(params SourceRecord[] items) => new() { Records = items, WholeSince = Day.AddYears(-1) };

    private static DateTimeOffset Midnight(int days) => new(Day.AddDays(days).UtcDateTime.Date, TimeSpan.Zero);

    private static async Task<(DateTimeOffset From, DateTimeOffset To)> CoverageAsync(Station station)
    {
        var (from, to) = await station.Store.OneAsync<(long From, long To)>("SELECT window_from, window_to FROM coverage");
        return (DateTimeOffset.FromUnixTimeMilliseconds(from), DateTimeOffset.FromUnixTimeMilliseconds(to));
    }
}
