using Monitor.Documents;
using Monitor.Queries;
using Monitor.Sources;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Polling;

/// <summary>
/// What enters between the last poll of a watch and a change of its query, its name or its translation is told all the same; what was
/// there long before is not. The upstream is a list of records, each with the day that it bears and the instant at which it appears.
/// </summary>
[OnEveryStore]
public sealed class ChangedQueryTests
{
    [Theory]
    [InlineData("exosom* AND (hair OR scalp)")]
    [InlineData("EXOSOM*  AND\nHair")]
    [InlineData("hair AND exosom*")]
    [InlineData("exosom* AND hair NOT skin")]
    public async Task What_entered_before_the_change_and_fits_the_new_query_is_told(string query)
    {
        await using var world = await World.NewAsync();
        world.Enters("old", "Exosomes in hair", daysAgo: 200);
        world.Enters("scalp", "Exosomes in scalp and hair", daysAgo: 30);
        await world.PollAsync();
        world.Later(30);
        await world.PollAsync();
        world.Later(20);
        world.Enters("between", "Exosomes in hair loss", daysAgo: 0);
        world.Later(2);
        world.Ask(query);
        await world.PollAsync();
        (await world.ToldAsync()).ShouldBe(["between"]);
        world.Later(24);
        await world.PollAsync();
        (await world.ToldAsync()).ShouldBe(["between"]);
    }

    [Fact]
    public async Task What_entered_before_the_watch_got_another_name_is_told_and_nothing_twice()
    {
        await using var world = await World.NewAsync();
        world.Enters("old", "Exosomes in hair", daysAgo: 200);
        world.Enters("yesterday", "Exosomes in hair", daysAgo: 1);
        await world.PollAsync();
        world.Later(30);
        world.Enters("told", "Exosomes in hair", daysAgo: 0);
        await world.PollAsync();
        world.Later(20);
        world.Enters("between", "Exosomes in hair loss", daysAgo: 0);
        world.Rename("locks");
        await world.PollAsync();
        (await world.ToldAsync()).ShouldBe(["between", "told"]);
        (await world.Station.Store.RowsAsync<string>("SELECT hit_id FROM hit_watch WHERE watch = 'locks' ORDER BY 1")).ShouldBe(["pubmed:between", "pubmed:old", "pubmed:told", "pubmed:yesterday"]);
    }

    [Fact]
    public async Task What_entered_before_a_translation_changed_is_told()
    {
        await using var world = await World.NewAsync();
        await world.PollAsync();
        world.Later(30);
        world.Enters("between", "Exosomes in hair loss", daysAgo: 0);
        world.Later(100);
        world.Station.Source.Style = "v2 ";
        await world.PollAsync();
        (await world.ToldAsync()).ShouldBe(["between"]);
    }

    [Fact]
    public async Task What_another_watch_brought_meanwhile_is_told_under_the_changed_query()
    {
        await using var world = await World.NewAsync();
        world.Station.Watches.Add(Any.Watch("all", "exosom*"));
        await world.PollAsync();
        await world.PollAsync("all");
        world.Later(30);
        world.Enters("between", "Exosomes in hair loss", daysAgo: 0);
        await world.PollAsync("all");
        world.Later(3);
        world.Ask("exosom* AND (hair OR scalp)");
        await world.PollAsync();
        (await world.ToldAsync()).ShouldBe(["between"]);
    }

