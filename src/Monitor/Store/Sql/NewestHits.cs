using Dapper;
using Monitor.Documents;
using Monitor.Identity.Reports;

namespace Monitor.Store.Sql;

/// <summary>A hit as a feed shows it: with its whole history.</summary>
/// <param name="Hit">As stored now.</param>
/// <param name="Revisions">Oldest first.</param>
/// <param name="Silent">Whether it was stored silently at first: it existed before anybody watched.</param>
internal sealed record ChangedHit(Hit Hit, IReadOnlyList<Revision> Revisions, bool Silent)
{
    private readonly ReportState? _state;

    /// <summary>What it is now.</summary>
    public ReportState State
    {
        get => _state ?? ReportState.Of([new RecordNow(Hit, Revisions)]);
        init => _state = value;
    }

    /// <summary>Id of its report, where it is one of several records of it; the revisions are then those of all.</summary>
    public string? Report { get; init; }

    /// <summary>The paper that it is a notice about; null = it is none, or that is not stored.</summary>
    public ChangedHit? About { get; init; }

    /// <summary>All records of the report with this one, the leading one first; empty = it stands alone.</summary>
    public IReadOnlyList<Article> Records { get; init; } = [];
}

/// <summary>The hits in the order of their last news, and what says that nothing about them is different.</summary>
internal sealed class NewestHits(Database database, HitTable hits, RevisionTable revisions)
{
    private const int Portion = 200;

    /// <summary>The same text as long as no stored hit changed, in this process or another; read without touching a hit.</summary>
    public Task<string> VersionAsync(CancellationToken ct) =>
        database.ReadAsync(async c => await c.ExecuteScalarAsync<string>(
            "SELECT coalesce((SELECT max(seq) FROM revision), 0) || '.' || (SELECT changes FROM hit_version)") ?? "", ct);

    /// <summary>
    /// Hits that belong to one of the watches, those with the newest news first; behind them, newest by their own date, those
    /// that were stored silently and have had no news since.
    /// </summary>
    public async IAsyncEnumerable<ChangedHit> OfAsync(
        IReadOnlyList<string> watches, HitFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var ids = await database.ReadAsync(async c =>
        {
            var question = new HitQuestion(filter, Dialect.Of(c));
            question.Args.Add("watches", watches.ToArray());
            return (await c.QueryAsync<(string Id, bool Silent)>($"""
            SELECT id, silent FROM (
                SELECT i.id, i.n, i.published,
                    (SELECT max(r.seq) FROM revision r WHERE r.hit_id = i.id AND r.news AND NOT r.quiet AND (r.type <> 'new' OR NOT EXISTS (
                        SELECT 1 FROM report_member m JOIN hit_watch f ON f.hit_id = m.report_id
                        WHERE m.hit_id = i.id AND m.report_id <> m.hit_id AND {Dialect.Of(c).In("f.watch", "watches")}))) AS told,
                    coalesce((SELECT r.quiet FROM revision r WHERE r.hit_id = i.id ORDER BY r.seq LIMIT 1), FALSE) AS silent
                FROM hit_index i WHERE {string.Concat(question.OfIndex().Select(condition => $"{condition} AND "))}
                    EXISTS (SELECT 1 FROM hit_watch w WHERE w.hit_id = i.id AND {Dialect.Of(c).In("w.watch", "watches")})) AS listed
            ORDER BY told IS NULL, told DESC, published DESC NULLS LAST, n DESC
            """, question.Args)).AsList();
        }, ct);
        foreach (var portion in ids.Chunk(Portion))
        {
            var found = await hits.FindAsync([.. portion.Select(p => p.Id)], ct);
            var history = await revisions.OfAsync([.. portion.Select(p => p.Id)], ct);
            var silent = portion.Where(p => p.Silent).Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
            var together = await database.ReadAsync(c => ReportMemberTable.TogetherAsync(c, null, found.OfType<Article>().Select(h => h.Id)), ct);
            var states = await database.ReadAsync(c => ReportStates.OfAsync(c, null, found), ct);
            foreach (var hit in found)
            {
                var changed = new ChangedHit(hit, [.. history[hit.Id]], silent.Contains(hit.Id)) { State = states[hit.Id] };
                if (changed.State is { IsNotice: true, About: { } paper } && await PaperAsync(paper, ct) is { } about) changed = changed with { About = about };
                yield return together.Contains(hit.Id) ? await WithReportAsync(changed, [.. together[hit.Id]], ct) : changed;
            }
        }
    }

    /// <summary>The paper that a notice is about, as it would stand in the list by itself.</summary>
    private async Task<ChangedHit?> PaperAsync(Article paper, CancellationToken ct)
    {
        var (history, state) =
            ((await revisions.OfAsync([paper.Id], ct))[paper.Id]
            .ToList(), (await database.ReadAsync(c => ReportStates.OfAsync(c, null, [paper]), ct))[paper.Id]);
        var silent = await database.ReadAsync(c =>
            c.ExecuteScalarAsync<bool>("SELECT coalesce((SELECT quiet FROM revision WHERE hit_id = @Id ORDER BY seq LIMIT 1), FALSE)", new { paper.Id }), ct);
        var changed = new ChangedHit(paper, history, silent) { State = state };
        var together = await database.ReadAsync(c => ReportMemberTable.TogetherAsync(c, null, [paper.Id]), ct);
        return together.Contains(paper.Id) ? await WithReportAsync(changed, [.. together[paper.Id]], ct) : changed;
    }

    /// <summary>A report is new once: when the first of its records was.</summary>
    private async Task<ChangedHit> WithReportAsync(ChangedHit changed, IReadOnlyList<(string HitId, string ReportId)> members, CancellationToken ct)
    {
        var ids = members.Select(m => m.HitId).ToList();
        var all = (await revisions.OfAsync(ids, ct)).SelectMany(r => r).OrderBy(r => r.Seq).ToList();
        var first = all.Find(r => r.Type == RevisionType.New);
        return changed with
        {
            Report = members[0].ReportId,
            Records = [.. (await hits.FindAsync(ids, ct)).OfType<Article>()],
            Revisions = [.. all.Where(r => r.Type != RevisionType.New || ReferenceEquals(r, first))],
        };
    }
}
