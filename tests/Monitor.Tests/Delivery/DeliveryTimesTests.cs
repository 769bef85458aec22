using System.Globalization;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Delivery;

/// <summary>When digests leave, on the reader's clock.</summary>
[OnEveryStore]
public sealed class DeliveryTimesTests
{
    [Theory]
    [InlineData("2026-03-27T12:00:00Z", "03-28T05:00Z 03-29T04:00Z 03-30T04:00Z")] // clocks go forward on the 29th
    [InlineData("2026-10-23T12:00:00Z", "10-24T04:00Z 10-25T05:00Z 10-26T05:00Z")] // and back on the 25th
    public async Task Six_in_Berlin_is_six_in_Berlin_all_year(string start, string expected)
    {
        await using var office = await PostOffice.NewAsync();
        office.Time.Set(DateTimeOffset.Parse(start, CultureInfo.InvariantCulture));
        (await Leaving(office, 3)).ShouldBe(expected.Split(' '));
    }

    [Theory]
    [InlineData("America/New_York", "daily 06:00", "2026-03-06T12:00:00Z", "03-07T11:00Z 03-08T10:00Z 03-09T10:00Z")]
    [InlineData("America/St_Johns", "daily 07:00", "2026-10-30T12:00:00Z", "10-31T09:30Z 11-01T10:30Z 11-02T10:30Z")]
    [InlineData("Asia/Seoul", "daily 07:00", "2026-03-28T00:00:00Z", "03-28T22:00Z 03-29T22:00Z 03-30T22:00Z")]
    [InlineData("Australia/Lord_Howe", "daily 02:15", "2026-10-02T16:00:00Z", "10-03T15:30Z 10-04T15:15Z 10-05T15:15Z")] // half an hour is left out, and 02:15 lies in it
    [InlineData("Australia/Lord_Howe", "daily 01:45", "2026-04-03T15:00:00Z", "04-04T14:45Z 04-05T15:15Z 04-06T15:15Z")] // half an hour comes twice, and 01:45 lies in it
    [InlineData("Europe/Berlin", "daily 02:30", "2026-03-27T12:00:00Z", "03-28T01:30Z 03-29T01:00Z 03-30T00:30Z")] // no 02:30 on the 29th
    [InlineData("Europe/Berlin", "daily 02:30", "2026-10-23T12:00:00Z", "10-24T00:30Z 10-25T00:30Z 10-26T01:30Z")] // 02:30 twice on the 25th
    public async Task Each_reader_has_one_digest_a_day_at_the_hour_of_the_readers_own_clock(string zone, string schedule, string start, string expected)
    {
        await using var office = await PostOffice.NewAsync();
        office.Time.Set(DateTimeOffset.Parse(start, CultureInfo.InvariantCulture));
        office.Recipients[0] = office.Recipients[0] with { Zone = zone, Schedule = schedule };
        (await Leaving(office, 3)).ShouldBe(expected.Split(' '));
    }

    [Fact]
    public async Task Holidays_are_left_out_and_what_is_due_waits()
    {
        await using var office = await PostOffice.NewAsync();
        office.Recipients[0] = office.Recipients[0] with { Schedule = "weekdays 06:00", Holidays = [new DateOnly(2026, 11, 23), new DateOnly(2026, 11, 24)] };
        await office.DueAsync(Any.Article());
        (await Leaving(office, 2)).ShouldBe(["11-25T05:00Z", "11-26T05:00Z"]);
        office.Mails().Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("send", 14)]
    [InlineData("weekly", 2)]
    [InlineData("skip", 0)]
    public async Task Two_weeks_without_news_bring_what_the_reader_wants(string empty, int mails)
    {
        await using var office = await PostOffice.NewAsync();
        office.Recipients[0] = office.Recipients[0] with { Empty = empty };
        await Leaving(office, 14);
        office.Mails().Length.ShouldBe(mails);
    }

    [Theory]
    [InlineData("2026-11-22T12:00:00Z")]
    [InlineData("2026-03-20T12:00:00Z")] // over the day on which a week is an hour short
    public async Task A_weekly_digest_without_news_is_sent_each_week_however_late_a_tick_was(string start)
    {
        await using var office = await PostOffice.NewAsync();
        office.Time.Set(DateTimeOffset.Parse(start, CultureInfo.InvariantCulture));
        office.Recipients[0] = office.Recipients[0] with { Empty = "weekly", Schedule = "weekly mon 06:00" };
        var late = 14;
        for (var week = 0; week < 4; week++, late -= 4)
        {
            office.Time.Set((await office.Service().NextDueAsync(default))!.Value.AddSeconds(late));
            await office.Service().RunDueAsync(default);
        }

        office.Mails().Length.ShouldBe(3); // the first Monday is less than a week after the start
    }

    private static async Task<List<string>> Leaving(PostOffice office, int count)
    {
        var times = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var next = (await office.Service().NextDueAsync(default))!.Value;
            times.Add(next.ToString("MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture));
            office.Time.Set(next);
            await office.Service().RunDueAsync(default);
        }

        return times;
    }
}
