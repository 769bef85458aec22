using Monitor.Documents;
using Monitor.Polling;
using Monitor.Store;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Store;

public abstract class LeaseContract(string provider)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Ten = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task One_holds_a_source_until_the_lease_runs_out()
    {
        await using var store = await TempStore.NewAsync(provider);
        var first = await Lease(store, "a", Now);
        first.ShouldNotBeNull();
        (await Lease(store, "b", Now)).ShouldBeNull();
        (await Lease(store, "a", Now)).ShouldBeNull(); // nor the same one twice
        (await Lease(store, "b", Now + Ten - TimeSpan.FromMilliseconds(1))).ShouldBeNull();
        var second = await Lease(store, "b", Now + Ten);
        second.ShouldNotBeNull().ShouldBeGreaterThan(first.Value);
        (await store.Sources.TryLeaseAsync("other", "c", new JumpingTime(Now), Ten, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_renewed_lease_lasts_and_a_lost_one_cannot_be_renewed()
    {
        await using var store = await TempStore.NewAsync(provider);
        var first = (await Lease(store, "a", Now))!.Value;
        await store.Sources.RenewAsync("s", first, Now + (2 * Ten), default);
        (await Lease(store, "b", Now + Ten)).ShouldBeNull();
        (await Lease(store, "b", Now + (2 * Ten))).ShouldNotBeNull();
        await Should.ThrowAsync<FenceException>(() => store.Sources.RenewAsync("s", first, Now + (9 * Ten), default));
        (await Lease(store, "c", Now + (3 * Ten))).ShouldNotBeNull(); // the failed renewal changed nothing
    }

    [Fact]
    public async Task A_lease_that_was_lost_cannot_be_given_back()
    {
        await using var store = await TempStore.NewAsync(provider);
        var first = (await Lease(store, "a", Now))!.Value;
        var second = (await Lease(store, "b", Now + Ten))!.Value;
        await store.Sources.ReleaseAsync("s", first, default);
        (await Lease(store, "c", Now + Ten)).ShouldBeNull();
        await store.Sources.ReleaseAsync("s", second, default);
        (await Lease(store, "c", Now + Ten)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_late_commit_is_refused_whole()
    {
        await using var store = await TempStore.NewAsync(provider);
        var time = new JumpingTime(Now);
        var ingest = new Ingest(store.Database, new Subscribers([Any.Watch()], [Any.Recipient()], []), time);
        var first = await Lease(store, "a", Now);
        var second = await Lease(store, "b", Now + Ten);
        IngestBatch Batch(long? fence) => new()
        {
            Source = "s", QueryKey = "k", Fence = fence, Covered = new TimeWindow(Now.AddDays(-1), Now),
            Poll = new Poll { Source = "s", Query = "q", From = Now, To = Now, Outcome = PollOutcome.Ok },
            Candidates = [new Candidate(Any.Article(), [new WatchMatch("hair", [new Match { Watch = "hair" }], Quiet: false)])],
        };
        (await Should.ThrowAsync<FenceException>(() => ingest.CommitAsync(Batch(first), default))).Message.ShouldContain("not stored");
        foreach (var table in (string[])["mt_doc_article", "hit_index", "hit_text", "revision", "due", "poll", "coverage"])
        {
            (await store.OneAsync<int>($"SELECT count(*) FROM {table}")).ShouldBe(0, table);
        }

        (await ingest.CommitAsync(Batch(second), default)).New.ShouldBe(1);
        (await store.OneAsync<int>("SELECT count(*) FROM due")).ShouldBe(1);
    }

    [Fact]
    public async Task Saving_the_health_of_a_source_leaves_its_lease_alone()
    {
        await using var store = await TempStore.NewAsync(provider);
        var fence = await Lease(store, "a", Now);
        await store.Database.WriteAsync(tx => SourceStateTable.SaveAsync(tx, new SourceState { Source = "s", Level = 3, LastError = "e" }), default);
        var state = await store.Sources.GetAsync("s", default);
        (state.Level, state.LastError, state.LeaseOwner, state.Fence).ShouldBe((3, "e", "a", fence!.Value));
    }

    private static Task<long?> Lease(TempStore store, string owner, DateTimeOffset at) => store.Sources.TryLeaseAsync("s", owner, new JumpingTime(at), Ten, default);
}
