using Dapper;
using Monitor.Store;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Store;

/// <summary>What only a file can be.</summary>
public sealed class SqliteDatabaseTests() : DatabaseContract("Sqlite")
{
    private static Task<TempStore> NewAsync() => TempStore.NewAsync("Sqlite");

    private static Task<TempStore> UnmadeAsync() => TempStore.UnmadeAsync("Sqlite");

    [Fact]
    public async Task A_newer_schema_is_refused_and_left_alone()
    {
        await using var store = await NewAsync();
        await store.RowsAsync<int>("PRAGMA user_version=99");
        var error = await Should.ThrowAsync<StoreException>(() => store.Database.MigrateAsync(default));
        error.Message.ShouldContain(store.File);
        error.Message.ShouldContain("schema 99");
        error.Message.ShouldContain("newer program");
        (await store.OneAsync<int>("PRAGMA user_version")).ShouldBe(99);
    }

    [Fact]
    public async Task What_is_no_database_is_named_and_not_touched()
    {
        await using var store = await UnmadeAsync();
        Directory.CreateDirectory(Path.GetDirectoryName(store.File)!); // non-null: a file in a folder
        var text = string.Join('\n', Enumerable.Repeat("these are my notes, no database", 100));
        await File.WriteAllTextAsync(store.File, text);
        var error = await Should.ThrowAsync<StoreException>(() => store.Database.MigrateAsync(default));
        error.Message.ShouldBe($"{store.File} is not a database.");
        (await File.ReadAllTextAsync(store.File)).ShouldBe(text);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_an_error_that_says_so()
    {
        await using var store = await UnmadeAsync();
        var error = await Should.ThrowAsync<StoreException>(() => store.OneAsync<int>("SELECT 1"));
        error.Message.ShouldContain("cannot be opened");
    }

    [Fact]
    public async Task A_backup_is_a_whole_database()
    {
        await using var store = await NewAsync();
        await store.SaveAsync(DateTimeOffset.UnixEpoch, Any.Article());
        var copy = Path.Combine(store.Folder, "copy.db");
        await store.Database.BackupAsync(copy, default);
        using var opened = new Monitor.Store.Sql.SqliteDatabase(copy, TimeSpan.FromSeconds(1));
        (await opened.ReadAsync(c => c.ExecuteScalarAsync<string>("SELECT id FROM hit_index"), default)).ShouldBe("pubmed:1");
        await Should.ThrowAsync<StoreException>(() => store.Database.BackupAsync(copy, default)); // never over a file
    }

    [Fact]
    public async Task It_writes_ahead()
    {
        await using var store = await NewAsync();
        (await store.OneAsync<string>("PRAGMA journal_mode")).ShouldBe("wal");
    }

    [Theory]
    [InlineData("article")]
    [InlineData("trial")]
    [InlineData("notice")]
    public async Task A_table_has_exactly_the_five_columns_of_Marten(string kind)
    {
        await using var store = await NewAsync();
        (await store.RowsAsync<string>($"SELECT name FROM pragma_table_info('mt_doc_{kind}')"))
            .ShouldBe(["id", "data", "mt_last_modified", "mt_version", "mt_dotnet_type"]);
        (await store.RowsAsync<string>($"SELECT name FROM pragma_table_info('mt_doc_{kind}') WHERE pk > 0")).ShouldBe(["id"]);
        (await store.OneAsync<string>($"SELECT sql FROM sqlite_master WHERE name = 'mt_doc_{kind}'")).ShouldContain($"CONSTRAINT pkey_mt_doc_{kind}_id PRIMARY KEY");
    }
}
