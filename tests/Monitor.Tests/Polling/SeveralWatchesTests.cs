using Monitor.Documents;
using Monitor.Sources;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;
using static Monitor.Tests.Infrastructure.StubSource;

namespace Monitor.Tests.Polling;

/// <summary>Watches side by side: nothing lost between them, nothing told twice.</summary>
[OnEveryStore]
public sealed class SeveralWatchesTests
{
    private static readonly Article One = Any.Article("1") with { Published = new PartialDate(2026, 11, 1) };

    [Fact]
    public async Task What_a_new_watch_stored_silently_is_still_told_by_the_older_one()
    {
        await using var station = await WithTwoAsync();
        await station.PollAsync(new Fetched(), "hair");
        // The baseline of the later watch meets the record before the older watch polls again.
        await station.PollAsync(Found(One), "safety");
        (await station.DueAsync()).ShouldBeEmpty();
        (await station.PollAsync(Found(One), "hair")).New.ShouldBe(1);
        (await station.DueAsync()).ShouldBe(["ann pubmed:1 new"]);
    }

    [Fact]
    public async Task A_retraction_seen_by_another_watch_reaches_all_who_were_told()
    {
        await using var station = await WithTwoAsync();
        await station.PollAsync(new Fetched(), "hair");
        await station.PollAsync(Found(One), "hair");
        // Even in the silent first run of the other watch.
        await station.PollAsync(Found(One with { PublicationTypes = ["Retracted Publication"] }), "safety");
        (await station.DueAsync()).ShouldBe(["ann pubmed:1 new", "ann pubmed:1 retracted"]);
    }

    [Fact]
    public async Task Who_follows_two_watches_is_told_once()
    {
        await using var station = await WithTwoAsync();
        station.Recipients.Add(Any.Recipient("eve"));
        await station.StartAsync();
        await station.PollAsync(Found(One), "hair");
        await station.PollAsync(Found(One), "safety");
        (await station.DueAsync()).ShouldBe(["ann pubmed:1 new", "bob pubmed:1 new", "eve pubmed:1 new"]);
        (await station.Store.Hits.FindAsync("pubmed:1", default))!.Matches.Select(m => m.Watch).Distinct().Order().ShouldBe(["hair", "safety"]);
    }

