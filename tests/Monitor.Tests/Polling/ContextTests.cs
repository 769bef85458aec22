using Monitor.Delivery;
using Monitor.Documents;
using Monitor.Sources;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;
using static Monitor.Tests.Infrastructure.StubSource;

namespace Monitor.Tests.Polling;

/// <summary>What only a watch's context query finds: marked, told in the digest, and told again when it becomes more.</summary>
[OnEveryStore]
public sealed class ContextTests
{
    private static readonly Article About = Any.Article("1", "Exosomes and safety") with { Published = new PartialDate(2026, 11, 22) };
    private static readonly Article Harm = Any.Article("2", "Necrosis after exosomes; safety") with { Published = new PartialDate(2026, 11, 22) };

    [Fact]
    public async Task Only_what_shows_nothing_but_the_context_query_is_marked()
    {
        await using var station = await StartedAsync();
        var poll = await station.PollAsync(Found(About, Harm, Any.Article("3", "Necrosis and safety")));
        (poll.New, poll.Unmatched).ShouldBe((2, 1));
        (await MatchesAsync(station, About)).ShouldBe(["harm exosom*[tiab] context", "harm safety[tiab] context"]);
        (await MatchesAsync(station, Harm)).ShouldBe(["harm exosom*[tiab]", "harm necrosis[tiab]", "harm exosom*[tiab]", "harm safety[tiab]"]);
        (await station.DueAsync()).ShouldBe(["ann pubmed:1 new", "ann pubmed:2 new"]);
        Match.MayMailAtOnce((await HitAsync(station, About)).Matches).ShouldBeFalse();
        Match.MayMailAtOnce((await HitAsync(station, Harm)).Matches).ShouldBeTrue();
    }

    [Fact]
    public async Task What_the_record_shows_of_neither_is_the_upstreams_word_and_no_context()
    {
        await using var station = await StartedAsync(new StubSource("pubmed", _ => new Fetched()) { Widened = [] });
        await station.PollAsync(Found(Any.Article("1", "By the index")));
        (await MatchesAsync(station, About)).ShouldBe(["harm  upstream"]);
        Match.MayMailAtOnce((await HitAsync(station, About)).Matches).ShouldBeFalse();
    }

    [Fact]
    public async Task A_hit_that_comes_to_show_the_query_proper_is_news_once_to_those_who_follow_the_watch()
    {
        await using var station = await StartedAsync();
        station.Watches.Add(Any.Watch("all", "exosom*"));
        station.Recipients.Add(Any.Recipient("bob", "all"));
        await station.PollAsync(new Fetched(), "all");
        await station.PollAsync(Found(About), "harm");
        await station.PollAsync(Found(About), "all");
        // Keywords are added late and are no news by themselves.
        var shown = About with { Keywords = ["necrosis"] };
        var poll = await station.PollAsync(Found(shown), "harm");
        (poll.Changed, poll.Known).ShouldBe((1, 0));
        (await MatchesAsync(station, About)).ShouldNotContain(m => m.StartsWith("harm", StringComparison.Ordinal) && m.EndsWith("context", StringComparison.Ordinal));
        (await station.DueAsync()).ShouldBe(["ann pubmed:1 new", "bob pubmed:1 new", "ann pubmed:1 updated"]);
        var told = (await station.Store.Revisions.OfAsync(["pubmed:1"], default))["pubmed:1"].Last(r => r.News);
        DigestItems.Of(new DueItem(told, await HitAsync(station, About), "harm")).Facts[0]
            .ShouldBe("watch harm: was there as context, is found by the query itself now");
        (await station.PollAsync(Found(shown), "harm")).Known.ShouldBe(1);
        (await station.PollAsync(Found(About), "harm")).Changed.ShouldBe(0); // back again is none
        (await MatchesAsync(station, About)).ShouldContain("harm safety[tiab] context");
    }

    [Fact]
    public async Task A_change_that_is_news_itself_carries_the_move()
    {
        await using var station = await StartedAsync();
        await station.PollAsync(Found(About));
        await station.PollAsync(Found(About with { Abstract = "Two had necrosis." }));
        (await station.DueAsync()).ShouldBe(["ann pubmed:1 new", "ann pubmed:1 updated"]);
        (await station.Store.Revisions.OfAsync(["pubmed:1"], default))["pubmed:1"].Last().Changes.Select(c => c.Field).ShouldBe(["abstract", "harm"]);
    }

    [Fact]
    public async Task A_changed_context_query_marks_the_stored_hits_anew()
    {
        await using var station = await StartedAsync();
        await station.PollAsync(Found(About, Harm));
        station.Watches[0] = station.Watches[0] with { Query = "exosom* AND safety", ContextQuery = "exosom* AND necrosis" };
        await station.PollAsync(Found());
        (await MatchesAsync(station, About)).ShouldAllBe(m => !m.EndsWith("context", StringComparison.Ordinal));
        station.Watches[0] = station.Watches[0] with { Query = "exosom* AND death", ContextQuery = "exosom* AND (necrosis OR safety)" };
        await station.PollAsync(Found());
        foreach (var hit in new[] { About, Harm }) (await MatchesAsync(station, hit)).ShouldAllBe(m => m.EndsWith("context", StringComparison.Ordinal));
        (await station.DueAsync()).ShouldBe(["ann pubmed:1 new", "ann pubmed:2 new"]);
    }

    [Fact]
    public async Task Regulators_are_not_asked_for_context()
    {
        await using var station = await StartedAsync(new StubSource("fda-rss", _ => new Fetched()) { Notices = true });
        await station.PollAsync(Found(Any.Notice(title: "Exosomes and safety")));
        (await station.DueAsync()).ShouldBeEmpty();
    }

    private static async Task<Station> StartedAsync(StubSource? source = null)
    {
        var station = source is null ? await Station.NewAsync() : await Station.NewAsync(source);
        station.Watches[0] = Any.Watch("harm", "exosom* AND necrosis") with { Kind = "safety", ContextQuery = "exosom* AND safety" };
        station.Recipients[0] = Any.Recipient("ann", "harm");
        await station.StartAsync();
        return station;
    }

    private static async Task<Hit> HitAsync(Station station, Hit hit) => (await station.Store.Hits.FindAsync(hit.Id, default)).ShouldNotBeNull();

    private static async Task<IEnumerable<string>> MatchesAsync(Station station, Hit hit) =>
        (await HitAsync(station, hit)).Matches.Select(m => $"{m.Watch} {m.Clause}{(m.Context ? " context" : "")}{(m.UpstreamOnly ? " upstream" : "")}");
}
