using System.Data.Common;
using Dapper;
using Monitor.Documents;
using Monitor.Identity.Reports;
using Monitor.Identity.Studies;
using Monitor.Text;

namespace Monitor.Store.Sql;

/// <summary>
/// Which stored records are notices or comments about which papers: by the links that either states, and where a notice states none,
/// by the title that it repeats.
/// </summary>
internal sealed class NoticeLinks
{
    private readonly HashSet<(string Notice, string Paper, string Rule)> _pairs = [];

    /// <summary>Ids of all that is linked.</summary>
    public IEnumerable<string> Ids => _pairs.SelectMany(p => new[] { p.Notice, p.Paper });

    /// <summary>Those of these articles.</summary>
    public static async Task<NoticeLinks> ReadAsync(DbConnection connection, DbTransaction? tx, IReadOnlyCollection<Article> articles)
    {
        var links = new NoticeLinks();
        if (articles.Count == 0) return links;
        await links.StatedAsync(connection, tx, articles);
        await links.OthersAsync(connection, tx, articles);
        await links.TitledAsync(connection, tx, articles);
        return links;
    }

    /// <summary>The notices about a paper with these records.</summary>
    /// <param name="members">Ids of the records.</param>
    /// <param name="find">The stored record of an id.</param>
    public IReadOnlyList<NoticeAbout> NoticesAbout(IReadOnlyCollection<string> members, Func<string, RecordNow?> find) =>
    [
        .. _pairs.Where(p => members.Contains(p.Paper, StringComparer.Ordinal) && !members.Contains(p.Notice, StringComparer.Ordinal))
            .GroupBy(p => p.Notice, StringComparer.Ordinal)
            .Select(g => find(g.Key) is { Document: Article notice } record ? new NoticeAbout(record, Kind(notice, g.First().Rule)) : null)
                .OfType<NoticeAbout>()
            .Where(n => n.Kind is not (NoticeKind.None or NoticeKind.About)),
    ];

    /// <summary>The paper that a record is a notice about; null = none that is stored.</summary>
    public Article? PaperOf(IReadOnlyCollection<string> members, Func<string, Article?> find) =>
        _pairs.Where(p => members.Contains(p.Notice, StringComparer.Ordinal) && !members.Contains(p.Paper, StringComparer.Ordinal))
            .OrderBy(p => p.Paper, StringComparer.Ordinal).Select(p => find(p.Paper)).FirstOrDefault(p => p is not null);

    /// <summary>What it is by itself, else by the link that names it.</summary>
    private static NoticeKind Kind(Article notice, string rule) => RecordSigns.NoticeOf(notice) is not NoticeKind.None and var kind ? kind : rule switch
    {
        "RetractionIn" or "RetractionOf" => NoticeKind.Retraction,
        "PartialRetractionIn" or "PartialRetractionOf" => NoticeKind.PartialRetraction,
        "ExpressionOfConcernIn" or "ExpressionOfConcernFor" => NoticeKind.ExpressionOfConcern,
        "ErratumIn" or "ErratumFor" => NoticeKind.Erratum,
        _ => NoticeKind.None,
    };

    /// <summary>What these articles state, to those who bear the identifier.</summary>
    private async Task StatedAsync(DbConnection connection, DbTransaction? tx, IReadOnlyCollection<Article> articles)
    {
        var stated = articles.SelectMany(CorrectionLinks.Of).Where(l => l.Kind is LinkKind.About or LinkKind.AboutIt)
            .ToLookup(l => l.Target, StringComparer.Ordinal);
        var bearing = await BearingAsync(connection, tx, stated.Select(s => s.Key));
        foreach (var (target, hit) in bearing)
        {
            foreach (var link in stated[target]) Add(link.Kind == LinkKind.About ? link.From : hit, link.Kind == LinkKind.About ? hit : link.From, link.Rule);
        }
    }

    /// <summary>What others state of these articles.</summary>
    private async Task OthersAsync(DbConnection connection, DbTransaction? tx, IReadOnlyCollection<Article> articles)
    {
        var own = articles.SelectMany(a => new[] { StudyKey.Pmid(a.Pmid), StudyKey.Doi(a.Doi) }.OfType<string>().Select(k => (Key: k, a.Id)))
            .ToLookup(k => k.Key, k => k.Id, StringComparer.Ordinal);
        foreach (var keys in own.Select(o => o.Key).Chunk(400))
        {
            var rows = (await connection.QueryAsync<(string From, string Target, string Kind, string Rule)>(
                $"SELECT from_hit, target, kind, rule FROM study_link WHERE {Dialect.Of(connection).In("target", "keys")} AND kind IN ('about', 'about-it')", new { keys }, tx)).AsList();
            // A DOI of several papers says of none of them that it is meant.
            var shared = rows.Count == 0 ? [] : await SharedAsync(connection, tx, rows.Select(r => r.Target));
            foreach (var row in rows.Where(r => !shared.Contains(r.Target)))
            {
                foreach (var id in own[row.Target]) Add(row.Kind == LinkKind.About ? row.From : id, row.Kind == LinkKind.About ? id : row.From, row.Rule);
            }
        }
    }

