using Monitor.Commands.Demo;
using Monitor.Documents;
using Monitor.Simulator;
using Monitor.Sources;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources;

/// <summary>What each literature source says of one cited work, asked of the simulated services.</summary>
[OnOneStore("the subject is what is asked and answered at the upstream")]
public sealed class CitationFindersTests
{
    [Theory]
    [InlineData("pubmed")]
    [InlineData("europepmc")]
    [InlineData("crossref")]
    public async Task A_work_is_found_by_its_doi_and_by_its_words_and_an_invented_one_is_not(string source)
    {
        var clock = new DemoClock(MonitorApp.Begin.AddDays(20));
        var world = new World(new WorldOptions { Seed = 3, Start = MonitorApp.Begin });
        await using var simulator = await SimulatorHost.StartAsync(world, clock);
        await using var app = await MonitorApp.StartAsync(simulator.BaseAddress, clock, options: [("Sources:EuropePmc:Enabled", "true"), ("Sources:Crossref:Enabled", "true")]);
        var finder = app.Get<IEnumerable<ICitationFinder>>().Single(f => f.Source == source);
        finder.Enabled.ShouldBeTrue();
        var known = await KnownAsync(app, clock);
        var byDoi = new CitationAsked { Doi = known.Doi };
        finder.Answers(byDoi).ShouldBeTrue();
        (await finder.FindAsync(byDoi, default)).OfType<Article>().Select(a => a.Doi).ShouldContain(known.Doi);
        var byWords = new CitationAsked { Title = known.Title, Family = known.Authors[0].Family, Year = known.Published?.Year, Journal = known.Journal };
        (await finder.FindAsync(byWords, default)).OfType<Article>().Select(a => a.Doi).ShouldContain(known.Doi);
        var invented = new CitationAsked { Title = "Zebra quill lengthening under imaginary moonlight plasma", Family = "Nobody", Year = 2024, Doi = "10.5555/no.such" };
        (await finder.FindAsync(invented, default)).ShouldBeEmpty();
    }

    /// <summary>An article that all three have by now.</summary>
    private static async Task<Article> KnownAsync(MonitorApp app, DemoClock clock)
    {
        var pubmed = app.Get<SourceCatalog>().Get("pubmed");
        var asked = pubmed.Translate(Monitor.Queries.Query.Parse(MonitorApp.ShortQuery));
        var fetched = await pubmed.FetchAsync(new FetchRequest { Query = asked, From = clock.GetUtcNow().AddDays(-200), To = clock.GetUtcNow().AddDays(-30) }, default);
        return fetched.Records.Select(r => r.Document).OfType<Article>().First(a => a.Doi is not null && a.Title.Length > 60 && a.Authors.Count > 1 && a.Authors[0].Family is not null);
    }
}
