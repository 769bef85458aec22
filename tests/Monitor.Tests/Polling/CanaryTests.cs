using System.Globalization;
using Monitor.Documents;
using Monitor.Sources;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Polling;

/// <summary>What an answer cannot be by chance is an alarm within the poll that shows it, never "nothing new".</summary>
[OnEveryStore]
public sealed class CanaryTests
{
    private static readonly ReliedField Doi = ReliedField.Of<Article>("doi", a => a.Doi);

    private static Task<Station> NewAsync(params ReliedField[] relied) => Station.NewAsync(new StubSource("pubmed", _ => new Fetched()) { Relied = relied });

    [Fact]
    public async Task A_field_that_vanishes_from_all_records_is_an_alarm_within_that_poll_and_over_when_it_is_back()
    {
        await using var station = await NewAsync(Doi);
        await station.StartAsync();
        await station.PollAsync(Found(station, 1, 120, withDoi: true, day: -10)); // so old, they need not come again
        var poll = await station.PollAsync(Found(station, 121, 123, withDoi: false));
        poll.Outcome.ShouldBe(PollOutcome.Ok);
        poll.Error.ShouldNotBeNull().ShouldContain("ALARM schema: all 3 records of the answer lack the field doi, which 0 of 120 lacked before");
        var alarm = (await OpenAsync(station, AlarmKind.Schema)).ShouldHaveSingleItem();
        (alarm.Cause.Source, alarm.Cause.Watch, alarm.Cause.Patient).ShouldBe(("pubmed", "hair", false));
        poll.New.ShouldBe(3, "what came is stored all the same");

        (await station.PollAsync(Found(station, 121, 124, withDoi: false))).Error.ShouldNotBeNull("it goes on");
        (await OpenAsync(station, AlarmKind.Schema)).ShouldHaveSingleItem().Id.ShouldBe(alarm.Id);
        (await station.PollAsync(Found(station, 121, 125, withDoi: true))).Error.ShouldBeNull();
        (await OpenAsync(station, AlarmKind.Schema)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Records_known_to_have_had_the_field_count_too()
    {
        await using var station = await NewAsync(Doi);
        await station.StartAsync();
        for (var i = 0; i < 40; i++) await station.PollAsync(Found(station, 1, 30, withDoi: true));
        (await station.PollAsync(Found(station, 1, 30, withDoi: false))).Error.ShouldNotBeNull().ShouldContain("schema");
    }

    [Theory]
    [InlineData(10, 6)] // too little is known of the source
    [InlineData(60, 1)] // one record alone proves nothing
    public async Task What_chance_explains_is_no_alarm(int history, int without)
    {
        await using var station = await NewAsync(Doi);
        await station.StartAsync();
        await station.PollAsync(Found(station, 1, history, withDoi: true, day: -10));
        (await station.PollAsync(Found(station, 101, 100 + without, withDoi: false))).Error.ShouldBeNull();
    }

    [Fact]
    public async Task A_watch_of_records_that_never_have_the_field_is_not_measured_by_the_others()
    {
        await using var station = await NewAsync(Doi);
        station.Watches.Add(Any.Watch("old", "exosom* AND hair AND old"));
        await station.StartAsync();
        await station.PollAsync(Found(station, 1, 60, withDoi: true));
        foreach (var first in new[] { 200, 202, 204, 206, 208 })
        {
            (await station.PollAsync(_ => Found(station, first, first + 1, withDoi: false), "old")).Error.ShouldBeNull($"from {first}");
        }
    }

    [Fact]
    public async Task Records_that_must_come_again_and_do_not_make_the_answer_no_proof()
    {
        await using var station = await NewAsync();
        await station.StartAsync();
        await station.PollAsync(Found(station, 1, 8, withDoi: true));
        var until = await station.CoveredUntilAsync();
        var poll = await station.PollAsync(Found(station, 1, 3, withDoi: true));
        poll.Error.ShouldNotBeNull().ShouldContain("ALARM shrunken: 5 of 8 records that this search found before and must find again did not come: 4, 5, 6, 7, 8");
        (await station.CoveredUntilAsync()).ShouldBe(until, "half a list proves nothing");
        (await OpenAsync(station, AlarmKind.Shrunken)).ShouldHaveSingleItem();
        (await station.Store.Coverage.GapsAsync(default)).ShouldHaveSingleItem().Closed.ShouldBeNull();

        (await station.PollAsync(Found(station, 1, 9, withDoi: true))).Error.ShouldBeNull();
        (await station.Store.Alarms.OpenAsync(default)).ShouldBeEmpty();
        (await station.Store.Coverage.GapsAsync(default)).ShouldHaveSingleItem().Closed.ShouldNotBeNull();
        (await station.CoveredUntilAsync()).ShouldBe(station.Time.GetUtcNow().AddHours(-1));
    }

    [Fact]
    public async Task One_record_withdrawn_is_no_alarm_and_many_are_believed_after_three_days()
    {
        await using var station = await NewAsync();
        await station.StartAsync();
        await station.PollAsync(Found(station, 1, 8, withDoi: true));
        (await station.PollAsync(Found(station, 1, 7, withDoi: true))).Error.ShouldBeNull();
        for (var hour = 0; hour < 71; hour++) (await station.PollAsync(Found(station, 1, 2, withDoi: true, day: 0))).Error.ShouldNotBeNull($"hour {hour}");
        station.Time.Advance(TimeSpan.FromHours(2));
        (await station.PollAsync(Found(station, 1, 2, withDoi: true, day: 0))).Error.ShouldBeNull();
        (await station.Store.Alarms.OpenAsync(default)).ShouldBeEmpty();
        (await station.CoveredUntilAsync()).ShouldBe(station.Time.GetUtcNow().AddHours(-1));
    }

    [Fact]
    public async Task A_feed_with_far_fewer_items_than_usual_is_an_alarm()
    {
        await using var station = await Station.NewAsync(new StubSource("fda-rss", _ => new Fetched())
        {
            Notices = true, Feeds = [new UpstreamQuery("https://feed.example/rss", [])], Overlap = TimeSpan.Zero,
        });
        for (var i = 0; i < 5; i++) (await station.PollAsync(Feed(20))).Error.ShouldBeNull();
        (await station.PollAsync(Feed(11))).Error.ShouldBeNull("a slow month");
        (await station.PollAsync(Feed(3))).Error.ShouldNotBeNull().ShouldContain("ALARM shrunken: 3 items where the last answers had 20");
        (await station.PollAsync(Feed(20))).Error.ShouldBeNull();
        (await station.Store.Alarms.OpenAsync(default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_new_for_far_longer_than_ever_is_an_alarm_until_something_comes()
    {
        await using var station = await NewAsync();
        await station.StartAsync();
        var id = 0;
        for (var day = 0; day < 25; day++)
        {
            id++;
            (await station.PollAsync(Found(station, id, id, withDoi: true))).Error.ShouldBeNull();
            station.Time.Advance(TimeSpan.FromHours(23));
        }

        Poll poll;
        var days = 0;
        do
        {
            poll = await station.PollAsync(Found(station, id, id, withDoi: true, day: 0));
            station.Time.Advance(TimeSpan.FromHours(23));
            days++;
        }
        while (poll.Error is null && days < 60);
        days.ShouldBe(19); // 24 arrivals, a day apart: (24 / (24 + t))^24 is under a millionth from t = 18.7
        poll.Outcome.ShouldBe(PollOutcome.Ok);
        poll.Error.ShouldNotBeNull().ShouldContain("ALARM silent: nothing new for 19 days; until then 24 times in 24 days, 1 days apart at most");
        await station.PollAsync(Found(station, id + 1, id + 1, withDoi: true));
        (await station.Store.Alarms.OpenAsync(default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_source_that_counts_more_than_came_is_an_alarm_and_the_records_are_told_all_the_same()
    {
        await using var station = await NewAsync();
        await station.StartAsync();
        var poll = await station.PollAsync(Found(station, 1, 2, withDoi: true) with { Total = 5 });
        poll.Error.ShouldNotBeNull().ShouldContain("ALARM unreconciled: the source counts 5 records, 2 came");
        (await station.DueAsync()).Count.ShouldBe(2);
        await station.PollAsync(Found(station, 1, 2, withDoi: true) with { Total = 2 });
        (await station.Store.Alarms.OpenAsync(default)).ShouldBeEmpty();
    }

    private static async Task<IReadOnlyList<Alarm>> OpenAsync(Station station, string kind) =>
        [.. (await station.Store.Alarms.OpenAsync(default)).Where(a => a.Cause.Kind == kind)];

    /// <summary>Records first to last, dated the day of the poll.</summary>
    private static Fetched Found(Station station, int first, int last, bool withDoi, int? day = null)
    {
        var entered = PartialDate.From(DateOnly.FromDateTime(day is { } d ? Station.Start.AddDays(d).UtcDateTime : station.Time.GetUtcNow().UtcDateTime));
        return new Fetched
        {
            Records = [.. Enumerable.Range(first, last - first + 1).Select(i => i.ToString(CultureInfo.InvariantCulture)).Select(pmid =>
                new SourceRecord(Any.Article(pmid, "Exosomes in old hair") with { Doi = withDoi ? $"10.5555/synthetic.{pmid}" : null, Entered = entered }, entered, null))],
        };
    }

    private static Fetched Feed(int items) => new()
    {
        Records = [.. Enumerable.Range(0, items).Select(i => new SourceRecord(Any.Notice($"n{i}") with { Posted = Station.Start.AddHours(-i) }, null, null))],
        Payloads = [StubSource.Body($"{items}")],
    };
}
