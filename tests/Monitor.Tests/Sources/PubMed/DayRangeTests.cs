using Monitor.Sources.PubMed;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.PubMed;

public sealed class DayRangeTests
{
    [Theory]
    [InlineData("2026-11-22T02:00:00Z", "2026-11-22T03:00:00Z", "2026/11/21", "2026/11/22")]
    [InlineData("2026-11-20T12:00:00Z", "2026-11-22T12:00:00Z", "2026/11/20", "2026/11/23")]
    [InlineData("2026-03-08T05:30:00Z", "2026-03-09T03:30:00Z", "2026/03/08", "2026/03/09")]
    [InlineData("0001-01-01T00:00:00Z", "2026-11-22T12:00:00Z", "1800/01/01", "2026/11/23")]
    [InlineData("2026-11-22T12:00:00Z", "9999-12-31T23:59:59Z", "2026/11/22", "3000/12/31")]
    public void A_window_becomes_the_days_of_New_York_and_one_more(string from, string to, string first, string last)
    {
        var days = DayRange.Covering(At(from), At(to));
        (days.MinDate, days.MaxDate).ShouldBe((first, last));
    }

    [Fact]
    public void The_days_cover_every_window_in_New_York_and_in_UTC()
    {
        var random = new Random(20261122);
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        for (var i = 0; i < 5_000; i++)
        {
            var from = At("1990-01-01T00:00:00Z").AddMinutes(random.Next(0, 40 * 365 * 1440));
            var to = from.AddMinutes(random.Next(0, 500 * 1440));
            var inside = from + (to - from) * random.NextDouble();
            var days = DayRange.Covering(from, to);
            foreach (var instant in new[] { from, inside, to })
            {
                foreach (var day in new[] { DateOnly.FromDateTime(instant.UtcDateTime), DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime) })
                {
                    day.ShouldBeInRange(days.From, days.To);
                }
            }

            (days.To.DayNumber - days.From.DayNumber).ShouldBeLessThanOrEqualTo((int)(to - from).TotalDays + 3, "no more than a margin is asked for");
        }
    }

    [Fact]
    public void Halves_tile_a_range_exactly()
    {
        var random = new Random(7);
        for (var i = 0; i < 500; i++)
        {
            var from = new DateOnly(2000, 1, 1).AddDays(random.Next(9_000));
            var whole = new DayRange(from, from.AddDays(random.Next(1, 400)));
            var leaves = Leaves(whole).ToList();
            leaves.ShouldAllBe(leaf => leaf.IsOneDay);
            leaves.Select(leaf => leaf.From.DayNumber).ShouldBe(Enumerable.Range(whole.From.DayNumber, whole.To.DayNumber - whole.From.DayNumber + 1));
        }
    }

    private static IEnumerable<DayRange> Leaves(DayRange range) =>
        range.IsOneDay ? [range] : Leaves(range.Halves().Earlier).Concat(Leaves(range.Halves().Later));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
