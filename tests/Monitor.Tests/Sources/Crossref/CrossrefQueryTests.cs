using Monitor.Configuration;
using Monitor.Polling;
using Monitor.Queries;
using Monitor.Simulator;
using Monitor.Sources;
using Monitor.Sources.Crossref;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.Crossref;

public sealed class CrossrefQueryTests
{
    [Theory]
    [InlineData("alopecia", "alopecia")]
    [InlineData("exosome* AND hair", "hair")]
    [InlineData("(exosome OR ectosome*) AND (hair OR scalp OR alopecia OR baldness)", "exosome ectosome ectosomes")]
    [InlineData("\"hair loss\" OR \"hair growth\" OR \"hair count\" OR minoxidil", "minoxidil hair")]
    [InlineData("\"cell free therapy\" AND \"dermal papilla\"", "dermal")]
    [InlineData("exosome NOT mouse", "exosome")]
    [InlineData("exosome OR (\"Alopecia\"[mh] AND hair)", "exosome")]
    [InlineData("exosome AND 2020:2026[dp]", "exosome")]
    [InlineData("exosome AND \"Case Reports\"[pt] OR hair", "hair")]
    [InlineData("platelet* AND exosome", "exosome")]
    [InlineData("\"platelet rich plasm*\"", "platelet")]
    [InlineData("Müller[au] AND exosome*", "müller muller")]
    [InlineData("外泌体", "外泌体")]
    [InlineData("\"Alopecia\"[mh]", "")]
    public void Few_and_rare_words_are_asked_that_every_match_must_have(string query, string words) => Asked(query).Text.ShouldBe(words);

    [Theory]
    [InlineData("platelet*")]
    [InlineData("exosome OR platelet*")]
    [InlineData("2020:2026[dp]")]
    [InlineData("eng[la]")]
    public void What_leaves_no_word_is_refused(string query)
    {
        var source = CrossrefEdge.Source(new StubHandler(_ => CrossrefEdge.List()));
        source.AskFor(Query.Parse(query)).Refusal.ShouldNotBeNull().ShouldStartWith("Crossref cannot search for this");
    }

    [Fact]
    public void All_that_is_widened_is_said_and_checked_here()
    {
        var asked = Asked("exosome* AND (scalp OR alopecia* OR \"Alopecia\"[mh]) AND platelet*");
        (asked.Text, asked.Checked).ShouldBe(("exosome exosomes", null));
        asked.Widened.Count.ShouldBe(4);
        asked.Widened[0].ShouldContain("in any field");
        asked.Widened[0].ShouldContain("abstracts");
        asked.Widened[1].ShouldStartWith("exosome*[tiab]: no truncation; asked for exosome, exosomes.");
        asked.Widened[2].ShouldBe("scalp[tiab] OR alopecia*[tiab] OR \"Alopecia\"[mh]: not asked, checked here");
        asked.Widened[3].ShouldStartWith("platelet*[tiab]: cannot be asked");
        Asked("exosome* AND (hair OR \"Alopecia\"[mh])").Widened.ShouldContain("\"Alopecia\"[mh]: a work at Crossref has no such field: none satisfies it");
    }

    /// <summary>Never narrower: whatever text satisfies the query holds one of the words that are asked for.</summary>
    [Theory]
    [InlineData("exosomal secretome for alopecia in dermal papilla cells")]
    [InlineData("exosomes and hair follicles")]
    [InlineData("extracellular vesicles promote hair growth")]
    [InlineData("an exosomal adverse event with skin necrosis and granulomas")]
    public void A_text_that_satisfies_a_watch_holds_a_word_that_is_asked_for(string title)
    {
        foreach (var query in new[] { DemoWatches.Of(DemoWatches.ExosomeHair).Papers, DemoWatches.Of(DemoWatches.ExosomeSafety).Papers })
        {
            if (new Evaluator(Query.Parse(query), "w").Ask(new HitTokens(Any.Article(title: title))).Truth != Truth.Yes) continue;
            Asked(query).Text.Split(' ').ShouldContain(word => title.Split(' ').Contains(word), query);
        }
    }

    [Fact]
    public void The_delivered_watches_can_be_asked_and_stay_short()
    {
        var watches = ConfigurationLoader.Load(Path.Combine(Shared.Repository, "config"), [], new Dictionary<string, string>(), SourceCatalog.KnownNames).Watches;
        foreach (var watch in watches.Where(w => w.Uses("crossref")))
        {
            var asked = Asked(WatchQuery.On(watch, notices: false).Query.ToString());
            asked.Text.Split(' ').Length.ShouldBeInRange(3, 80, asked.Text);
            asked.Text.Split(' ').ShouldNotContain("therapy");
        }
    }

    [Fact]
    public void A_long_query_is_asked_in_parts()
    {
        var asked = Asked(string.Join(" OR ", Enumerable.Range(1, 600).Select(i => $"\"inventedword{i}\"")));
        asked.Parts.Count.ShouldBeGreaterThan(1);
        asked.Parts.ShouldAllBe(p => Uri.EscapeDataString(p.Text).Length <= CrossrefQuery.LongestText);
        asked.Parts.SelectMany(p => p.Text.Split(' ')).Distinct().Count().ShouldBe(600);
    }

    private static UpstreamQuery Asked(string query) => CrossrefEdge.Source(new StubHandler(_ => CrossrefEdge.List())).Translate(Query.Parse(query));
}
