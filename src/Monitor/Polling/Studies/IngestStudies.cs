using System.Data.Common;
using Monitor.Documents;
using Monitor.Identity.Studies;
using Monitor.Store.Sql;

namespace Monitor.Polling.Studies;

/// <summary>
/// Puts stored hits into their studies, in the transaction that stores them. All that hangs together by stated identifiers is
/// gathered anew, so that the outcome is a function of what is stored and not of who came first. Nothing is due from it.
/// </summary>
internal static class IngestStudies
{
    /// <param name="tx">The transaction that has stored the hits.</param>
    /// <param name="hits">As they are stored now; those that say of studies what they said cost one look.</param>
    /// <param name="moved">Ids of hits that stand in another report than before.</param>
    /// <param name="now">The moment of the run.</param>
    public static async Task KeepAsync(DbTransaction tx, IReadOnlyCollection<Hit> hits, IReadOnlyCollection<string> moved, DateTimeOffset now)
    {
        var stated = hits.Select(StudyLinks.Of).OfType<StudyStatement>().GroupBy(s => s.Hit, StringComparer.Ordinal).Select(s => s.Last()).ToList();
        if (stated.Count == 0 && moved.Count == 0) return;
        var before = await StudyTable.MembersAsync(tx, [.. stated.Select(s => s.Hit), .. moved]);
        var changed = stated.Where(s => !Same(s, before.GetValueOrDefault(s.Hit))).ToList();
        if (changed.Count == 0 && moved.Count == 0) return;
        // Those it hung together with before too: they may fall apart.
        var beside = await StudyTable.HitsAsync(tx, changed.Select(s => s.Hit).Concat(moved).Select(h => before.GetValueOrDefault(h)?.Study).OfType<string>());
        await StudyTable.StateAsync(tx, changed, before, now);
        var fresh = changed.Where(s => !before.ContainsKey(s.Hit)).Select(s => s.Hit).ToHashSet(StringComparer.Ordinal);
        await GatherAsync(tx, [.. changed.Select(s => s.Hit), .. moved, .. beside], fresh, now);
    }

    /// <summary>Gathers anew all that hangs together with these hits.</summary>
    /// <param name="tx">A write transaction.</param>
    /// <param name="hits">Ids.</param>
    /// <param name="fresh">Those of them that were in no study before.</param>
    /// <param name="now">The moment.</param>
    public static async Task GatherAsync(DbTransaction tx, IReadOnlyCollection<string> hits, IReadOnlySet<string> fresh, DateTimeOffset now)
    {
        var members = await AroundAsync(tx, hits);
        var gathered = StudyGathering.Of(members.Values.Select(m => m.Statement));
        await StudyTable.SetOutcomesAsync(tx, gathered.Links.Where(o => members[o.Link.From].Links[(o.Link.Target, o.Link.Kind)] is var stored && (stored.Joined != o.Joined || stored.Apart != o.Apart)));
        var studyOf = gathered.Groups.SelectMany(g => g.Hits.Select(h => (Hit: h, Study: g.Id))).ToDictionary(p => p.Hit, p => p.Study, StringComparer.Ordinal);
        // A new hit stands in a study of its own until here, which nobody has heard of.
        var moves = studyOf.Where(p => members[p.Key].Study != p.Value).ToList();
        await StudyTable.MoveAsync(tx, moves.Select(m => (m.Key, m.Value)));
        var live = gathered.Groups.Select(g => g.Id).ToHashSet(StringComparer.Ordinal);
        var (left, gone) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var (hit, _) in moves.Where(m => !fresh.Contains(m.Key))) (live.Contains(members[hit].Study) ? left : gone).Add(members[hit].Study);
        var changed = moves.Select(m => m.Value).Concat(fresh.Where(studyOf.ContainsKey).Select(h => studyOf[h])).Concat(left).Distinct(StringComparer.Ordinal).ToList();
        if (changed.Count > 0) await StudyTable.SetStudiesAsync(tx, now, changed, gone, name => Where(name, gathered, members));
    }

    /// <summary>All that hangs together with these; hits of one report do, however that was decided.</summary>
    private static async Task<Dictionary<string, StoredMember>> AroundAsync(DbTransaction tx, IEnumerable<string> hits)
    {
        var found = new Dictionary<string, StoredMember>(StringComparer.Ordinal);
        var (askedAll, askedOthers) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        for (var front = hits.ToHashSet(StringComparer.Ordinal); front.Count > 0;)
        {
            var members = await StudyTable.MembersAsync(tx, front);
            var reports = await ReportMemberTable.TogetherAsync(tx.Connection!, tx, members.Keys); // non-null: the transaction is open
            var (all, others) = (new List<string>(), new List<string>());
            foreach (var (id, member) in members)
            {
                found[id] = reports.Contains(id) ? OfReport(member, reports[id].First().ReportId) : member;
                foreach (var link in member.Statement.Links.Where(l => l.Kind != LinkKind.Mentions))
                {
                    // Papers that share a DOI have nothing to do with each other; who names the DOI has.
                    var shared = link.Kind == LinkKind.Is && StudyKey.IsDoi(link.Target);
                    if (shared ? askedOthers.Add(link.Target) : askedAll.Add(link.Target)) (shared ? others : all).Add(link.Target);
                }
            }

            front = [.. await StudyTable.NamingAsync(tx, all, own: true), .. await StudyTable.NamingAsync(tx, others, own: false), .. reports.SelectMany(r => r).Select(r => r.HitId)];
            front.ExceptWith(found.Keys);
        }

        return found;
    }

    private static StoredMember OfReport(StoredMember member, string report) => member with
    {
        Statement = member.Statement with { Links = [.. member.Statement.Links, new StudyLink(member.Statement.Hit, "report:" + report, LinkKind.Is, "one-report", null)] },
    };

    /// <summary>A study is named by something it holds, so its name leads to whoever holds that now.</summary>
    private static string? Where(string name, Gathered gathered, Dictionary<string, StoredMember> before) =>
        gathered.Groups.FirstOrDefault(g => g.Hits.Contains(name, StringComparer.Ordinal) || g.Numbers.Any(n => n.Value == name))?.Id
        ?? gathered.Groups.FirstOrDefault(g => g.Hits.Any(h => before[h].Study == name))?.Id;

    private static bool Same(StudyStatement now, StoredMember? before) =>
        before is not null && before.Rules == StudyLinks.Rules && before.Statement.Role == now.Role && before.Statement.Synthesis == now.Synthesis
        && before.Statement.Links.SequenceEqual(now.Links);
}
