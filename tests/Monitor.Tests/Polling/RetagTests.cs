using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Documents;
using Monitor.Evidence;
using Monitor.Polling;
using Monitor.Store;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;
using static Monitor.Tests.Infrastructure.StubSource;

namespace Monitor.Tests.Polling;

/// <summary>Facts are set where a hit is stored, and set anew quietly.</summary>
[OnEveryStore]
public sealed class RetagTests
{
    private static readonly Article Report = Any.Article("1", "Exosomes in hair loss: a case report") with { Abstract = "We report a 34-year-old woman who was treated with exosomes.", Published = new PartialDate(2026, 11, 22) };

    private static Retag Rules(Station station) => new(station.Store.Database, station.Time, NullLogger<Retag>.Instance);

    [Fact]
    public async Task A_hit_is_stored_with_its_facts_and_found_by_its_design()
    {
        await using var station = await WithReportAsync();
        var hit = (await station.Store.Hits.FindAsync("pubmed:1", default)).ShouldNotBeNull();
        Fact.Of(hit, "design").ShouldBe("case-report");
        (await station.Store.Search.FindAsync(new HitFilter { Design = "case-report" }, default)).Items.Select(h => h.Id).ShouldBe(["pubmed:1"]);
        (await station.Store.Search.FindAsync(new HitFilter { Design = "rct" }, default)).Total.ShouldBe(0);
        (await Rules(station).RunAsync(default)).ShouldBe(0, "what is stored now was tagged by the rules of now");
    }

    [Fact]
    public async Task Publication_types_that_come_weeks_later_set_the_facts_anew_and_are_no_news()
    {
        await using var station = await WithReportAsync();
        var due = await station.DueAsync();
        await station.PollAsync(Found(Report with { PublicationTypes = ["Randomized Controlled Trial"] }));
        var hit = (await station.Store.Hits.FindAsync("pubmed:1", default)).ShouldNotBeNull();
        Fact.Of(hit, "design").ShouldBe("rct");
        (await station.Store.Search.FindAsync(new HitFilter { Design = "rct" }, default)).Total.ShouldBe(1);
        (await station.DueAsync()).ShouldBe(due);
        (await station.Store.RowsAsync<bool>("SELECT news FROM revision ORDER BY seq")).ShouldBe([true, false]);
    }

    [Fact]
    public async Task Changed_rules_tag_what_is_stored_without_a_revision_or_a_due_row()
    {
        await using var station = await WithReportAsync();
        var before = (await station.Store.Hits.FindAsync("pubmed:1", default)).ShouldNotBeNull();
        var (due, revisions) = (await station.DueAsync(), await station.Store.OneAsync<int>("SELECT count(*) FROM revision"));
        await OutdateAsync(station, before with { Tags = [new Tag { Name = "design", Value = "review", Rule = "design/old" }] });
        (await Rules(station).RunAsync(default)).ShouldBe(1);
        var after = (await station.Store.Hits.FindAsync("pubmed:1", default)).ShouldNotBeNull();
        StoreJson.Write(after).ShouldBe(StoreJson.Write(before));
        (await station.DueAsync()).ShouldBe(due);
        (await station.Store.OneAsync<int>("SELECT count(*) FROM revision")).ShouldBe(revisions);
        (await station.Store.Search.FindAsync(new HitFilter { Design = "case-report" }, default)).Total.ShouldBe(1);
        (await Rules(station).RunAsync(default)).ShouldBe(0);
    }

    [Fact]
    public async Task A_document_that_cannot_be_read_does_not_keep_the_others_from_their_facts()
    {
        await using var station = await WithReportAsync();
        await station.PollAsync(Found(Report, Report with { Id = "pubmed:2", ExternalId = "2", Pmid = "2" }));
        await station.Store.Database.WriteAsync(async tx =>
        {
            await Dapper.SqlMapper.ExecuteAsync(tx.Connection!, "UPDATE mt_doc_article SET data = '[]' WHERE id = 'pubmed:1'; UPDATE hit_index SET facts = 0, design = NULL", transaction: tx);
        }, default);
        (await Rules(station).RunAsync(default)).ShouldBe(2);
        (await station.Store.RowsAsync<string>("SELECT id FROM hit_index WHERE design = 'case-report'")).ShouldBe(["pubmed:2"]);
    }

    private static Task OutdateAsync(Station station, Hit hit) => station.Store.Database.WriteAsync(async tx =>
    {
        await Monitor.Store.Sql.HitTable.SaveDocumentAsync(tx, hit, Station.Start);
        await Dapper.SqlMapper.ExecuteAsync(tx.Connection!, "UPDATE hit_index SET facts = 0, design = 'review'", transaction: tx);
    }, default);

    private static async Task<Station> WithReportAsync()
    {
        var station = await Station.NewAsync();
        await station.StartAsync();
        await station.PollAsync(Found(Report));
        return station;
    }
}
