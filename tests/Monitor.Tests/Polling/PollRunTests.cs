using Monitor.Documents;
using Monitor.Sources;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;
using static Monitor.Tests.Infrastructure.StubSource;

namespace Monitor.Tests.Polling;

/// <summary>One query, run after run: what is stored, what is covered, who is told.</summary>
[OnEveryStore]
public sealed class PollRunTests
{
    private static readonly Article One = Any.Article("1") with { Published = new PartialDate(2026, 11, 1) };
    private static readonly Article Two = Any.Article("2") with { Published = new PartialDate(2026, 11, 22) };

    [Fact]
    public async Task The_first_run_is_silent_and_the_second_loud()
    {
        await using var station = await Station.NewAsync();
        var first = await station.PollAsync(Found(One));
        (first.Outcome, first.New, first.Quiet).ShouldBe((PollOutcome.Ok, 1, true));
        (await station.DueAsync()).ShouldBeEmpty();
        (await station.Store.RowsAsync<string>("SELECT watch || ' ' || source || ' ' || reason || ' ' || hits FROM quiet_batch")).ShouldBe(["hair pubmed baseline 1"]);

        var second = await station.PollAsync(Found(One, Two));
        (second.New, second.Known, second.Quiet).ShouldBe((1, 1, false));
        (await station.DueAsync()).ShouldBe(["ann pubmed:2 new"]);
        (await station.Store.OneAsync<int>("SELECT count(*) FROM quiet_batch")).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_window_twice_changes_nothing()
    {
        await using var station = await Station.NewAsync();
        await station.StartAsync();
        await station.PollAsync(Found(One));
        var again = await station.PollAsync(Found(One));
        (again.New, again.Changed, again.Known).ShouldBe((0, 0, 1));
        (await station.DueAsync()).ShouldBe(["ann pubmed:1 new"]);
        (await station.Store.OneAsync<int>("SELECT count(*) FROM revision")).ShouldBe(1);
        (await station.Store.OneAsync<int>("SELECT count(*) FROM payload")).ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_found_is_empty_and_covers_the_window()
    {
        await using var station = await Station.NewAsync();
        (await station.PollAsync(new Fetched())).Outcome.ShouldBe(PollOutcome.Empty);
        (await station.CoveredUntilAsync()).ShouldBe(Station.Start);
        (await station.PollAsync(new Fetched())).Outcome.ShouldBe(PollOutcome.Empty);
        (await station.CoveredUntilAsync()).ShouldBe(Station.Start.AddHours(1));
        station.Source.Asked[1].From.ShouldBe(Station.Start - station.Source.Overlap);
        (await station.Store.OneAsync<int>("SELECT count(*) FROM coverage")).ShouldBe(1);
    }

    [Theory]
    [InlineData("Unreachable", "failed", 1)]
    [InlineData("Malformed", "failed", 1)]
    [InlineData("TooLarge", "failed", 1)]
    [InlineData("Throttled", "failed", 90)]
    [InlineData("Blocked", "blocked", 90)]
    public async Task A_failure_keeps_its_answer_and_covers_nothing(string failure, string outcome, int minutes)
    {
        await using var station = await Station.NewAsync();
        await station.StartAsync();
        var bad = Body("<html>Sorry</html>");
        var poll = await station.PollAsync(_ => throw new SourceException(Enum.Parse<SourceFailure>(failure), "went wrong")
        {
            Payload = bad, RetryAfter = minutes > 1 ? TimeSpan.FromMinutes(minutes) : null,
        });
        poll.Outcome.ToString().ShouldBe(outcome, StringCompareShould.IgnoreCase);
        (poll.Error, poll.Retrieved).ShouldBe(("went wrong", 0));
        (await station.CoveredUntilAsync()).ShouldBe(Station.Start);
        (await station.Store.RowsAsync<string>($"SELECT hash FROM poll_payload WHERE poll_id = {poll.Id}")).ShouldBe([bad.Hash]);
        (await station.Store.Payloads.ReadAsync(bad.Hash, default)).ShouldBe(bad.Content);
        var state = await station.Store.Sources.GetAsync("pubmed", default);
        // RetryAfter of a block page and of a 429 is the least wait.
        var expected = Station.Start.AddHours(1) + (failure == "Blocked" ? TimeSpan.FromMinutes(30) : TimeSpan.FromMinutes(minutes));
        state.NextAllowed.ShouldBeGreaterThanOrEqualTo(expected);
        // What the failed run would have held comes with the next.
        (await station.PollAsync(Found(One))).From.ShouldBe(Station.Start - station.Source.Overlap);
        (await station.DueAsync()).ShouldBe(["ann pubmed:1 new"]);
    }

    [Fact]
    public async Task What_appears_while_the_first_run_fails_is_not_silenced()
    {
        await using var station = await Station.NewAsync();
        await station.PollAsync(_ => throw new SourceException(SourceFailure.Unreachable, "down"));
        station.Time.Advance(TimeSpan.FromDays(2));
        await station.PollAsync(Found(One, Any.Article("3") with { Published = new PartialDate(2026, 11, 23) }));
        (await station.DueAsync()).ShouldBe(["ann pubmed:3 new"]);
    }

    [Fact]
    public async Task A_defect_is_a_failed_poll_and_not_an_empty_one()
    {
        await using var station = await Station.NewAsync();
        await station.StartAsync();
        var poll = await station.PollAsync(_ => throw new InvalidOperationException("oops"));
        (poll.Outcome, poll.Error).ShouldBe((PollOutcome.Failed, "defect: InvalidOperationException: oops"));
        (await station.CoveredUntilAsync()).ShouldBe(Station.Start);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_stores_nothing_and_gives_the_source_back()
    {
        await using var station = await Station.NewAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => station.PollAsync(_ => throw new OperationCanceledException()));
        (await station.Store.OneAsync<int>("SELECT count(*) FROM poll")).ShouldBe(0);
        (await station.PollAsync(new Fetched())).Outcome.ShouldBe(PollOutcome.Empty);
    }

    [Fact]
    public async Task Counts_reconcile_and_an_unreadable_record_holds_nothing_back()
    {
        await using var station = await Station.NewAsync();
        await station.StartAsync();
        await station.PollAsync(Found(One));
        var retracted = One with { PublicationTypes = ["Retracted Publication"] };
        var poll = await station.PollAsync(Found(One, retracted, Two, Any.Article("9", "Feet"), Any.Article("8", "Feet"), Any.Article("7", "Feet")) with
        {
            Unreadable = [new UnreadableRecord("66", "no title", "<Article>whole</Article>")],
        });
        (poll.New, poll.Changed, poll.Known, poll.Duplicates, poll.Unmatched, poll.Quarantined).ShouldBe((1, 1, 0, 1, 3, 1));
        poll.Retrieved.ShouldBe(7);
        poll.Outcome.ShouldBe(PollOutcome.Ok);
        (await station.DueAsync()).ShouldBe(["ann pubmed:1 new", "ann pubmed:1 retracted", "ann pubmed:2 new"]);
        (await station.Store.Polls.QuarantinedAsync(0, 9, default)).Single().Raw.ShouldBe("<Article>whole</Article>");
        (await station.CoveredUntilAsync()).ShouldBe(Station.Start.AddHours(2));
        (await station.Store.OneAsync<int>("SELECT count(*) FROM hit_index")).ShouldBe(2);
    }

    [Fact]
    public async Task An_unreadable_record_alone_is_not_an_empty_run()
    {
        await using var station = await Station.NewAsync();
        var poll = await station.PollAsync(new Fetched { Unreadable = [new UnreadableRecord("6", "r", "raw")] });
        (poll.Outcome, poll.Retrieved).ShouldBe((PollOutcome.Ok, 1));
    }

    [Fact]
    public async Task A_record_that_no_longer_matches_is_still_revised()
    {
        await using var station = await Station.NewAsync();
        await station.StartAsync();
        var full = Any.Article("1", "Vesicles") with { Abstract = "Exosomes in hair loss." };
        await station.PollAsync(Found(full));
        var poll = await station.PollAsync(Found(full with { Abstract = null, PublicationTypes = ["Retracted Publication"] }));
        (poll.Changed, poll.Unmatched).ShouldBe((1, 0));
        (await station.DueAsync()).ShouldBe(["ann pubmed:1 new", "ann pubmed:1 retracted"]);
        (await station.Store.Hits.FindAsync("pubmed:1", default))!.Abstract.ShouldBeNull();
    }

    [Fact]
    public async Task Where_nothing_was_widened_the_word_of_the_upstream_is_enough_and_is_said()
    {
        await using var station = await Station.NewAsync(new StubSource("pubmed", _ => new Fetched()) { Widened = [] });
        await station.StartAsync();
        await station.PollAsync(Found(Any.Article("1", "Feet")));
        (await station.Store.Hits.FindAsync("pubmed:1", default))!.Matches.Single().UpstreamOnly.ShouldBeTrue();
        (await station.Store.OneAsync<bool>("SELECT upstream_only FROM hit_watch")).ShouldBeTrue();
        (await station.PollAsync(Found(Any.Article("2", "Feet")) with { Widened = ["phrase not known"] })).Unmatched.ShouldBe(1);
    }

    [Theory]
    [InlineData("", "Exosomes in feet", true)] // a narrower heading, as far as anybody knows
    [InlineData("hair loss", "Exosomes in feet", true)] // another alternative was searched otherwise
    [InlineData("hair loss", "Exosomes in feet: loss of wool and hair", false)] // by these words it was found
    [InlineData("Alopecia", "Exosomes in feet", false)] // the heading itself was left out
    [InlineData("all that was asked", "Exosomes in feet", false)] // nobody knows what was left out
    [InlineData("hair loss", "Exosomes in hair loss", true)]
    public async Task Where_the_upstream_searched_otherwise_it_vouches_for_what_it_was_asked_all_the_same(string otherwise, string title, bool found)
    {
        await using var station = await Station.NewAsync(new StubSource("pubmed", _ => new Fetched()) { Widened = [] });
        station.Watches[0] = Any.Watch("hair", "exosom* AND (\"hair loss\" OR Alopecia[mh])");
        await station.StartAsync();
        var answer = Found(Any.Article("1", title));
        if (otherwise.Length > 0) answer = answer with { Widened = [$"{otherwise}: otherwise"], Otherwise = [otherwise] };
        (await station.PollAsync(answer)).New.ShouldBe(found ? 1 : 0);
    }

    [Fact]
    public async Task A_withdrawn_record_is_told_once_however_often_it_is_said()
    {
        await using var station = await Station.NewAsync();
        await station.StartAsync();
        await station.PollAsync(Found(One));
        var ingest = new Monitor.Polling.Ingest(station.Store.Database, station.Subscribers, station.Time);
        for (var i = 0; i < 2; i++)
        {
            await ingest.CommitAsync(new Monitor.Polling.IngestBatch
            {
                Source = "pubmed", QueryKey = "import", Deleted = ["pubmed:1", "pubmed:1", "pubmed:never-seen"],
                Poll = new Poll { Source = "pubmed", Query = "import", From = Station.Start, To = Station.Start, Outcome = PollOutcome.Ok },
            }, default);
        }

        (await station.DueAsync()).ShouldBe(["ann pubmed:1 new", "ann pubmed:1 deleted"]);
    }
}
