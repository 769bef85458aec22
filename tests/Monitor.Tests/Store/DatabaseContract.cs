using System.Diagnostics;
using Dapper;
using Monitor.Store;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Store;

/// <summary>What a store promises whatever its engine.</summary>
public abstract class DatabaseContract(string provider)
{
    [Fact]
    public async Task Several_that_migrate_at_once_all_end_with_one_schema()
    {
        for (var run = 0; run < 5; run++)
        {
            await using var store = await TempStore.UnmadeAsync(provider);
            var others = Enumerable.Range(0, 4).Select(_ => store.Again()).ToList();
            var versions = await Task.WhenAll(others.Select(o => Task.Run(() => o.MigrateAsync(default))));
            versions.Distinct().Count().ShouldBe(1);
            others.ForEach(o => o.Dispose());
        }
    }

    [Fact]
    public async Task A_write_that_fails_stores_nothing()
    {
        await using var store = await TempStore.NewAsync(provider);
        await Should.ThrowAsync<InvalidOperationException>(() => store.Database.WriteAsync(async tx =>
        {
            await tx.Connection!.ExecuteAsync("INSERT INTO feed_watch VALUES ('s', 'f', 'w', 'q')", transaction: tx);
            throw new InvalidOperationException();
        }, default));
        (await store.OneAsync<int>("SELECT count(*) FROM feed_watch")).ShouldBe(0);
    }

    [Fact]
    public async Task Migrating_twice_changes_nothing()
    {
        await using var store = await TempStore.UnmadeAsync(provider);
        (await store.Database.ExistsAsync(default)).ShouldBeFalse();
        var first = await store.Database.MigrateAsync(default);
        first.ShouldBeGreaterThan(0);
        await store.SaveAsync(DateTimeOffset.UnixEpoch, Any.Article());
        (await store.Database.MigrateAsync(default)).ShouldBe(first);
        (await store.OneAsync<int>("SELECT count(*) FROM hit_index")).ShouldBe(1);
        (await store.Database.ExistsAsync(default)).ShouldBeTrue();
        await store.Database.ProbeAsync(default);
    }

    [Fact]
    public async Task A_store_without_a_schema_is_not_ready()
    {
        await using var store = await TempStore.UnmadeAsync(provider);
        (await Should.ThrowAsync<StoreException>(() => store.Database.ProbeAsync(default))).Message.ShouldContain(store.Database.Name);
    }

    [Fact]
    public async Task A_write_that_waits_too_long_for_another_is_an_error_that_says_so()
    {
        await using var store = await TempStore.NewAsync(provider);
        using var other = store.Again(TimeSpan.FromSeconds(1));
        var (begun, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = store.Database.WriteAsync(async _ =>
        {
            begun.SetResult();
            await go.Task;
        }, default);
        await begun.Task;
        var waited = Stopwatch.StartNew();
        var error = await Should.ThrowAsync<StoreException>(() => other.WriteAsync(_ => Task.CompletedTask, default));
        waited.Elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds(0.9));
        error.Message.ShouldContain(store.Database.Name);
        error.Message.ShouldContain("waited 1 s (Store:BusyTimeout)");
        // Reading goes on beside a write, and writing after it.
        (await store.OneAsync<int>("SELECT count(*) FROM poll")).ShouldBe(0);
        go.SetResult();
        await first;
        await other.WriteAsync(_ => Task.CompletedTask, default);
    }

    [Fact]
    public async Task Clearing_leaves_nothing()
    {
        await using var store = await TempStore.NewAsync(provider);
        await store.SaveAsync(DateTimeOffset.UnixEpoch, Any.Article());
        await store.Database.ClearAsync(default);
        using var again = store.Again();
        await again.MigrateAsync(default);
        (await again.ReadAsync(c => c.ExecuteScalarAsync<int>("SELECT count(*) FROM hit_index"), default)).ShouldBe(0);
    }
}
