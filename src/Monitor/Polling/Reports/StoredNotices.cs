using System.Data.Common;
using Monitor.Documents;
using Monitor.Identity.Reports;
using Monitor.Store.Sql;

namespace Monitor.Polling.Reports;

/// <summary>The notices about papers that were stored before a run: what they say is said when a record of the paper says it.</summary>
internal sealed class StoredNotices
{
    private readonly NoticeLinks _links;
    private readonly Dictionary<string, RecordNow> _records;

    private StoredNotices(NoticeLinks links, Dictionary<string, RecordNow> records) => (_links, _records) = (links, records);

    public static StoredNotices None { get; } = new(new NoticeLinks(), []);

    /// <param name="tx">The transaction of the run.</param>
    /// <param name="papers">All records of the papers.</param>
    /// <param name="fresh">Ids of what the run itself brought.</param>
    public static async Task<StoredNotices> ReadAsync(DbTransaction tx, IReadOnlyCollection<Article> papers, IReadOnlySet<string> fresh)
    {
        if (papers.Count == 0) return None;
        var links = await NoticeLinks.ReadAsync(tx.Connection!, tx, papers); // non-null: the transaction is open
        string[] ids = [.. links.Ids.Where(id => !fresh.Contains(id)).Distinct(StringComparer.Ordinal)];
        var history = await RevisionTable.OfAsync(tx.Connection!, tx, ids); // non-null: as above
        var records = new Dictionary<string, RecordNow>(StringComparer.Ordinal);
        foreach (var chunk in ids.Chunk(500))
        {
            foreach (var article in await ReportForms.ReadAsync(tx, chunk))
            {
                records[article.Id] = new RecordNow(article, [.. history[article.Id]]);
            }
        }

        return new StoredNotices(links, records);
    }

    /// <summary>Those about the paper with these records.</summary>
    public IReadOnlyList<NoticeAbout> About(IEnumerable<string> records) => _links.NoticesAbout([.. records], _records.GetValueOrDefault);
}
