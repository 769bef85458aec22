using Dapper;
using Monitor.Store;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Store;

public sealed class StoreMoveTests
{
    [Fact]
    public async Task A_played_store_is_the_same_afterwards()
    {
        var server = await PostgreSqlServer.NewSchemaAsync();
        using var folder = new MonitorFolder();
        (await folder.RunAsync("demo", "--once", "--days", "4")).Exit.ShouldBe(0);
        var file = Path.Combine(folder.Path, "data", "demo.db");
        var before = await File.ReadAllBytesAsync(file);
        using var from = new SqliteDatabase(file, TimeSpan.FromSeconds(5));
        using var to = PostgreSqlDatabase.At(server, null, TimeSpan.FromSeconds(30));
        string[] options = ["--Store:Provider", "PostgreSql", "--Store:ConnectionString", server];
        var moved = await folder.RunAsync(["migrate", "--from", file, .. options]);
        moved.Exit.ShouldBe(0, moved.ToString());
        moved.Out.ShouldContain("mt_doc_article");
        foreach (var table in (string[])["hit_index", "hit_watch", "hit_identifier", "revision", "due", "message", "poll", "payload", "coverage", "alert", "feed_item"])
        {
            (await CountAsync(to, table)).ShouldBe(await CountAsync(from, table), table);
        }

        var (old, now) = (await HitsAsync(from), await HitsAsync(to));
        old.Count.ShouldBeGreaterThan(50);
        now.Keys.ShouldBe(old.Keys, ignoreOrder: true);
        foreach (var (id, json) in old) now[id].ShouldBe(json);
        foreach (var text in (string[])["exosome", "exos*", "\"hair loss\"", "alopecia trial", "fda-rss"]) (await FoundAsync(to, text)).ShouldBe(await FoundAsync(from, text), text);
        // The next number is free.
        await to.WriteAsync(tx => HitTable.SaveAsync(tx, [Any.Article("99999999")], DateTimeOffset.UnixEpoch), default);
        (await File.ReadAllBytesAsync(file)).ShouldBe(before);
        var again = await folder.RunAsync(["migrate", "--from", file, .. options]);
        again.Exit.ShouldBe(1);
        again.Error.ShouldContain("is not empty");
        await to.ClearAsync(default);
    }

    [Fact]
    public async Task What_no_text_column_takes_does_not_undo_a_commit()
    {
        await using var store = await TempStore.NewAsync("PostgreSql");
        await store.Database.WriteAsync(tx => PollTable.QuarantineAsync(tx,
            [new QuarantineRow("s", "a\0b", "why \ud800", "h", "<raw>\0\udc00 탈모 😀</raw>", 1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch)]), default);
        (await store.Polls.QuarantinedAsync(0, 10, default)).Single().Raw.ShouldBe("<raw>\ufffd\ufffd 탈모 😀</raw>");
    }

    [Fact]
    public async Task Only_PostgreSQL_is_moved_to_and_only_what_is_there()
    {
        using var folder = new MonitorFolder();
        (await folder.RunAsync("migrate", "--from", "x.db")).Exit.ShouldBe(2);
        var server = await PostgreSqlServer.NewSchemaAsync();
        var missing = await folder.RunAsync("migrate", "--from", "x.db", "--Store:Provider", "PostgreSql", "--Store:ConnectionString", server);
        missing.Exit.ShouldBe(1);
        missing.Error.ShouldContain("x.db: there is no such file");
        using var made = PostgreSqlDatabase.At(server, null, TimeSpan.FromSeconds(5));
        await made.ClearAsync(default);
    }

    private static Task<long> CountAsync(Database database, string table) => database.ReadAsync(c => c.ExecuteScalarAsync<long>($"SELECT count(*) FROM {table}"), default);

    private static async Task<Dictionary<string, string>> HitsAsync(Database database)
    {
        var ids = await database.ReadAsync(async c => (await c.QueryAsync<string>("SELECT id FROM hit_index")).AsList(), default);
        return (await new HitTable(database).FindAsync(ids, default)).ToDictionary(h => h.Id, StoreJson.Write, StringComparer.Ordinal);
    }

    private static async Task<string> FoundAsync(Database database, string text) =>
        string.Join(' ', (await new HitSearch(database, new HitTable(database)).IdsAsync(new HitFilter { Text = text }, default)).Order(StringComparer.Ordinal));
}
