using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Delivery;
using Monitor.Documents;
using Monitor.Identity.Studies;
using Monitor.Polling.Studies;
using Monitor.Store.Sql;
using Monitor.Tests.Identity.Studies;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Store;

/// <summary>Studies in the store: found by what is stated, in whatever order it comes. All numbers are made up.</summary>
public abstract class StudyContract(string engine)
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_order_of_arrival_does_not_change_the_outcome()
    {
        for (var seed = 1; seed <= 12; seed++)
        {
            var hits = StudyWorld.Random(seed);
            var expected = StudyGathering.Of(hits.Select(StudyLinks.Of).OfType<StudyStatement>());
            for (var order = 0; order < 2; order++)
            {
                await using var store = await TempStore.NewAsync(engine);
                foreach (var hit in StudyWorld.Shuffled(hits, (seed * 10) + order)) await KeepAsync(store, hit);
                (await MembersAsync(store)).ShouldBe(expected.Groups.SelectMany(g => g.Hits.Select(h => $"{h} {g.Id}")).Order(StringComparer.Ordinal).ToList(), $"seed {seed} order {order}");
                var links = await store.RowsAsync<(string From, string Target, string Kind, bool Joined, string? Apart)>("SELECT from_hit, target, kind, joined, apart FROM study_link WHERE kind <> 'is'");
                links.OrderBy(l => l.ToString(), StringComparer.Ordinal).ShouldBe(
                    expected.Links.Select(l => (l.Link.From, l.Link.Target, l.Link.Kind, l.Joined, l.Apart)).OrderBy(l => l.ToString(), StringComparer.Ordinal), $"seed {seed} order {order}");
                (await store.RowsAsync<string>("SELECT id FROM study ORDER BY id")).ShouldBe(expected.Groups.Select(g => g.Id).Order(StringComparer.Ordinal));
            }
        }
    }

    [Fact]
    public async Task What_a_hit_no_longer_states_lets_the_study_fall_apart_and_its_earlier_names_still_lead_to_it()
    {
        await using var store = await TempStore.NewAsync(engine);
        var article = Any.Article("1") with { Registrations = ["ISRCTN99000011"] };
        await KeepAsync(store, article);
        await KeepAsync(store, Any.Trial("NCT99000011") with { OtherIds = ["ISRCTN99000011"] });
        (await MembersAsync(store)).ShouldBe(["clinicaltrials.gov:NCT99000011 NCT99000011", "pubmed:1 NCT99000011"]);
        (await store.RowsAsync<string>("SELECT alias || ' ' || study_id FROM study_alias")).ShouldBe(["ISRCTN99000011 NCT99000011"]);
        await KeepAsync(store, Any.Trial("NCT99000011"));
        (await MembersAsync(store)).ShouldBe(["clinicaltrials.gov:NCT99000011 NCT99000011", "pubmed:1 ISRCTN99000011"]);
        (await store.RowsAsync<string>("SELECT alias FROM study_alias")).ShouldBeEmpty("it is a study's own name again");
    }

    [Fact]
    public async Task A_supplement_under_one_doi_is_not_gathered_as_one()
    {
        await using var store = await TempStore.NewAsync(engine);
        var abstracts = Enumerable.Range(1, 30).Select(n => Any.Article($"{n}", $"Abstract {n}") with { Doi = "10.5555/supplement" }).ToArray();
        await KeepAsync(store, abstracts);
        (await MembersAsync(store)).Select(m => m.Split(' ')[1]).Distinct().Count().ShouldBe(30);
    }

    [Fact]
    public async Task A_store_of_before_is_brought_up_quietly_and_once()
    {
        await using var store = await TempStore.NewAsync(engine);
        await store.SaveAsync(At, Any.Trial("NCT99000011"), Any.Article("1") with { Registrations = ["NCT99000011"] }, Any.Notice(), Any.Article("2"));
        await store.Database.WriteAsync(tx => tx.Connection!.ExecuteAsync("UPDATE mt_doc_article SET data = '[]' WHERE id = 'pubmed:2'", transaction: tx), default);
        var documents = await store.RowsAsync<string>("SELECT data FROM mt_doc_trial");
        var restudy = new Restudy(store.Database, new ManualTime(At), NullLogger<Restudy>.Instance);
        (await restudy.RunAsync(default)).ShouldBe(3);
        (await restudy.RunAsync(default)).ShouldBe(0);
        (await MembersAsync(store)).ShouldBe(["clinicaltrials.gov:NCT99000011 NCT99000011", "pubmed:1 NCT99000011", "pubmed:2 pubmed:2"]);
        (await store.RowsAsync<string>("SELECT data FROM mt_doc_trial")).ShouldBe(documents);
        (await store.OneAsync<int>("SELECT count(*) FROM revision")).ShouldBe(0);
    }

    [Fact]
    public async Task The_same_again_writes_nothing_and_keeps_when_a_link_was_first_read()
    {
        await using var store = await TempStore.NewAsync(engine);
        var article = Any.Article("1") with { Registrations = ["NCT99000011"] };
        await KeepAsync(store, article);
        await store.Database.WriteAsync(tx => IngestStudies.KeepAsync(tx, [article], [], At.AddDays(1)), default);
        await store.Database.WriteAsync(tx => IngestStudies.KeepAsync(tx, [article with { Abstract = "Trial registration: NCT99000012." }], [], At.AddDays(2)), default);
        (await store.RowsAsync<string>("SELECT target || ' ' || at FROM study_link WHERE kind = 'states' ORDER BY target"))
            .ShouldBe([$"number:NCT:NCT99000011 {At.ToUnixTimeMilliseconds()}", $"number:NCT:NCT99000012 {At.AddDays(2).ToUnixTimeMilliseconds()}"]);
    }

    [Fact]
    public async Task A_study_is_found_by_whatever_it_is_known_by_and_shows_what_only_mentions_it()
    {
        await using var store = await TempStore.NewAsync(engine);
        await KeepAsync(store, Any.Article("1") with { Registrations = ["ISRCTN99000011"], Matches = [new Match { Watch = "hair" }] });
        await KeepAsync(store, Any.Trial("NCT99000011") with { OtherIds = ["ISRCTN99000011"] });
        await KeepAsync(store, Any.Article("2") with { Registrations = ["NCT99000011"], PublicationTypes = ["Review"] }, Any.Article("3"));
        var studies = new StudyReads(store.Database);
        foreach (var name in (string[])["NCT99000011", "nct99000011", "ISRCTN99000011", "pubmed:1", "1", "clinicaltrials.gov:NCT99000011"])
        {
            var study = (await studies.FindAsync(name, default)).ShouldNotBeNull(name);
            (study.Id, string.Join(' ', study.Aliases)).ShouldBe(("NCT99000011", "ISRCTN99000011"), name);
            study.Members.Select(m => m.Hit).ShouldBe(["pubmed:1", "clinicaltrials.gov:NCT99000011"]);
            study.Naming.ShouldHaveSingleItem().Link.From.ShouldBe("pubmed:2");
        }

        (await studies.FindAsync("NCT99000099", default)).ShouldBeNull();
        (await studies.OfAsync(["pubmed:1", "pubmed:3", "none"], default)).ShouldBe(new Dictionary<string, string> { ["pubmed:1"] = "NCT99000011" }, ignoreOrder: true);
        var (items, total) = await studies.ListAsync(null, 1, 10, default);
        (total, items.Select(i => $"{i.Id} {i.Hits}").ShouldHaveSingleItem()).ShouldBe((1, "NCT99000011 2"));
        (await studies.ListAsync("hair", 1, 10, default)).Total.ShouldBe(1);
        (await studies.ListAsync("other", 1, 10, default)).Total.ShouldBe(0);
    }

    [Fact]
    public async Task Who_was_told_of_one_record_learns_that_another_is_of_its_study()
    {
        await using var store = await TempStore.NewAsync(engine);
        await KeepAsync(store, Any.Trial("NCT99000011"), Any.Article("1") with { Registrations = ["NCT99000011"] }, Any.Article("2"));
        await store.Database.WriteAsync(async tx =>
        {
            await RevisionTable.AppendAsync(tx, [new Revision { HitId = "clinicaltrials.gov:NCT99000011", Type = RevisionType.New, At = At }], 1, _ => false);
            await RevisionTable.AddDueAsync(tx, [new DueRow("ann", 1, "hair")], At);
            await MessageTable.AddAsync(tx, new OutMessage { Id = "m1", Recipient = "ann", Address = "a@example.org", Kind = "digest", Subject = "s", Text = "t", Html = "h", Created = At, NextAttempt = At }, [1]);
            (await StudyContext.LinesAsync(tx, "ann", ["pubmed:1", "pubmed:2"], TimeZoneInfo.Utc)).ShouldBe(new Dictionary<string, string> { ["pubmed:1"] = "Same study as NCT99000011 (sent 22 Nov 2026)" }, ignoreOrder: true);
            (await StudyContext.LinesAsync(tx, "ben", ["pubmed:1"], TimeZoneInfo.Utc)).ShouldBeEmpty();
        }, default);
        var told = await new ToldTable(store.Database).OfAsync([1, 2], ["ann", "ben"], default);
        told[1].ShouldBe([new Told(1, "ann", "m1", null)]);
        told[2].ShouldBeEmpty();
    }

    private static async Task KeepAsync(TempStore store, params Hit[] hits)
    {
        await store.SaveAsync(At, hits);
        await store.Database.WriteAsync(tx => IngestStudies.KeepAsync(tx, hits, [], At), default);
    }

    private static async Task<List<string>> MembersAsync(TempStore store) =>
        [.. (await store.RowsAsync<string>("SELECT hit_id || ' ' || study_id FROM study_member")).Order(StringComparer.Ordinal)];
}
