using Monitor.Documents;
using Monitor.Sources;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Polling;

/// <summary>A source that follows DOIs is asked about what a watch has from anywhere, and its records of that belong to the watch.</summary>
[OnEveryStore]
public sealed class KnownDoiTests
{
    private const string Doi = "10.5555/(sici)9999(1998)17:15/16<1661::aid-x>3.0.co;2-#";

    [Fact]
    public async Task The_watch_s_articles_with_a_doi_are_given_and_no_others()
    {
        await using var station = await StationAsync();
        await station.Store.SaveAsync(Station.Start, Stored("2") with { Doi = "10.5555/b", Matches = [new Match { Watch = "other" }] }, Stored("3") with { Doi = null });
        await station.PollAsync(new Fetched());
        station.Source.Asked[^1].Known.Select(k => k.Doi).ShouldBe([Doi]);
        station.Source.Asked[^1].Baseline.ShouldBe(Station.Start.AddYears(-1));
    }

    [Fact]
    public async Task A_thin_record_joins_silently_and_says_why()
    {
        await using var station = await StationAsync();
        var poll = await station.PollAsync(StubSource.Found(Thin()));
        (poll.New, poll.Unmatched).ShouldBe((1, 0));
        (await station.Store.Hits.FindAsync("crossref:" + Doi, default)).ShouldNotBeNull().Matches.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            m => m.Clause.ShouldBe("doi of pubmed:1"), m => m.UpstreamOnly.ShouldBeFalse(), m => m.Watch.ShouldBe("hair"));
        (await station.DueAsync()).ShouldBeEmpty();
        (await station.Store.OneAsync<long>("SELECT count(*) FROM quiet_batch WHERE hits > 0")).ShouldBe(0);
        (await station.Store.OneAsync<bool>("SELECT quiet FROM revision WHERE hit_id LIKE 'crossref:%'")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_retraction_of_it_is_told_once_however_many_say_so()
    {
        await using var station = await StationAsync();
        await station.PollAsync(StubSource.Found(Thin()));
        await station.PollAsync(StubSource.Found(Thin("publisher")));
        await station.PollAsync(StubSource.Found(Thin("publisher, retraction-watch")));
        await station.PollAsync(StubSource.Found(Thin("publisher, retraction-watch")));
        (await station.DueAsync()).ShouldBe([$"ann crossref:{Doi} retracted"]);
    }

    [Fact]
    public async Task Once_the_source_has_shown_it_only_changes_are_asked_for()
    {
        await using var station = await StationAsync();
        await station.PollAsync(StubSource.Found(Thin()));
        station.Source.Asked[^1].Known.Single().Since.ShouldBe(Station.Start);
        await station.PollAsync(new Fetched());
        station.Source.Asked[^1].Known.Single().Since.ShouldBe(DateTimeOffset.MinValue);
    }

    [Fact]
    public async Task What_a_second_watch_meets_beside_its_own_hit_is_told_to_it_from_then_on()
    {
        await using var station = await StationAsync();
        station.Watches.Add(Any.Watch("skin", "skin"));
        station.Recipients.Add(Any.Recipient("bob", "skin"));
        await station.PollAsync(new Fetched(), "skin");
        await station.PollAsync(StubSource.Found(Thin()), "hair");
        await station.Store.SaveAsync(Station.Start.AddHours(3), Stored("9") with { Matches = [new Match { Watch = "skin" }] });
        // The retraction comes in the very answer in which the second watch meets the record.
        await station.PollAsync(StubSource.Found(Thin("publisher")), "skin");
        (await station.DueAsync()).Order().ShouldBe([$"ann crossref:{Doi} retracted", $"bob crossref:{Doi} retracted"]);
    }

    [Fact]
    public async Task A_record_that_shows_the_words_is_found_by_them()
    {
        await using var station = await StationAsync();
        await station.PollAsync(StubSource.Found(Thin() with { Title = "Exosomes and hair" }));
        (await station.Store.Hits.FindAsync("crossref:" + Doi, default)).ShouldNotBeNull().Matches.ShouldAllBe(m => m.Words.Count > 0);
        (await station.DueAsync()).ShouldBe([$"ann crossref:{Doi} new"]);
    }

    [Fact]
    public async Task A_doi_that_nobody_else_has_joins_nothing()
    {
        await using var station = await StationAsync();
        var poll = await station.PollAsync(StubSource.Found(Thin() with { Id = "crossref:10.5555/x", ExternalId = "10.5555/x", Doi = "10.5555/x" }));
        (poll.New, poll.Unmatched).ShouldBe((0, 1));
    }

    [Fact]
    public async Task A_source_that_does_not_follow_dois_is_given_none()
    {
        await using var station = await Station.NewAsync();
        await station.Store.SaveAsync(Station.Start, Stored("1"));
        await station.PollAsync(new Fetched());
        station.Source.Asked[^1].Known.ShouldBeEmpty();
    }

    /// <summary>A watch that has one article from PubMed, and a source that follows DOIs and has been asked before.</summary>
    private static async Task<Station> StationAsync()
    {
        var station = await Station.NewAsync(new StubSource("crossref", _ => new Fetched()) { FollowsDois = true });
        await station.Store.SaveAsync(Station.Start, Stored("1"));
        await station.StartAsync();
        return station;
    }

    private static Article Stored(string pmid) => Any.Article(pmid) with { Doi = Doi, Matches = [new Match { Watch = "hair" }] };

    private static Article Thin(string? retractedBy = null) => new()
    {
        Id = "crossref:" + Doi, Source = "crossref", ExternalId = Doi, Doi = Doi, Title = "A thin record", PublicationTypes = ["Journal Article"],
        Corrections = retractedBy is null ? [] : [new Correction { Type = "RetractionIn", Doi = "10.5555/n", Source = retractedBy }],
    };
}
