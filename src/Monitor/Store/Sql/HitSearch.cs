using System.Data.Common;
using Dapper;

namespace Monitor.Store.Sql;

/// <summary>The hits of one page, and how many there are on all.</summary>
/// <param name="Records">How many records pass, where a report is listed once and this was asked; else as many as there are.</param>
internal sealed record FoundIds(IReadOnlyList<string> Ids, int Total, int Records);

/// <summary>Full text and filters over the stored hits.</summary>
internal sealed class HitSearch(Database database, HitTable hits)
{
    /// <summary>One page of the hits that pass the filter.</summary>
    public async Task<HitPage> FindAsync(HitFilter filter, CancellationToken ct)
    {
        var (ids, total, records) = await PageAsync(filter, filter.OncePerReport, ct);
        return new HitPage(await hits.FindAsync(ids, ct), total, records);
    }

    /// <summary>Ids of all hits that pass the filter, in its order; its page is not asked.</summary>
    public async Task<IReadOnlyList<string>> IdsAsync(HitFilter filter, CancellationToken ct) =>
        (await PageAsync(filter with { Page = 1, Size = int.MaxValue }, records: false, ct)).Ids;

    /// <summary>A page without its documents.</summary>
    /// <param name="filter">What is asked.</param>
    /// <param name="records">Whether the records are counted beside the reports.</param>
    /// <param name="ct">Gives up.</param>
    internal Task<FoundIds> PageAsync(HitFilter filter, bool records, CancellationToken ct)
    {
        var page = new PageOf((filter.Page - 1) * (long)filter.Size, filter.Size, records);
        return database.ReadAsync(async c =>
        {
            var dialect = Dialect.Of(c);
            var question = new HitQuestion(filter, dialect);
            return (question.HasWords ? await dialect.FindAsync(c, question, page) : null) ?? await ByIndexAsync(c, question, page);
        }, ct);
    }

    private static async Task<FoundIds> ByIndexAsync(DbConnection connection, HitQuestion question, PageOf page)
    {
        var list = question.ByIndex();
        var ids = (await connection.QueryAsync<string>(list.Page(), question.With(page))).AsList();
        return await page.CountedAsync(connection, list, question, ids);
    }
}

/// <summary>Which of the hits are wanted.</summary>
/// <param name="Records">Whether the records are to be counted even where the page tells how many hits there are.</param>
internal sealed record PageOf(long Skip, int Take, bool Records)
{
    /// <summary>A page with its counts, which are not asked where the page itself tells: it is the last one.</summary>
    public async Task<FoundIds> CountedAsync(DbConnection connection, HitList list, HitQuestion question, List<string> ids)
    {
        if (!Records && ids.Count < Take && (ids.Count > 0 || Skip == 0)) return new FoundIds(ids, (int)Skip + ids.Count, (int)Skip + ids.Count);
        var (records, total) = await connection.QuerySingleAsync<(long, long)>(list.Count, question.Args);
        return new FoundIds(ids, (int)total, (int)records);
    }
}
