using System.Data.Common;
using Monitor.Documents;
using Monitor.Identity.Reports;

namespace Monitor.Store.Sql;

/// <summary>Reads what hits are now: each with all records of its report, what was seen to become of them, and the notices about them.</summary>
internal sealed class ReportStates(Database database)
{
    /// <summary>The state of each of these hits, by id.</summary>
    public Task<IReadOnlyDictionary<string, ReportState>> OfAsync(IReadOnlyCollection<Hit> hits, CancellationToken ct) =>
        database.ReadAsync(c => OfAsync(c, null, hits), ct);

    /// <inheritdoc cref="OfAsync(IReadOnlyCollection{Hit}, CancellationToken)"/>
    public static async Task<IReadOnlyDictionary<string, ReportState>> OfAsync(DbConnection connection, DbTransaction? tx, IReadOnlyCollection<Hit> hits)
    {
        var states = new Dictionary<string, ReportState>(StringComparer.Ordinal);
        if (hits.Count == 0) return states;
        var known = hits.DistinctBy(h => h.Id, StringComparer.Ordinal).ToDictionary(h => h.Id, StringComparer.Ordinal);
        var asked = known.Keys.ToList();
        var together = await ReportMemberTable.TogetherAsync(connection, tx, known.Values.OfType<Article>().Select(a => a.Id).ToList());
        await LoadAsync(connection, tx, known, together.SelectMany(t => t).Select(t => t.HitId));
        var links = await NoticeLinks.ReadAsync(connection, tx, [.. known.Values.OfType<Article>()]);
        await LoadAsync(connection, tx, known, links.Ids);
        var history = await RevisionTable.OfAsync(connection, tx, known.Keys);
        foreach (var id in asked)
        {
            var members = together.Contains(id) ? together[id].Select(m => m.HitId).Where(known.ContainsKey).ToList() : [id];
            var records = members.Select(Now).OfType<RecordNow>().ToList();
            states[id] = ReportState.Of(records, links.NoticesAbout(members, Now), links.PaperOf(members, m => known.GetValueOrDefault(m) as Article));
        }

        return states;

        RecordNow? Now(string id) => known.TryGetValue(id, out var hit) ? new RecordNow(hit, [.. history[id]]) : null;
    }

    /// <summary>One that cannot be read stays away: it keeps no other from its state.</summary>
    private static async Task LoadAsync(DbConnection connection, DbTransaction? tx, Dictionary<string, Hit> known, IEnumerable<string> ids)
    {
        foreach (var chunk in ids.Where(id => !known.ContainsKey(id)).Distinct(StringComparer.Ordinal).ToList().Chunk(500))
        {
            foreach (var hit in await ReadableHits.LoadAsync(chunk, some => HitDocuments.LoadAsync(connection, tx, some))) known[hit.Id] = hit;
        }
    }
}
