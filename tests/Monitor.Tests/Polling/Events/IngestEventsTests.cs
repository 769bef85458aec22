using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Documents;
using Monitor.Polling.Events;
using Monitor.Tests.Identity.Events;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Polling.Events;

/// <summary>Events in the store: placed with the hits, the same in any order, and made good quietly where a store is older.</summary>
[OnEveryStore]
public sealed class IngestEventsTests
{
    private static readonly DateTimeOffset Now = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Engines => ["Sqlite", "PostgreSql"];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Notice_by_notice_in_any_order_comes_to_what_all_at_once_come_to(string engine)
    {
        var notices = RandomNotices.Of(7, 50);
        var expected = Notices.Gather(notices).Groups.Select(g => string.Join('|', g)).ToList();
        foreach (var order in (int[])[1, 2])
        {
            await using var store = await TempStore.NewAsync(engine);
            foreach (var portion in RandomNotices.Shuffled(notices, order).Chunk(3)) await StoreAsync(store, portion);
            (await GroupsAsync(store)).ShouldBe(expected);
            (await store.RowsAsync<string>("SELECT id FROM event WHERE id NOT IN (SELECT event_id FROM event_member)")).ShouldBeEmpty();
            (await store.OneAsync<long>("SELECT CAST(sum(members) AS bigint) FROM event")).ShouldBe(notices.Count);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_id_of_an_event_is_that_of_its_oldest_member_and_every_member_s_id_leads_to_it(string engine)
    {
        await using var store = await TempStore.NewAsync(engine);
        var press = Notices.Press("nimbus-recall", "Nimbus Vesicle Works Issues Voluntary Recall of Aurelux Exosome Solution");
        await StoreAsync(store, Notices.Record("D-9101-2026", "777001"));
        await StoreAsync(store, press);
        await StoreAsync(store, Notices.Record("D-9102-2026", "777001"));
        (await store.RowsAsync<string>("SELECT DISTINCT event_id FROM event_member")).ShouldBe(["openfda-enforcement:D-9101-2026"]);
        (await store.RowsAsync<string>("SELECT rule FROM event_link WHERE verdict = 'same' ORDER BY rule")).ShouldContain("announced-product");

        // What made it one is gone: it falls apart, and no empty event stays.
        await StoreAsync(store, press with { Title = "Another matter altogether", Abstract = null });
        (await GroupsAsync(store)).ShouldBe([press.Id, "openfda-enforcement:D-9101-2026|openfda-enforcement:D-9102-2026"]);
        (await store.RowsAsync<string>("SELECT id FROM event ORDER BY id")).ShouldBe([press.Id, "openfda-enforcement:D-9101-2026"]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_older_store_is_placed_in_portions_without_a_revision_or_a_due_row(string engine)
    {
        await using var store = await TempStore.NewAsync(engine);
        var notices = RandomNotices.Of(3, 140);
        await store.SaveAsync(Now, [.. notices]);
        var refresh = new EventRefresh(store.Database, new ManualTime(Now), NullLogger<EventRefresh>.Instance);
        (await refresh.RunAsync(default)).ShouldBe(notices.Count);
        (await GroupsAsync(store)).ShouldBe(Notices.Gather(notices).Groups.Select(g => string.Join('|', g)));
        (await store.OneAsync<long>("SELECT count(*) FROM revision")).ShouldBe(0);
        (await store.OneAsync<long>("SELECT count(*) FROM due")).ShouldBe(0);
        (await refresh.RunAsync(default)).ShouldBe(0);
    }

    [Fact]
    public async Task A_document_that_cannot_be_read_keeps_no_other_from_its_event()
    {
        await using var store = await TempStore.NewAsync();
        await store.SaveAsync(Now, Notices.Record("D-9101-2026", "777001"), Notices.Record("D-9102-2026", "777001"), Notices.Record("D-9103-2026", "777001"));
        await store.Database.WriteAsync(tx => Dapper.SqlMapper.ExecuteAsync(tx.Connection!, "UPDATE mt_doc_notice SET data = '[]' WHERE id = 'openfda-enforcement:D-9102-2026'", transaction: tx), default);
        (await new EventRefresh(store.Database, new ManualTime(Now), NullLogger<EventRefresh>.Instance).RunAsync(default)).ShouldBe(3);
        (await GroupsAsync(store)).ShouldBe(["openfda-enforcement:D-9101-2026|openfda-enforcement:D-9103-2026", "openfda-enforcement:D-9102-2026"]);
    }

    private static async Task StoreAsync(TempStore store, params Notice[] notices)
    {
        await store.SaveAsync(Now, [.. notices]);
        await store.Database.WriteAsync(tx => IngestEvents.PlaceAsync(tx, notices, Now), default);
    }

    private static async Task<List<string>> GroupsAsync(TempStore store) =>
        [.. (await store.RowsAsync<(string Event, string Hit)>("SELECT event_id, hit_id FROM event_member")).GroupBy(m => m.Event, m => m.Hit, StringComparer.Ordinal)
            .Select(g => string.Join('|', g.Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal)];
}
