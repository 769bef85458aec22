using Monitor.Documents;
using Monitor.Polling;
using Monitor.Sources;
using Monitor.Tests.Infrastructure;
using Monitor.Tests.Sources;
using Shouldly;
using Xunit;
using static Monitor.Tests.Infrastructure.StubSource;

namespace Monitor.Tests.Polling;

/// <summary>A search that can never be made is a state of its own: no failure, no gap, no alarm, and nothing that waits.</summary>
[OnEveryStore]
public sealed class NeverAskedTests(LongQueryTests.Sources sources) : IClassFixture<LongQueryTests.Sources>
{
    private static readonly Article One = Any.Article("1", "Exosomes in skin") with { Published = new PartialDate(2026, 11, 22) };

    [Fact]
    public async Task Is_one_line_of_the_ledger_a_week_and_nothing_else()
    {
        await using var station = await StartedAsync();
        var line = (await station.Polls().RunDueAsync(station.Source, default)).Single(p => p.Watch == "hair");
        (line.Outcome, line.Error, line.Retrieved).ShouldBe((PollOutcome.NeverAsked, "cannot search for hair", 0));
        (await station.Store.Coverage.GapsAsync(default)).ShouldBeEmpty();
        (await station.Store.Alarms.AllAsync(default)).ShouldBeEmpty();
        (await station.Store.Sources.GetAsync("pubmed", default)).FailingSince.ShouldBeNull();
        for (var hour = 1; hour < 7 * 24; hour++)
        {
            station.Time.Advance(TimeSpan.FromHours(1));
            (await station.Polls().RunDueAsync(station.Source, default)).ShouldAllBe(p => p.Watch == "skin" || p.Started.DayOfWeek == DayOfWeek.Monday);
        }

        (await station.Store.RowsAsync<string>("SELECT outcome FROM poll WHERE watch = 'hair'")).Count.ShouldBeInRange(1, 2);
        station.Source.Asked.ShouldAllBe(a => !a.Query.Text.Contains("hair"));
    }

    [Fact]
    public async Task A_source_that_fails_leaves_no_gap_of_it()
    {
        await using var station = await StartedAsync();
        station.Source.Answer = _ => throw new SourceException(SourceFailure.Unreachable, "down");
        await station.Polls().RunNowAsync(null, null, null, default);
        (await station.Store.RowsAsync<string>("SELECT q.watch FROM gap g JOIN query_state q ON q.query_key = g.query_key")).ShouldBe(["skin"]);
    }

    [Fact]
    public async Task Is_asked_as_soon_as_its_query_can_be()
    {
        await using var station = await StartedAsync();
        await station.Polls().RunDueAsync(station.Source, default);
        station.Watches[0] = Any.Watch("hair", "exosom* AND alopecia");
        station.Time.Advance(TimeSpan.FromMinutes(1));
        (await station.Polls().RunDueAsync(station.Source, default)).ShouldContain(p => p.Watch == "hair" && p.Outcome == PollOutcome.Empty);
    }

    [Theory]
    [InlineData("crossref", "\"Alopecia\"[mh]", true, "no record there can show what the query asks for")]
    [InlineData("crossref", "\"Alopecia\"[mh]", false, "no record there can show what the query asks for")]
    [InlineData("crossref", "platelet*", false, "Crossref cannot search for this")]
    [InlineData("crossref", "hair AND Seoul[ad]", true, "no record there can show what the query asks for")]
    [InlineData("europepmc", "hair AND Seoul[ad]", true, "no record there can show what the query asks for")]
    [InlineData("europepmc", "eng[la]", false, "Europe PMC cannot search for this")]
    [InlineData("openfda-enforcement", "\"Alopecia\"[mh] AND exosome", true, "no record there can show what the query asks for")]
    [InlineData("clinicaltrials.gov", "exosome AND \"Kim J\"[au]", true, "no record there can show what the query asks for")]
    [InlineData("fda-rss", "\"Alopecia\"[mh]", true, "no record there can show what the query asks for")]
    [InlineData("fda-warning-letters", "exosome AND Review[pt]", true, "no record there can show what the query asks for")]
    [InlineData("openfda-events", "exosome AND 2024:2026[dp]", true, "no record there can show what the query asks for")]
    public void A_query_that_a_source_does_not_know_is_found_out(string source, string query, bool named, string reason)
    {
        var watch = Any.Watch("mine", query) with { Kind = "safety", Sources = named ? [source] : [] };
        var never = NeverAsked.Of([sources.Catalog.Get(source)], [watch]).ShouldHaveSingleItem();
        never.Reason.ShouldStartWith(reason);
        never.IsError.ShouldBe(named || !reason.StartsWith("no record", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("crossref", "exosome OR \"Alopecia\"[mh]")]
    [InlineData("fda-rss", "exosome NOT Review[pt]")]
    [InlineData("openfda-enforcement", "exosome NOT \"Alopecia\"[mh]")]
    [InlineData("openfda-events", "exosome OR 2024:2026[dp]")]
    [InlineData("europepmc", "exosome AND eng[la]")]
    [InlineData("clinicaltrials.gov", "\"Alopecia\"[mh]")]
    public void What_a_source_can_be_asked_in_part_is_asked(string source, string query)
    {
        NeverAsked.Of([sources.Catalog.Get(source)], [Any.Watch("mine", query) with { Kind = "safety", Sources = [source] }]).ShouldBeEmpty();
    }

    private static async Task<Station> StartedAsync()
    {
        var station = await Station.NewAsync(new StubSource("pubmed", r => r.Query.Text.Contains("skin") ? Found(One) : new Fetched()) { Unaskable = "hair" });
        station.Watches.Add(Any.Watch("skin", "exosom* AND skin"));
        return station;
    }
}
