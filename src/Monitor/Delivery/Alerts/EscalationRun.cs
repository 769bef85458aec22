using System.Data.Common;
using Monitor.Polling;
using Monitor.Store.Sql;

namespace Monitor.Delivery.Alerts;

/// <summary>
/// Tells another when an alert was not seen in time: once, in the transaction that notes it, so that neither a crash nor a
/// restart repeats or forgets it. A seen alert is never escalated.
/// </summary>
internal sealed class EscalationRun(Database database, Subscribers subscribers, AlertTable alerts, MessageTable messages, AlertComposer composer)
{
    /// <returns>The messages composed.</returns>
    public async Task<IReadOnlyList<OutMessage>> RunAsync(CancellationToken ct)
    {
        // Without the write lock at first: mostly there is nothing.
        if (await alerts.NextOverdueAsync(ct) is not { } next || next > composer.Now()) return [];
        var signer = await composer.SignerAsync(ct);
        return await database.WriteAsync<IReadOnlyList<OutMessage>>(async tx =>
        {
            var now = composer.Now();
            var composed = new List<OutMessage>();
            foreach (var mail in (await AlertTable.OverdueAsync(tx, now)).GroupBy(a => a.MessageId, StringComparer.Ordinal))
            {
                if (await ComposeAsync(tx, [.. mail], signer, now, ct) is { } message) composed.Add(message);
            }

            return composed;
        }, ct);
    }

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken ct) => alerts.NextOverdueAsync(ct);

    private async Task<OutMessage?> ComposeAsync(DbTransaction tx, IReadOnlyList<Alert> unseen, TokenSigner signer, DateTimeOffset now, CancellationToken ct)
    {
        var first = unseen[0];
        var reader = subscribers.Recipients.FirstOrDefault(r => r.Id == first.Recipient);
        if (subscribers.Recipients.FirstOrDefault(r => r.Id == reader?.EscalateTo) is not { } target)
        {
            // The one who was to be told is configured no more.
            await AlertTable.KeepAsync(tx, unseen.Select(a => a.Id));
            return null;
        }

        var hits = await HitTable.LoadAsync(tx, await AlertMailTable.HitsAsync(tx, first.MessageId));
        var ofMatter = hits.Values.OrderBy(h => h.FirstSeen).ThenBy(h => h.Id, StringComparer.Ordinal).GroupBy(AlertItem.MatterOf, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        foreach (var (hit, other) in (await ReportMemberTable.TogetherAsync(tx.Connection!, tx, hits.Keys)).SelectMany(t => t.Select(m => (hits[t.Key], m.HitId)))) ofMatter.TryAdd(other, hit); // non-null: the transaction is open
        var original = await messages.FindAsync(first.MessageId, ct);
        var id = composer.MessageId("escalation", target, first.Created, first.MessageId);
        var mail = await AlertMailTable.AddAsync(tx, id, target.Id, AlertMailTable.Escalation, now);
        var letter = EscalationLetter.Of(new EscalationInput(target, reader?.Name ?? first.Recipient, unseen, original, now, composer.SeenLink(signer, mail), composer.Site) { Hits = ofMatter });
        // Whoever got an alert of the same matter has a thread for it.
        var own = (await AlertTable.OfAsync(tx, target.Id, unseen.Select(a => a.Matter))).Values.OrderBy(a => a.Id).FirstOrDefault();
        var message = await composer.MessageAsync(id, "escalation", target, letter, own?.MessageId ?? first.MessageId, now);
        await AlertMailTable.HoldsAsync(tx, mail, unseen.Select(a => a.Id));
        await AlertTable.EscalateAsync(tx, unseen.Select(a => a.Id), id, now);
        await MessageTable.AddAsync(tx, message, []);
        return message;
    }
}