    /// <summary>Notices that state no link, by the title of their paper in their own.</summary>
    private async Task TitledAsync(DbConnection connection, DbTransaction? tx, IReadOnlyCollection<Article> articles)
    {
        var titled = articles.Select(a => (Article: a, Key: BlockingKeys.OfTitle(TitleMark.OfPaper(a))))
            .Where(a => a.Key is not null).ToLookup(a => a.Key!.Value, a => a.Article); // non-null: filtered just before
        if (titled.Count == 0) return;
        var found = await ReportKeyTable.FindAsync(connection, tx, titled.Select(t => t.Key), papers: true);
        var others = found.Where(f => titled[f.Key].All(a => a.Id != f.HitId) || titled[f.Key].Skip(1).Any())
            .Select(f => f.HitId).Distinct(StringComparer.Ordinal).ToArray();
        if (others.Length == 0) return;
        var loaded = (await ReadableHits.LoadAsync(others, some => HitDocuments.LoadAsync(connection, tx, "article", some)))
            .OfType<Article>().ToDictionary(a => a.Id, StringComparer.Ordinal);
        foreach (var (article, other) in found.Where(f => loaded.ContainsKey(f.HitId))
            .SelectMany(f => titled[f.Key].Where(a => a.Id != f.HitId).Select(a => (a, loaded[f.HitId]))))
        {
            var (a, b) = (RecordSigns.NoticeOf(article), RecordSigns.NoticeOf(other));
            if (a == NoticeKind.None == (b == NoticeKind.None)) continue;
            var (notice, paper) = a == NoticeKind.None ? (other, article) : (article, other);
            if (IsAbout(notice, paper)) Add(notice.Id, paper.Id, "title");
        }
    }

    /// <summary>The very title in the same journal, of a notice that names no paper otherwise.</summary>
    private static bool IsAbout(Article notice, Article paper) =>
        !CorrectionLinks.Of(notice).Any(l => l.Kind == LinkKind.About) && SameText.Are(TitleMark.OfPaper(notice), TitleMark.OfPaper(paper))
            && (notice.Doi is null || notice.Doi != paper.Doi)
        && JournalForm.Compare(new JournalForm(notice.Journal), new JournalForm(paper.Journal)) != JournalRelation.Differ;


    private static async Task<List<(string Target, string Hit)>> BearingAsync(DbConnection connection, DbTransaction? tx, IEnumerable<string> targets)
    {
        var found = new List<(string Target, string Hit)>();
        foreach (var keys in targets.Distinct(StringComparer.Ordinal).Chunk(400))
        {
            found.AddRange(await connection.QueryAsync<(string,
                string)>($"SELECT target, from_hit FROM study_link WHERE {Dialect.Of(connection).In("target", "keys")} AND kind = 'is'", new { keys }, tx));
        }

        var shared = await SharedAsync(connection, tx, found.GroupBy(f => f.Target, StringComparer.Ordinal).Where(g => g.Skip(1).Any()).Select(g => g.Key));
        return [.. found.Where(f => !shared.Contains(f.Target))];
    }

    /// <summary>Those among the identifiers that several reports bear.</summary>
    private static async Task<HashSet<string>> SharedAsync(DbConnection connection, DbTransaction? tx, IEnumerable<string> targets)
    {
        var shared = new HashSet<string>(StringComparer.Ordinal);
        foreach (var keys in targets.Where(StudyKey.IsDoi).Distinct(StringComparer.Ordinal).Chunk(400))
        {
            shared.UnionWith(await connection.QueryAsync<string>($"""
                SELECT l.target FROM study_link l LEFT JOIN report_member m ON m.hit_id = l.from_hit
                WHERE {Dialect.Of(connection).In("l.target", "keys")} AND l.kind = 'is' GROUP BY l.target HAVING count(DISTINCT coalesce(m.report_id, l.from_hit)) > 1
                """, new { keys }, tx));
        }

        return shared;
    }

    private void Add(string notice, string paper, string rule)
    {
        if (notice != paper) _pairs.Add((notice, paper, rule));
    }
}