    [Fact]
    public async Task What_appears_late_and_the_old_query_would_have_found_is_told_what_it_would_not_have_found_is_not()
    {
        await using var world = await World.NewAsync();
        world.Enters("gained", "Exosomes in scalp", daysAgo: 3);
        await world.PollAsync();
        world.Later(48);
        await world.PollAsync();
        world.Enters("late", "Exosomes in hair loss", daysAgo: 3);
        world.Later(24);
        world.Ask("exosom* AND (hair OR scalp)");
        await world.PollAsync();
        (await world.ToldAsync()).ShouldBe(["late"]);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Whatever_changes_fails_and_enters_in_whatever_order(int seed)
    {
        await using var world = await World.NewAsync();
        var random = new Random(seed);
        string[] queries = ["exosom* AND hair", "exosom* AND (hair OR scalp)", "EXOSOM* AND Hair", "exosom* AND scalp", "exosom* AND (scalp OR skin)"];
        string[] titles = ["Exosomes in hair", "Exosomes in scalp", "Exosomes in skin", "Exosomes in hair and scalp", "Feet"];
        for (var i = 0; i < 15; i++) world.Enters($"stock{i}", titles[random.Next(titles.Length)], random.Next(10, 300));
        var (waiting, must) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        var steps = new List<string>();
        var polled = world.Station.Watches[0].Query;
        await world.PollAsync();
        for (var step = 0; step < 40; step++)
        {
            world.Later(random.Next(1, 40));
            steps.Add($"{step} {world.Station.Time.GetUtcNow():MM-dd HH:mm} {world.Station.Watches[0].Name}: {world.Station.Watches[0].Query}; {world.Station.Source.Style}waiting {string.Join(',', waiting)}");
            switch (random.Next(6))
            {
                case 0 or 1:
                    waiting.Add(world.Enters($"r{step}", titles[random.Next(titles.Length)], daysAgo: random.Next(2)));
                    break;
                case 2:
                    world.Ask(queries[random.Next(queries.Length)]);
                    break;
                case 3 when random.Next(2) == 0:
                    // Another name and another query at once are another watch.
                    world.Ask(polled);
                    world.Rename(random.Next(2) == 0 ? "hair" : "locks");
                    await world.FailAsync();
                    break;
                case 3:
                    world.Station.Source.Style = $"v{random.Next(3)} ";
                    break;
                case 4:
                    polled = world.Station.Watches[0].Query;
                    await world.FailAsync();
                    break;
                default:
                    polled = world.Station.Watches[0].Query;
                    await world.PollAsync();
                    must.UnionWith(waiting.Where(world.Fits));
                    waiting.Clear();
                    break;
            }
        }

        await world.PollAsync();
        must.UnionWith(waiting.Where(world.Fits));
        var told = await world.ToldAsync();
        must.Except(told).ShouldBeEmpty($"seed {seed}: not told\n{string.Join('\n', steps)}");
        told.ShouldBeUnique($"seed {seed}");
        told.Where(t => t.StartsWith("stock", StringComparison.Ordinal)).ShouldBeEmpty($"seed {seed}: old");
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 12)];

    /// <summary>An upstream that answers by the query it is asked and by the day that its records bear.</summary>
    private sealed class World : IAsyncDisposable
    {
        private readonly List<(Article Article, DateOnly Day, DateTimeOffset At)> _records = [];

        private World(Station station) => Station = station;

        public Station Station { get; }

        public static async Task<World> NewAsync() => new(await Station.NewAsync());

        private DateTimeOffset Now => Station.Time.GetUtcNow();

        public void Later(int hours) => Station.Time.Advance(TimeSpan.FromHours(hours));

        public string Enters(string id, string title, int daysAgo)
        {
            var day = DateOnly.FromDateTime(Now.UtcDateTime).AddDays(-daysAgo);
            _records.Add((Any.Article(id, title) with { Published = new PartialDate(day.Year, day.Month, day.Day) }, day, Now));
            return id;
        }

        public void Ask(string query) => Station.Watches[0] = Station.Watches[0] with { Query = query };

        public void Rename(string name)
        {
            Station.Watches[0] = Station.Watches[0] with { Name = name };
            Station.Recipients[0] = Any.Recipient("ann", name);
        }

        public bool Fits(string id) => Matcher.Match(Query.Parse(Station.Watches[0].Query), _records.Single(r => r.Article.ExternalId == id).Article, "w") is not null;

        public async Task PollAsync(string? watch = null) => await Station.PollAsync(Answer, watch);

        public async Task FailAsync() => await Station.PollAsync(_ => throw new SourceException(SourceFailure.Unreachable, "down"));

        public async Task<string[]> ToldAsync() =>
            [.. (await Station.DueAsync()).Where(d => d.StartsWith("ann pubmed:", StringComparison.Ordinal)).Select(d => d.Split(' ')[1]["pubmed:".Length..]).Order(StringComparer.Ordinal)];

        private Fetched Answer(FetchRequest request)
        {
            var query = Query.Parse(request.Query.Text[Station.Source.Style.Length..]);
            var (from, to) = (DateOnly.FromDateTime(request.From.UtcDateTime), DateOnly.FromDateTime(request.To.UtcDateTime));
            var found = _records.Where(r => r.At <= request.To && r.Day >= from && r.Day <= to && Matcher.Match(query, r.Article, "w") is not null).ToList();
            return new Fetched
            {
                Records = [.. found.Select(r => new SourceRecord(r.Article, new PartialDate(r.Day.Year, r.Day.Month, r.Day.Day), null))],
                Payloads = [StubSource.Body(string.Join(' ', found.Select(r => r.Article.Id)))],
            };
        }

        public ValueTask DisposeAsync() => Station.DisposeAsync();
    }
}
