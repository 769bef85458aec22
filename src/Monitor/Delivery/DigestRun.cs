using System.Data.Common;
using Microsoft.Extensions.Options;
using Monitor.Delivery.Alerts;
using Monitor.Delivery.Email;
using Monitor.Documents;
using Monitor.Polling;
using Monitor.Sources;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Delivery;

/// <summary>
/// Composes a recipient's digest and puts it into the outbox in the transaction that marks its revisions as told: a crash
/// before leaves them due, a crash after leaves the message to be sent, under the same Message-ID.
/// </summary>
internal sealed class DigestRun(
    Database database, Subscribers subscribers, SourceCatalog catalog, PollTable polls, CoverageTable coverage, SourceStateTable sources,
    MailHtml html, IOptions<DeliveryOptions> delivery, IOptions<EmailOptions> email, TimeProvider time)
{
    /// <param name="recipient">For whom.</param>
    /// <param name="state">When the recipient was last told what was looked at.</param>
    /// <param name="next">When the digest after this one leaves.</param>
    /// <param name="evenEmpty">Write a message even if nothing is new and the recipient wants none.</param>
    /// <returns>The message, or null when there was nothing to say.</returns>
    public async Task<OutMessage?> ComposeAsync(Recipient recipient, RecipientState state, DateTimeOffset next, bool evenEmpty, CancellationToken ct)
    {
        var now = time.GetUtcNow().Cut();
        var looked = await LookedAsync(state, now, ct);
        var scheduled = next != state.NextDigest;
        return await database.WriteAsync(async tx =>
        {
            var stored = await MessageTable.StateAsync(tx, recipient.Id) ?? state;
            // Of two nodes that saw its time come the first has composed it, or found nothing to say.
            if (scheduled && stored.NextDigest != state.NextDigest) return null;
            if (!scheduled) next = stored.NextDigest;
            state = stored;
            var told = await ToldAsync(tx, recipient, state);
            if (told.IsEmpty && !evenEmpty && !WantsEmpty(recipient, state, now))
            {
                await MessageTable.SaveStateAsync(tx, state with { NextDigest = next });
                return null;
            }

            var message = await MessageAsync(recipient, told, looked, state, now);
            await MessageTable.AddAsync(tx, message, told.Seqs);
            await QuietTable.AnnounceAsync(tx, recipient.Id, message.Id, told.Started.Select(s => s.Id));
            await WatchChangeTable.AnnounceAsync(tx, recipient.Id, message.Id, told.Changes.Select(c => c.Id));
            if (told.Reports.Count > 0) await AdverseTable.TellAsync(tx, recipient.Id, message.Id, told.Reports.Max(r => r.Id));
            await MessageTable.SaveStateAsync(tx, state with { NextDigest = next, LookedUntil = now, LastMessage = now });
            return message;
        }, ct);
    }

    /// <summary>The message that would be composed now; nothing is stored.</summary>
    public async Task<OutMessage?> PreviewAsync(Recipient recipient, RecipientState state, CancellationToken ct)
    {
        var now = time.GetUtcNow().Cut();
        var looked = await LookedAsync(state, now, ct);
        return await database.WriteAsync(async tx =>
        {
            var told = await ToldAsync(tx, recipient, state);
            return told.IsEmpty ? null : await MessageAsync(recipient, told, looked, state, now);
        }, ct);
    }

    private sealed record Told(
        IReadOnlyList<DueItem> Due, IReadOnlyList<QuietBatch> Started, IReadOnlyList<WatchChange> Changes, IReadOnlyList<ExpectState> Expected,
        IReadOnlyList<Alarm> Alarms)
    {
        /// <summary>They wait for the next digest that has a reason to leave: a report is no news by itself.</summary>
        public IReadOnlyList<AdverseNews> Reports { get; init; } = [];

        /// <summary>How many reports the records stored silently are, by watch.</summary>
        public IReadOnlyDictionary<string, int> StartedReports { get; init; } = new Dictionary<string, int>();

        /// <summary>What was told by alerts since the digest before: no reason to leave, either.</summary>
        public IReadOnlyList<string> Alerted { get; init; } = [];

        public bool IsEmpty => Due.Count == 0 && Started.Count == 0 && Changes.Count == 0;

        /// <summary>Numbers of all that is told, also of what another record of its report shows.</summary>
        public IReadOnlyList<long> Seqs { get; init; } = [];
    }

    private sealed record Looked(IReadOnlyList<Poll> Polls, IReadOnlyList<SourceState> Sources, IReadOnlyList<Gap> Gaps, IReadOnlyList<ProvedSearch> Proved);

    private async Task<Looked> LookedAsync(RecipientState state, DateTimeOffset now, CancellationToken ct) =>
        new(await polls.BetweenAsync(state.LookedUntil, now, ct), await sources.ListAsync(ct), await coverage.GapsAsync(ct), await ProvedAsync(ct));

    private async Task<IReadOnlyList<ProvedSearch>> ProvedAsync(CancellationToken ct)
    {
        var ends = await coverage.EndsAsync(null, ct);
        return [.. (await coverage.StatesAsync(null, ct)).Where(q => ends.ContainsKey((q.Source, q.Key)))
            // A hole in a search is asked for again; of a feed it is a gap, said as such.
            .Select(q => new ProvedSearch(q.Source, q.Key, q.Watch, q.Query, q.Watch is null ? ends[(q.Source, q.Key)].Last : ends[(q.Source, q.Key)].First))];
    }

    private async Task<Told> ToldAsync(DbTransaction tx, Recipient recipient, RecipientState state)
    {
        var urgent = await AlertDue.LeftToAlertsAsync(tx, recipient, subscribers.Watches, time.GetUtcNow());
        var due = (await RevisionTable.DueAsync(tx, recipient.Id)).Where(d => !urgent.Contains(d.Revision.Seq)).ToList();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(recipient.Zone);
        var shown = await ReportShown.OfAsync(tx, due);
        var sent = await SentTable.FirstAsync(tx, recipient.Id, shown.Where(d => d.Revision.Type != RevisionType.New).Select(d => d.Revision.HitId));
        var studies = await StudyContext.LinesAsync(tx, recipient.Id, shown.Select(d => d.Revision.HitId), zone);
        var events = await EventTable.EventsAsync(tx.Connection!, tx, due.Select(d => d.Revision.HitId)); // non-null: the transaction is open
        var mine = Watches(recipient);
        var started = (await QuietTable.UnannouncedAsync(tx, recipient.Id)).Where(b => mine.Any(w => w.Name == b.Watch)).ToList();
        return new Told(
            [.. shown.Select(d => d with
            {
                SentBefore = d.Revision.Type == RevisionType.New ? null : SentBefore(sent.GetValueOrDefault(d.Revision.HitId), zone),
                SameStudy = studies.GetValueOrDefault(d.Revision.HitId),
                Event = events.GetValueOrDefault(d.Revision.HitId),
            })],
            started,
            // Who came later never knew the query before.
            [.. (await WatchChangeTable.UnannouncedAsync(tx, recipient.Id, state.FirstSeen)).Where(c => mine.Any(w => w.Name == c.Watch))],
            await ExpectTable.ListAsync(tx), await AlarmTable.OpenAsync(tx))
        {
            Seqs = [.. due.Select(d => d.Revision.Seq)],
            StartedReports = await QuietTable.ReportsAsync(tx, started.Select(s => s.Id)),
            Alerted = [.. (await AlertMailTable.ToldAsync(tx, recipient.Id, state.LookedUntil)).Select(a => $"{a.Title}: already alerted {AlertTimes.At(a.At, zone)}, {(a.Seen ? "seen" : "not marked as seen yet")}")],
            Reports = [.. (await AdverseTable.UntoldAsync(tx, recipient.Id, state.FirstSeen)).Where(r => mine.Any(w => w.Name == r.Watch))],
        };
    }

    private async Task<OutMessage> MessageAsync(Recipient recipient, Told told, Looked looked, RecipientState state, DateTimeOffset now)
    {
        var id = MessageId(recipient, now, told.Seqs, told.Started.Select(s => s.Id), [.. told.Changes.Select(c => c.Id)]);
        var digest = DigestBuilder.Build(new DigestInput
        {
            Recipient = recipient, Watches = Watches(recipient), Due = told.Due, Started = told.Started, StartedReports = told.StartedReports,
            Changes = told.Changes, Expected = told.Expected, Reports = told.Reports,
            Polls = looked.Polls, Sources = looked.Sources, Gaps = looked.Gaps, Alarms = told.Alarms, Proved = looked.Proved, To = now,
            From = state.LastMessage is null && looked.Polls.Count > 0 ? looked.Polls.Min(p => p.Started) : state.LookedUntil,
            NotWatched = subscribers.Problems, NeverAsked = [.. NeverAsked.Of(catalog.Enabled, Watches(recipient)).Where(n => n.IsError).Select(n => n.ToString())], Alerted = told.Alerted,
            MaxItems = delivery.Value.MaxItems, Site = delivery.Value.PublicUrl, NoticeSources = [.. catalog.Enabled.Where(c => c.Notices).Select(c => c.Name)],
            WatchesLink = new Uri(delivery.Value.PublicUrl, "api/watches").AbsoluteUri,
            RestLink = new Uri(delivery.Value.PublicUrl, $"messages/{Uri.EscapeDataString(id)}").AbsoluteUri,
        });
        return new OutMessage
        {
            Id = id, Recipient = recipient.Id, Address = Addressees.Text(recipient), Kind = "digest", Subject = digest.Subject,
            Text = DigestText.Write(digest), Html = await html.DigestAsync(digest), Created = now, NextAttempt = now,
        };
    }

    private static string? SentBefore(SentIn? sent, TimeZoneInfo zone) => sent is null ? null : $"You got it on {AlertTimes.Day(sent.At, zone)}, in \"{sent.Subject}\".";

    private List<Watch> Watches(Recipient recipient) => [.. subscribers.Watches.Where(w => recipient.Follows(w.Name))];

    private static bool WantsEmpty(Recipient recipient, RecipientState state, DateTimeOffset now) => recipient.Empty switch
    {
        "send" => true,
        // In days of the reader: a tick that came late last week, or a week an hour short, must not cost a whole one.
        "weekly" => Day(recipient, now) - Day(recipient, state.LastMessage ?? state.FirstSeen) >= 7,
        _ => false,
    };

    private static int Day(Recipient recipient, DateTimeOffset instant) =>
        DateOnly.FromDateTime(WallClock.Wall(instant, TimeZoneInfo.FindSystemTimeZoneById(recipient.Zone))).DayNumber;

    private string MessageId(Recipient recipient, DateTimeOffset now, IEnumerable<long> seqs, IEnumerable<long> batches, IReadOnlyCollection<long> changes)
    {
        var told = $"{string.Join(',', seqs)};{string.Join(',', batches)}{(changes.Count == 0 ? "" : $";{string.Join(',', changes)}")}";
        return Email.MessageId.Make("digest", recipient.Id, now, told, email.Value.From);
    }
}
