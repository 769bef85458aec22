using System.Data.Common;
using Monitor.Documents;
using Monitor.Identity.Reports;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Polling.Reports;

/// <summary>Decides records that are new, or say something else, against all stored ones that share a key with them.</summary>
internal sealed class ReportPairing(DbTransaction tx, ReportForms forms, DateTimeOffset now)
{
    /// <summary>Stores the keys of those among the articles that are new or whose citation is another.</summary>
    /// <returns>Their ids.</returns>
    public async Task<List<FreshRecord>> EnterAsync(IReadOnlyCollection<Article> articles)
    {
        var known = await ReportMemberTable.OfAsync(tx, articles.Select(a => a.Id));
        var fresh = new List<(Article Article, Citation Citation, long Print)>();
        foreach (var article in articles)
        {
            var citation = Citation.Of(article);
            var print = CitationPrint.Of(citation);
            if (known.GetValueOrDefault(article.Id) is { } row && row.Print == print && row.Rules == ReportRules.Number) continue;
            fresh.Add((article, citation, print));
        }

        var numbers = await ReportMemberTable.NumbersAsync(tx, fresh.Select(f => f.Article.Id).Where(id => !known.ContainsKey(id)));
        var (rows, gone, added) = (new List<ReportMember>(), new List<RecordKey>(), new List<RecordKey>());
        var entered = new List<FreshRecord>();
        foreach (var (article, citation, print) in fresh)
        {
            var old = known.GetValueOrDefault(article.Id);
            if (old is null && !numbers.ContainsKey(article.Id)) continue;
            var form = forms.Add(article, citation);
            var (keys, before, n) = (BlockingKeys.Of(form), old?.KeyNumbers ?? [], old?.N ?? numbers[article.Id]);
            var pmid = form.Preprint ? null : form.Pmid;
            var (paper, was) = (pmid is not null, old?.Pmid is not null);
            gone.AddRange((paper == was ? before.Except(keys) : before).Select(k => new RecordKey(k, was, n)));
            added.AddRange((paper == was ? keys.Except(before) : keys).Select(k => new RecordKey(k, paper, n)));
            rows.Add(new ReportMember
            {
                HitId = article.Id, N = n, ReportId = old?.ReportId ?? article.Id, Place = old?.Place ?? 0, Pmid = pmid, Keys = ReportMember.Bytes(keys), Print = print, Rules = ReportRules.Number,
            });
            entered.Add(new FreshRecord(form, keys, pmid, old?.ReportId, old?.Rules < ReportRules.Number));
        }

        await ReportMemberTable.SaveAsync(tx, rows);
        await ReportKeyTable.RemoveAsync(tx, gone);
        await ReportKeyTable.AddAsync(tx, added);
        return entered;
    }

    /// <summary>Decides them; their earlier pairs are replaced.</summary>
    /// <returns>Ids of the records whose report may be another now.</returns>
    public async Task<HashSet<string>> DecideAsync(IReadOnlyCollection<FreshRecord> fresh)
    {
        var candidates = await CandidatesAsync(fresh);
        await forms.LoadAsync(candidates.SelectMany(c => c.Value));
        var known = fresh.Where(f => f.OldReport is not null).ToList();
        var old = known.Count == 0 ? [] : (await ReportPairTable.OfAsync(tx.Connection!, tx, known.Select(f => f.Form.Id))).ToDictionary(p => (p.A, p.B)); // non-null: the transaction is open
        var arrived = fresh.Where(f => f.OldReport is null).Select(f => f.Form.Id).ToHashSet(StringComparer.Ordinal);
        var pairs = new Dictionary<(string, string), ReportPair>();
        foreach (var record in fresh)
        {
            foreach (var id in candidates[record.Form.Id])
            {
                var (a, b) = string.CompareOrdinal(record.Form.Id, id) <= 0 ? (record.Form.Id, id) : (id, record.Form.Id);
                if (pairs.ContainsKey((a, b)) || forms.Find(id) is null) continue;
                if (Decided(a, b, old.GetValueOrDefault((a, b)), IsSettled(record, id)) is { } pair) pairs[(a, b)] = pair;
            }
        }

        foreach (var pair in old.Values.Where(p => !pairs.ContainsKey((p.A, p.B)) && p.Rules < ReportRules.Number && p.Verdict == "same")) pairs[(pair.A, pair.B)] = Kept(pair);
        var touched = pairs.Values.Concat(old.Values).SelectMany(p => new[] { p.A, p.B }).ToHashSet(StringComparer.Ordinal);
        await ReportPairTable.RemoveAsync(tx, old.Values);
        await ReportPairTable.AddAsync(tx, pairs.Values);
        touched.UnionWith(await forms.SharingAsync(fresh.Select(f => f.Form)));
        return touched;

        // What a record of today meets for the first time is decided by the rules of today, at once.
        bool IsSettled(FreshRecord record, string other) => record.IsOutdated && !arrived.Contains(other);
    }

