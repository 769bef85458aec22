using JasperFx;
using Marten;
using Monitor.Documents;
using Monitor.Store;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Store.Marten;

/// <summary>A database that the worker wrote, opened by a program of somebody else.</summary>
public sealed class MartenReadsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, 123, TimeSpan.Zero);

    [Fact]
    public async Task Somebody_elses_program_queries_articles_stores_one_back_and_our_search_still_finds_it()
    {
        await using var store = await TempStore.NewAsync("PostgreSql");
        static Article Of(string pmid, string title, string journal, int year, string design) => Any.Article(pmid, title) with
        {
            Journal = journal,
            Published = new PartialDate(year, 3),
            Tags = [new Tag { Name = "design", Value = design, Rule = "r" }],
        };
        var wanted = Of("1", "Exosomes for the scalp", "Example Journal", 2026, "rct") with { Authors = [new Author { Name = "Testa A" }], Matches = [Stored.Why("hair")] };
        await store.SaveAsync(
            Now, wanted, Of("2", "Of the scalp, other year", "Example Journal", 2025, "rct"), Of("3", "Scalp, other journal", "Other", 2026, "rct"),
            Of("4", "Scalp, other design", "Example Journal", 2026, "review"), Of("5", "Other word", "Example Journal", 2026, "rct"));
        using var program = new SomebodyElsesProgram(store.ConnectionString, store.Schema);
        (await program.TitlesAsync("Example Journal", 2026, "rct", "SCALP")).ShouldBe(["Exosomes for the scalp"]);

        await program.MarkAsync("pubmed:1", "read on Monday");
        (await store.OneAsync<string>("SELECT data ->> 'theirMark' FROM mt_doc_article WHERE id = 'pubmed:1'")).ShouldBe("read on Monday");
        var found = (await store.Search.FindAsync(new HitFilter { Text = "scalp", Watch = "hair" }, default)).Items.ShouldHaveSingleItem();
        StoreJson.Write(found).ShouldBe(StoreJson.Write(wanted with { FirstSeen = Now, LastChanged = Now }));
    }

    [Fact]
    public async Task Documents_are_equal_to_the_last_property()
    {
        await using var store = await TempStore.NewAsync("PostgreSql");
        await store.SaveAsync(Now, [.. Filled.OfEveryKind]);
        await using var marten = MartenProgram.Open(store);
        await using var session = marten.QuerySession();
        string[] read = [.. (await session.Query<Article>().ToListAsync()).Select(StoreJson.Write), .. (await session.Query<Trial>().ToListAsync()).Select(StoreJson.Write), .. (await session.Query<Notice>().ToListAsync()).Select(StoreJson.Write)];
        read.ShouldBe(Filled.OfEveryKind.Select(StoreJson.Write));
    }

    [Fact]
    public async Task Nested_fields_are_found_by_linq()
    {
        await using var store = await TempStore.NewAsync("PostgreSql");
        await store.SaveAsync(
            Now,
            Any.Article("1") with { Authors = [new Author { Name = "Testa A" }, new Author { Name = "Testa B", Orcid = "0000-0002-1825-0097" }], PublicationTypes = ["Case Reports"], Published = new PartialDate(2026, 3) },
            Any.Article("2") with { Authors = [new Author { Name = "Testa C" }], PublicationTypes = ["Review", "Journal Article"], Corrections = [new Correction { Type = "RetractionIn", Pmid = "9" }] },
            Any.Article("3") with { Matches = [Stored.Why("hair")], Tags = [new Tag { Name = "design", Value = "case report", Rule = "r" }], Published = new PartialDate(2025) },
            Any.Trial() with { Status = "recruiting", Enrollment = 60, Conditions = ["Alopecia"] },
            Any.Notice() with { Posted = Now, Firm = "Example Labs" });
        await using var marten = MartenProgram.Open(store);
        await using var session = marten.QuerySession();

        async Task<string> Pmids(Func<IQueryable<Article>, IQueryable<Article>> query) =>
            string.Join(' ', (await query(session.Query<Article>()).ToListAsync()).Select(a => a.Pmid));

        (await Pmids(q => q.Where(a => a.Authors.Any(x => x.Name == "Testa B")))).ShouldBe("1");
        (await Pmids(q => q.Where(a => a.Authors.Any(x => x.Orcid == "0000-0002-1825-0097")))).ShouldBe("1");
        (await Pmids(q => q.Where(a => a.Authors.Any(x => x.Name == "Nobody")))).ShouldBe("");
        (await Pmids(q => q.Where(a => a.PublicationTypes.Contains("Review")))).ShouldBe("2");
        (await Pmids(q => q.Where(a => a.Corrections.Any(c => c.Type == "RetractionIn")))).ShouldBe("2");
        (await Pmids(q => q.Where(a => a.Matches.Any(m => m.Watch == "hair" && !m.UpstreamOnly)))).ShouldBe("3");
        (await Pmids(q => q.Where(a => a.Tags.Any(t => t.Name == "design" && t.Value == "case report")))).ShouldBe("3");
        (await Pmids(q => q.Where(a => a.FirstSeen > Now.AddDays(-1)).OrderByDescending(a => a.Pmid))).ShouldBe("3 2 1");
        (await Pmids(q => q.Where(a => a.FirstSeen > Now.AddDays(1)))).ShouldBe("");
        (await Pmids(q => q.Where(a => a.Kind == "article" && a.Title.Contains("hair")).OrderBy(a => a.Id).Take(2))).ShouldBe("1 2");
        (await session.Query<Trial>().CountAsync(t => t.Enrollment >= 60 && t.Conditions.Contains("Alopecia"))).ShouldBe(1);
        (await session.Query<Notice>().Where(n => n.Posted <= Now).OrderBy(n => n.Posted).Select(n => n.Firm!).ToListAsync()).ShouldBe(["Example Labs"]); // non-null: it was given
        (await session.LoadAsync<Article>("pubmed:2")).ShouldNotBeNull().PublicationTypes.ShouldBe(["Review", "Journal Article"]);
        (await session.LoadAsync<Trial>("pubmed:2")).ShouldBeNull();
    }

    [Fact]
    public async Task A_program_that_lets_Marten_make_its_schema_changes_no_table_and_loses_nothing()
    {
        await using var store = await TempStore.NewAsync("PostgreSql");
        await store.SaveAsync(Now, [.. Filled.OfEveryKind]);
        var before = await TablesAsync(store);
        await using var marten = MartenProgram.Open(store, options => options.AutoCreateSchemaObjects = AutoCreate.All);
        await marten.Storage.ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate.All);
        (await TablesAsync(store)).ShouldBe(before);
        (await store.Hits.FindAsync([.. Filled.OfEveryKind.Select(h => h.Id)], default)).Select(StoreJson.Write).ShouldBe(Filled.OfEveryKind.Select(StoreJson.Write));
        // A database in which Marten was first has its functions already.
        (await store.Database.MigrateAsync(default)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_session_that_read_before_we_stored_overwrites_nothing()
    {
        await using var store = await TempStore.NewAsync("PostgreSql");
        await store.SaveAsync(Now, Any.Article());
        await using var marten = MartenProgram.Open(store);
        await using var session = marten.LightweightSession();
        var read = (await session.LoadAsync<Article>("pubmed:1")).ShouldNotBeNull();
        await store.SaveAsync(Now, Any.Article(title: "Ours"));
        session.Store(read with { Title = "Theirs" });
        await Should.ThrowAsync<ConcurrencyException>(() => session.SaveChangesAsync());
        (await store.Hits.FindAsync("pubmed:1", default)).ShouldNotBeNull().Title.ShouldBe("Ours");
    }

    /// <summary>Every column, key and index of the schema.</summary>
    private static Task<List<string>> TablesAsync(TempStore store) => store.RowsAsync<string>("""
        SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable) FROM information_schema.columns WHERE table_schema = current_schema()
        UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() ORDER BY 1
        """);
}