    [Fact]
    public async Task A_refused_query_stops_neither_the_others_nor_the_source()
    {
        await using var station = await WithTwoAsync();
        station.Source.Answer = request => request.Query.Text.Contains("hair", StringComparison.Ordinal)
            ? throw new SourceException(SourceFailure.Refused, "unknown field") { Payload = Body("400") }
            : Found(One);
        var polls = await station.Polls().RunDueAsync(station.Source, default);
        polls.Select(p => (p.Watch, p.Outcome)).ShouldBe([("hair", PollOutcome.Failed), ("safety", PollOutcome.Ok)]);
        var state = await station.Store.Sources.GetAsync("pubmed", default);
        state.Level.ShouldBe(0);
        state.NextAllowed.ShouldBeLessThanOrEqualTo(Station.Start);
        (await station.Store.RowsAsync<string>("SELECT watch FROM query_state q WHERE EXISTS (SELECT 1 FROM coverage c WHERE c.query_key = q.query_key)")).ShouldBe(["safety"]);
        // It is asked again when its time comes, not at each tick.
        (await station.Polls().RunDueAsync(station.Source, default)).ShouldBeEmpty();
        station.Time.Advance(TimeSpan.FromHours(1));
        (await station.Polls().RunDueAsync(station.Source, default)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_query_that_a_source_cannot_be_asked_stops_no_other_and_is_said_aloud()
    {
        await using var station = await Station.NewAsync(new StubSource("pubmed", _ => Found(One)) { Unaskable = "hair" });
        station.Watches.Add(Any.Watch("safety", "exosome"));
        var polls = await station.Polls().RunDueAsync(station.Source, default);
        polls.Select(p => (p.Watch, p.Outcome, p.Error)).ShouldBe([("hair", PollOutcome.NeverAsked, "cannot search for hair"), ("safety", PollOutcome.Ok, null)]);
        station.Source.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_upstream_that_fails_for_two_watches_is_left_alone()
    {
        await using var station = await WithTwoAsync();
        station.Watches.Add(Any.Watch("skin", "exosom* AND skin"));
        station.Source.Answer = _ => throw new SourceException(SourceFailure.Unreachable, "down");
        (await station.Polls().RunDueAsync(station.Source, default)).Select(p => p.Watch).ShouldBe(["hair", "safety"]);
        (await station.Polls().RunDueAsync(station.Source, default)).ShouldBeEmpty();
        station.Time.Advance(TimeSpan.FromMinutes(5));
        station.Source.Answer = _ => new Fetched();
        (await station.Polls().RunDueAsync(station.Source, default)).Select(p => p.Watch).ShouldBe(["skin", "hair", "safety"], "the turn goes on where it ended");
    }

    [Fact]
    public async Task A_changed_query_is_run_from_the_baseline_again_silently()
    {
        await using var station = await Station.NewAsync();
        await station.StartAsync();
        station.Watches[0] = station.Watches[0] with { Query = "exosom* AND (hair OR alopecia)" };
        await station.PollAsync(Found(Any.Article("5", "Exosomes in alopecia") with { Published = new PartialDate(2026, 5) }));
        station.Source.Asked[^1].From.ShouldBe(Station.Start.AddHours(1).AddYears(-1));
        (await station.DueAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_source_that_another_process_polls_is_not_polled()
    {
        await using var station = await Station.NewAsync();
        await station.Store.Sources.TryLeaseAsync("pubmed", "other", station.Time, TimeSpan.FromMinutes(10), default);
        var poll = await station.PollAsync(Found(One));
        poll.Error.ShouldBe("another process is polling this source now");
        station.Source.Asked.ShouldBeEmpty();
        (await station.Store.OneAsync<int>("SELECT count(*) FROM poll")).ShouldBe(0);
    }

    [Fact]
    public async Task Whatever_fails_each_record_is_told_exactly_once()
    {
        for (var seed = 0; seed < 6; seed++)
        {
            await using var station = await WithTwoAsync();
            await station.StartAsync();
            var random = new Random(seed);
            var world = new List<(Article Article, DateTimeOffset Entered, DateTimeOffset Visible)>();
            for (var step = 0; step < 25; step++)
            {
                // A record may show up to two days after the time it is entered under; the overlap is three.
                var entered = station.Time.GetUtcNow();
                world.Add((Any.Article($"{seed}{step:D2}"), entered, entered.AddHours(random.Next(0, 49))));
                await station.PollAsync(request => random.Next(4) switch
                {
                    0 => throw new SourceException((SourceFailure)random.Next(6), "no"),
                    1 => throw new FormatException("defect"),
                    _ => Found([.. world.Where(w => w.Entered >= request.From && w.Entered <= request.To && w.Visible <= station.Time.GetUtcNow()).Select(w => w.Article)]),
                }, station.Watches[random.Next(2)].Name);
                station.Time.Advance(TimeSpan.FromHours(random.Next(0, 30)));
            }

            station.Time.Advance(TimeSpan.FromDays(2));
            foreach (var watch in station.Watches)
            {
                await station.PollAsync(request => Found([.. world.Where(w => w.Entered >= request.From && w.Entered <= request.To).Select(w => w.Article)]), watch.Name);
            }

            (await station.DueAsync()).Order().ShouldBe(world.SelectMany(w => (string[])[$"ann {w.Article.Id} new", $"bob {w.Article.Id} new"]).Order(), $"seed {seed}");
        }
    }

    private static async Task<Station> WithTwoAsync()
    {
        var station = await Station.NewAsync();
        station.Watches.Add(Any.Watch("safety", "exosom*"));
        station.Recipients.Add(Any.Recipient("bob", "safety"));
        return station;
    }
}
