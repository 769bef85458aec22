using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Simulator.Hosting;
using Monitor.Sources;
using Monitor.Store;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Store;

/// <summary>Turns at a host among the nodes on one PostgreSQL.</summary>
public sealed class HostSlotTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Spacing = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Nodes_that_ask_one_host_go_one_at_a_time_and_keep_their_distance()
    {
        await using var store = await TempStore.NewAsync("PostgreSql");
        var time = new ScaledTime(TimeProvider.System, Now, 1000);
        using var other = (PostgreSqlDatabase)store.Again();
        var turns = new ConcurrentBag<(DateTimeOffset From, DateTimeOffset To)>();
        async Task AskAsync(HostPacing pacing)
        {
            for (var i = 0; i < 12; i++)
            {
                await using var turn = await pacing.EnterAsync("Upstream.Example", Spacing, default);
                var from = time.GetUtcNow();
                await Task.Yield();
                turns.Add((from, time.GetUtcNow()));
            }
        }

        await Task.WhenAll(AskAsync(new HostPacing(time, Slots(store.Database, time))), AskAsync(new HostPacing(time, Slots(other, time))));
        var seen = turns.OrderBy(t => t.From).ToList();
        seen.Count.ShouldBe(24);
        foreach (var (before, after) in seen.Zip(seen.Skip(1))) (after.From - before.To).ShouldBeGreaterThanOrEqualTo(Spacing);
        (await store.OneAsync<string>("SELECT host FROM host_slot")).ShouldBe("upstream.example");
    }

    [Fact]
    public async Task The_turn_of_a_node_that_died_is_over_and_its_request_is_kept_clear_of()
    {
        await using var store = await TempStore.NewAsync("PostgreSql");
        var time = new JumpingTime(Now);
        using var other = (PostgreSqlDatabase)store.Again();
        var dead = await Slots(store.Database, time).TakeAsync("h", Spacing, default);
        dead.At.ShouldBe(Now);
        var waiting = Slots(other, time).TakeAsync("h", Spacing, default);
        // As the server sees a killed process: its session is gone.
        await store.RowsAsync<bool>("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND classid = 1299148394");
        var next = await waiting.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System);
        next.At.ShouldBe(Now + (2 * Spacing), TimeSpan.FromMilliseconds(10));
        await dead.GiveBackAsync(default); // it never knew
        await next.GiveBackAsync(default);
        (await Slots(store.Database, time).TakeAsync("h", Spacing, default)).At.ShouldBe(Now + Spacing, TimeSpan.FromMilliseconds(10));
    }

    [Fact]
    public async Task A_Retry_After_that_one_node_heard_holds_for_all()
    {
        await using var store = await TempStore.NewAsync("PostgreSql");
        var time = new JumpingTime(Now);
        using var other = (PostgreSqlDatabase)store.Again();
        var pacing = new HostPacing(time, Slots(store.Database, time));
        await using (await pacing.EnterAsync("h", Spacing, default)) pacing.HoldUntil("h", Now.AddHours(1));
        (await Slots(other, time).TakeAsync("h", Spacing, default)).At.ShouldBe(Now.AddHours(1));
    }

    [Fact]
    public async Task A_node_that_stands_still_in_its_turn_is_not_waited_for_for_ever()
    {
        await using var store = await TempStore.NewAsync("PostgreSql");
        var time = new JumpingTime(Now);
        using var other = (PostgreSqlDatabase)store.Again();
        var still = await Slots(store.Database, time).TakeAsync("h", Spacing, default);
        var next = await Slots(other, time, TimeSpan.FromMilliseconds(200)).TakeAsync("h", Spacing, default).WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System);
        next.At.ShouldBe(Now + (2 * Spacing), TimeSpan.FromMilliseconds(10));
        await still.GiveBackAsync(default);
        await next.GiveBackAsync(default);
        await (await Slots(store.Database, time).TakeAsync("h", Spacing, default).WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System)).GiveBackAsync(default);
    }

    [Fact]
    public async Task A_turn_that_is_given_up_while_it_waits_leaves_nothing_behind()
    {
        await using var store = await TempStore.NewAsync("PostgreSql");
        var time = new JumpingTime(Now);
        using var other = (PostgreSqlDatabase)store.Again();
        var first = await Slots(store.Database, time).TakeAsync("h", Spacing, default);
        using var stop = new CancellationTokenSource();
        var waiting = Slots(other, time).TakeAsync("h", Spacing, stop.Token);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        await first.GiveBackAsync(default);
        var next = await Slots(other, time).TakeAsync("h", Spacing, default).WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System);
        next.At.ShouldBe(Now + Spacing, TimeSpan.FromMilliseconds(10));
        await next.GiveBackAsync(default);
    }

    [Fact]
    public async Task While_the_store_cannot_be_reached_nobody_is_asked()
    {
        using var server = PostgreSqlServer.Own();
        using var database = PostgreSqlDatabase.At(server.ConnectionString, null, TimeSpan.FromSeconds(5));
        await database.MigrateAsync(default);
        var pacing = new HostPacing(new JumpingTime(Now), Slots(database, new JumpingTime(Now)));
        await (await pacing.EnterAsync("h", Spacing, default)).DisposeAsync();
        var turn = await pacing.EnterAsync("h", Spacing, default);
        server.Kill();
        await turn.DisposeAsync(); // no error: its answer is in
        (await Should.ThrowAsync<StoreException>(() => pacing.EnterAsync("h", Spacing, default))).Message.ShouldContain("cannot be reached");
        server.Again();
        await (await pacing.EnterAsync("h", Spacing, default)).DisposeAsync();
    }

    private static HostSlotTable Slots(Database database, TimeProvider time, TimeSpan? longest = null) =>
        new((PostgreSqlDatabase)database, NodeName.New(), longest ?? TimeSpan.FromMinutes(1), time, NullLogger<HostSlotTable>.Instance);
}
