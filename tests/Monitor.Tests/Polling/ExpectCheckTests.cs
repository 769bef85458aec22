using System.Web;
using Microsoft.Extensions.Options;
using Monitor.Documents;
using Monitor.Sources;
using Monitor.Sources.ClinicalTrialsGov;
using Monitor.Sources.PubMed;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Polling;

/// <summary>Known items are looked for once a day: a miss is an alarm, a silent upstream is none.</summary>
[OnEveryStore]
public sealed class ExpectCheckTests
{
    private static readonly string[] Ids = ["1", "2"];

    [Fact]
    public async Task A_missing_item_alarms_while_it_lasts_and_clears()
    {
        await using var station = await ExpectingAsync();
        var known = (KnowingSource)station.Source;
        known.Known = _ => ["1"];
        await station.Polls().RunDueAsync(station.Source, default);
        known.Looks.ShouldBe(1); // at once after the first answer
        (await AlarmsAsync(station)).ShouldBe(["KNOWN ITEMS NOT FOUND: hair, pubmed: 2: the query or the source is broken"]);
        station.Time.Advance(TimeSpan.FromHours(23));
        await station.Polls().RunDueAsync(station.Source, default);
        known.Looks.ShouldBe(1); // not before a day has passed, also after a restart
        known.Known = ids => ids;
        station.Time.Advance(TimeSpan.FromHours(1));
        await station.Polls().RunDueAsync(station.Source, default);
        known.Looks.ShouldBe(2);
        (await AlarmsAsync(station)).ShouldBeEmpty();
        (await station.Store.Expect.ListAsync(default)).Single().Found.ShouldBe(Ids);
    }

    [Fact]
    public async Task It_is_due_by_itself_between_two_polls()
    {
        await using var station = await ExpectingAsync("every 3d");
        await station.Polls().RunDueAsync(station.Source, default);
        (await station.Polls().NextDueAsync(station.Source, default)).ShouldBe(Station.Start.AddDays(1));
        station.Time.Advance(TimeSpan.FromDays(1));
        (await station.Polls().RunDueAsync(station.Source, default)).ShouldBeEmpty();
        ((KnowingSource)station.Source).Looks.ShouldBe(2);
    }

    [Fact]
    public async Task An_upstream_that_fails_is_no_miss_and_is_asked_again()
    {
        await using var station = await ExpectingAsync();
        var known = (KnowingSource)station.Source;
        known.Known = _ => throw new SourceException(SourceFailure.Unreachable, "down");
        (await station.Polls().RunDueAsync(station.Source, default)).Single().Outcome.ShouldBe(PollOutcome.Empty);
        var state = (await station.Store.Expect.ListAsync(default)).Single();
        (state.Checked, state.Error, state.Missing.Count, state.NextDue).ShouldBe((null, "down", 0, Station.Start.AddHours(1)));
        (await AlarmsAsync(station)).ShouldBeEmpty();
        (await station.Store.Sources.GetAsync("pubmed", default)).FailingSince.ShouldBeNull();
        known.Known = _ => [];
        station.Time.Advance(TimeSpan.FromHours(1));
        await station.Polls().RunDueAsync(station.Source, default);
        (await AlarmsAsync(station)).ShouldHaveSingleItem().ShouldContain("1, 2");
        // And what was missing stays missing while nobody answers.
        known.Known = _ => throw new InvalidOperationException("defect");
        station.Time.Advance(TimeSpan.FromDays(1));
        await station.Polls().RunDueAsync(station.Source, default);
        (await AlarmsAsync(station)).ShouldHaveSingleItem();
        (await station.Store.Expect.ListAsync(default)).Single().Error.ShouldBe("defect: InvalidOperationException: defect");
    }

    [Fact]
    public async Task Nothing_is_looked_for_before_the_query_was_answered_and_a_changed_one_is_looked_at_anew()
    {
        await using var station = await ExpectingAsync();
        var known = (KnowingSource)station.Source;
        known.Answer = _ => throw new SourceException(SourceFailure.Refused, "no");
        await station.Polls().RunDueAsync(station.Source, default);
        known.Looks.ShouldBe(0);
        known.Answer = _ => new Fetched();
        station.Time.Advance(TimeSpan.FromHours(1));
        await station.Polls().RunDueAsync(station.Source, default);
        known.Looks.ShouldBe(1);
        station.Watches[0] = station.Watches[0] with { Query = "exosom*" };
        await station.Polls().RunDueAsync(station.Source, default);
        known.Looks.ShouldBe(2);
        station.Watches[0] = station.Watches[0] with { Expect = new Dictionary<string, IReadOnlyList<string>> { ["pubmed"] = ["3"] } };
        await station.Polls().RunDueAsync(station.Source, default);
        known.Looks.ShouldBe(3);
    }

