using System.Data.Common;
using Dapper;

namespace Monitor.Store.Sql;

/// <summary>A mail for one recipient, from the moment it is composed.</summary>
internal sealed record OutMessage
{
    /// <summary>The Message-ID without angle brackets: deterministic, so that a resend carries the same.</summary>
    public required string Id { get; init; }

    public required string Recipient { get; init; }
    public required string Address { get; init; }

    /// <summary><c>alert</c>, <c>escalation</c>, <c>digest</c>, <c>alarm</c> or <c>test</c>.</summary>
    public required string Kind { get; init; }

    public required string Subject { get; init; }
    public required string Text { get; init; }
    public required string Html { get; init; }
    public required DateTimeOffset Created { get; init; }

    /// <summary>Id of the message that this one answers; null = it begins a thread.</summary>
    public string? InReplyTo { get; init; }

    /// <summary><c>pending</c>, <c>sent</c> or <c>refused</c>.</summary>
    public string State { get; init; } = "pending";

    public int Attempts { get; init; }
    public DateTimeOffset NextAttempt { get; init; }
    public DateTimeOffset? Sent { get; init; }
    public string? Error { get; init; }
}

/// <summary>When a recipient's digests leave.</summary>
internal sealed record RecipientState(string Id, DateTimeOffset FirstSeen, DateTimeOffset NextDigest, DateTimeOffset LookedUntil, DateTimeOffset? LastMessage);

/// <summary>The outbox, and each recipient's clock.</summary>
internal sealed class MessageTable(Database database)
{
    private const string Columns = "id, recipient, address, kind, subject, text, html, created, state, attempts, next_attempt AS NextAttempt, sent, error, in_reply_to AS InReplyTo";

    /// <summary>Puts a message into the outbox and marks what it tells as told. A message already there stays as it is.</summary>
    public static async Task AddAsync(DbTransaction tx, OutMessage m, IEnumerable<long> seqs)
    {
        var connection = tx.Connection!; // non-null: the transaction is open
        await connection.ExecuteAsync("""
            INSERT OR IGNORE INTO message (id, recipient, address, kind, subject, text, html, created, state, attempts, next_attempt, in_reply_to)
            VALUES (@Id, @Recipient, @Address, @Kind, @Subject, @Text, @Html, @Created, @State, 0, @NextAttempt, @InReplyTo)
            """, new { m.Id, m.Recipient, m.Address, m.Kind, m.Subject, m.Text, m.Html, Created = m.Created.Ms(), m.State, NextAttempt = m.NextAttempt.Ms(), m.InReplyTo }, tx);
        await connection.ExecuteAsync("UPDATE due SET message_id = @Id WHERE recipient = @Recipient AND seq = @seq AND message_id IS NULL",
            seqs.Select(seq => new { m.Id, m.Recipient, seq }), tx);
    }

    /// <summary>What is to be handed over now: alerts first, then as they were written.</summary>
    public Task<IReadOnlyList<OutMessage>> DueAsync(DateTimeOffset now, CancellationToken ct) =>
        ReadAsync("WHERE state = 'pending' AND next_attempt <= @now ORDER BY kind IN ('alert', 'escalation') DESC, created, id", new { now = now.Ms() }, ct);

    public Task<IReadOnlyList<OutMessage>> ListAsync(string? recipient, int skip, int take, CancellationToken ct) =>
        ReadAsync("WHERE (@recipient IS NULL OR recipient = @recipient) ORDER BY created DESC, id LIMIT @take OFFSET @skip", new { recipient, skip, take }, ct);

    public async Task<OutMessage?> FindAsync(string id, CancellationToken ct) => await ReadAsync("WHERE id = @id", new { id }, ct) is [var found, ..] ? found : null;

    public Task<DateTimeOffset?> NextAttemptAsync(CancellationToken ct) =>
        database.ReadAsync(async c => (await c.ExecuteScalarAsync<long?>("SELECT min(next_attempt) FROM message WHERE state = 'pending'")).At(), ct);

    /// <summary>Notes how an attempt ended.</summary>
    public Task SetAsync(string id, string state, int attempts, DateTimeOffset nextAttempt, DateTimeOffset? sent, string? error, CancellationToken ct) =>
        database.WriteAsync(tx => tx.Connection!.ExecuteAsync( // non-null: the transaction is open
            "UPDATE message SET state = @state, attempts = @attempts, next_attempt = @next, sent = @sent, error = @error WHERE id = @id",
            new { id, state, attempts, next = nextAttempt.Ms(), sent = sent.Ms(), error }, tx), ct);

    public Task<RecipientState?> StateAsync(string recipient, CancellationToken ct) =>
        database.ReadAsync(async c => (await c.QueryAsync<(string Id, long First, long Next, long Looked, long? Last)>(
            "SELECT id, first_seen, next_digest, looked_until, last_message FROM recipient_state WHERE id = @recipient", new { recipient }))
            .Select(r => new RecipientState(r.Id, r.First.At(), r.Next.At(), r.Looked.At(), r.Last.At())).FirstOrDefault(), ct);

    public static Task SaveStateAsync(DbTransaction tx, RecipientState s) =>
        tx.Connection!.ExecuteAsync("""
            INSERT INTO recipient_state (id, first_seen, next_digest, looked_until, last_message) VALUES (@Id, @First, @Next, @Looked, @Last)
            ON CONFLICT (id) DO UPDATE SET next_digest = excluded.next_digest, looked_until = excluded.looked_until, last_message = excluded.last_message
            """, new { s.Id, First = s.FirstSeen.Ms(), Next = s.NextDigest.Ms(), Looked = s.LookedUntil.Ms(), Last = s.LastMessage.Ms() }, tx);

    /// <summary>Every (recipient, hit, revision) that stands in a message, with what changed (as stored) and the message's state: for proofs.</summary>
    public Task<IReadOnlyList<(string Recipient, string HitId, string Type, string Changes, string MessageId, string State)>> ToldAsync(CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<(string, string, string, string, string, string)>>(async c =>
            [.. await c.QueryAsync<(string, string, string, string, string, string)>("""
                SELECT d.recipient, r.hit_id, r.type, r.changes, m.id, m.state FROM due d
                JOIN revision r ON r.seq = d.seq JOIN message m ON m.id = d.message_id ORDER BY r.seq
                """)], ct);

    private Task<IReadOnlyList<OutMessage>> ReadAsync(string where, object args, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<OutMessage>>(async c => [.. (await c.QueryAsync<Row>($"SELECT {Columns} FROM message {where}", args)).Select(r => r.Message)], ct);

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string Recipient { get; init; } = "";
        public string Address { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Subject { get; init; } = "";
        public string Text { get; init; } = "";
        public string Html { get; init; } = "";
        public long Created { get; init; }
        public string State { get; init; } = "";
        public int Attempts { get; init; }
        public long NextAttempt { get; init; }
        public long? Sent { get; init; }
        public string? Error { get; init; }
        public string? InReplyTo { get; init; }

        public OutMessage Message => new()
        {
            Id = Id, Recipient = Recipient, Address = Address, Kind = Kind, Subject = Subject, Text = Text, Html = Html,
            Created = Created.At(), State = State, Attempts = Attempts, NextAttempt = NextAttempt.At(), Sent = Sent.At(), Error = Error, InReplyTo = InReplyTo,
        };
    }
}
