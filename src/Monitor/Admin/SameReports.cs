using Monitor.Documents;
using Monitor.Identity.Reports;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Admin;

/// <summary>An article in a few words, to be told from another.</summary>
internal sealed record ReportCitation(string Id, string Source, string Title, string? Authors, string? Journal, string? Published, string? Volume, string? Issue, string? Pages, string? Pmid, string? Doi, string? Link)
{
    public static ReportCitation Of(Article a) => new(
        a.Id, a.Source, a.Title, a.Authors.Count switch { 0 => null, > 3 => $"{string.Join("; ", a.Authors.Take(3).Select(x => x.Name))}; {a.Authors.Count - 3} more", _ => string.Join("; ", a.Authors.Select(x => x.Name)) },
        a.Journal ?? a.Book, a.Published?.ToString(), a.Volume, a.Issue, a.Pages, a.Pmid, a.Doi, a.Link);
}

/// <summary>A pair and what was decided of it.</summary>
/// <param name="Waits">Why a pair that a rule calls the same is left to a person; null = it is not.</param>
/// <param name="AreOne">Whether both stand in one report now.</param>
internal sealed record ReportPairView(ReportCitation A, ReportCitation B, string Verdict, string Rule, double Score, string? Waits, bool AreOne, DateTimeOffset At, IReadOnlyList<Reason> Reasons);

/// <summary>What a person decided on a pair.</summary>
internal sealed record ReportPersonView(string A, string B, string Decision, string By, DateTimeOffset At);

/// <summary>A report with its articles, the leading one first, and why they are one.</summary>
internal sealed record ReportView(string Id, StateShape State, IReadOnlyList<ReportCitation> Members,
    IReadOnlyList<ReportPairView> Pairs, IReadOnlyList<ReportPersonView> People);

/// <summary>Another record of a hit's report, and why it is.</summary>
/// <param name="Id">Of the other hit.</param>
/// <param name="Reason">The rule that joined the two, <c>a person</c>, or <c>by way of</c> another record.</param>
internal sealed record SameReportOf(string Id, string Reason);

/// <summary>Reads reports.</summary>
internal sealed class SameReports(Database database, HitTable hits)
{
    /// <summary>Pairs that wait for a person, the likeliest first.</summary>
    public async Task<(IReadOnlyList<ReportPairView> Pairs, int Total)> ToDecideAsync(int skip, int take, CancellationToken ct)
    {
        var (pairs, total) = await database.ReadAsync(c => ReportPairTable.ToDecideAsync(c, skip, take), ct);
        return (await ViewsAsync(pairs, ct), total);
    }

    /// <param name="id">Of the report, or of any article in it.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>Null = no article has the id.</returns>
    public async Task<ReportView?> FindAsync(string id, CancellationToken ct)
    {
        if (await hits.FindAsync(id, ct) is not Article own) return null;
        var members = (await TogetherAsync([id], ct))[id].ToList();
        var (pairs, people) = await database.ReadAsync(async c => (await ReportPairTable.OfAsync(c, null, Ids()), await ReportPersonTable.OfAsync(c, null, Ids())), ct);
        var articles = members.Count == 0 ? [own] : (await hits.FindAsync([.. Ids()], ct)).OfType<Article>().ToList();
        var now = await database.ReadAsync(c => ReportStates.OfAsync(c, null, [own]), ct);
        return new ReportView(
            members.Count == 0 ? own.Id : members[0].ReportId, StateShape.Of(now[own.Id]),
                [.. articles.Select(ReportCitation.Of)], [.. (await ViewsAsync(pairs, ct)).OrderByDescending(p => p.AreOne).ThenByDescending(p => p.Score)],
            [.. people.Select(d => new ReportPersonView(d.A, d.B, d.Decision, d.By, d.At.At()))]);

        IEnumerable<string> Ids() => members.Count == 0 ? [id] : members.Select(m => m.HitId);
    }

    /// <summary>The report of each of these hits and the others in it; hits that are no articles have none.</summary>
    public async Task<Func<Hit, (string? ReportId, IReadOnlyList<SameReportOf> Others)>> OfAsync(IReadOnlyCollection<Hit> shown, CancellationToken ct)
    {
        var together = await TogetherAsync([.. shown.OfType<Article>().Select(h => h.Id)], ct);
        if (together.Count == 0) return hit => (hit is Article ? hit.Id : null, []);
        var ids = together.SelectMany(t => t).Select(t => t.HitId).Distinct(StringComparer.Ordinal).ToList();
        var (pairs, people) = await database.ReadAsync(async c => (await ReportPairTable.OfAsync(c, null, ids), await ReportPersonTable.OfAsync(c, null, ids)), ct);
        var rules = pairs.Where(p => p.Verdict == "same").ToDictionary(p => new IdPair(p.A, p.B), p => p.Rule);
        foreach (var joined in people.Where(d => d.Decision == ReportPerson.Joined)) rules[new IdPair(joined.A, joined.B)] = "a person";
        return hit => hit is not Article ? (null, []) : !together.Contains(hit.Id) ? (hit.Id, [])
            : (together[hit.Id].First().ReportId, [.. together[hit.Id].Where(m => m.HitId != hit.Id).Select(m => new SameReportOf(m.HitId, rules.GetValueOrDefault(new IdPair(hit.Id, m.HitId)) ?? "by way of another record"))]);
    }

    private Task<ILookup<string, (string HitId, string ReportId)>> TogetherAsync(IReadOnlyCollection<string> ids, CancellationToken ct) =>
        database.ReadAsync(c => ReportMemberTable.TogetherAsync(c, null, ids), ct);

    private async Task<IReadOnlyList<ReportPairView>> ViewsAsync(IReadOnlyList<ReportPair> pairs, CancellationToken ct)
    {
        var ids = pairs.SelectMany(p => new[] { p.A, p.B }).Distinct(StringComparer.Ordinal).ToList();
        var articles = (await hits.FindAsync(ids, ct)).OfType<Article>().ToDictionary(a => a.Id, StringComparer.Ordinal);
        var together = await TogetherAsync(ids, ct);
        return [.. pairs.Where(p => articles.ContainsKey(p.A) && articles.ContainsKey(p.B)).Select(p => new ReportPairView(
            ReportCitation.Of(articles[p.A]), ReportCitation.Of(articles[p.B]), p.Verdict, p.Rule, p.Score, p.Waits, together[p.A].Any(m => m.HitId == p.B), p.At.At(), StoreJson.Read<IReadOnlyList<Reason>>(p.Reasons)))];
    }
}
