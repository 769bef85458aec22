using Dapper;
using Monitor.Store;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Store;

/// <summary>What a server can do to a store.</summary>
public sealed class PostgreSqlDatabaseTests() : DatabaseContract("PostgreSql")
{
    [Fact]
    public async Task A_newer_schema_is_refused_and_left_alone()
    {
        await using var store = await TempStore.NewAsync("PostgreSql");
        await store.RowsAsync<int>("UPDATE schema_version SET version = 99 RETURNING 1");
        var error = await Should.ThrowAsync<StoreException>(() => store.Database.MigrateAsync(default));
        error.Message.ShouldContain("schema 99");
        error.Message.ShouldContain("newer program");
        (await store.OneAsync<int>("SELECT version FROM schema_version")).ShouldBe(99);
    }

    [Fact]
    public async Task A_wrong_password_and_a_missing_database_are_named_and_the_password_is_not()
    {
        var server = PostgreSqlServer.Shared();
        using var wrong = Open(new NpgsqlConnectionStringBuilder(server) { Password = "s3cret-but-wrong" });
        var refused = await Should.ThrowAsync<StoreException>(() => wrong.MigrateAsync(default));
        refused.Message.ShouldContain("Store:PasswordFile");
        refused.ToString().ShouldNotContain("s3cret");
        using var missing = Open(new NpgsqlConnectionStringBuilder(server) { Database = "nothing_here" });
        (await Should.ThrowAsync<StoreException>(() => missing.MigrateAsync(default))).Message.ShouldContain("createdb nothing_here");
        using var silent = Open(new NpgsqlConnectionStringBuilder(server) { Port = 1 });
        (await Should.ThrowAsync<StoreException>(() => silent.MigrateAsync(default))).Message.ShouldContain("cannot be reached");
    }

    [Fact]
    public async Task A_password_file_goes_before_the_connection_string()
    {
        var server = PostgreSqlServer.Shared();
        using var wrong = PostgreSqlDatabase.At(new NpgsqlConnectionStringBuilder(server) { Password = "x" }.ToString(), new NpgsqlConnectionStringBuilder(server).Password, TimeSpan.FromSeconds(5));
        (await wrong.ReadAsync(c => c.ExecuteScalarAsync<int>("SELECT 1"), default)).ShouldBe(1);
    }

    [Fact]
    public async Task Connections_cut_mid_transaction_store_nothing_and_the_next_write_goes_on()
    {
        await using var store = await TempStore.NewAsync("PostgreSql");
        var error = await Should.ThrowAsync<StoreException>(() => store.Database.WriteAsync(async tx =>
        {
            await tx.Connection!.ExecuteAsync("INSERT INTO feed_watch VALUES ('s', 'f', 'w', 'q')", transaction: tx);
            await CutAsync(store, await tx.Connection!.ExecuteScalarAsync<int>("SELECT pg_backend_pid()", transaction: tx));
            await tx.Connection!.ExecuteAsync("INSERT INTO feed_watch VALUES ('s', 'f', 'w2', 'q')", transaction: tx);
        }, default));
        error.Message.ShouldContain("Nothing of this was stored");
        await store.Database.WriteAsync(tx => tx.Connection!.ExecuteAsync("INSERT INTO feed_watch VALUES ('s', 'f', 'w3', 'q')", transaction: tx), default);
        (await store.RowsAsync<string>("SELECT watch FROM feed_watch")).ShouldBe(["w3"]);
    }

    [Fact]
    public async Task A_server_that_was_started_anew_is_used_without_an_error()
    {
        using var server = PostgreSqlServer.Own();
        using var database = PostgreSqlDatabase.At(server.ConnectionString, null, TimeSpan.FromSeconds(5));
        await database.MigrateAsync(default);
        await database.ReadAsync(c => c.ExecuteScalarAsync<int>("SELECT 1"), default);
        server.Kill();
        (await Should.ThrowAsync<StoreException>(() => database.WriteAsync(_ => Task.CompletedTask, default))).Message.ShouldContain("it is tried again");
        await Should.ThrowAsync<StoreException>(() => database.ProbeAsync(default));
        server.Again();
        await database.WriteAsync(_ => Task.CompletedTask, default);
        server.Kill();
        server.Again();
        // Its kept connections are dead now.
        (await database.ReadAsync(c => c.ExecuteScalarAsync<int>("SELECT count(*) FROM hit_index"), default)).ShouldBe(0);
        server.Kill();
        server.Again();
        await database.WriteAsync(_ => Task.CompletedTask, default);
    }

    [Fact]
    public async Task A_full_disk_is_said_and_nothing_is_stored()
    {
        await using var store = await TempStore.NewAsync("PostgreSql");
        var error = await Should.ThrowAsync<StoreException>(() => store.Database.WriteAsync(async tx =>
        {
            await tx.Connection!.ExecuteAsync("INSERT INTO feed_watch VALUES ('s', 'f', 'w', 'q')", transaction: tx);
            // What the server itself says then.
            await tx.Connection!.ExecuteAsync("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '53100', MESSAGE = 'could not extend file'; END $$", transaction: tx);
        }, default));
        error.Message.ShouldContain("disk of the server is full");
        (await store.OneAsync<int>("SELECT count(*) FROM feed_watch")).ShouldBe(0);
    }

    [Fact]
    public async Task A_copy_is_left_to_the_servers_own_tools_which_are_named()
    {
        await using var store = await TempStore.NewAsync("PostgreSql");
        (await Should.ThrowAsync<StoreException>(() => store.Database.BackupAsync("copy", default))).Message.ShouldContain("pg_dump");
    }

    [Theory]
    [InlineData("article")]
    [InlineData("trial")]
    [InlineData("notice")]
    public async Task A_table_has_exactly_the_five_columns_of_Marten(string kind)
    {
        await using var store = await TempStore.NewAsync("PostgreSql");
        (await store.RowsAsync<string>($"""
            SELECT column_name || ' ' || data_type FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = 'mt_doc_{kind}' ORDER BY ordinal_position
            """)).ShouldBe(["id character varying", "data jsonb", "mt_last_modified timestamp with time zone", "mt_version uuid", "mt_dotnet_type character varying"]);
        (await store.RowsAsync<string>($"SELECT conname FROM pg_constraint WHERE conrelid = 'mt_doc_{kind}'::regclass AND contype = 'p'")).ShouldBe([$"pkey_mt_doc_{kind}_id"]);
    }

    private static PostgreSqlDatabase Open(NpgsqlConnectionStringBuilder settings) => PostgreSqlDatabase.At(settings.ToString(), null, TimeSpan.FromSeconds(5));

    private static Task CutAsync(TempStore store, int pid) => store.RowsAsync<bool>($"SELECT pg_terminate_backend({pid})");
}
