using Monitor.Identity.Reports;
using Monitor.Polling.Studies;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Polling.Reports;

/// <summary>
/// What people decide on two records; it outweighs every rule. Merging and splitting one pair undo each other. A merge sends nothing;
/// a split makes due what was held back because the two were one.
/// </summary>
internal sealed class ReportDecisions(Database database, TimeProvider time)
{
    /// <summary>The two are one report: an earlier split of the pair is taken back, or a join is recorded.</summary>
    /// <returns>The report of the first record now; null = one of them is no stored article.</returns>
    public Task<ReportDecided?> MergeAsync(string a, string b, string by, CancellationToken ct) => DecideAsync(a, b, ReportPerson.Joined, by, ct);

    /// <summary>The two are two reports: an earlier merge of the pair is taken back, or a hold is recorded.</summary>
    /// <returns>As <see cref="MergeAsync"/>.</returns>
    public Task<ReportDecided?> SplitAsync(string a, string b, string by, CancellationToken ct) => DecideAsync(a, b, ReportPerson.Parted, by, ct);

    private Task<ReportDecided?> DecideAsync(string a, string b, string decision, string by, CancellationToken ct) => database.WriteAsync(async tx =>
    {
        var pair = new IdPair(a, b);
        var members = await ReportMemberTable.OfAsync(tx, [a, b]);
        if (a == b || members.Count < 2) return null;
        var now = time.GetUtcNow().Cut();
        var before = (await ReportPersonTable.OfAsync(tx.Connection!, tx, [pair.A])).FirstOrDefault(d => d.A == pair.A && d.B == pair.B); // non-null: the transaction is open
        if (before?.Decision != decision)
        {
            if (before is not null) await ReportPersonTable.RemoveAsync(tx, pair.A, pair.B);
            else await ReportPersonTable.AddAsync(tx, new ReportPerson(pair.A, pair.B, decision, StoredText.Of(by), now.Ms()));
            var seeds = await ReportMemberTable.InAsync(tx, members.Values.Select(m => m.ReportId));
            await ReportKeeper.GatherAsync(tx, new ReportForms(tx), seeds, now);
            await IngestStudies.KeepAsync(tx, [], seeds, now);
            members = await ReportMemberTable.OfAsync(tx, [a, b]);
        }

        return new ReportDecided(members[a].ReportId, members[b].ReportId);
    }, ct);
}

/// <summary>In which reports two records stand after a decision.</summary>
internal sealed record ReportDecided(string A, string B)
{
    public bool AreOne => A == B;
}
