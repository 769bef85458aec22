using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Monitor.Documents;
using Monitor.Polling.Events;
using Monitor.Polling.Reports;
using Monitor.Polling.Studies;
using Monitor.Store.Sql;

namespace Monitor.Polling;

/// <summary>
/// The one serialised commit: documents, index, revisions, ledger line, coverage and due rows are stored together under
/// the fence of the lease, so that a crash leaves either all of a run or nothing.
/// </summary>
internal sealed class Ingest(Database database, Subscribers subscribers, TimeProvider time)
{
    /// <returns>The ledger line with its number and counts.</returns>
    /// <exception cref="Store.FenceException">The lease was lost; nothing was stored.</exception>
    public Task<Poll> CommitAsync(IngestBatch batch, CancellationToken ct) =>
        database.WriteAsync(async tx =>
        {
            if (batch.Fence is { } fence) await SourceStateTable.CheckFenceAsync(tx, batch.Source, fence);
            var now = time.GetUtcNow();
            now = Store.Instants.Cut(now);
            var sighting = await Canary.LookAsync(tx, batch, now);
            if (sighting.Doubt is not null) batch = batch with { Covered = null };
            var plan = await IngestPlan.MakeAsync(tx, batch, now);
            var poll = batch.Poll with
            {
                New = plan.New + (batch.Tally?.New ?? 0),
                Changed = plan.Changed,
                Known = plan.Known + (batch.Tally?.Known ?? 0),
                Duplicates = plan.Duplicates,
                Unmatched = plan.Unmatched,
                Quarantined = batch.Unreadable.Count,
                Finished = now,
            };
            Reconcile(batch, poll, sighting);
            if (sighting.Causes.Count > 0) poll = poll with { Error = string.Join("; ", [.. Given(poll.Error), .. sighting.Causes.Select(c => $"ALARM {c.Kind}: {c.Text}"), .. Given(sighting.Doubt)]) };
            if (poll.Outcome == PollOutcome.Ok && poll.Retrieved == 0) poll = poll with { Outcome = PollOutcome.Empty };
            poll = poll with { Id = await PollTable.AddAsync(tx, poll, batch.QueryKey, batch.Payloads.Select(p => p.Hash)) };
            await HitTable.SaveAsync(tx, [.. plan.Changes.Where(c => c.Store).Select(c => c.Hit)], now);
            var (moved, due) = await TellAsync(tx, plan, poll.Id, now);
            await IngestStudies.KeepAsync(tx, [.. plan.Changes.Where(c => c.Store).Select(c => c.Hit)], moved, now);
            // By then it is known which notices are about which papers.
            await StatesTold.AddDueAsync(tx, due, subscribers, now);
            await IngestEvents.PlaceAsync(tx, plan, now);
            await KeepAsync(tx, batch, plan, poll.Id, now);
            await GapKeeper.KeepAsync(tx, batch with { Poll = poll }, sighting.Doubt, now);
            foreach (var cause in sighting.Causes) await AlarmTable.OpenAsync(tx, cause, now);
            foreach (var (kind, key) in sighting.Gone) await AlarmTable.CloseAsync(tx, kind, batch.Source, key, now);
            return poll;
        }, ct);

    private static IEnumerable<string> Given(string? text) => text is null ? [] : [text];

    /// <summary>Every record that came is told by exactly one count.</summary>
    private static void Reconcile(IngestBatch batch, Poll poll, Sighting sighting)
    {
        var came = batch.Candidates.Count(c => c.Counted) + batch.Unreadable.Count + (batch.Tally is { } counts ? counts.New + counts.Known : 0);
        if (poll.Retrieved == came) return;
        sighting.Gone.RemoveAll(g => g.Kind == AlarmKind.Unreconciled);
        sighting.Causes.Add(new AlarmCause(AlarmKind.Unreconciled, batch.Source, batch.QueryKey, poll.Watch, poll.Query, $"{came} records came, the counts of the run make {poll.Retrieved}", poll.Finished));
    }

