using System.Globalization;
using Monitor.Documents;
using Monitor.Sources;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Polling;

/// <summary>
/// Reports are counted, not stored: what came between the last count and a change of the query, of the watch's name or of the translation
/// is told as the old query would have told it; what a wider query finds besides is not.
/// </summary>
[OnEveryStore]
public sealed class ChangedCountTests
{
    [Theory]
    [InlineData("exosome OR secretome")]
    [InlineData("exosome")]
    [InlineData("secretome OR exosome OR vesicle")]
    public async Task What_came_before_the_change_is_told_and_what_the_query_gains_is_not(string query)
    {
        await using var world = await World.NewAsync("exosome OR vesicle");
        world.Enters("exosome", daysAgo: 300, reports: 4);
        world.Enters("secretome", daysAgo: 120, reports: 50);
        await world.PollAsync();
        world.Later(7);
        await world.PollAsync();
        world.Later(7);
        // The quarter's reports come months after they were received.
        world.Enters("exosome", daysAgo: 100, reports: 2);
        world.Enters("exosome", daysAgo: 5, reports: 1);
        world.Later(7);
        world.Ask(query);
        await world.PollAsync();
        (await world.ToldAsync()).ShouldBe(3);
        world.Later(7);
        await world.PollAsync();
        (await world.ToldAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task What_came_before_the_watch_got_another_name_is_told_under_the_new_one_with_what_nobody_was_told()
    {
        await using var world = await World.NewAsync("exosome");
        world.Enters("exosome", daysAgo: 300, reports: 4);
        await world.PollAsync();
        world.Later(7);
        world.Enters("exosome", daysAgo: 90, reports: 1);
        await world.PollAsync();
        world.Enters("exosome", daysAgo: 80, reports: 2);
        world.Later(7);
        world.Rename("locks");
        await world.PollAsync();
        (await world.ToldAsync()).ShouldBe(3);
        world.Later(7);
        world.Rename("hair");
        await world.PollAsync();
        (await world.ToldAsync()).ShouldBe(3, "the name had been used before");
    }

    [Fact]
    public async Task A_query_that_comes_back_tells_nothing_twice()
    {
        await using var world = await World.NewAsync("exosome");
        await world.PollAsync();
        world.Later(7);
        world.Ask("exosome OR vesicle");
        await world.PollAsync();
        world.Later(7);
        world.Enters("exosome", daysAgo: 30, reports: 2);
        await world.PollAsync();
        world.Later(7);
        world.Ask("exosome");
        await world.PollAsync();
        (await world.ToldAsync()).ShouldBe(2);
        (await world.CountedAsync()).ShouldBe(2);
    }

    [Theory]
    [InlineData(true, 7)]
    [InlineData(false, 0)]
    public async Task An_old_query_that_is_refused_leaves_a_doubt_which_tells_and_one_that_gets_no_answer_is_asked_again(bool refused, int told)
    {
        await using var world = await World.NewAsync("exosome");
        world.Enters("secretome", daysAgo: 120, reports: 5);
        await world.PollAsync();
        world.Later(7);
        world.Enters("exosome", daysAgo: 90, reports: 2);
        world.Later(7);
        world.Ask("exosome OR secretome");
        var poll = await world.Station.PollAsync(request => request.Query.Text == "exosome[tiab]" ? throw new SourceException(refused ? SourceFailure.Refused : SourceFailure.Unreachable, "no") : world.Answer(request));
        (poll.Error is null).ShouldBe(refused);
        (await world.ToldAsync()).ShouldBe(told);
        world.Later(7);
        await world.PollAsync();
        (await world.ToldAsync()).ShouldBe(refused ? 7 : 2);
    }

    [Fact]
    public async Task The_news_of_a_change_names_the_reactions_of_the_reports_that_came_and_of_no_others()
    {
        await using var world = await World.NewAsync("exosome");
        world.Enters("secretome", daysAgo: 120, reports: 50, "ALOPECIA");
        await world.PollAsync();
        world.Enters("exosome", daysAgo: 90, reports: 1, "NECROSIS");
        world.Later(7);
        world.Ask("exosome OR secretome");
        await world.PollAsync();
        (await world.NewsAsync()).Single(n => !n.Quiet).Reactions.ShouldHaveSingleItem().Term.ShouldBe("NECROSIS");
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Whatever_changes_fails_and_enters_in_whatever_order(int seed)
    {
        var random = new Random(seed);
        string[] words = ["exosome", "secretome", "vesicle"];
        string[] queries = ["exosome", "exosome OR secretome", "secretome OR exosome", "vesicle OR secretome", "exosome OR secretome OR vesicle"];
        await using var world = await World.NewAsync(queries[0]);
        for (var i = 0; i < 10; i++) world.Enters(words[random.Next(3)], 100 + (i * 10), random.Next(1, 9));
        await world.PollAsync();
        var (waiting, answered, must) = (new List<(string Word, DateOnly Day, int Reports)>(), world.Query, 0);
        var (end, steps) = (DateOnly.FromDateTime(world.Now.UtcDateTime), new List<string>());
        for (var step = 0; step < 30; step++)
        {
            world.Later(random.Next(4, 8));
            steps.Add($"{step} {world.Now:MM-dd} {world.Name}: {world.Query}; waiting {string.Join(", ", waiting)}; must {must}");
            switch (random.Next(6))
            {
                case 0 or 1:
                    waiting.Add(world.Enters(words[random.Next(3)], random.Next(3) == 0 ? 0 : random.Next(10, 90), random.Next(1, 5)));
                    break;
                case 2:
                    world.Ask(queries[random.Next(queries.Length)]);
                    break;
                case 3 when random.Next(2) == 0:
                    // Another name and another query at once are another watch.
                    world.Ask(answered);
                    world.Rename(random.Next(2) == 0 ? "hair" : "locks");
                    await world.FailAsync();
                    break;
                case 3:
                    world.Station.Source.Style = $"v{random.Next(3)} ";
                    break;
                case 4:
                    await world.FailAsync();
                    break;
                default:
                    await PollAsync();
                    break;
            }
        }

        await PollAsync();
        (await world.ToldAsync()).ShouldBe(must, $"seed {seed}\n{string.Join('\n', steps)}");

        async Task PollAsync()
        {
            await world.PollAsync();
            must += waiting.Where(w => world.Query.Contains(w.Word, StringComparison.Ordinal)
                && (answered.Contains(w.Word, StringComparison.Ordinal) || w.Day > end)).Sum(w => w.Reports);
            waiting.Clear();
            (answered, end) = (world.Query, DateOnly.FromDateTime(world.Now.UtcDateTime));
        }
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 12)];

    /// <summary>An upstream that counts the reports which hold a word of the query, by the day on which they were received.</summary>
    private sealed class World : IAsyncDisposable
    {
        private readonly List<(string Word, DateOnly Day, DateTimeOffset At, int Reports, string? Reaction)> _reports = [];

        private World(Station station) => Station = station;

        public Station Station { get; }
        public DateTimeOffset Now => Station.Time.GetUtcNow();
        public string Query => Station.Watches[0].Query;
        public string Name => Station.Watches[0].Name;

        public static async Task<World> NewAsync(string query)
        {
            var source = new StubSource("openfda-events", _ => new Fetched()) { Counts = true, Overlap = TimeSpan.FromDays(200), Widened = [] };
            var world = new World(await Station.NewAsync(source));
            world.Ask(query);
            return world;
        }

        public void Later(int days) => Station.Time.Advance(TimeSpan.FromDays(days));

        public (string Word, DateOnly Day, int Reports) Enters(string word, int daysAgo, int reports, string? reaction = null)
        {
            var day = DateOnly.FromDateTime(Now.UtcDateTime).AddDays(-daysAgo);
            // A day of its own, so that what each brings can be told apart.
            while (_reports.Any(r => r.Day == day)) day = day.AddDays(-1);
            _reports.Add((word, day, Now, reports, reaction));
            return (word, day, reports);
        }

        public void Ask(string query) => Station.Watches[0] = Station.Watches[0] with { Query = query };

        public void Rename(string name) => Station.Watches[0] = Station.Watches[0] with { Name = name };

        public async Task PollAsync() => (await Station.PollAsync(Answer)).Error.ShouldBeNull();

        public async Task FailAsync() => await Station.PollAsync(_ => throw new SourceException(SourceFailure.Unreachable, "down"));

        public async Task<IReadOnlyList<AdverseNews>> NewsAsync() =>
            await new AdverseTable(Station.Store.Database).NewsAsync(Name, DateOnly.MinValue, default);

        public async Task<int> ToldAsync() => (await NewsAsync()).Where(n => !n.Quiet).Sum(n => n.Added);

        public async Task<int> CountedAsync() =>
            (await new AdverseTable(Station.Store.Database).DaysAsync(Name, DateOnly.MinValue, default)).Sum(d => d.Day.Reports);

        public Fetched Answer(FetchRequest request)
        {
            var (from, to) = (DateOnly.FromDateTime(request.From.UtcDateTime), DateOnly.FromDateTime(request.To.UtcDateTime));
            var found = _reports.Where(r => r.At <= request.To && r.Day >= from && r.Day <= to && request.Query.Text.Contains(r.Word, StringComparison.Ordinal)).ToList();
            List<AdverseDay> days = [.. found.Select(r => new AdverseDay("drug", r.Day, r.Reports, 0)).OrderBy(d => d.Day)];
            var changed = days.Except(request.Counted).Select(d => d.Day).ToHashSet();
            return new Fetched
            {
                Counts = [new Counted("drug", from, days,
                    [.. found.Where(r => changed.Contains(r.Day) && r.Reaction is not null).Select(r => new Reaction(r.Reaction!, r.Reports))], null)], // non-null: just asked
                Payloads = [StubSource.Body(string.Create(CultureInfo.InvariantCulture, $"{days.Count} {request.Query.Text}"))],
            };
        }

        public ValueTask DisposeAsync() => Station.DisposeAsync();
    }
}
