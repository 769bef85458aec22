using System.Xml.Linq;
using Dapper;
using Monitor.Commands.Demo;
using Monitor.Documents;
using Monitor.Simulator;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.Crossref;

/// <summary>Simulated life of PubMed and Crossref side by side, through the real sources, store and mails.</summary>
[OnOneStore("the subject is the source")]
public sealed class CrossrefLifeTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(12)]
    public async Task What_becomes_of_a_work_reaches_the_readers_once_also_where_only_its_doi_is_known(int seed)
    {
        var clock = new DemoClock(MonitorApp.Begin);
        var world = new World(new WorldOptions { Seed = seed, Start = MonitorApp.Begin, Days = 30 });
        await using var simulator = await SimulatorHost.StartAsync(world, clock);
        await using var app = await MonitorApp.StartAsync(simulator.BaseAddress, clock, options: ("Sources:Crossref:Enabled", "true"));
        for (var step = 0; step <= 60; step++)
        {
            clock.AdvanceTo(MonitorApp.Begin.AddHours(12 * step));
            foreach (var source in new[] { "pubmed", "crossref" }) (await app.PollNowAsync(source)).ShouldAllBe(p => p.Error == null);
        }

        var expected = world.Events(MonitorApp.Begin, DateTimeOffset.MaxValue).Where(e => e.Source == "crossref" && MonitorApp.IsWatched(e)).ToList();
        expected.ShouldContain(e => e.Type == "new");
        expected.ShouldContain(e => e.Type == "retracted");
        // Some concern a watch that the record at Crossref itself does not show.
        expected.ShouldContain(e => e.Type != "new" && !world.Works.Single(w => w.Life.Id == e.ExternalId).Life.Watches.SequenceEqual(e.Watches));
        // By whichever record of the report: PubMed may have said it first.
        var reports = world.Events(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Where(e => e.Report is not null).DistinctBy(e => $"{e.Source}:{e.ExternalId}").ToDictionary(e => $"{e.Source}:{e.ExternalId}", e => e.Report, StringComparer.Ordinal);
        // A notice that is new is told as what it does to its paper.
        var notices = world.Events(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Where(e => e.About is not null)
            .DistinctBy(e => $"{e.Source}:{e.ExternalId}")
            .ToDictionary(e => $"{e.Source}:{e.ExternalId}", e => $"{e.About} {e.Effect}", StringComparer.Ordinal);
        var due = (await DueAsync(app)).Select(d => d.Split(' '))
            .Select(d => d[2] == "new" && notices.TryGetValue(d[1], out var effect)
                ? $"{d[0]} {effect}" : $"{d[0]} {reports.GetValueOrDefault(d[1]) ?? d[1]} {d[2]}").ToList();
        expected.SelectMany(e => Readers(e).Select(r => e is { About: { } about, Type: "new" } ? $"{r} {about} {e.Effect}" : $"{r} {e.Report} {e.Type}"))
            .Except(due, StringComparer.Ordinal).ShouldBeEmpty();
        due.Where(d => d.Split(' ')[2] is "new" or "retracted" or "expression-of-concern").GroupBy(d => d, StringComparer.Ordinal).Where(d => d.Count() > 1).Select(d => d.Key).ShouldBeEmpty();
        (await CountAsync(app, "SELECT count(*) FROM quiet_batch WHERE source = 'crossref' AND at > 1767700000000")).ShouldBe(0, "joining is not announced");
    }

    [Fact]
    public async Task A_retraction_is_seen_before_PubMed_shows_it()
    {
        var early = 0;
        foreach (var seed in Enumerable.Range(1, 20))
        {
            var events = new World(new WorldOptions { Seed = seed }).Events(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Where(e => e is { Type: "retracted", Report: not null }).ToList();
            early += events.Where(e => e.Source == "crossref").Count(e => events.Any(p => p.Source == "pubmed" && p.Report == e.Report && p.At > e.At));
        }

        early.ShouldBeGreaterThan(10);
        await Task.CompletedTask;
    }

    [Theory]
    [InlineData("10.5555/(sici)9999(1998)17:15/16<1661::aid-x>3.0.co;2-#")]
    [InlineData("10.5555/a%2fb?c=d&e=\"f\"+g'h\\i[j]")]
    [InlineData("10.5555//double..//slash")]
    public async Task A_doi_of_odd_signs_stands_in_the_api_on_its_page_and_in_feeds(string doi)
    {
        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"));
        var hit = new Article
        {
            Id = "crossref:" + doi, Source = "crossref", ExternalId = doi, Doi = doi, Title = "Exosomes and hair", FirstSeen = MonitorApp.Begin, LastChanged = MonitorApp.Begin,
            Link = Monitor.Sources.Crossref.CrossrefDoi.Address(doi), Matches = [new Match { Watch = DemoWatches.ExosomeHair, Clause = "doi of pubmed:1" }],
        };
        await app.Get<Database>().WriteAsync(async tx =>
        {
            await HitTable.SaveAsync(tx, [hit], MonitorApp.Begin);
            await RevisionTable.AppendAsync(tx, [new Revision { HitId = hit.Id, Type = RevisionType.New, At = MonitorApp.Begin }], 1, _ => false);
        }, default);
        ((string?)(await app.JsonAsync("/api/hits/" + Uri.EscapeDataString(hit.Id)))["id"]).ShouldBe(hit.Id);
        (await app.IdsAsync("/api/hits?q=exosomes")).ShouldBe([hit.Id]);
        using var page = await app.Http.GetAsync(new Uri(app.Get<Monitor.Admin.Pages.PageLinks>().Hit(hit.Id), UriKind.Relative));
        page.IsSuccessStatusCode.ShouldBeTrue();
        (await page.Content.ReadAsStringAsync()).ShouldContain("doi of pubmed:1");
        var feed = XDocument.Parse(await app.Http.GetStringAsync(new Uri("/feeds/all.rss", UriKind.Relative)));
        feed.Descendants("link").Select(l => l.Value).ShouldContain(l => Uri.UnescapeDataString(l).EndsWith(doi, StringComparison.Ordinal));
        (await app.Http.GetStringAsync(new Uri("/api/export?format=ris&q=exosomes", UriKind.Relative))).ShouldContain("DO  - " + doi);
    }

    private static IEnumerable<string> Readers(WorldEvent e) =>
        MonitorApp.Recipients.Where(r => MonitorApp.Watches.Any(w => e.Watches.Contains(w.Name) && r.Follows(w.Name))).Select(r => r.Id);

    private static Task<List<string>> DueAsync(MonitorApp app) => app.Get<Database>().ReadAsync(async c => (await c.QueryAsync<string>(
        "SELECT DISTINCT d.recipient || ' ' || r.hit_id || ' ' || r.type FROM due d JOIN revision r ON r.seq = d.seq")).Order(StringComparer.Ordinal).ToList(), default);

    private static Task<long> CountAsync(MonitorApp app, string sql) => app.Get<Database>().ReadAsync(c => c.ExecuteScalarAsync<long>(sql), default);
}
