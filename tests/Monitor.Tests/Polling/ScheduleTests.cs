using FsCheck;
using FsCheck.Fluent;
using Monitor.Polling;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Polling;

public sealed class ScheduleTests
{
    private static readonly string[] Zones = ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe", "America/Santiago", "UTC"];

    [Theory]
    [InlineData("every 15m", "2026-11-22T10:07:00Z", "2026-11-22T10:22:00Z")]
    [InlineData("Every 6h", "2026-11-22T10:07:00Z", "2026-11-22T16:07:00Z")]
    [InlineData("every 1d", "2026-11-22T10:07:00Z", "2026-11-23T10:07:00Z")]
    [InlineData("hourly", "2026-11-22T10:07:00Z", "2026-11-22T11:07:00Z")]
    [InlineData("daily", "2026-11-22T10:07:00Z", "2026-11-23T05:00:00Z")]
    [InlineData("daily 12:30", "2026-11-22T10:07:00Z", "2026-11-22T11:30:00Z")]
    [InlineData("daily 12:30", "2026-11-22T11:30:00Z", "2026-11-23T11:30:00Z")]
    [InlineData("weekdays 7:00", "2026-11-20T10:00:00Z", "2026-11-23T06:00:00Z")] // Friday to Monday
    [InlineData("weekly", "2026-11-23T06:00:00Z", "2026-11-30T05:00:00Z")]
    [InlineData("weekly Sunday", "2026-11-22T06:00:00Z", "2026-11-29T05:00:00Z")]
    [InlineData("weekly tue 23:59", "2026-11-22T06:00:00Z", "2026-11-24T22:59:00Z")]
    [InlineData("0 0 6 ? * MON-FRI", "2026-11-21T10:00:00Z", "2026-11-23T05:00:00Z")]
    [InlineData("0 0 6 1 1 ? 2028", "2026-11-21T10:00:00Z", "2028-01-01T05:00:00Z")]
    public void Next_is_the_first_firing_after_that_instant_in_Berlin(string text, string after, string expected) =>
        Schedule.Parse(text).Next(At(after), Zone("Europe/Berlin")).ShouldBe(At(expected));

    [Theory]
    [InlineData("daily 02:30", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z")] // 02:30 does not exist: 03:00 summer time
    [InlineData("0 30 2 * * ?", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("daily 02:30", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z")] // twice: the first, still summer time
    [InlineData("0 30 2 * * ?", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z")]
    [InlineData("daily 02:30", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z")]
    [InlineData("0 30 2 * * ?", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z")]
    [InlineData("0 0/30 * * * ?", "2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z")]
    public void Clock_changes_fire_once(string text, string after, string expected) =>
        Schedule.Parse(text).Next(At(after), Zone("Europe/Berlin")).ShouldBe(At(expected));

    public static TheoryData<string, string> Each_zone_and_form()
    {
        var data = new TheoryData<string, string>();
        foreach (var zone in Zones)
        {
            data.Add(zone, "daily {0:D2}:{1:D2}");
            data.Add(zone, "0 {1} {0} * * ?");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Each_zone_and_form))]
    public void Each_local_day_of_a_year_has_one_firing(string zoneName, string form)
    {
        var zone = Zone(zoneName);
        for (var minute = 0; minute < 24 * 60; minute += 15)
        {
            var schedule = Schedule.Parse(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, minute / 60, minute % 60));
            var expected = new DateOnly(2026, 1, 1);
            var at = new DateTimeOffset(2025, 12, 31, 23, 59, 59, zone.GetUtcOffset(new DateTime(2025, 12, 31, 23, 59, 59, DateTimeKind.Unspecified)));
            for (var day = 0; day < 366; day++, expected = expected.AddDays(1))
            {
                at = schedule.Next(at, zone);
                DateOnly.FromDateTime(WallClock.Wall(at, zone)).ShouldBe(expected, $"{schedule} in {zoneName}");
            }
        }
    }

    [Fact]
    public void A_day_that_a_zone_left_out_has_no_firing()
    {
        // Samoa went from 29 to 31 December 2011.
        var zone = Zone("Pacific/Apia");
        var last = Schedule.Parse("daily 09:00").Next(At("2011-12-29T10:00:00Z"), zone);
        WallClock.Wall(last, zone).ShouldBe(new DateTime(2011, 12, 29, 9, 0, 0));
        WallClock.Wall(Schedule.Parse("daily 09:00").Next(last, zone), zone).ShouldBe(new DateTime(2011, 12, 31, 9, 0, 0));
    }

    [Fact]
    public void Next_lies_after_and_nothing_lies_between()
    {
        var schedules = Gen.Elements("daily 02:30", "daily 00:00", "weekdays 03:00", "weekly sun 02:15", "0 0/20 * * * ?", "0 15 2 ? * SUN", "0 0 0 1 * ?", "every 90m");
        var seconds = Gen.Choose(0, 3 * 365 * 24 * 3600);
        var cases = schedules.SelectMany(s => Gen.Elements(Zones).SelectMany(z => seconds.SelectMany(a => Gen.Choose(0, 100).Select(share => (Text: s, ZoneName: z, Second: a, Share: share)))));
        Prop.ForAll(cases.ToArbitrary(), one =>
        {
            var (schedule, zone) = (Schedule.Parse(one.Text), Zone(one.ZoneName));
            var after = At("2025-01-01T00:00:00Z").AddSeconds(one.Second);
            var next = schedule.Next(after, zone);
            if (next <= after || next.Offset != TimeSpan.Zero) return false;
            var between = after + ((next - after) * (one.Share / 100.0)) - TimeSpan.FromTicks(1);
            return one.Text.StartsWith("every", StringComparison.Ordinal) || between < after || schedule.Next(between, zone) == next;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [Fact]
    public void A_year_that_is_over_never_comes_again() =>
        Schedule.Parse("0 0 6 1 1 ? 2020").Next(At("2026-01-01T00:00:00Z"), TimeZoneInfo.Utc).ShouldBe(DateTimeOffset.MaxValue);

    [Theory]
    [InlineData("", "empty")]
    [InlineData("sometimes", "not a schedule: write every 15m")]
    [InlineData("every", "not a schedule")]
    [InlineData("every 5", "a number and m, h or d")]
    [InlineData("every 0m", "1m to 366d")]
    [InlineData("every 400d", "1m to 366d")]
    [InlineData("daily 24:00", "'24:00' is not a time of day")]
    [InlineData("daily 6", "'6' is not a time of day")]
    [InlineData("weekly someday", "'someday' is not a day")]
    [InlineData("weekly mon 6am", "'6am' is not a time of day")]
    [InlineData("0 6 * * *", "not a schedule")] // five fields, as crontab has them
    [InlineData("0 0 6 ? * NEVER", "cannot be read as cron text")]
    [InlineData("0 99 6 ? * MON", "cannot be read as cron text")]
    [InlineData("0 0 0 30 2 ?", "never comes")]
    public void What_cannot_be_read_says_what_can_be_written(string text, string part)
    {
        Should.Throw<FormatException>(() => Schedule.Parse(text)).Message.ShouldContain(part);
        // non-null: the line above has shown that there is a problem
        Schedule.Problem(text)!.ShouldContain(part);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static TimeZoneInfo Zone(string name) => TimeZoneInfo.FindSystemTimeZoneById(name);
}
