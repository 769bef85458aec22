using System.Data.Common;
using Dapper;

namespace Monitor.Store.Sql;

/// <summary>The mails about alerts: their numbers stand in links, their times tell a flood.</summary>
internal static class AlertMailTable
{
    /// <summary>Kind of a mail that lists many alerts.</summary>
    public const string Flood = "flood";

    /// <summary>Kind of a mail to somebody else, because the alert was not seen.</summary>
    public const string Escalation = "escalation";

    /// <returns>The number of the mail.</returns>
    public static Task<long> AddAsync(DbTransaction tx, string messageId, string recipient, string kind, DateTimeOffset created) =>
        tx.Connection!.ExecuteScalarAsync<long>( // non-null: the transaction is open
            "INSERT INTO alert_mail (message_id, recipient, kind, created) VALUES (@messageId, @recipient, @kind, @created) RETURNING n",
            new { messageId, recipient, kind, created = created.Ms() }, tx);

    public static Task HoldsAsync(DbTransaction tx, long mail, IEnumerable<long> alerts) =>
        tx.Connection!.ExecuteAsync("INSERT INTO alert_in_mail (mail, alert) VALUES (@mail, @alert) ON CONFLICT DO NOTHING", // non-null: the transaction is open
            alerts.Select(alert => new { mail, alert }), tx);

    /// <summary>How many mails a recipient got since then, without escalations, and when the last that listed many left.</summary>
    public static async Task<(int Count, DateTimeOffset? LastFlood)> SinceAsync(DbTransaction tx, string recipient, DateTimeOffset since)
    {
        var (count, flood) = await tx.Connection!.QuerySingleAsync<(int, long?)>( // non-null: the transaction is open
            "SELECT count(*), max(CASE WHEN kind = @Flood THEN created END) FROM alert_mail WHERE recipient = @recipient AND kind <> @Escalation AND created > @since",
            new { recipient, since = since.Ms(), Flood, Escalation }, tx);
        return (count, flood.At());
    }

    /// <summary>Ids of the hits that a message told of, oldest first.</summary>
    public static async Task<IReadOnlyList<string>> HitsAsync(DbTransaction tx, string messageId) =>
        [.. await tx.Connection!.QueryAsync<string>( // non-null: the transaction is open
            "SELECT r.hit_id FROM due d JOIN revision r ON r.seq = d.seq WHERE d.message_id = @messageId GROUP BY r.hit_id ORDER BY min(r.seq)", new { messageId }, tx)];

    /// <summary>What a recipient was alerted of since then, oldest first: once per alert, at its last mail.</summary>
    public static async Task<IReadOnlyList<(string Title, DateTimeOffset At, bool Seen)>> ToldAsync(DbTransaction tx, string recipient, DateTimeOffset since) =>
        [.. (await tx.Connection!.QueryAsync<(string Title, long At, bool Seen)>("""
            SELECT a.title, max(m.created), a.seen IS NOT NULL FROM alert_mail m JOIN alert_in_mail i ON i.mail = m.n JOIN alert a ON a.id = i.alert
            WHERE m.recipient = @recipient AND m.kind <> @Escalation AND m.created > @since GROUP BY a.id ORDER BY 2, a.id
            """, new { recipient, since = since.Ms(), Escalation }, tx)).Select(r => (r.Title, r.At.At(), r.Seen))]; // non-null: the transaction is open
}
