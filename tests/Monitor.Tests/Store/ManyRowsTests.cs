using Dapper;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Store;

/// <summary>Lists of rows come to the same on both engines.</summary>
public sealed class ManyRowsTests
{
    [Theory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    public async Task Rows_are_inserted_changed_and_deleted_with_every_kind_of_value(string engine)
    {
        await using var store = await TempStore.NewAsync(engine);
        var rows = Enumerable.Range(1, 3000).Select(n => new
        {
            HitId = $"h{n}", N = (long)n, ReportId = "r", Place = n % 7, Pmid = n % 2 == 0 ? null : $"{n}", Keys = new byte[] { 1, 0, (byte)n }, Print = -(long)n, Rules = 1,
        }).ToList();
        await store.Database.WriteAsync(async tx =>
        {
            (await ManyRows.InsertAsync(tx, "report_member", rows)).ShouldBe(3000);
            (await ManyRows.InsertAsync(tx, "report_member", rows.Take(10), "ON CONFLICT DO NOTHING")).ShouldBe(0);
            (await ManyRows.InsertAsync(tx, "report_member", rows.Take(0))).ShouldBe(0);
            (await ManyRows.ChangeAsync(tx, "UPDATE report_member SET pmid = g.pmid, place = g.place FROM given g WHERE report_member.hit_id = g.hit_id",
                rows.Take(4).Select(r => new { r.HitId, Pmid = r.Pmid is null ? "set" : null, Place = 100 }))).ShouldBe(4);
            (await ManyRows.ChangeAsync(tx, "DELETE FROM report_member WHERE (hit_id, n) IN (SELECT hit_id, n FROM given)", [new { HitId = "h3000", N = 3000L }, new { HitId = "h2999", N = 1L }])).ShouldBe(1);
        }, default);
        (await store.RowsAsync<string>("SELECT concat(hit_id, ' ', coalesce(pmid, '-'), ' ', place, ' ', print) FROM report_member ORDER BY n LIMIT 6"))
            .ShouldBe(["h1 - 100 -1", "h2 set 100 -2", "h3 - 100 -3", "h4 set 100 -4", "h5 5 5 -5", "h6 - 6 -6"]);
        (await store.OneAsync<long>("SELECT count(*) FROM report_member")).ShouldBe(2999);
        (await store.OneAsync<byte[]>("SELECT keys FROM report_member WHERE n = 258")).ShouldBe([1, 0, 2]);
    }

    [Fact]
    public async Task PostgreSQL_is_asked_once_for_all_rows()
    {
        await using var store = await TempStore.NewAsync("PostgreSql");
        await store.Database.WriteAsync(async tx =>
        {
            await tx.Connection!.ExecuteAsync("CREATE TABLE asked (n int); CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO asked VALUES (1); RETURN NULL; END'"); // non-null: open
            await tx.Connection!.ExecuteAsync("CREATE TRIGGER noted AFTER INSERT OR UPDATE ON due FOR EACH STATEMENT EXECUTE FUNCTION note()"); // non-null: as above
            await RevisionTable.AddDueAsync(tx, Enumerable.Range(1, 2000).Select(n => new DueRow($"r{n % 3}", n, "w")), DateTimeOffset.UnixEpoch);
            (await tx.Connection!.ExecuteScalarAsync<int>("SELECT count(*) FROM asked")).ShouldBe(1); // non-null: as above
        }, default);
        (await store.OneAsync<long>("SELECT count(*) FROM due")).ShouldBe(2000);
    }
}
