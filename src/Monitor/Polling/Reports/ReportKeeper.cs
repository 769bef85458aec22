using System.Data.Common;
using Monitor.Documents;
using Monitor.Identity.Reports;
using Monitor.Store.Sql;

namespace Monitor.Polling.Reports;

/// <summary>
/// Keeps which stored articles are one report: a record that is new, or says something else, is decided against those that share a
/// key with it, and the reports that this touches are gathered again over all their pairs. The outcome is that of the whole.
/// </summary>
internal static class ReportKeeper
{
    /// <summary>Takes articles in that are stored already, in the transaction that stored them.</summary>
    /// <returns>Reports that are others now.</returns>
    public static async Task<ReportShift> TakeAsync(DbTransaction tx, IReadOnlyCollection<Article> articles, DateTimeOffset now)
    {
        if (articles.Count == 0) return ReportShift.None;
        var forms = new ReportForms(tx);
        var pairing = new ReportPairing(tx, forms, now);
        var fresh = await pairing.EnterAsync(articles);
        if (fresh.Count == 0) return ReportShift.None;
        var seeds = await pairing.DecideAsync(fresh);
        seeds.UnionWith(await ReportMemberTable.InAsync(tx, fresh.Select(f => f.OldReport).OfType<string>()));
        var shift = await GatherAsync(tx, forms, seeds, now);
        foreach (var record in fresh.Where(f => f.OldReport is null)) shift.Before.Remove(record.Form.Id);
        return shift;
    }

    /// <summary>Gathers again the reports of these records and of all that are connected with them.</summary>
    public static async Task<ReportShift> GatherAsync(DbTransaction tx, ReportForms forms, IReadOnlyCollection<string> seeds, DateTimeOffset now)
    {
        if (seeds.Count == 0) return ReportShift.None;
        var (ids, pairs, people) = await ConnectedAsync(tx, seeds);
        var members = await ReportMemberTable.OfAsync(tx, ids);
        await forms.LoadAsync(members.Keys);
        var records = members.Keys.Select(forms.Find).OfType<CitationForm>().ToList();
        var decided = pairs.Where(p => members.ContainsKey(p.A) && members.ContainsKey(p.B) && forms.Find(p.A) is not null && forms.Find(p.B) is not null).ToList();
        var alone = decided.Where(p => p.Verdict != "different").Select(p => new DecidedPair(forms.Find(p.A)!, forms.Find(p.B)!, Decision(p)))
            .ToList(); // non-null: filtered just before
        await forms.LearnAsync(alone.SelectMany(p => new[] { p.A, p.B }));
        var groups = ReportGroups.Of(records, alone, people, forms.HeldApart, forms.Recurs);
        var places = new List<(string HitId, string ReportId, int Place)>();
        foreach (var group in groups.Groups)
        {
            var report = group.MinBy(r => members[r.Id].N)!.Id; // non-null: a group has a record
            places.AddRange(ReportOrder.Ordered(group, r => r, r => forms.Article(r.Id)).Select((r, i) => (r.Id, report, i)));
        }

        await ReportMemberTable.PlaceAsync(tx, [.. places.Where(p => members[p.HitId].ReportId != p.ReportId || members[p.HitId].Place != p.Place)]);
        var left = groups.Left.Where(p => p.Decision.Reasons[0].Rule is "equal-claims" or "report-held-apart")
            .ToDictionary(p => (p.A.Id, p.B.Id), p => p.Decision.Reasons[0].Rule);
        foreach (var pair in alone.Where(p => ReportGroups.Recurs(p, forms.Recurs))) left[(pair.A.Id, pair.B.Id)] = ReportPair.Recurring;
        await ReportPairTable.WaitAsync(tx, decided.Where(p => p.Waits != "new-rules").Select(p => (p.A, p.B, Waits: left.GetValueOrDefault((p.A, p.B)), Was: p.Waits)).Where(p => p.Waits != p.Was).Select(p => (p.A, p.B, p.Waits)));
        var shift = new ReportShift(members.ToDictionary(m => m.Key, m => m.Value.ReportId, StringComparer.Ordinal), places.ToDictionary(p => p.HitId, p => p.ReportId, StringComparer.Ordinal));
        if (shift.HasParted) await ReportHeld.ReleaseAsync(tx, forms, shift.After, now);
        return shift;
    }

    private static async Task<(HashSet<string> Ids, IReadOnlyCollection<ReportPair> Pairs, PersonDecisions People)> ConnectedAsync(DbTransaction tx, IEnumerable<string> seeds)
    {
        var connection = tx.Connection!; // non-null: the transaction is open
        var (ids, pairs, decisions) = (seeds.ToHashSet(StringComparer.Ordinal), new Dictionary<(string, string), ReportPair>(), new HashSet<ReportPerson>());
        var asked = await ReportPersonTable.AnyAsync(tx);
        for (var frontier = ids.ToList(); frontier.Count > 0;)
        {
            var found = await ReportPairTable.OfAsync(connection, tx, frontier);
            foreach (var pair in found) pairs[(pair.A, pair.B)] = pair;
            var next = found.Where(p => p.Verdict == "same").SelectMany(p => new[] { p.A, p.B }).ToList();
            if (asked)
            {
                var people = await ReportPersonTable.OfAsync(connection, tx, frontier);
                decisions.UnionWith(people);
                next.AddRange(people.Where(d => d.Decision == ReportPerson.Joined).SelectMany(d => new[] { d.A, d.B }));
            }

            frontier = [.. next.Where(ids.Add)];
        }

        var said = decisions.Aggregate(PersonDecisions.None, (all, d) => d.Decision == ReportPerson.Joined ? all.Merge(d.A, d.B) : all.Split(d.A, d.B));
        return (ids, pairs.Values, said);
    }

    private static PairDecision Decision(ReportPair pair) =>
        new(pair.Verdict switch { "same" => Verdict.Same, "different" => Verdict.Different, _ => Verdict.ToPerson },
            pair.Score, HeldApart: false, [new Reason(pair.Rule, null, null)])
        { Versions = pair.Versions };
}

/// <summary>Which report each record stood in, and stands in now.</summary>
/// <param name="Before">Without records that are new.</param>
/// <param name="After">Of all that were gathered.</param>
internal sealed record ReportShift(Dictionary<string, string> Before, Dictionary<string, string> After)
{
    public static ReportShift None => new([], []);

    /// <summary>Whether records that were one report are not any more.</summary>
    public bool HasParted => Before.Where(b => After.ContainsKey(b.Key)).GroupBy(b => b.Value, StringComparer.Ordinal).Any(g => g.Select(b => After[b.Key]).Distinct(StringComparer.Ordinal).Skip(1).Any());

    /// <summary>Those that were stored before and stand elsewhere now, and those that joined one of them.</summary>
    public IReadOnlyCollection<string> Moved => [.. After.Where(a => Before.TryGetValue(a.Key, out var was) ? was != a.Value : a.Key != a.Value).Select(a => a.Key)];

    /// <summary>Whether two records, one report now, were one before.</summary>
    public bool WereTogether(string a, string b) => !After.ContainsKey(a) || (Before.TryGetValue(a, out var x) && Before.TryGetValue(b, out var y) && x == y);
}
