using System.Text.Json;
using Monitor.Documents;
using Monitor.Store;
using Monitor.Store.Sql;
using Monitor.Tests.Configuration;
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
    public async Task Documents_are_stored_and_undone_together_with_our_rows()
    {
        await using var store = await TempStore.NewAsync("PostgreSql");
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
        await using var store = await TempStore.NewAsync("PostgreSql");
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
        await using var store = await TempStore.NewAsync("PostgreSql");
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
    public async Task A_document_that_cannot_be_read_and_a_connection_that_is_cut_are_told_as_on_SQLite()
    {
        await using var store = await TempStore.NewAsync("PostgreSql");
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

    [Theory]
    [InlineData("DROP TABLE mt_doc_trial", "there is no mt_doc_trial")]
    [InlineData("ALTER TABLE mt_doc_trial DROP CONSTRAINT pkey_mt_doc_trial_id", "the key of mt_doc_trial is not id")]
    [InlineData("ALTER TABLE mt_doc_trial DROP COLUMN data CASCADE; ALTER TABLE mt_doc_trial ADD COLUMN data text", "mt_doc_trial.data is text, not jsonb")]
    [InlineData("ALTER TABLE mt_doc_notice DROP COLUMN mt_version", "mt_version")]
    public async Task A_store_whose_tables_Marten_could_not_use_does_not_start(string change, string named)
    {
        await using var store = await TempStore.NewAsync("PostgreSql");
        await store.Database.WriteAsync(tx => Dapper.SqlMapper.ExecuteAsync(tx.Connection!, change), default); // non-null: the transaction is open
        var error = await Should.ThrowAsync<StoreException>(() => store.Database.MigrateAsync(default));
        error.Message.ShouldContain("not as Marten needs them");
        error.Message.ShouldContain(named);
    }

    [Fact]
    public async Task A_column_or_an_index_of_somebody_else_is_left_alone()
    {
        await using var store = await TempStore.NewAsync("PostgreSql");
        await store.Database.WriteAsync(tx => Dapper.SqlMapper.ExecuteAsync(tx.Connection!, "CREATE INDEX theirs_too ON mt_doc_article ((data ->> 'journal')); ALTER TABLE mt_doc_trial ADD COLUMN theirs text"), default); // non-null: as above
        await store.Database.MigrateAsync(default);
        (await store.OneAsync<bool>("SELECT to_regclass('theirs_too') IS NOT NULL")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("Mixed-Case")]
    [InlineData("mixedCase")]
    [InlineData("1st")]
    [InlineData("größe")]
    public void A_schema_that_Marten_cannot_name_is_refused(string schema)
    {
        var connection = $"Host=127.0.0.1;Search Path={schema}";
        Should.Throw<StoreException>(() => StoreServices.Open(new DataOptions(), new StoreOptions { Provider = StoreProvider.PostgreSql, ConnectionString = connection }))
            .Message.ShouldContain(schema);
        using var folder = new ConfigFolder();
        var error = folder.Load(null, ("Store:Provider", "PostgreSql"), ("Store:ConnectionString", connection)).Errors.ShouldHaveSingleItem().ToString();
        error.ShouldStartWith("command line: --Store:ConnectionString: Search Path: ");
        error.ShouldContain(schema);
    }

    [Theory]
    [InlineData("monitor_2")]
    [InlineData("user")]
    [InlineData("order")]
    public async Task Any_schema_that_is_not_refused_keeps_documents(string schema)
    {
        await using var store = await TempStore.UnmadeAsync("PostgreSql");
        using var named = PostgreSqlDatabase.At(new NpgsqlConnectionStringBuilder(store.ConnectionString) { SearchPath = schema }.ToString(), null, TimeSpan.FromSeconds(30));
        await named.MigrateAsync(default);
        try
        {
            await named.WriteAsync(tx => HitTable.SaveAsync(tx, [Any.Article()], Now), default);
            (await new HitTable(named).FindAsync("pubmed:1", default)).ShouldNotBeNull();
        }
        finally
        {
            await named.ClearAsync(default);
        }
    }

    private static Task<string> CountAsync(TempStore store) =>
        store.OneAsync<string>("SELECT concat((SELECT count(*) FROM mt_doc_article) + (SELECT count(*) FROM mt_doc_trial) + (SELECT count(*) FROM mt_doc_notice), ' ', (SELECT count(*) FROM hit_index))");
}
