using System.Text.Json;
using Monitor.Documents;
using Monitor.Store;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Store.Marten;

/// <summary>Documents that Marten sessions write on our transaction.</summary>
public sealed class MartenWritesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, 123, TimeSpan.Zero);

    [Fact]
    public async Task The_build_without_Marten_reads_the_same_documents_and_finds_them()
    {
        await using var store = await TempStore.NewAsync("Marten");
        await store.SaveAsync(Now, [.. Filled.OfEveryKind, Any.Article("2", "Word of its own: quokka")]);
        using var plain = new PostgreSqlDatabase(store.ConnectionString, null, TimeSpan.FromSeconds(30));
        var hits = new HitTable(plain);
        (await hits.FindAsync([.. Filled.OfEveryKind.Select(h => h.Id)], default)).Select(StoreJson.Write).ShouldBe(Filled.OfEveryKind.Select(StoreJson.Write));
        (await new HitSearch(plain, hits).FindAsync(new HitFilter { Text = "quokka" }, default)).Items.ShouldHaveSingleItem().Id.ShouldBe("pubmed:2");
        (await plain.MigrateAsync(default)).ShouldBe(await store.Database.MigrateAsync(default));
    }

    [Theory]
    [InlineData("article")]
    [InlineData("trial")]
    [InlineData("notice")]
    public async Task A_row_is_what_the_build_without_Marten_would_have_written(string kind)
    {
        await using var marten = await TempStore.NewAsync("Marten");
        await using var plain = await TempStore.NewAsync("PostgreSql");
        string[] rows = [await RowAsync(marten, kind), await RowAsync(plain, kind)];
        rows[0].ShouldContain("2026-11-22 12:00:00.123");
        rows[0].ShouldBe(rows[1]);
    }

    [Fact]
    public async Task Documents_are_stored_and_undone_together_with_our_rows()
    {
        await using var store = await TempStore.NewAsync("Marten");
        await Should.ThrowAsync<InvalidOperationException>(() => store.Database.WriteAsync(async tx =>
        {
            await HitTable.SaveAsync(tx, [.. Filled.OfEveryKind], Now);
            (await HitTable.LoadAsync(tx, Filled.OfEveryKind.Select(h => h.Id))).Count.ShouldBe(3);
            throw new InvalidOperationException();
        }, default));
        (await CountAsync(store)).ShouldBe("0 0");
        await store.Database.WriteAsync(tx => HitTable.SaveAsync(tx, [.. Filled.OfEveryKind], Now), default);
        (await CountAsync(store)).ShouldBe("3 3");
    }

    [Fact]
    public async Task One_document_is_stored_again_and_again_within_and_across_transactions()
    {
        await using var store = await TempStore.NewAsync("Marten");
        for (var run = 0; run < 3; run++)
        {
            await store.Database.WriteAsync(async tx =>
            {
                foreach (var title in (string[])["a", "b", "c"])
                {
                    var known = (await HitTable.LoadAsync(tx, ["pubmed:1"])).GetValueOrDefault("pubmed:1") ?? Any.Article();
                    await HitTable.SaveAsync(tx, [known with { Title = $"{known.Title} {title}" }], Now);
                }

                // Not read in this transaction.
                await HitTable.SaveDocumentAsync(tx, Any.Trial() with { Title = "again" }, Now);
            }, default);
        }

        (await store.Hits.FindAsync("pubmed:1", default)).ShouldNotBeNull().Title.ShouldBe("Exosomes in hair loss a b c a b c a b c");
    }

    [Fact]
    public async Task What_another_program_stored_after_we_read_it_is_not_overwritten_and_nothing_of_ours_is_stored()
    {
        await using var store = await TempStore.NewAsync("Marten");
        await store.SaveAsync(Now, Any.Article("1"), Any.Article("2"));
        await using var other = MartenProgram.Open(store);
        var error = await Should.ThrowAsync<StoreException>(() => store.Database.WriteAsync(async tx =>
        {
            var read = await HitTable.LoadAsync(tx, ["pubmed:1", "pubmed:2"]);
            await using var session = other.LightweightSession();
            session.Store((await session.LoadAsync<Article>("pubmed:2")).ShouldNotBeNull() with { Title = "Theirs" });
            await session.SaveChangesAsync();
            await HitTable.SaveAsync(tx, [.. read.Values.Select(h => h with { Title = "Ours" }), Any.Article("3")], Now);
        }, default));
        error.Message.ShouldContain("pubmed:2");
        (await store.RowsAsync<string>("SELECT data ->> 'title' FROM mt_doc_article ORDER BY id")).ShouldBe(["Exosomes in hair loss", "Theirs"]);
    }

    [Fact]
    public async Task A_document_that_cannot_be_read_and_a_connection_that_is_cut_are_told_as_without_Marten()
    {
        await using var store = await TempStore.NewAsync("Marten");
        await store.SaveAsync(Now, Any.Article("1"), Any.Article("2"));
        await store.RowsAsync<int>("UPDATE mt_doc_article SET data = '[]' WHERE id = 'pubmed:1' RETURNING 1");
        await Should.ThrowAsync<JsonException>(() => store.Hits.FindAsync("pubmed:1", default));
        (await store.Hits.FindAsync("pubmed:2", default)).ShouldNotBeNull();
        var error = await Should.ThrowAsync<StoreException>(() => store.Database.WriteAsync(async tx =>
        {
            await HitTable.SaveAsync(tx, [Any.Article("3")], Now);
            await store.RowsAsync<bool>($"SELECT pg_terminate_backend({((NpgsqlConnection)tx.Connection!).ProcessID})"); // non-null: the transaction is open
            await HitTable.SaveAsync(tx, [Any.Article("4")], Now);
        }, default));
        error.Message.ShouldContain("Nothing of this was stored");
        (await store.OneAsync<int>("SELECT count(*) FROM mt_doc_article")).ShouldBe(2);
    }

    [Fact]
    public void A_schema_that_Marten_cannot_name_is_refused()
    {
        static Database Open(DocumentsBy documents) => StoreServices.Open(new DataOptions(), new StoreOptions
        {
            Provider = StoreProvider.PostgreSql, ConnectionString = "Host=127.0.0.1;Search Path=Mixed-Case", Documents = documents,
        });
        Should.Throw<StoreException>(() => Open(DocumentsBy.Marten)).Message.ShouldContain("Mixed-Case");
        Open(DocumentsBy.Sql).Dispose();
    }

    private static async Task<string> RowAsync(TempStore store, string kind)
    {
        await store.SaveAsync(Now, [.. Filled.OfEveryKind.Select(h => h with { Title = "First" })]);
        await store.SaveAsync(Now, [.. Filled.OfEveryKind]);
        return await store.OneAsync<string>($"SELECT concat_ws('|', id, CAST(data AS text), mt_last_modified AT TIME ZONE 'UTC', mt_dotnet_type, length(CAST(mt_version AS text))) FROM mt_doc_{kind}");
    }

    private static Task<string> CountAsync(TempStore store) =>
        store.OneAsync<string>("SELECT concat((SELECT count(*) FROM mt_doc_article) + (SELECT count(*) FROM mt_doc_trial) + (SELECT count(*) FROM mt_doc_notice), ' ', (SELECT count(*) FROM hit_index))");
}
