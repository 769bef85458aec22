using System.Globalization;
using Monitor.Documents;
using Monitor.Sources;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Polling;

/// <summary>A failure holds back what failed, and nothing else: whatever fails, everything is asked again in time.</summary>
[OnEveryStore]
public sealed class TurnTests
{
    private static readonly string[] Schedules = ["every 1h", "every 2h", "every 6h", "every 12h", "daily 06:00"];

    [Theory]
    [InlineData("Unreachable")]
    [InlineData("Malformed")]
    [InlineData("TooLarge")]
    [InlineData("Refused")]
    [InlineData("Throttled")]
    [InlineData("Blocked")]
    public async Task One_search_that_fails_for_ever_takes_nothing_from_the_others(string failure)
    {
        await using var play = await Play.NewAsync([Fails.Always, Fails.Never, Fails.Never], ["every 1h", "every 1h", "every 1h"]);
        play.Failure = Enum.Parse<SourceFailure>(failure);
        play.RetryAfter = failure is "Throttled" or "Blocked" ? TimeSpan.FromDays(1) : null;
        await play.RunAsync(TimeSpan.FromDays(2));
        // A host that wants to be left alone is left alone, for half an hour at most.
        var bound = TimeSpan.FromHours(1) + (play.RetryAfter is null ? TimeSpan.FromMinutes(1) : TimeSpan.FromMinutes(31));
        play.LongestPause(1).ShouldBeLessThanOrEqualTo(bound);
        play.LongestPause(2).ShouldBeLessThanOrEqualTo(bound);
        play.LongestPause(0).ShouldBeLessThanOrEqualTo(TimeSpan.FromHours(25));
        play.Asked[0].Count.ShouldBeLessThanOrEqualTo(failure == "Refused" ? 49 : 11, "its own ladder holds it back");
    }

    [Fact]
    public async Task One_feed_that_fails_for_ever_takes_nothing_from_the_others()
    {
        await using var station = await Station.NewAsync(new StubSource("fda-rss", r => r.Query.Text.EndsWith('1') ? throw new SourceException(SourceFailure.Unreachable, "gone") : new Fetched())
        {
            Notices = true, Overlap = TimeSpan.Zero, Feeds = [new("https://feed.example/1", []), new("https://feed.example/2", []), new("https://feed.example/3", [])],
        });
        for (var hour = 0; hour < 24; hour++)
        {
            await station.Polls().RunDueAsync(station.Source, default);
            station.Time.Advance(TimeSpan.FromHours(1));
        }

        station.Source.Asked.CountBy(a => a.Query.Text[^1]).Where(c => c.Key != '1').ShouldAllBe(c => c.Value == 24);
        (await station.Store.Alarms.OpenAsync(default)).ShouldHaveSingleItem().Cause.Query.ShouldBe("https://feed.example/1");
    }