    /// <returns>Ids of records that stand in another report than before, and who is to be told what of the reports.</returns>
    private async Task<(IReadOnlyCollection<string> Moved, IReadOnlyList<DueRow> Due)> TellAsync(DbTransaction tx,
        IngestPlan plan, long pollId, DateTimeOffset now)
    {
        var reports = await ReportTelling.MakeAsync(tx, plan.Changes, now);
        var quiet = plan.Changes.Where(c => c.IsNew && c.Watches.All(w => w.Quiet)).Select(c => c.Hit.Id).ToHashSet(StringComparer.Ordinal);
        var revisions = await RevisionTable.AppendAsync(tx, [.. reports.Changes.SelectMany(c => c.Revisions)], pollId, r => r.Type == RevisionType.New && quiet.Contains(r.HitId));
        var ofHit = revisions.ToLookup(r => r.HitId, StringComparer.Ordinal);
        var first = await RevisionTable.FirstAsync(tx, plan.Changes.Select(c => c.Hit.Id));
        var due = new List<DueRow>();
        foreach (var change in reports.Changes)
        {
            // A change is told to all who follow a watch that knew the hit; a first match to those of that watch.
            foreach (var revision in ofHit[change.Hit.Id].Where(r => (r.News || reports.IsSaid(r)) && r.Type != RevisionType.New))
            {
                due.AddRange(Knew(change, revision).SelectMany(w => subscribers.Of(w).Select(r => new DueRow(r, revision.Seq, w))));
            }

            foreach (var match in change.NewTo.Where(m => !m.Quiet))
            {
                due.AddRange(subscribers.Of(match.Watch).Select(r => new DueRow(r, first[change.Hit.Id], match.Watch)));
            }
        }

        // Last, so that whoever follows a watch is told because of it.
        due.AddRange(await SentTable.OwedAsync(tx, [.. revisions.Where(r => (r.News || reports.IsSaid(r)) && r.Type != RevisionType.New)], [.. subscribers.Recipients.Select(r => r.Id)]));
        due.AddRange(await reports.OwedAsync(tx, revisions, subscribers));
        return (reports.Moved, await reports.SiftAsync(tx, due, revisions, first, now));
    }

    /// <summary>That a hit moved out of a watch's context matters to who follows that watch.</summary>
    private static IReadOnlyList<string> Knew(HitChange change, Revision revision) =>
        change.Moved.Count > 0 && revision.Changes.All(c => change.Moved.Contains(c.Field, StringComparer.Ordinal)) ? change.Moved : change.KnownTo;

    private static async Task KeepAsync(DbTransaction tx, IngestBatch batch, IngestPlan plan, long pollId, DateTimeOffset now)
    {
        foreach (var payload in batch.Payloads) await PayloadTable.KeepAsync(tx, payload.Hash, payload.Address, payload.ContentType, payload.Content, now);
        await PollTable.QuarantineAsync(tx, batch.Unreadable.Select(u => new QuarantineRow(
            batch.Source, u.ExternalId, u.Reason, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(u.Raw))), u.Raw, pollId, now, now)));
        foreach (var (watch, hits) in plan.Changes.SelectMany(c => c.NewTo.Where(m => m is { Quiet: true, Beside: false })).CountBy(m => m.Watch))
        {
            await QuietTable.AddAsync(tx, new QuietBatch(0, watch, batch.Source, batch.QuietReason, hits, batch.Poll.From, now));
        }

        if (batch.Place is { } place) await ImportTable.SaveAsync(tx, place);
        if (batch is { Tally: { } tally, Poll.Watch: { } counted })
        {
            if (tally.Anew) await AdverseTable.EndAsync(tx, counted);
            await AdverseTable.SaveAsync(tx, batch.QueryKey, counted, tally.Days, tally.News, pollId, now);
        }

        if (batch.Covered is { } window) await CoverageTable.AddAsync(tx, batch.Source, batch.QueryKey, window);
        if (batch.Due is { } due) await CoverageTable.SetDueAsync(tx, batch.Source, batch.QueryKey, due);
        if (batch.Validators is { } v) await CoverageTable.SetValidatorsAsync(tx, batch.Source, batch.QueryKey, v.ETag, v.LastModified);
        if (batch.State is { } state) await SourceStateTable.SaveAsync(tx, state);
        if (batch.FeedItems.Count > 0) await FeedTable.SaveAsync(tx, batch.Source, batch.Poll.Query, batch.FeedItems, now);
        if (batch.FeedMatched.Count > 0) await FeedTable.SetMatchedAsync(tx, batch.Source, batch.Poll.Query, [.. batch.FeedMatched.Select(q => (q.Watch.Name, q.Query.ToString()))]);
    }
}
