using System.Collections.Concurrent;
using System.Data.Common;
using Monitor.Documents;
using Monitor.Polling;
using Monitor.Store.Sql;

namespace Monitor.Delivery.Alerts;

/// <summary>
/// Composes what mails at once and puts it into the outbox in the transaction that marks its revisions as told: one mail per
/// matter, changes in the thread of the first; what exceeds the recipient's hourly measure comes in one mail that lists it.
/// </summary>
internal sealed class AlertRun(Database database, Subscribers subscribers, AlertComposer composer)
{
    /// <summary>While there is a flood, one mail leaves in this time.</summary>
    private static readonly TimeSpan FloodPause = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (long, long, long)> _nothingIn = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _heldUntil = new(StringComparer.Ordinal);

    /// <param name="recipient">For whom.</param>
    /// <param name="hold">Whether a flood may hold something back for a while.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The messages composed.</returns>
    public async Task<IReadOnlyList<OutMessage>> RunAsync(Recipient recipient, bool hold, CancellationToken ct)
    {
        if (!recipient.Alerts) return [];
        var stamp = await database.ReadAsync(c => AlertDue.StampAsync(c, recipient.Id), ct);
        if (stamp.Count == 0 || (_nothingIn.TryGetValue(recipient.Id, out var known) && known == stamp))
        {
            _heldUntil.TryRemove(recipient.Id, out _);
            return [];
        }

        if (hold && _heldUntil.TryGetValue(recipient.Id, out var until) && composer.Now() < until && !Ahead.Is(until, composer.Now() + FloodPause)) return [];
        var signer = await composer.SignerAsync(ct);
        var (messages, held) = await database.WriteAsync(tx => ComposeAsync(tx, recipient, hold, signer), ct);
        if (held is { } end) _heldUntil[recipient.Id] = end;
        else _heldUntil.TryRemove(recipient.Id, out _);
        if (messages.Count == 0 && held is null) _nothingIn[recipient.Id] = stamp;
        return messages;
    }

    /// <summary>When what a flood holds back may leave; null = nothing is held back.</summary>
    public DateTimeOffset? HeldUntil => _heldUntil.IsEmpty ? null : _heldUntil.Values.Min();

    private async Task<(IReadOnlyList<OutMessage> Messages, DateTimeOffset? Held)> ComposeAsync(DbTransaction tx, Recipient recipient, bool hold, TokenSigner signer)
    {
        var matters = (await AlertDue.ItemsAsync(tx, recipient, subscribers.Watches)).GroupBy(i => i.Matter, StringComparer.Ordinal).Select(g => g.ToList()).ToList();
        if (matters.Count == 0) return ([], null);
        var now = composer.Now();
        var (mails, lastFlood) = await AlertMailTable.SinceAsync(tx, recipient.Id, now.AddHours(-1));
        if (mails + matters.Count > composer.PerHour)
        {
            if (hold && lastFlood is { } last && last + FloodPause > now) return ([], last + FloodPause);
            return ([await FloodAsync(tx, recipient, matters, signer, now)], null);
        }

        var messages = new List<OutMessage>();
        foreach (var matter in matters) messages.Add(await SingleAsync(tx, recipient, matter, signer, now));
        return (messages, null);
    }

    private async Task<OutMessage> SingleAsync(DbTransaction tx, Recipient recipient, List<AlertItem> matter, TokenSigner signer, DateTimeOffset now)
    {
        var id = MessageId(recipient, matter, now);
        var kind = matter[0].Kind;
        var mail = await AlertMailTable.AddAsync(tx, id, recipient.Id, kind, now);
        var letter = AlertBuilder.Build(Input(recipient, matter, composer.SeenLink(signer, mail), now));
        // A retraction answers the mail in which the thing stood.
        var message = await composer.MessageAsync(id, "alert", recipient, letter, matter[0].Before?.MessageId ?? matter[0].Sent?.MessageId, now);
        await KeepAsync(tx, recipient, mail, [(matter, letter.Subject)], message);
        return message;
    }

    private async Task<OutMessage> FloodAsync(DbTransaction tx, Recipient recipient, List<List<AlertItem>> matters, TokenSigner signer, DateTimeOffset now)
    {
        var id = MessageId(recipient, matters.SelectMany(m => m), now);
        var mail = await AlertMailTable.AddAsync(tx, id, recipient.Id, AlertMailTable.Flood, now);
        var inputs = matters.Select(m => Input(recipient, m, composer.SeenLink(signer, mail), now)).ToList();
        var message = await composer.MessageAsync(id, "alert", recipient, FloodLetter.Of(inputs, composer.PerHour, composer.Whole(id)), null, now);
        await KeepAsync(tx, recipient, mail, [.. matters.Zip(inputs.Select(AlertSubject.Of))], message);
        return message;
    }

    private static async Task KeepAsync(DbTransaction tx, Recipient recipient, long mail, IReadOnlyList<(List<AlertItem> Items, string Subject)> matters, OutMessage message)
    {
        var alerts = new List<long>();
        foreach (var (items, subject) in matters)
        {
            alerts.Add(items[0].Before?.Id ?? await AlertTable.AddAsync(tx, new Alert
            {
                Recipient = recipient.Id, Matter = items[0].Matter, Kind = items[0].Kind, Watch = items[0].Due.Watch, Title = subject, MessageId = message.Id, Created = message.Created,
                EscalateAt = recipient.EscalateTo is null ? null : message.Created + recipient.EscalateAfter,
            }));
        }

        await AlertMailTable.HoldsAsync(tx, mail, alerts);
        await MessageTable.AddAsync(tx, message, matters.SelectMany(m => m.Items).Select(i => i.Due.Revision.Seq));
    }

    private AlertInput Input(Recipient recipient, IReadOnlyList<AlertItem> items, string seenLink, DateTimeOffset now) => new()
    {
        Recipient = recipient, Items = items, Sent = now, Site = composer.Site, SeenLink = seenLink,
        Watch = subscribers.Watches.FirstOrDefault(w => w.Name == items[0].Due.Watch),
        EscalateTo = subscribers.Recipients.FirstOrDefault(r => r.Id == recipient.EscalateTo) is { } to ? to.Name ?? to.Id : null,
    };

    private string MessageId(Recipient recipient, IEnumerable<AlertItem> items, DateTimeOffset now) =>
        composer.MessageId("alert", recipient, now, string.Join(',', items.Select(i => i.Due.Revision.Seq)));
}