    [Fact]
    public async Task An_id_that_is_no_longer_expected_alarms_no_more()
    {
        await using var station = await ExpectingAsync();
        ((KnowingSource)station.Source).Known = _ => [];
        await station.Polls().RunDueAsync(station.Source, default);
        station.Watches[0] = station.Watches[0] with { Expect = new Dictionary<string, IReadOnlyList<string>>() };
        (await AlarmsAsync(station)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_miss_is_an_alarm_of_the_store_until_the_item_is_found_again()
    {
        await using var station = await ExpectingAsync();
        var source = (KnowingSource)station.Source;
        source.Known = _ => [];
        await station.Polls().RunDueAsync(station.Source, default);
        var alarm = (await station.Store.Alarms.OpenAsync(default)).ShouldHaveSingleItem();
        (alarm.Cause.Kind, alarm.Cause.Source, alarm.Cause.Watch).ShouldBe(("expect", "pubmed", "hair"));
        alarm.Cause.Text.ShouldContain("known items not found: ");
        station.Time.Advance(TimeSpan.FromDays(1));
        source.Known = _ => throw new SourceException(SourceFailure.Unreachable, "down");
        await station.Polls().RunDueAsync(station.Source, default);
        (await station.Store.Alarms.OpenAsync(default)).ShouldHaveSingleItem("no answer says nothing").Id.ShouldBe(alarm.Id);
        station.Time.Advance(TimeSpan.FromDays(1));
        source.Known = ids => ids;
        await station.Polls().RunDueAsync(station.Source, default);
        (await station.Store.Alarms.OpenAsync(default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_digest_of_the_readers_says_it_while_it_lasts()
    {
        await using var office = await PostOffice.NewAsync();
        office.Watches[0] = office.Watches[0] with { Expect = new Dictionary<string, IReadOnlyList<string>> { ["pubmed"] = Ids } };
        office.Watches.Add(Any.Watch("other"));
        office.Recipients.Add(Any.Recipient("bob", "other"));
        var state = new Monitor.Store.Sql.ExpectState("hair", "pubmed", PostOffice.Start, ["1"], ["2"], null, "q", PostOffice.Start);
        await office.Store.Expect.SaveAsync(state, default);
        for (var day = 0; day < 2; day++)
        {
            var messages = await office.Service().RunNowAsync(null, evenEmpty: true, default);
            messages.Where(m => m.Text.Contains("! KNOWN ITEMS NOT FOUND: hair, pubmed: 2: the query or the source is", StringComparison.Ordinal)).Select(m => m.Recipient).ShouldBe(["ann"]);
            messages.Single(m => m.Recipient == "ann").Html.ShouldContain("KNOWN ITEMS NOT FOUND");
            office.Time.Advance(TimeSpan.FromDays(1));
        }

        await office.Store.Expect.SaveAsync(state with { Missing = [] }, default);
        (await office.Service().RunNowAsync("ann", evenEmpty: true, default)).Single().Text.ShouldNotContain("KNOWN ITEMS");
    }

    [Fact]
    public async Task At_a_feed_the_item_must_be_kept_and_the_watch_must_match_it()
    {
        await using var station = await Station.NewAsync(new StubSource("fda-letters", _ => new Fetched()) { Notices = true, Feeds = [new UpstreamQuery("https://list.example/", [])] });
        station.Watches[0] = Any.Watch() with
        {
            NoticeQuery = "exosom*",
            Expect = new Dictionary<string, IReadOnlyList<string>> { ["fda-letters"] = ["698004", "Public notification", "about-tea"] },
        };
        station.Source.Answer = _ => new Fetched
        {
            Records = [Kept("698004", "Letter", "About exosomes."), Kept("a", "Public Notification", "Exosomes again."), Kept("b", "Tea", "About tea.")],
        };
        await station.Polls().RunDueAsync(station.Source, default);
        station.Source.Asked[^1].Wanted.ShouldBe(["698004", "Public notification", "about-tea"]);
        (await AlarmsAsync(station)).ShouldBe(["KNOWN ITEMS NOT FOUND: hair, fda-letters: about-tea: the query or the source is broken"]);
        station.Watches[0] = station.Watches[0] with { NoticeQuery = "exosom* OR tea" };
        await station.Polls().RunDueAsync(station.Source, default);
        (await AlarmsAsync(station)).ShouldBeEmpty(); // a changed query is looked at anew
        (await station.Store.Expect.ListAsync(default)).Single().Found.Count.ShouldBe(3);

        static SourceRecord Kept(string id, string title, string body) =>
            new(Any.Notice(id, title) with { Source = "fda-letters", Id = "fda-letters:" + id, Body = body, Link = $"https://www.example.org/x/about-{title.ToLowerInvariant()}", Published = new PartialDate(2026, 11, 1) }, new PartialDate(2026, 11, 1), null);
    }

    [Fact]
    public async Task PubMed_is_asked_in_one_post_whatever_the_date()
    {
        using var net = new FakeInternet();
        net.On(_ => true, _ => FakeInternet.Answer("<eSearchResult><Count>1</Count><RetMax>2</RetMax><RetStart>0</RetStart><IdList><Id>12</Id></IdList></eSearchResult>"));
        var source = PubMed(net);
        (await source.FindAsync(new UpstreamQuery("a OR b", []), ["11", "12", "no number"], default)).ShouldBe(["12"]);
        var sent = net.Requests.ShouldHaveSingleItem();
        sent.Method.ShouldBe(HttpMethod.Post);
        sent.Form("term").ShouldBe("(a OR b) AND (11[pmid] OR 12[pmid])");
        (sent.Form("retmax"), sent.Form("datetype")).ShouldBe(("2", ""));
    }

    [Fact]
    public async Task PubMed_is_asked_for_DOIs_too_and_the_records_say_whose_they_are()
    {
        using var net = new FakeInternet();
        net.On(sent => sent.Form("term").Length > 0, _ => FakeInternet.Answer("<eSearchResult><Count>2</Count><RetMax>41</RetMax><RetStart>0</RetStart><IdList><Id>12</Id><Id>13</Id></IdList></eSearchResult>"));
        net.On(sent => sent.Form("id") == "12,13", _ => FakeInternet.Answer(
            "<PubmedArticleSet>" + Record("12", "10.5555/MON.12") + Record("13", "10.5555/mon.13") + "</PubmedArticleSet>"));
        var found = await PubMed(net).FindAsync(new UpstreamQuery("a", []), ["12", "10.5555/mon.12", "10.5555/mon.14", "10.5555/x\"[ti] OR y"], default);
        found.ShouldBe(["12", "10.5555/mon.12"]);
        net.Requests[0].Form("term").ShouldBe("(a) AND (12[pmid] OR \"10.5555/mon.12\"[aid] OR \"10.5555/mon.14\"[aid])");

        static string Record(string pmid, string doi) =>
            $"<PubmedArticle><MedlineCitation><PMID Version=\"1\">{pmid}</PMID><Article><ArticleTitle>T</ArticleTitle></Article></MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType=\"doi\">{doi}</ArticleId></ArticleIdList></PubmedData></PubmedArticle>";
    }

    [Fact]
    public async Task Half_a_list_of_PubMed_is_no_miss()
    {
        using var net = new FakeInternet();
        net.On(_ => true, _ => FakeInternet.Answer("<eSearchResult><Count>2</Count><RetMax>2</RetMax><RetStart>0</RetStart><IdList><Id>12</Id></IdList></eSearchResult>"));
        (await Should.ThrowAsync<SourceException>(() => PubMed(net).FindAsync(new UpstreamQuery("a", []), ["11", "12"], default))).Failure.ShouldBe(SourceFailure.Malformed);
    }

    [Fact]
    public async Task ClinicalTrials_gov_is_asked_once_by_numbers()
    {
        var edge = new StubHandler(_ => StubHandler.Json("""
            {"studies": [{"protocolSection": {"identificationModule": {"nctId": "NCT00000002", "briefTitle": "T"}, "statusModule": {"overallStatus": "RECRUITING"}}}]}
            """));
        var http = new HttpOptions { Tries = 1, Contact = "ops@example.org" };
        var source = new ClinicalTrialsGovSource(edge.Client(http), Options.Create(new ClinicalTrialsGovOptions()), Options.Create(http));
        (await source.FindAsync(new UpstreamQuery("exosome", []), ["NCT00000001", "NCT00000002", "NCT1"], default)).ShouldBe(["NCT00000002"]);
        var asked = HttpUtility.ParseQueryString(edge.Asked.ShouldHaveSingleItem().Query);
        (asked["query.term"], asked["filter.ids"], asked["pageSize"]).ShouldBe(("exosome", "NCT00000001|NCT00000002", "2"));
    }

    private static PubMedSource PubMed(FakeInternet net) =>
        new(net.Client(new JumpingTime(Station.Start)), Options.Create(new PubMedOptions()), Options.Create(new HttpOptions { Contact = "ops@example.org" }));

    private static async Task<IReadOnlyList<string>> AlarmsAsync(Station station) =>
        Monitor.Store.Sql.ExpectState.Alarms(await station.Store.Expect.ListAsync(default), station.Watches);

    private static async Task<Station> ExpectingAsync(string schedule = "every 1h")
    {
        var station = await Station.NewAsync(new KnowingSource());
        station.Watches[0] = station.Watches[0] with { Schedule = schedule, Expect = new Dictionary<string, IReadOnlyList<string>> { ["pubmed"] = Ids } };
        return station;
    }

    private sealed class KnowingSource() : StubSource("pubmed", _ => new Fetched()), IKnownItems
    {
        public int Looks { get; private set; }
        public bool KnowsDois => false;
        public Func<IReadOnlyList<string>, IReadOnlyList<string>> Known { get; set; } = ids => ids;

        public Task<IReadOnlyList<string>> FindAsync(UpstreamQuery query, IReadOnlyList<string> ids, CancellationToken ct)
        {
            Looks++;
            return Task.FromResult(Known(ids));
        }
    }
}