    /// <summary>Two PMIDs are two papers, whatever else agrees: the rule other-pmid, which needs no document.</summary>
    private async Task<Dictionary<string, HashSet<string>>> CandidatesAsync(IReadOnlyCollection<FreshRecord> fresh)
    {
        var connection = tx.Connection!; // non-null: the transaction is open
        var byAny = (await ReportKeyTable.FindAsync(connection, tx, fresh.Where(f => f.Pmid is null).SelectMany(f => f.Keys), papers: true)).ToLookup(k => k.Key);
        var papers = fresh.Where(f => f.Pmid is not null).ToList();
        var unnamed = (await ReportKeyTable.FindAsync(connection, tx, papers.SelectMany(f => f.Keys), papers: false)).ToLookup(k => k.Key);
        var byPmid = (await ReportKeyTable.FindAsync(connection, tx, papers.Select(f => BlockingKeys.OfPmid(f.Pmid!)), papers: true)).ToLookup(k => k.Key); // non-null: filtered just before
        return fresh.ToDictionary(f => f.Form.Id, f => (f.Pmid is { } pmid ? f.Keys.SelectMany(k => unnamed[k]).Concat(byPmid[BlockingKeys.OfPmid(pmid)].Where(k => k.Pmid is null || k.Pmid == pmid)) : f.Keys.SelectMany(k => byAny[k]))
            .Select(k => k.HitId).Where(id => id != f.Form.Id).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    /// <summary>Null = they differ, and not by a hair. What newer rules decide otherwise of records that earlier ones had settled is for a person.</summary>
    private ReportPair? Decided(string a, string b, ReportPair? before, bool settled)
    {
        var decision = SameReport.Decide(forms.Find(a)!, forms.Find(b)!); // non-null: asked by the caller
        var was = before?.Verdict;
        if (settled && decision.Verdict == Verdict.Same && was != "same") decision = decision with { Verdict = Verdict.ToPerson, Reasons = [new Reason("new-rules", was ?? "different", "same"), .. decision.Reasons] };
        if (settled && decision.Verdict != Verdict.Same && was == "same") return Kept(before!, decision); // non-null: it was the same
        return decision.Verdict == Verdict.Different && !decision.Kept ? null : Pair(a, b, decision);
    }

    private ReportPair Pair(string a, string b, PairDecision decision) => new()
    {
        A = a, B = b, Verdict = decision.Verdict switch { Verdict.Same => "same", Verdict.Different => "different", _ => "to-person" },
        Rule = decision.Reasons[0].Rule, Score = decision.Score, Reasons = StoreJson.Write(decision.Reasons),
        Versions = decision.Versions, Rules = ReportRules.Number, At = now.Ms(),
    };

    /// <summary>Stays the same until a person looks at it.</summary>
    private ReportPair Kept(ReportPair before, PairDecision? by = null) => new()
    {
        A = before.A, B = before.B, Verdict = "same", Rule = before.Rule, Score = before.Score, Versions = before.Versions, Waits = "new-rules", Rules = ReportRules.Number, At = now.Ms(),
        Reasons = by is null ? before.Reasons : StoreJson.Write<IReadOnlyList<Reason>>([new Reason("new-rules", "same", by.Reasons[0].Rule), .. StoreJson.Read<IReadOnlyList<Reason>>(before.Reasons)]),
    };
}

/// <summary>A record on its way among the reports.</summary>
/// <param name="Form">What it says.</param>
/// <param name="Keys">Under which it is looked up.</param>
/// <param name="Pmid">Where it names one paper.</param>
/// <param name="OldReport">In which it stood; null = it is new.</param>
/// <param name="IsOutdated">Earlier rules have decided on it.</param>
internal sealed record FreshRecord(CitationForm Form, long[] Keys, string? Pmid, string? OldReport, bool IsOutdated);
