using System.Data.Common;
using Dapper;

namespace Monitor.Store.Sql;

/// <summary>The hits of one page, and how many there are on all.</summary>
internal sealed record FoundIds(IReadOnlyList<string> Ids, int Total);

/// <summary>Full text and filters over the stored hits.</summary>
internal sealed class HitSearch(Database database, HitTable hits)
{
    /// <summary>One page of the hits that pass the filter.</summary>
    public async Task<HitPage> FindAsync(HitFilter filter, CancellationToken ct)
    {
        var (ids, total) = await PageAsync(filter, ct);
        return new HitPage(await hits.FindAsync(ids, ct), total);
    }

    /// <summary>Ids of all hits that pass the filter, in its order; its page is not asked.</summary>
    public async Task<IReadOnlyList<string>> IdsAsync(HitFilter filter, CancellationToken ct) =>
        (await PageAsync(filter with { Page = 1, Size = int.MaxValue }, ct)).Ids;

    /// <summary>A page without its documents.</summary>
    internal Task<FoundIds> PageAsync(HitFilter filter, CancellationToken ct)
    {
        var page = new PageOf((filter.Page - 1) * (long)filter.Size, filter.Size);
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
        return new FoundIds(ids, page.TotalOf(ids) ?? await connection.ExecuteScalarAsync<int>(list.Count, question.Args));
    }
}

/// <summary>Which of the hits are wanted.</summary>
internal sealed record PageOf(long Skip, int Take)
{
    /// <summary>How many hits there are, where the page itself tells: it is the last one.</summary>
    public int? TotalOf(List<string> ids) => ids.Count < Take && (ids.Count > 0 || Skip == 0) ? (int)Skip + ids.Count : null;
}
