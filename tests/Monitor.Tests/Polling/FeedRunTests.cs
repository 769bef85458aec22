using Monitor.Documents;
using Monitor.Sources;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Polling;

/// <summary>A feed shows its last items only; its pages may be missing for a while.</summary>
[OnEveryStore]
public sealed class FeedRunTests
{
    private static readonly DateTimeOffset Day = Station.Start;

    [Fact]
    public async Task Coverage_starts_at_the_oldest_item_first_read()
    {
        await using var station = await FeedAsync();
        await station.PollAsync(Shown(Item("a", -10), Item("b", -3)));
        var window = await station.Store.OneAsync<(long From, long To)>("SELECT window_from, window_to FROM coverage");
        (window.From, window.To).ShouldBe((Day.AddDays(-10).ToUnixTimeMilliseconds(), Day.ToUnixTimeMilliseconds()));
        (await station.DueAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_gap_is_seen_while_one_known_item_is_shown()
    {
        await using var station = await FeedAsync();
        await station.PollAsync(Shown(Item("a", -3)));
        station.Time.Advance(TimeSpan.FromDays(20));
        await station.PollAsync(Shown(Item("a", -3), Item("b", 18)));
        (await station.Store.Coverage.GapsAsync(default)).ShouldBeEmpty();
        (await station.DueAsync()).ShouldBe(["ann fda-rss:b new"]);
    }

    [Fact]
    public async Task A_feed_that_no_longer_reaches_back_opens_a_gap_and_tells_what_it_shows()
    {
        await using var station = await FeedAsync();
        await station.PollAsync(Shown(Item("a", -3)));
        station.Time.Advance(TimeSpan.FromDays(20));
        await station.PollAsync(Shown(Item("b", 15), Item("c", 18)));
        var gap = (await station.Store.Coverage.GapsAsync(default)).Single();
        (gap.Window.From, gap.Window.To).ShouldBe((Day, Day.AddDays(15)));
        (await station.Store.OneAsync<int>("SELECT count(*) FROM coverage")).ShouldBe(2); // the hole is not covered
        (await station.DueAsync()).ShouldBe(["ann fda-rss:b new", "ann fda-rss:c new"]);
    }

    [Fact]
    public async Task Items_all_new_but_reaching_back_are_no_gap()
    {
        await using var station = await FeedAsync();
        await station.PollAsync(Shown(Item("a", -3)));
        await station.PollAsync(Shown(Item("b", -1), Item("c", 0)));
        (await station.Store.Coverage.GapsAsync(default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_empty_feed_after_items_is_a_failure_that_keeps_its_answer()
    {
        await using var station = await FeedAsync();
        await station.PollAsync(Shown(Item("a", -3)));
        var poll = await station.PollAsync(Shown() with { Payloads = [StubSource.Body("<rss/>")] });
        poll.Outcome.ShouldBe(PollOutcome.Failed);
        poll.Error!.ShouldContain("shows no item; it had 1");
        (await station.CoveredUntilAsync()).ShouldBe(Day);
        (await station.Store.RowsAsync<string>($"SELECT hash FROM poll_payload WHERE poll_id = {poll.Id}")).ShouldBe([StubSource.Body("<rss/>").Hash]);
    }

    [Fact]
    public async Task A_feed_that_never_had_an_item_is_just_empty()
    {
        await using var station = await FeedAsync();
        (await station.PollAsync(Shown())).Outcome.ShouldBe(PollOutcome.Empty);
    }

    [Fact]
    public async Task An_item_without_its_page_is_told_at_once_and_holds_the_window_open_until_the_page_comes()
    {
        await using var station = await FeedAsync();
        await station.PollAsync(Shown(Item("a", -3)));
        station.Time.Advance(TimeSpan.FromDays(1));
        var poll = await station.PollAsync(Shown(Item("a", -3), Item("b", 0.5, complete: false)) with { Interrupted = new SourceException(SourceFailure.Unreachable, "503") });
        poll.Outcome.ShouldBe(PollOutcome.Ok);
        poll.Error.ShouldBe("1 linked page(s) not read yet: 503");
        (await station.DueAsync()).ShouldBe(["ann fda-rss:b new"]);
        (await station.CoveredUntilAsync()).ShouldBe(Day.AddDays(0.5));
        station.Source.Asked[^1].Read.ShouldBe(["a"]);

        await station.PollAsync(Shown(Item("a", -3), Item("b", 0.5, body: "The page.")));
        station.Source.Asked[^1].Read.ShouldBe(["a"]);
        (await station.DueAsync()).ShouldBe(["ann fda-rss:b new"], "that its page was read is no change of the notice");
        (await station.CoveredUntilAsync()).ShouldBe(station.Time.GetUtcNow().AddHours(-1));

        await station.PollAsync(Shown(Item("b", 0.5))); // known by then: the source leaves the page alone
        station.Source.Asked[^1].Read.Order().ShouldBe(["a", "b"]);
        (await station.DueAsync()).Count.ShouldBe(1);
        ((Notice)(await station.Store.Hits.FindAsync("fda-rss:b", default))!).Body.ShouldBe("The page.");
    }

    [Fact]
    public async Task An_item_that_matches_only_by_its_page_is_new_when_the_page_comes()
    {
        await using var station = await FeedAsync();
        await station.PollAsync(Shown(Item("a", -3)));
        (await station.PollAsync(Shown(Item("a", -3), Item("b", 0, title: "Warning", complete: false)))).Unmatched.ShouldBe(1);
        await station.PollAsync(Shown(Item("a", -3), Item("b", 0, title: "Warning", body: "About exosomes.")));
        (await station.DueAsync()).ShouldBe(["ann fda-rss:b new"]);
    }

    [Fact]
    public async Task A_page_that_never_comes_is_given_up_after_three_days()
    {
        await using var station = await FeedAsync();
        await station.PollAsync(Shown(Item("a", -3)));
        var answer = Shown(Item("a", -3), Item("b", 0, complete: false));
        await station.PollAsync(answer);
        station.Time.Advance(TimeSpan.FromDays(3) - TimeSpan.FromHours(1));
        await station.PollAsync(answer); // three days after the first sight, to the second
        (await station.CoveredUntilAsync()).ShouldBe(Day);
        await station.PollAsync(answer);
        (await station.CoveredUntilAsync()).ShouldBe(station.Time.GetUtcNow().AddHours(-1));
    }

    [Fact]
    public async Task A_changed_watch_is_matched_again_over_all_kept_items_silently()
    {
        await using var station = await FeedAsync();
        await station.PollAsync(Shown(Item("a", -3, title: "Stem cells"), Item("b", -2)));
        await station.PollAsync(Shown(Item("b", -2), Item("c", 0, title: "Stem cells again")));
        station.Watches[0] = station.Watches[0] with { NoticeQuery = "exosom* OR \"stem cells\"" };
        var poll = await station.PollAsync(Shown(Item("b", -2), Item("c", 0, title: "Stem cells again"), Item("d", 0.05, title: "New stem cells")));
        poll.Retrieved.ShouldBe(3); // the item no longer shown counts for nothing
        (await station.Store.RowsAsync<string>("SELECT id FROM hit_index ORDER BY id")).ShouldBe(["fda-rss:a", "fda-rss:b", "fda-rss:c", "fda-rss:d"]);
        (await station.DueAsync()).ShouldBe(["ann fda-rss:d new"]); // not seen before: news
    }

    [Fact]
    public async Task A_watch_that_was_away_is_matched_over_what_came_meanwhile()
    {
        await using var station = await FeedAsync();
        station.Watches.Add(Any.Watch("other", "feet"));
        await station.PollAsync(Shown(Item("a", -3)));
        var away = station.Watches[0];
        station.Watches.Remove(away);
        await station.PollAsync(Shown(Item("a", -3), Item("b", 0)));
        station.Watches.Add(away);
        await station.PollAsync(Shown(Item("a", -3)));
        (await station.Store.RowsAsync<string>("SELECT hit_id FROM hit_watch WHERE watch = 'hair' ORDER BY 1")).ShouldBe(["fda-rss:a", "fda-rss:b"]);
    }

    [Fact]
    public async Task A_block_page_is_blocked_keeps_the_items_and_covers_nothing()
    {
        await using var station = await FeedAsync();
        await station.PollAsync(Shown(Item("a", -3)));
        var poll = await station.PollAsync(Shown(Item("a", -3), Item("b", 0, complete: false)) with { Interrupted = new SourceException(SourceFailure.Blocked, "apology page") });
        poll.Outcome.ShouldBe(PollOutcome.Blocked);
        (await station.CoveredUntilAsync()).ShouldBe(Day);
        (await station.DueAsync()).ShouldBe(["ann fda-rss:b new"]); // told from the item at once
        (await station.Store.Sources.GetAsync("fda-rss", default)).NextAllowed.ShouldBeGreaterThanOrEqualTo(Day.AddHours(1.5));
    }

    [Fact]
    public async Task What_a_feed_shows_only_after_its_first_run_is_news_even_if_that_run_was_blocked()
    {
        await using var station = await FeedAsync();
        await station.PollAsync(Shown(Item("a", -3, complete: false)) with { Interrupted = new SourceException(SourceFailure.Blocked, "apology page") });
        await station.PollAsync(Shown(Item("a", -3), Item("b", 0.01)));
        (await station.DueAsync()).ShouldBe(["ann fda-rss:b new"]);
    }

    [Fact]
    public async Task One_poll_of_a_feed_serves_all_watches()
    {
        await using var station = await FeedAsync();
        station.Watches.Add(Any.Watch("all", "warning") with { NoticeQuery = "warning" });
        station.Recipients.Add(Any.Recipient("bob", "all"));
        await station.PollAsync(Shown(Item("a", -3)));
        var poll = await station.PollAsync(Shown(Item("a", -3), Item("b", 0), Item("c", 0, title: "Warning about feet")));
        (poll.Watch, poll.Query).ShouldBe((null, "https://feed.example/rss"));
        (await station.DueAsync()).ShouldBe(["ann fda-rss:b new", "bob fda-rss:b new", "bob fda-rss:c new"]);
    }

    [Fact]
    public async Task An_item_that_matches_by_its_own_words_is_due_before_a_page_is_read_and_stays_so_when_the_reading_fails()
    {
        await using var station = await FeedAsync();
        await station.PollAsync(Shown(Item("a", -3)));
        station.Time.Advance(TimeSpan.FromDays(9));
        // The feed has moved on past what was last seen, and one of its items tells what it is about only on its page.
        station.Source.Listing = [Item("b", 8, complete: false), Item("c", 8, title: "Warning", complete: false)];
        var before = new List<string>();
        var polling = station.PollAsync(_ =>
        {
            before.AddRange(station.DueAsync().GetAwaiter().GetResult());
            throw new OperationCanceledException("killed while it read pages");
        });
        await Should.ThrowAsync<OperationCanceledException>(polling);
        before.ShouldBe(["ann fda-rss:b new"]);
        (await station.CoveredUntilAsync()).ShouldBe(Day, "nothing more is proved");

        await station.PollAsync(Shown(Item("b", 8, body: "Its page."), Item("c", 8, title: "Warning", body: "About exosomes.")));
        (await station.DueAsync()).ShouldBe(["ann fda-rss:b new", "ann fda-rss:c new"]);
        (await station.Store.Coverage.GapsAsync(default)).ShouldHaveSingleItem("what was stored early does not bridge the gap").Window.From.ShouldBe(Day);
    }

    [Fact]
    public async Task A_page_tried_in_vain_is_named_so_that_it_keeps_no_other_waiting()
    {
        await using var station = await FeedAsync();
        await station.PollAsync(Shown(Item("a", -3), Item("b", -2, complete: false)));
        await station.PollAsync(Shown(Item("a", -3), Item("b", -2, complete: false)));
        station.Source.Asked[^1].TriedInVain.ShouldBe(["b"]);
        station.Source.Asked[^1].Read.ShouldBe(["a"]);
    }

    private static Task<Station> FeedAsync() => FeedAsync(Any.Watch() with { NoticeQuery = "exosom*" });

    private static async Task<Station> FeedAsync(Watch watch)
    {
        var station = await Station.NewAsync(new StubSource("fda-rss", _ => new Fetched())
        {
            Notices = true, Overlap = TimeSpan.Zero, Feeds = [new UpstreamQuery("https://feed.example/rss", [])],
        });
        station.Watches[0] = watch;
        return station;
    }

    private static SourceRecord Item(string id, double days, string? title = null, string? body = null, bool complete = true)
    {
        var posted = Day.AddDays(days);
        var notice = Any.Notice(id, title ?? "Warning about exosomes") with { Posted = posted, Published = PartialDate.From(DateOnly.FromDateTime(posted.UtcDateTime)), Body = body };
        return new SourceRecord(notice, notice.Published, null) { Complete = complete };
    }

    private static Fetched Shown(params SourceRecord[] items) => new() { Records = items };
}
