using Monitor.Documents;
using Monitor.Store;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Store;

/// <summary>Documents as Marten would find them.</summary>
public abstract class DocumentsContract(string provider)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, 123, TimeSpan.Zero);

    public static TheoryData<string> Kinds => ["article", "trial", "notice"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_document_comes_back_as_it_was_stored(string kind)
    {
        await using var store = await TempStore.NewAsync(provider);
        Hit full = kind switch
        {
            "article" => Any.Article(title: "\"Ünïcode\" 탈모 😀 <b> ' \\ \n") with
            {
                PmidVersion = 2,
                Doi = "10.5555/x",
                Pmcid = "PMC1",
                Authors = [new Author { Name = "Kim A", Orcid = "0000-0002-1825-0097" }],
                Published = new PartialDate(2026, 11),
                Entered = new PartialDate(2026),
                Corrections = [new Correction { Type = "ErratumIn", Pmid = "2" }],
                Matches = [new Match { Watch = "hair", Clause = "hair[tiab]", Words = ["hair"], Field = "title", Offsets = [new Span(1, 4)] }],
                Tags = [new Tag { Name = "design", Value = "rct", Rule = "r", At = new Span(0, 1) }],
            },
            "trial" => Any.Trial() with { Enrollment = 60, Phase = ["phase 2"], Start = new PartialDate(2026, 2, 28), Outcomes = ["a", "b"] },
            _ => Any.Notice() with { Posted = Now, Terminated = new PartialDate(2026, 1, 1), Body = "text" },
        };
        await store.SaveAsync(Now, full);
        var read = await store.Hits.FindAsync(full.Id, default);
        read.ShouldNotBeNull().GetType().ShouldBe(full.GetType());
        StoreJson.Write(read).ShouldBe(StoreJson.Write(full with { FirstSeen = Now, LastChanged = Now }));
        (await store.OneAsync<string>($"SELECT mt_dotnet_type FROM mt_doc_{kind}")).ShouldBe(full.GetType().FullName);
    }

    [Fact]
    public async Task Absent_facts_are_not_written_and_storing_again_sets_a_new_version()
    {
        await using var store = await TempStore.NewAsync(provider);
        await store.SaveAsync(Now, Any.Article());
        (await store.OneAsync<string>("SELECT data FROM mt_doc_article")).ShouldNotContain("null");
        var version = await store.OneAsync<string>("SELECT CAST(mt_version AS text) FROM mt_doc_article");
        Guid.TryParse(version, out _).ShouldBeTrue();
        await store.SaveAsync(Now.AddDays(1), Any.Article(title: "Other"));
        (await store.OneAsync<string>("SELECT CAST(mt_version AS text) FROM mt_doc_article")).ShouldNotBe(version);
    }

    [Fact]
    public async Task An_older_form_of_a_document_still_reads()
    {
        await using var store = await TempStore.NewAsync(provider);
        await store.SaveAsync(Now, Any.Article());
        await store.RowsAsync<int>("""UPDATE mt_doc_article SET data = '{"title":"T","source":"pubmed","later":[1],"id":"pubmed:1","externalId":"1"}'""");
        (await store.Hits.FindAsync("pubmed:1", default)).ShouldNotBeNull().Title.ShouldBe("T");
    }

    [Fact]
    public async Task Many_documents_are_found_in_the_order_asked_for()
    {
        await using var store = await TempStore.NewAsync(provider);
        await store.SaveAsync(Now, [.. Enumerable.Range(1, 1200).Select(n => Any.Article($"{n}"))]);
        var asked = Enumerable.Range(1, 1300).Reverse().Select(n => $"pubmed:{n}").ToList();
        (await store.Hits.FindAsync(asked, default)).Select(h => h.Id).ShouldBe(asked[100..]);
    }
}
