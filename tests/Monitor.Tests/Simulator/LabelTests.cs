using Monitor.Simulator;
using Monitor.Simulator.Records;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Simulator;

/// <summary>
/// The labels come from the words of a record, read by the simulator's own search; here they are held against what the hand that composed
/// it says: a record fulfils what its recipe is for, and a near miss nothing.
/// </summary>
public sealed class LabelTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory, MemberData(nameof(Seeds))]
    public void A_record_fulfils_what_it_was_written_for_and_a_near_miss_nothing(int seed)
    {
        var world = new World(new WorldOptions { Seed = seed });
        Hold(world.Articles, a => a.TitleXml);
        Hold(world.Literature, l => l.Article.TitleXml);
        Hold(world.Trials, t => t.BriefTitle);
        Hold(world.Notices, n => n.Title);
        Hold(world.Recalls, r => r.Product);
        Hold(world.Letters, l => l.Company);
        Hold(world.Pages, p => p.Heading);
        Hold(world.UntitledLetters, l => l.Title);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void A_work_shows_no_more_than_the_article_that_it_is_a_record_of(int seed)
    {
        var world = new World(new WorldOptions { Seed = seed });
        foreach (var work in world.Works.Where(w => w.Report?.StartsWith(WorldSources.PubMed, StringComparison.Ordinal) == true))
        {
            work.Life.Watches.Except(work.Followers).ShouldBeEmpty(work.Life.Versions[0].Content.TitleXml);
        }

        // What Crossref alone has may fulfil more than its recipe says by what fills its slots, but a near miss nothing.
        foreach (var alone in world.Works.Where(w => w.Followers.Count == 0 && w.Life.Authored.Count == 0)) alone.Life.Watches.ShouldBeEmpty(alone.Life.Id);
        world.Works.ShouldContain(w => w.Life.Watches.Count < w.Followers.Count);
        world.Works.ShouldContain(w => w.Followers.Count == 0 && w.Life.Watches.Count > 0);
        world.Works.Select(w => w.Life.Id).ShouldBeUnique();
    }

    [Fact]
    public void A_month_holds_what_every_delivered_watch_finds_and_what_only_looks_like_it()
    {
        var world = new World(new WorldOptions());
        var events = world.Events(world.Options.Start, world.Options.End).Where(e => e.Type == WorldEventTypes.New).ToList();
        foreach (var watch in DemoWatches.All) events.Count(e => e.Watches.Contains(watch.Name)).ShouldBeGreaterThan(2, watch.Name);
        events.Count(e => e.Source == WorldSources.PubMed && e.Watches.Count == 0).ShouldBeGreaterThan(40);
        events.ShouldContain(e => e.Source == WorldSources.PubMed && e.Harm);
        // In a watch by headings that were added later; by narrower ones at PubMed alone.
        var late = world.Articles.Where(a => a.Watches.Count == 0 && a.Versions.Any(v => v.Gained.Count > 0)).ToList();
        late.Count.ShouldBe(2);
        world.Literature.Count(l => l.Watches.Count == 0 && l.Versions.Any(v => v.Gained.Count > 0)).ShouldBe(1);
    }

    [Fact]
    public void World_and_product_read_the_same_watches()
    {
        foreach (var watch in Watches.Delivered.Watches)
        {
            var read = DemoWatches.Of(watch.Name);
            read.Sources.ShouldBe(watch.Sources);
            Monitor.Queries.Query.Parse(read.Papers).ToString().ShouldBe(Monitor.Queries.Query.Parse(watch.QueryOn(notices: false)).ToString());
        }

        DemoWatches.All.Count.ShouldBe(Watches.Delivered.Watches.Count);
    }

    private static void Hold<T>(IEnumerable<Record<T>> records, Func<T, string> title)
        where T : class
    {
        foreach (var record in records)
        {
            record.Authored.Except(record.Watches).ShouldBeEmpty(title(record.Versions[0].Content));
            if (record.Authored.Count == 0) record.Watches.ShouldBeEmpty(title(record.Versions[0].Content));
        }
    }
}
