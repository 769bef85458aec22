using Dapper;

namespace Monitor.Store.Sql;

/// <summary>One recipient was told of one revision.</summary>
/// <param name="Seq">Number of the revision.</param>
/// <param name="Recipient">Id.</param>
/// <param name="MessageId">In which message.</param>
/// <param name="Sent">When the mail server took it, UTC; null = it has not yet.</param>
internal sealed record Told(long Seq, string Recipient, string MessageId, DateTimeOffset? Sent);

/// <summary>Who was told what when.</summary>
internal sealed class ToldTable(Database database)
{
    /// <param name="revisions">Numbers of revisions.</param>
    /// <param name="recipients">Ids of those who are asked about.</param>
    /// <param name="ct">Ends the look.</param>
    public Task<ILookup<long, Told>> OfAsync(IReadOnlyCollection<long> revisions, IReadOnlyCollection<string> recipients, CancellationToken ct) =>
        database.ReadAsync(async c =>
        {
            var told = new List<Told>();
            string[] who = [.. recipients];
            foreach (var chunk in who.Length == 0 ? [] : revisions.Chunk(400))
            {
                // By recipient and number, which is the key of due: there is no index by number alone.
                var rows = await c.QueryAsync<(long Seq, string Recipient, string Id, long? Sent)>($"""
                    SELECT d.seq, d.recipient, m.id, m.sent FROM due d JOIN message m ON m.id = d.message_id
                    WHERE {Dialect.Of(c).In("d.recipient", "who")} AND {Dialect.Of(c).In("d.seq", "chunk")} AND m.state <> 'refused' ORDER BY d.seq, d.recipient
                    """, new { who, chunk });
                told.AddRange(rows.Select(r => new Told(r.Seq, r.Recipient, r.Id, r.Sent.At())));
            }

            return told.ToLookup(t => t.Seq);
        }, ct);
}
