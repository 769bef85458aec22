using Monitor.Documents;
using Monitor.Identity.Reports;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Polling;

/// <summary>Another record of one report.</summary>
/// <param name="Id">Of the record, found or stored.</param>
/// <param name="Reason">The rule that joined the two, <c>a person</c>, or <c>by way of</c> another record.</param>
internal sealed record SameRecord(string Id, string Reason);

/// <summary>One entry of an on-demand answer.</summary>
/// <param name="Hit">The record that speaks among those that were found.</param>
/// <param name="ReportId">Of the stored report; null = no record of it is stored, or it is no article.</param>
/// <param name="Same">The other records, found and stored.</param>
/// <param name="State">What it is now, by all its records, found and stored.</param>
internal sealed record FoundReport(Hit Hit, string? ReportId, IReadOnlyList<SameRecord> Same, ReportState State);

/// <summary>
/// Gathers what several sources found into reports as the store does, together with what is stored already and with what people decided.
/// Nothing is stored.
/// </summary>
internal sealed class OnDemandReports(Database database, HitTable hits)
{
    /// <summary>What is known of the stored records that may be the same as those found.</summary>
    private sealed record Known(IReadOnlyList<Article> Articles, IReadOnlyDictionary<string, string> Reports, PersonDecisions People)
    {
        public static Known Nothing { get; } = new([], new Dictionary<string, string>(), PersonDecisions.None);
    }

    /// <summary>One entry for each report and for each hit that is no article, the newest first.</summary>
    public async Task<IReadOnlyList<FoundReport>> GatherAsync(IEnumerable<Hit> answered, CancellationToken ct)
    {
        var all = answered.DistinctBy(h => h.Id).ToList();
        var found = all.OfType<Article>().ToDictionary(a => a.Id, StringComparer.Ordinal);
        var known = await KnownAsync(found.Values, ct);
        var deduplicator = new Deduplicator();
        var rules = new Dictionary<IdPair, string>();
        foreach (var article in found.Values.Concat(known.Articles.Where(a => !found.ContainsKey(a.Id))))
        {
            foreach (var pair in deduplicator.Add(Citation.Of(article)).Where(p => p.Decision.Verdict == Verdict.Same))
                rules[new IdPair(pair.A.Id, pair.B.Id)] = pair.Decision.Reasons[0].Rule;
        }

        foreach (var joined in known.People.Joined) rules.TryAdd(joined, "a person");
        var groups = deduplicator.Groups(WithStored(known));
        var records = found.Values.UnionBy(known.Articles, a => a.Id, StringComparer.Ordinal).ToDictionary(a => a.Id, StringComparer.Ordinal);
        var articles = groups.Groups.Where(g => g.Any(r => found.ContainsKey(r.Id))).Select(g => Entry(g, found, known, rules, records));
        return [.. all.Where(h => h is not Article).Select(h => new FoundReport(h, null, [], ReportState.Of(h))).Concat(articles)
            .OrderByDescending(e => e.Hit.Published ?? default).ThenBy(e => e.Hit.Id, StringComparer.Ordinal)];
    }

    private static FoundReport Entry(
        IReadOnlyList<CitationForm> group, Dictionary<string, Article> found, Known known, Dictionary<IdPair, string> rules, Dictionary<string, Article> records)
    {
        var ordered = ReportOrder.Ordered(group, r => r, r => records[r.Id]).ToList();
        var speaks = found[ordered.First(r => found.ContainsKey(r.Id)).Id];
        var same = ordered.Where(r => r.Id != speaks.Id)
            .Select(r => new SameRecord(r.Id, rules.GetValueOrDefault(new IdPair(speaks.Id, r.Id)) ?? "by way of another record"));
        var state = ReportState.Of([.. ordered.Select(r => new RecordNow(records[r.Id], []))]);
        return new FoundReport(speaks, group.Select(r => known.Reports.GetValueOrDefault(r.Id)).FirstOrDefault(r => r is not null), [.. same], state);
    }

    /// <summary>Records that are one report in the store are one here.</summary>
    private static PersonDecisions WithStored(Known known)
    {
        var people = known.People;
        foreach (var report in known.Reports.GroupBy(r => r.Value, r => r.Key, StringComparer.Ordinal))
        {
            var ids = report.Order(StringComparer.Ordinal).ToList();
            foreach (var other in ids.Skip(1).Where(o => !people.Joined.Contains(new IdPair(ids[0], o)) && !people.Parted.Contains(new IdPair(ids[0], o))))
                people = people.Merge(ids[0], other);
        }

        return people;
    }

    /// <summary>The verb <c>search</c> works before there is a database.</summary>
    private async Task<Known> KnownAsync(IReadOnlyCollection<Article> found, CancellationToken ct)
    {
        if (found.Count == 0) return Known.Nothing;
        try
        {
            var keys = found.SelectMany(a => BlockingKeys.Of(new CitationForm(Citation.Of(a)))).ToHashSet();
            var (reports, people) = await database.ReadAsync(async c =>
            {
                var ids = (await ReportKeyTable.FindAsync(c, null, keys, papers: true)).Select(k => k.HitId)
                    .Concat(found.Select(a => a.Id)).ToHashSet(StringComparer.Ordinal);
                var together = await ReportMemberTable.TogetherAsync(c, null, ids);
                var members = ids.ToDictionary(id => id, id => id, StringComparer.Ordinal);
                foreach (var (id, report) in together.SelectMany(t => t)) members[id] = report;
                return (members, await ReportPersonTable.OfAsync(c, null, members.Keys));
            }, ct);
            var stored = (await hits.FindAsync([.. reports.Keys], ct)).OfType<Article>().ToList();
            var known = stored.Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
            var said = people.Where(d => (known.Contains(d.A) || found.Any(f => f.Id == d.A)) && (known.Contains(d.B) || found.Any(f => f.Id == d.B)))
                .Aggregate(PersonDecisions.None, (all, d) => d.Decision == ReportPerson.Joined ? all.Merge(d.A, d.B) : all.Split(d.A, d.B));
            return new Known(stored, reports.Where(r => known.Contains(r.Key)).ToDictionary(StringComparer.Ordinal), said);
        }
        catch (StoreException)
        {
            return Known.Nothing;
        }
    }
}
