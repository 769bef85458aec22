using Monitor.Documents;
using Monitor.Sources;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Polling;

/// <summary>A stretch that is not proved complete is a gap and an alarm at once, and repaired by the run that covers it.</summary>
[OnEveryStore]
public sealed class GapAlarmTests
{
    private static Fetched Down(FetchRequest request) => throw new SourceException(SourceFailure.Unreachable, "upstream.example: HTTP 500");

    [Fact]
    public async Task The_first_failed_poll_opens_and_the_poll_that_covers_it_repairs()
    {
        await using var station = await Station.NewAsync();
        await station.StartAsync();
        (await station.PollAsync(Down)).Outcome.ShouldBe(PollOutcome.Failed);
        var alarm = (await station.Store.Alarms.OpenAsync(default)).ShouldHaveSingleItem();
        (alarm.Cause.Kind, alarm.Cause.Source, alarm.Cause.Watch, alarm.Cause.Patient).ShouldBe((AlarmKind.Gap, "pubmed", "hair", true));
        alarm.Cause.Text.ShouldBe("no complete answer: upstream.example: HTTP 500");
        alarm.Cause.Since.ShouldBe(Station.Start, "until then it was proved complete");
        alarm.Opened.ShouldBe(Station.Start.AddHours(1));

        await station.PollAsync(Down);
        (await station.Store.Alarms.OpenAsync(default)).ShouldHaveSingleItem().Id.ShouldBe(alarm.Id, "one alarm as long as it lasts");
        var gap = (await station.Store.Coverage.GapsAsync(default)).ShouldHaveSingleItem();
        (gap.Kind, gap.Window, gap.Closed).ShouldBe((Gap.Unproven, new TimeWindow(Station.Start, Station.Start.AddHours(2)), null));

        await station.PollAsync(new Fetched());
        (await station.Store.Alarms.OpenAsync(default)).ShouldBeEmpty();
        (await station.Store.Alarms.AllAsync(default)).Single().Closed.ShouldBe(Station.Start.AddHours(3));
        (await station.Store.Coverage.GapsAsync(default)).Single().Closed.ShouldBe(Station.Start.AddHours(3));
    }

    [Fact]
    public async Task A_query_that_never_had_an_answer_is_a_gap_since_its_first_attempt()
    {
        await using var station = await Station.NewAsync();
        await station.PollAsync(Down);
        await station.PollAsync(Down);
        (await station.Store.Alarms.OpenAsync(default)).Single().Cause.Since.ShouldBe(Station.Start);
        await station.PollAsync(new Fetched());
        (await station.Store.Alarms.OpenAsync(default)).ShouldBeEmpty();
        (await station.Store.Coverage.GapsAsync(default)).ShouldAllBe(g => g.Closed != null);
    }

    [Fact]
    public async Task Searches_that_a_failing_source_leaves_unasked_are_gaps_too()
    {
        await using var station = await Station.NewAsync();
        station.Watches.AddRange([Any.Watch("skin", "exosom* AND skin"), Any.Watch("nail", "exosom* AND nail")]);
        await station.StartAsync();
        station.Source.Answer = Down;
        station.Time.Advance(TimeSpan.FromHours(3));
        (await station.Polls().RunDueAsync(station.Source, default)).Select(p => p.Watch).ShouldBe(["hair", "skin"], "the third is left alone");
        var alarms = await station.Store.Alarms.OpenAsync(default);
        alarms.Select(a => a.Cause.Watch).ShouldBe(["hair", "skin", "nail"]);
        alarms.ShouldAllBe(a => a.Cause.Text == "no complete answer: upstream.example: HTTP 500");

        station.Source.Answer = _ => new Fetched();
        station.Time.Advance(TimeSpan.FromHours(1));
        (await station.Polls().RunDueAsync(station.Source, default)).Count.ShouldBe(3);
        (await station.Store.Alarms.OpenAsync(default)).ShouldBeEmpty();
        (await station.Store.Coverage.GapsAsync(default)).ShouldAllBe(g => g.Closed != null);
    }

    [Fact]
    public async Task An_alarm_of_a_query_that_is_asked_no_more_is_closed()
    {
        await using var station = await Station.NewAsync();
        await station.StartAsync();
        await station.PollAsync(Down);
        station.Watches[0] = station.Watches[0] with { Query = "exosom* AND scalp" };
        await station.PollAsync(new Fetched());
        (await station.Store.Alarms.OpenAsync(default)).Where(a => a.Cause.Kind == AlarmKind.Gap).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_feed_did_not_show_stays_a_gap_until_it_shows_what_was_before()
    {
        await using var station = await Station.NewAsync(new StubSource("fda-rss", _ => new Fetched())
        {
            Notices = true, Feeds = [new UpstreamQuery("https://feed.example/rss", [])], Overlap = TimeSpan.Zero,
        });
        await station.PollAsync(Feed(0, 1)); // items posted 2 h and 1 h before the start
        station.Time.Advance(TimeSpan.FromHours(9));
        await station.PollAsync(Feed(10, 11));
        var alarm = (await station.Store.Alarms.OpenAsync(default)).ShouldHaveSingleItem();
        (alarm.Cause.Kind, alarm.Cause.Patient, alarm.Cause.Query).ShouldBe((AlarmKind.Gap, false, "https://feed.example/rss"));
        await station.PollAsync(Feed(10, 11, 12));
        (await station.Store.Alarms.OpenAsync(default)).ShouldHaveSingleItem("it does not reach back yet");

        await station.PollAsync(Feed(1, 4, 10, 11, 12));
        (await station.Store.Alarms.OpenAsync(default)).ShouldBeEmpty();
        (await station.Store.Coverage.GapsAsync(default)).Single().Closed.ShouldNotBeNull();
        (await station.Store.Coverage.EndsAsync("fda-rss", default)).Single().Value.ShouldSatisfyAllConditions(e => e.First.ShouldBe(e.Last, "no hole is left"));
    }

    private static Fetched Feed(params int[] hours) => new()
    {
        Records = [.. hours.Select(h => new SourceRecord(Any.Notice($"n{h}") with { Posted = Station.Start.AddHours(h - 2) }, null, null))],
        Payloads = [StubSource.Body(string.Join(' ', hours))],
    };
}
