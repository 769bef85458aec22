using System.Text.RegularExpressions;
using Monitor.Simulator;
using Monitor.Simulator.PubMed;
using Monitor.Simulator.Search;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Simulator;

/// <summary>The labels come from how a record was composed; here they are held against the words that stand in it.</summary>
public sealed class LabelTests
{
    private static readonly Node Hair = Parse(DemoWatches.ExosomeHairQuery);
    private static readonly Node Safety = Parse(DemoWatches.ExosomeNoticesQuery);
    private static readonly Node Notices = Parse(DemoWatches.ExosomeNoticesNoticeQuery);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory, MemberData(nameof(Seeds))]
    public void Articles(int seed)
    {
        foreach (var article in new World(new WorldOptions { Seed = seed }).Articles)
        {
            foreach (var version in article.Versions)
            {
                var words = ArticleIndex.Of(version.Content);
                words.Matches(Hair).ShouldBe(article.Watches.Contains(DemoWatches.ExosomeHair), version.Content.ToString());
                words.Matches(Safety).ShouldBe(article.Watches.Contains(DemoWatches.ExosomeNotices), version.Content.ToString());
            }
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Works(int seed)
    {
        var world = new World(new WorldOptions { Seed = seed });
        foreach (var work in world.Works)
        {
            foreach (var version in work.Life.Versions)
            {
                var words = Of(Monitor.Simulator.Generation.WorkLabels.Texts(version.Content));
                words.Matches(Hair).ShouldBe(work.Life.Watches.Contains(DemoWatches.ExosomeHair), version.Content.ToString());
                words.Matches(Safety).ShouldBe(work.Life.Watches.Contains(DemoWatches.ExosomeNotices), version.Content.ToString());
            }
        }

        world.Works.ShouldContain(w => w.Life.Watches.Count < w.Followers.Count);
        world.Works.ShouldContain(w => w.Followers.Count == 0 && w.Life.Watches.Count > 0);
        world.Works.Select(w => w.Life.Id).ShouldBeUnique();
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Trials(int seed)
    {
        foreach (var trial in new World(new WorldOptions { Seed = seed }).Trials)
        {
            foreach (var version in trial.Versions)
            {
                var t = version.Content;
                string[] texts =
                [
                    t.BriefTitle, t.OfficialTitle, t.Summary, t.Description ?? "", .. t.Conditions, .. t.Keywords,
                    t.Intervention, t.Control, t.PrimaryOutcome, t.SecondaryOutcome,
                ];
                Of(texts).Matches(Hair).ShouldBe(trial.Watches.Contains(DemoWatches.ExosomeHair), t.ToString());
                // So that it does not matter whether the safety watch is asked of the registry.
                Of(texts).Matches(Safety).ShouldBeFalse(t.ToString());
            }
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void FdaNotices(int seed)
    {
        var world = new World(new WorldOptions { Seed = seed });
        foreach (var notice in world.Notices)
        {
            foreach (var version in notice.Versions)
            {
                var n = version.Content;
                Of([n.Title, n.Description, .. n.Paragraphs]).Matches(Notices).ShouldBe(notice.Watches.Contains(DemoWatches.ExosomeNotices), n.ToString());
                Of([n.Title, n.Description, .. n.Paragraphs]).Matches(Hair).ShouldBeFalse(n.ToString());
            }
        }

        world.Notices.ShouldContain(n => n.Watches.Count > 0 && !Of(new[] { n.Versions[0].Content.Title, n.Versions[0].Content.Description }).Matches(Notices));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Recalls(int seed)
    {
        foreach (var recall in new World(new WorldOptions { Seed = seed }).Recalls)
        {
            foreach (var r in recall.Versions.Select(v => v.Content))
            {
                Of([r.Firm, r.Product, r.Reason, r.Codes]).Matches(Notices).ShouldBe(recall.Watches.Contains(DemoWatches.ExosomeNotices), r.ToString());
            }
        }
    }

    [Theory]
    [InlineData(DemoWatches.ExosomeHairQuery)]
    [InlineData(DemoWatches.ExosomeNoticesQuery)]
    [InlineData(DemoWatches.ExosomeNoticesNoticeQuery)]
    public void The_product_reads_the_queries_of_the_demo(string query) => Monitor.Queries.Query.Parse(query).ToString().ShouldNotBeEmpty();

    private static Searchable Of(IEnumerable<string> texts) => new([.. texts.Select(Words.Of)], new Dictionary<string, DateOnly>());

    private static Node Parse(string query) =>
        TermParser.Parse(Regex.Replace(query, "\"[^\"]+\"|[a-z]+\\*?", "$0[tiab]", RegexOptions.None, TimeSpan.FromSeconds(1)));
}
