using System.Data.Common;
using Dapper;
using Monitor.Documents;

namespace Monitor.Store.Sql;

/// <summary>The message in which a recipient was first told of a hit.</summary>
/// <param name="HitId">What was told.</param>
/// <param name="Watch">Because of which watch.</param>
/// <param name="MessageId">In which message.</param>
/// <param name="Subject">The subject of that message.</param>
/// <param name="At">When it was written.</param>
internal sealed record SentIn(string HitId, string Watch, string MessageId, string Subject, DateTimeOffset At);

/// <summary>A recipient is told of a hit, or was.</summary>
/// <param name="HitId">Of what.</param>
/// <param name="Recipient">Who.</param>
/// <param name="Watch">Because of which watch.</param>
/// <param name="Pending">It stands in no message yet.</param>
/// <param name="Refused">It stood in a message that was refused for good.</param>
/// <param name="Alerted">It stood in an alert.</param>
/// <param name="Seq">Number of the revision.</param>
/// <param name="Type">What kind it is.</param>
internal sealed record ToldOf(string HitId, string Recipient, string Watch, bool Pending, bool Refused, bool Alerted, long Seq, RevisionType Type);

/// <summary>What was told to whom in which message, as due rows and messages have it.</summary>
internal static class SentTable
{
    /// <summary>
    /// Where a recipient was first told of each of these hits, or of another record of its report; those never told are absent. A
    /// message that was refused for good told nothing.
    /// </summary>
    public static async Task<Dictionary<string, SentIn>> FirstAsync(DbTransaction tx, string recipient, IEnumerable<string> hitIds)
    {
        var asked = hitIds.Distinct(StringComparer.Ordinal).ToList();
        var together = await ReportMemberTable.TogetherAsync(tx.Connection!, tx, asked); // non-null: the transaction is open
        var each = await FirstOfEachAsync(tx, recipient, asked.Concat(together.SelectMany(t => t).Select(t => t.HitId)));
        var found = new Dictionary<string, SentIn>(StringComparer.Ordinal);
        foreach (var id in asked)
        {
            if (together[id].Select(t => t.HitId).Append(id).Select(each.GetValueOrDefault).OfType<SentIn>().MinBy(s => s.At) is { } first) found[id] = first;
        }

        return found;
    }

    /// <summary>Every due row of these hits for these recipients.</summary>
    public static async Task<IReadOnlyList<ToldOf>> ToldAsync(DbTransaction tx, IEnumerable<string> hitIds, IReadOnlyCollection<string> recipients)
    {
        var found = new List<ToldOf>();
        if (recipients.Count == 0) return found;
        foreach (var chunk in hitIds.Distinct(StringComparer.Ordinal).Chunk(400))
        {
            var rows = await tx.Connection!.QueryAsync<(string HitId, string Recipient, string Watch, string? State, long? Alert, long Seq, string Type)>($"""
                SELECT r.hit_id, d.recipient, d.watch, m.state, a.n, r.seq, r.type FROM revision r
                JOIN due d ON {Dialect.Of(tx).In("d.recipient", "recipients")} AND d.seq = r.seq
                LEFT JOIN message m ON m.id = d.message_id LEFT JOIN alert_mail a ON a.message_id = d.message_id
                WHERE {Dialect.Of(tx).In("r.hit_id", "chunk")} ORDER BY r.seq
                """, new { chunk, recipients = recipients.ToArray() }, tx); // non-null: the transaction is open
            found.AddRange(rows.Select(r => new ToldOf(r.HitId, r.Recipient, r.Watch, r.State is null, r.State == "refused", r.Alert is not null, r.Seq, RevisionTable.Kind(r.Type))));
        }

        return found;
    }

    private static async Task<Dictionary<string, SentIn>> FirstOfEachAsync(DbTransaction tx, string recipient, IEnumerable<string> hitIds)
    {
        var found = new Dictionary<string, SentIn>(StringComparer.Ordinal);
        foreach (var chunk in hitIds.Distinct(StringComparer.Ordinal).Chunk(500))
        {
            var rows = await tx.Connection!.QueryAsync<(string HitId, string Watch, string Id, string Subject, long At)>($"""
                SELECT r.hit_id, d.watch, m.id, m.subject, m.created FROM revision r
                JOIN due d ON d.recipient = @recipient AND d.seq = r.seq JOIN message m ON m.id = d.message_id
                WHERE {Dialect.Of(tx).In("r.hit_id", "chunk")} AND m.state <> 'refused' ORDER BY m.created, r.seq
                """, new { recipient, chunk }, tx); // non-null: the transaction is open
            foreach (var r in rows) found.TryAdd(r.HitId, new SentIn(r.HitId, r.Watch, r.Id, r.Subject, r.At.At()));
        }

        return found;
    }

    /// <summary>
    /// Who is owed these changes whatever they follow by now: everybody who was alerted of the hit each of them, everybody who was
    /// told of it in any message its retraction, expression of concern or withdrawal.
    /// </summary>
    /// <param name="tx">The transaction that stores the changes.</param>
    /// <param name="changes">Numbered.</param>
    /// <param name="recipients">Ids of those who can be told.</param>
    public static async Task<IReadOnlyList<DueRow>> OwedAsync(DbTransaction tx, IReadOnlyCollection<Revision> changes, IReadOnlyCollection<string> recipients)
    {
        if (changes.Count == 0 || recipients.Count == 0) return [];
        var ofHit = changes.ToLookup(c => c.HitId, StringComparer.Ordinal);
        var owed = new List<DueRow>();
        foreach (var chunk in ofHit.Select(c => c.Key).Chunk(400))
        {
            // By recipient and number, which is the key of due: there is no index by number alone.
            var told = await tx.Connection!.QueryAsync<(string HitId, string Recipient, string Watch, bool Alerted)>($"""
                SELECT r.hit_id, d.recipient, min(d.watch), max(CASE WHEN a.n IS NULL THEN 0 ELSE 1 END) > 0 FROM revision r
                JOIN due d ON {Dialect.Of(tx).In("d.recipient", "recipients")} AND d.seq = r.seq
                LEFT JOIN alert_mail a ON a.message_id = d.message_id
                WHERE {Dialect.Of(tx).In("r.hit_id", "chunk")} AND d.message_id IS NOT NULL GROUP BY r.hit_id, d.recipient
                """, new { chunk, recipients = recipients.ToArray() }, tx); // non-null: the transaction is open
            owed.AddRange(told.SelectMany(t => ofHit[t.HitId].Where(c => t.Alerted || c.EndsTrust).Select(c => new DueRow(t.Recipient, c.Seq, t.Watch))));
        }

        return owed;
    }
}