    [Fact]
    public async Task An_answer_that_cannot_be_stored_takes_nothing_from_the_others()
    {
        await using var play = await Play.NewAsync([Fails.Unstorable, Fails.Never, Fails.Never], ["every 1h", "every 1h", "every 1h"]);
        await play.RunAsync(TimeSpan.FromDays(1));
        play.LongestPause(1).ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(61));
        play.LongestPause(2).ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(61));
        var alarm = (await play.Station.Store.Alarms.OpenAsync(default)).ShouldHaveSingleItem();
        alarm.Cause.Watch.ShouldBe("w0");
        alarm.Cause.Text.ShouldContain("the answer could not be stored");
    }

    /// <summary>
    /// Where the source was held back by whatever failed, and asked in one order, this failed in every draw: what stood behind a
    /// search that fails for ever was not asked again until the end.
    /// </summary>
    [Fact]
    public async Task Whatever_fails_what_answers_is_asked_on_time_and_what_fails_within_two_days_more()
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var random = new Random(seed);
            // Of every fourth source nothing answers for days.
            var fails = Enumerable.Range(0, random.Next(3, 8)).Select(_ => seed % 4 == 0 ? (Fails)random.Next(2, 7) : (Fails)random.Next(7)).ToArray();
            var schedules = fails.Select(f => Schedules[random.Next(Schedules.Length)]).ToArray();
            await using var play = await Play.NewAsync(fails, schedules);
            play.Random = random;
            await play.RunAsync(TimeSpan.FromDays(5));
            var about = $"seed {seed}: {string.Join(", ", fails.Zip(schedules))}";
            // Slow ones take their time in the turn of everybody.
            var slow = TimeSpan.FromMinutes(2 * 20 * fails.Count(f => f == Fails.Slow));
            // What two were told holds for the whole source, and again with each that is told so before one answers.
            var told = TimeSpan.FromHours(3 * Math.Max(0, fails.Count(f => f == Fails.Blocked) - 1));
            for (var i = 0; i < fails.Length; i++)
            {
                var bound = Length(schedules[i]) + slow + told + TimeSpan.FromHours(fails[i] is Fails.Never or Fails.Slow ? 2 : 48);
                play.LongestPause(i).ShouldBeLessThanOrEqualTo(bound, $"{about}: {i}");
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(24)]
    public async Task A_source_that_is_down_for_ever_is_asked_at_most_once_a_day_by_each_search_and_at_least_every_other_day(int searches)
    {
        await using var play = await Play.NewAsync([.. Enumerable.Repeat(Fails.Always, searches)], [.. Enumerable.Repeat("every 1h", searches)]);
        await play.RunAsync(TimeSpan.FromDays(1));
        play.Order.Count.ShouldBeLessThanOrEqualTo(8 + searches, "the first day");
        for (var day = 2; day <= 7; day++)
        {
            var before = play.Order.Count;
            await play.RunAsync(TimeSpan.FromDays(1));
            (play.Order.Count - before).ShouldBeLessThanOrEqualTo(searches + 1, $"day {day}");
        }

        Enumerable.Range(0, searches).ShouldAllBe(i => play.LongestPause(i) <= TimeSpan.FromDays(2));
    }

    [Fact]
    public async Task Every_search_of_a_source_that_is_down_is_asked_in_turn_until_one_is_answered()
    {
        await using var play = await Play.NewAsync([.. Enumerable.Repeat(Fails.Always, 5)], [.. Enumerable.Repeat("every 1h", 5)]);
        await play.RunAsync(TimeSpan.FromHours(20));
        // At first as often as one search alone would ask, and then five times a day, so that each of the five is asked.
        string.Join(' ', play.Order).ShouldBe("0 1 2 3 4 0 1 2 3 4");
        (await play.Station.Store.Sources.GetAsync("pubmed", default)).FailingSince.ShouldBe(Station.Start);
        (await play.Station.Store.Alarms.OpenAsync(default)).Count.ShouldBe(5, "each is a gap, asked or not");
        // One answer, and all are asked.
        play.Heal();
        await play.RunAsync(TimeSpan.FromHours(24));
        play.Order.TakeLast(5).Order().ShouldBe([0, 1, 2, 3, 4]);
        (await play.Station.Store.Alarms.OpenAsync(default)).ShouldBeEmpty();
        (await play.Station.Store.Sources.GetAsync("pubmed", default)).FailingSince.ShouldBeNull();
    }

    [Fact]
    public async Task By_hand_too_a_search_that_fails_does_not_keep_the_next_from_being_asked()
    {
        await using var station = await Station.NewAsync();
        station.Watches.Add(Any.Watch("skin", "exosom* AND skin"));
        station.Source.Answer = r => r.Query.Text.Contains("hair", StringComparison.Ordinal) ? throw new SourceException(SourceFailure.Unreachable, "down") : new Fetched();
        var polls = await station.Polls().RunNowAsync("pubmed", null, null, default);
        polls.Select(p => (p.Watch, p.Outcome)).ShouldBe([("hair", PollOutcome.Failed), ("skin", PollOutcome.Empty)]);
    }

    private static TimeSpan Length(string schedule) => schedule.StartsWith("every", StringComparison.Ordinal)
        ? TimeSpan.FromHours(int.Parse(schedule[6..^1], CultureInfo.InvariantCulture)) : TimeSpan.FromDays(1);

    private enum Fails
    {
        Never,
        Slow,
        Always,
        Sometimes,
        Refused,

        /// <summary>The store refuses what came.</summary>
        Unstorable,

        Blocked,
    }

    /// <summary>A worker that looks at every minute at which something is due.</summary>
    private sealed class Play : IAsyncDisposable
    {
        private readonly Fails[] _fails;

        private Play(Station station, Fails[] fails) => (Station, _fails, Asked) = (station, fails, [.. fails.Select(_ => new List<DateTimeOffset> { Station.Start })]);

        public Station Station { get; }
        public Random Random { get; set; } = new(0);
        public SourceFailure Failure { get; set; } = SourceFailure.Unreachable;
        public TimeSpan? RetryAfter { get; set; } = TimeSpan.FromHours(3);

        /// <summary>When each was asked, after the start.</summary>
        public IReadOnlyList<List<DateTimeOffset>> Asked { get; }

        /// <summary>Which was asked, one after the other.</summary>
        public List<int> Order { get; } = [];

        public static async Task<Play> NewAsync(Fails[] fails, string[] schedules)
        {
            var station = await Station.NewAsync();
            station.Watches.Clear();
            station.Watches.AddRange(fails.Select((_, i) => Any.Watch($"w{i}", $"exosom* AND w{i:00}") with { Schedule = schedules[i] }));
            var play = new Play(station, fails);
            station.Source.Answer = play.Answer;
            return play;
        }

        public void Heal() => Array.Fill(_fails, Fails.Never);

        public async Task RunAsync(TimeSpan length)
        {
            var (polls, end) = (Station.Polls(), Station.Time.GetUtcNow() + length);
            while (Station.Time.GetUtcNow() < end)
            {
                await polls.RunDueAsync(Station.Source, default);
                var next = await polls.NextDueAsync(Station.Source, default);
                var tick = Station.Time.GetUtcNow().AddMinutes(1);
                Station.Time.Set(next > tick ? next < end ? next.Value : end : tick);
            }
        }

        public TimeSpan LongestPause(int i) => Asked[i].Append(Station.Time.GetUtcNow()).Zip(Asked[i].Skip(1).Append(Station.Time.GetUtcNow()), (a, b) => b - a).Max();

        public ValueTask DisposeAsync() => Station.DisposeAsync();

        private Fetched Answer(FetchRequest request)
        {
            var i = _fails.Index().First(f => request.Query.Text.Contains($"w{f.Index:00}", StringComparison.Ordinal)).Index;
            Asked[i].Add(Station.Time.GetUtcNow());
            Order.Add(i);
            if (_fails[i] == Fails.Slow) Station.Time.Advance(TimeSpan.FromMinutes(20));
            var failure = _fails[i] switch
            {
                Fails.Always => Failure,
                Fails.Sometimes when Random.Next(2) == 0 => Failure,
                Fails.Blocked => SourceFailure.Blocked,
                Fails.Refused => SourceFailure.Refused,
                _ => (SourceFailure?)null,
            };
            if (_fails[i] == Fails.Unstorable) return new Fetched { Unreadable = [new UnreadableRecord("1", null!, "{}")] };
            return failure is { } why ? throw new SourceException(why, "no") { RetryAfter = why is SourceFailure.Throttled or SourceFailure.Blocked ? RetryAfter : null } : new Fetched();
        }
    }
}
