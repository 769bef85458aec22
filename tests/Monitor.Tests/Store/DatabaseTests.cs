using System.Diagnostics;
using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Store;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Store;

public sealed class DatabaseTests
{
    [Fact]
    public async Task Migrating_twice_changes_nothing()
    {
        await using var store = TempStore.Unmade();
        var first = await store.Database.MigrateAsync(default);
        first.ShouldBeGreaterThan(0);
        var tables = await store.RowsAsync<string>("SELECT sql FROM sqlite_master");
        (await store.Database.MigrateAsync(default)).ShouldBe(first);
        (await store.RowsAsync<string>("SELECT sql FROM sqlite_master")).ShouldBe(tables);
        (await store.OneAsync<string>("PRAGMA journal_mode")).ShouldBe("wal");
    }

    [Fact]
    public async Task Several_that_migrate_at_once_all_end_with_one_schema()
    {
        for (var run = 0; run < 5; run++)
        {
            await using var store = TempStore.Unmade();
            var others = Enumerable.Range(0, 4).Select(_ => store.Again()).ToList();
            var versions = await Task.WhenAll(others.Select(o => Task.Run(() => o.MigrateAsync(default))));
            versions.Distinct().Count().ShouldBe(1);
            others.ForEach(o => o.Dispose());
        }
    }

    [Fact]
    public async Task A_newer_schema_is_refused_and_left_alone()
    {
        await using var store = await TempStore.NewAsync();
        await store.RowsAsync<int>("PRAGMA user_version=99");
        var error = await Should.ThrowAsync<StoreException>(() => store.Database.MigrateAsync(default));
        error.Message.ShouldContain(store.Database.Path);
        error.Message.ShouldContain("schema 99");
        error.Message.ShouldContain("newer program");
        (await store.OneAsync<int>("PRAGMA user_version")).ShouldBe(99);
    }

    [Fact]
    public async Task A_locked_database_is_named_after_the_whole_wait()
    {
        await using var store = TempStore.Unmade(TimeSpan.FromSeconds(1));
        await store.Database.MigrateAsync(default);
        await using var other = new SqliteConnection($"Data Source={store.Database.Path};Pooling=False");
        await other.OpenAsync();
        await other.ExecuteAsync("BEGIN IMMEDIATE");
        var waited = Stopwatch.StartNew();
        var error = await Should.ThrowAsync<StoreException>(() => store.Database.WriteAsync(_ => Task.CompletedTask, default));
        waited.Elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds(0.9));
        error.Message.ShouldContain(store.Database.Path);
        error.Message.ShouldContain("waited 1 s (Store:BusyTimeout)");
        // Reading goes on beside a write, and writing after it.
        (await store.OneAsync<int>("SELECT count(*) FROM poll")).ShouldBe(0);
        await other.ExecuteAsync("ROLLBACK");
        await store.Database.WriteAsync(_ => Task.CompletedTask, default);
    }

    [Fact]
    public async Task What_is_no_database_is_named_and_not_touched()
    {
        await using var store = TempStore.Unmade();
        Directory.CreateDirectory(Path.GetDirectoryName(store.Database.Path)!); // non-null: a file in a folder
        var text = string.Join('\n', Enumerable.Repeat("these are my notes, no database", 100));
        await File.WriteAllTextAsync(store.Database.Path, text);
        var error = await Should.ThrowAsync<StoreException>(() => store.Database.MigrateAsync(default));
        error.Message.ShouldBe($"{store.Database.Path} is not a database.");
        (await File.ReadAllTextAsync(store.Database.Path)).ShouldBe(text);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_an_error_that_says_so()
    {
        await using var store = TempStore.Unmade();
        var error = await Should.ThrowAsync<StoreException>(() => store.OneAsync<int>("SELECT 1"));
        error.Message.ShouldContain("cannot be opened");
    }

    [Fact]
    public async Task A_write_that_fails_stores_nothing()
    {
        await using var store = await TempStore.NewAsync();
        await Should.ThrowAsync<InvalidOperationException>(() => store.Database.WriteAsync(async tx =>
        {
            await tx.Connection!.ExecuteAsync("INSERT INTO feed_watch VALUES ('s', 'f', 'w', 'q')", transaction: tx);
            throw new InvalidOperationException();
        }, default));
        (await store.OneAsync<int>("SELECT count(*) FROM feed_watch")).ShouldBe(0);
    }

    [Fact]
    public async Task A_backup_is_a_whole_database()
    {
        await using var store = await TempStore.NewAsync();
        await store.SaveAsync(DateTimeOffset.UnixEpoch, Any.Article());
        var copy = Path.Combine(store.Folder, "copy.db");
        await store.Database.BackupAsync(copy, default);
        using var opened = new Monitor.Store.Sql.Database(copy, TimeSpan.FromSeconds(1));
        (await opened.ReadAsync(c => c.ExecuteScalarAsync<string>("SELECT id FROM hit_index"), default)).ShouldBe("pubmed:1");
        await Should.ThrowAsync<StoreException>(() => store.Database.BackupAsync(copy, default)); // never over a file
    }
}
