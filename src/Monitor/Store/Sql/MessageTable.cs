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

    /// <summary>Ids of the whole thread before this one, oldest first; empty = only <see cref="InReplyTo"/>.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>
    /// <c>pending</c>, <c>sent</c>, <c>held</c> (the recipient unsubscribed, or the address is refused for good), <c>refused</c>
    /// (a server wants this message never) or <c>given-up</c> (nobody took it for too long).
    /// </summary>
    public string State { get; init; } = "pending";

    public int Attempts { get; init; }
    public DateTimeOffset NextAttempt { get; init; }
    public DateTimeOffset? Sent { get; init; }
    public string? Error { get; init; }

    /// <summary>A server found it too large: it leaves cut, with a link to the rest.</summary>
    public bool Short { get; init; }

    /// <summary>From when the days are counted after which it is given up.</summary>
    public DateTimeOffset? Queued { get; init; }
}

/// <summary>When a recipient's digests leave.</summary>
internal sealed record RecipientState(string Id, DateTimeOffset FirstSeen, DateTimeOffset NextDigest, DateTimeOffset LookedUntil, DateTimeOffset? LastMessage);

/// <summary>The outbox, and each recipient's clock.</summary>
internal sealed class MessageTable(Database database)
{
    private const string Columns = "id, recipient, address, kind, subject, text, html, created, state, attempts, next_attempt AS NextAttempt, sent, error, in_reply_to AS InReplyTo, refs, short, queued";

    /// <summary>Puts a message into the outbox and marks what it tells as told. A message already there stays as it is.</summary>
    public static async Task AddAsync(DbTransaction tx, OutMessage m, IEnumerable<long> seqs)
    {
        var connection = tx.Connection!; // non-null: the transaction is open
        await connection.ExecuteAsync("""
            INSERT INTO message (id, recipient, address, kind, subject, text, html, created, state, attempts, next_attempt, in_reply_to, refs)
            VALUES (@Id, @Recipient, @Address, @Kind, @Subject, @Text, @Html, @Created, @State, 0, @NextAttempt, @InReplyTo, @Refs) ON CONFLICT DO NOTHING
            """, new
        {
            m.Id, m.Recipient, m.Address, m.Kind, m.Subject, m.Text, m.Html, Created = m.Created.Ms(), m.State, NextAttempt = m.NextAttempt.Ms(), m.InReplyTo,
            Refs = m.References.Count == 0 ? null : string.Join(' ', m.References),
        }, tx);
        await ManyRows.ChangeAsync(
            tx, "UPDATE due SET message_id = g.message_id FROM given g WHERE due.recipient = g.recipient AND due.seq = g.seq AND due.message_id IS NULL",
            seqs.Select(seq => new { MessageId = m.Id, m.Recipient, Seq = seq }));
    }

    /// <summary>What is to be handed over now: alerts first, then as they were written.</summary>
    public Task<IReadOnlyList<OutMessage>> DueAsync(DateTimeOffset now, CancellationToken ct) =>
        ReadAsync("WHERE state = 'pending' AND next_attempt <= @now ORDER BY kind IN ('alert', 'escalation') DESC, created, id", new { now = now.Ms() }, ct);

    public Task<IReadOnlyList<OutMessage>> ListAsync(string? recipient, int skip, int take, CancellationToken ct) =>
        ReadAsync("WHERE (@recipient IS NULL OR recipient = @recipient) ORDER BY created DESC, id LIMIT @take OFFSET @skip", new { recipient, skip, take }, ct);

    public async Task<OutMessage?> FindAsync(string id, CancellationToken ct) => await ReadAsync("WHERE id = @id", new { id }, ct) is [var found, ..] ? found : null;

    public Task<DateTimeOffset?> NextAttemptAsync(CancellationToken ct) =>
        database.ReadAsync(async c => (await c.ExecuteScalarAsync<long?>("SELECT min(next_attempt) FROM message WHERE state = 'pending'")).At(), ct);

    /// <summary>Since when the oldest mail waits, if none was taken after it; null = none waits, or others get through.</summary>
    public Task<DateTimeOffset?> UntakenSinceAsync(CancellationToken ct) =>
        database.ReadAsync(async c =>
        {
            var (waiting, taken) = await c.QuerySingleAsync<(long? Waiting, long? Taken)>(
                "SELECT (SELECT min(coalesce(queued, created)) FROM message WHERE state = 'pending'), (SELECT max(sent) FROM message WHERE state = 'sent')");
            return taken >= waiting ? null : waiting.At();
        }, ct);

    /// <summary>When what a message tells was first stored: one instant for each revision in it.</summary>
    public Task<IReadOnlyList<DateTimeOffset>> FirstSeenAsync(string id, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<DateTimeOffset>>(async c =>
            [.. (await c.QueryAsync<long>("SELECT r.at FROM due d JOIN revision r ON r.seq = d.seq WHERE d.message_id = @id", new { id })).Select(at => at.At())], ct);

    /// <summary>Since when the oldest revision that is due stands in no message; null = none does.</summary>
    public Task<DateTimeOffset?> OldestDueAsync(CancellationToken ct) =>
        database.ReadAsync(async c => (await c.ExecuteScalarAsync<long?>("SELECT min(created) FROM due WHERE message_id IS NULL")).At(), ct);

    /// <summary>Notes what became of a message; nobody has it under way any more.</summary>
    public static Task SetAsync(DbTransaction tx, string id, string state, int attempts, DateTimeOffset nextAttempt, DateTimeOffset? sent, string? error) =>
        tx.Connection!.ExecuteAsync( // non-null: the transaction is open
            "UPDATE message SET state = @state, attempts = @attempts, next_attempt = @next, sent = @sent, error = @error, claimed_by = NULL, claimed_until = NULL WHERE id = @id",
            new { id, state, attempts, next = nextAttempt.Ms(), sent = sent.Ms(), error = StoredText.OrNull(error) }, tx);

    /// <summary>
    /// Takes a message for one attempt: of two processes that saw it due, one gets it. If the end of the attempt is never noted
    /// it is due again at <paramref name="until"/>, to whoever comes first, under the same Message-ID.
    /// </summary>
    public async Task<bool> ClaimAsync(OutMessage m, string node, DateTimeOffset until, CancellationToken ct) =>
        await database.AloneAsync((c, tx) => c.ExecuteAsync($"""
            UPDATE message SET attempts = attempts + 1, next_attempt = @until, claimed_by = @node, claimed_until = @until
            WHERE id = (SELECT id FROM message WHERE id = @Id AND state = 'pending' AND attempts = @Attempts AND next_attempt = @due{Database.DialectOf(c).SkipLocked})
            """, new { m.Id, m.Attempts, node, due = m.NextAttempt.Ms(), until = until.Ms() }, tx), ct) == 1;

    /// <summary>Whether a message that was claimed for an attempt is still that claim's: not sent by another, nor claimed again after the claim ran out.</summary>
    /// <param name="tx">The transaction that is to note the end of the attempt.</param>
    /// <param name="m">As it was before the attempt.</param>
    public static async Task<bool> IsHeldAsync(DbTransaction tx, OutMessage m) =>
        await tx.Connection!.ExecuteScalarAsync<int>( // non-null: the transaction is open
            "SELECT count(*) FROM message WHERE id = @Id AND state = 'pending' AND attempts = @tried", new { m.Id, tried = m.Attempts + 1 }, tx) == 1;

    /// <summary>Whether a message still waits as it did when it was read: no other process has taken or sent it since.</summary>
    public static async Task<bool> IsWaitingAsync(DbTransaction tx, OutMessage m) =>
        await tx.Connection!.ExecuteScalarAsync<int>( // non-null: the transaction is open
            "SELECT count(*) FROM message WHERE id = @Id AND state = 'pending' AND attempts = @Attempts AND next_attempt = @due", new { m.Id, m.Attempts, due = m.NextAttempt.Ms() }, tx) == 1;

    /// <summary>Gives a claimed message back untried, if it is still ours.</summary>
    public Task GiveBackAsync(OutMessage m, string node, CancellationToken ct) =>
        database.AloneAsync((c, tx) => c.ExecuteAsync(
            "UPDATE message SET attempts = @Attempts, next_attempt = @due, claimed_by = NULL, claimed_until = NULL WHERE id = @Id AND state = 'pending' AND claimed_by = @node AND attempts = @Attempts + 1",
            new { m.Id, m.Attempts, node, due = m.NextAttempt.Ms() }, tx), ct);

    /// <summary>How many messages other processes have under way.</summary>
    public Task<int> ClaimedByOthersAsync(string node, DateTimeOffset now, CancellationToken ct) =>
        database.ReadAsync(c => c.ExecuteScalarAsync<int>("SELECT count(*) FROM message WHERE state = 'pending' AND claimed_until > @now AND claimed_by <> @node", new { node, now = now.Ms() }), ct);

    /// <summary>From now on it leaves cut.</summary>
    public Task ShortenAsync(string id, CancellationToken ct) =>
        database.WriteAsync(tx => tx.Connection!.ExecuteAsync("UPDATE message SET short = TRUE WHERE id = @id", new { id }, tx), ct); // non-null: open

    /// <summary>Puts what is held for this recipient back into the outbox.</summary>
    /// <returns>How many messages that were.</returns>
    public static Task<int> ReleaseAsync(DbTransaction tx, string recipient, DateTimeOffset now) =>
        tx.Connection!.ExecuteAsync("UPDATE message SET state = 'pending', next_attempt = @now, queued = @now, attempts = 0, error = NULL WHERE recipient = @recipient AND state = 'held'", // non-null: open
            new { recipient, now = now.Ms() }, tx);

    /// <summary>Puts a message back into the outbox, whatever became of it; it keeps its Message-ID. One that waits there already is only due now; one under way is left to whoever has it.</summary>
    /// <returns>Whether there is such a message.</returns>
    public async Task<bool> AgainAsync(string id, DateTimeOffset now, CancellationToken ct) =>
        await database.WriteAsync(tx => tx.Connection!.ExecuteAsync("""
            UPDATE message SET attempts = CASE state WHEN 'pending' THEN attempts ELSE 0 END, queued = CASE state WHEN 'pending' THEN queued ELSE @now END,
                next_attempt = CASE WHEN state = 'pending' AND (next_attempt < @now OR claimed_until > @now) THEN next_attempt ELSE @now END, state = 'pending', error = NULL
            WHERE id = @id
            """, new { id, now = now.Ms() }, tx), ct) > 0; // non-null: open

    /// <summary>How many messages are in each state, and since when the oldest that is not out waits.</summary>
    public Task<(IReadOnlyDictionary<string, int> States, DateTimeOffset? Waiting)> CountsAsync(string? recipient, CancellationToken ct) =>
        database.ReadAsync<(IReadOnlyDictionary<string, int>, DateTimeOffset?)>(async c => (
            (await c.QueryAsync<(string State, int Count)>("SELECT state, count(*) FROM message WHERE @recipient IS NULL OR recipient = @recipient GROUP BY state", new { recipient }))
                .ToDictionary(r => r.State, r => r.Count, StringComparer.Ordinal),
            (await c.ExecuteScalarAsync<long?>("SELECT min(created) FROM message WHERE state = 'pending' AND (@recipient IS NULL OR recipient = @recipient)", new { recipient })).At()), ct);

    /// <summary>Revisions that are due to each recipient and stand in no message yet.</summary>
    public Task<IReadOnlyDictionary<string, int>> WaitingAsync(CancellationToken ct) =>
        database.ReadAsync<IReadOnlyDictionary<string, int>>(async c =>
            (await c.QueryAsync<(string Recipient, int Count)>("SELECT recipient, count(*) FROM due WHERE message_id IS NULL GROUP BY recipient"))
                .ToDictionary(r => r.Recipient, r => r.Count, StringComparer.Ordinal), ct);

    public Task<RecipientState?> StateAsync(string recipient, CancellationToken ct) => database.ReadAsync(c => StateAsync(c, null, recipient), ct);

    public static Task<RecipientState?> StateAsync(DbTransaction tx, string recipient) => StateAsync(tx.Connection!, tx, recipient); // non-null: open

    private static async Task<RecipientState?> StateAsync(DbConnection c, DbTransaction? tx, string recipient) =>
        (await c.QueryAsync<(string Id, long First, long Next, long Looked, long? Last)>(
            "SELECT id, first_seen, next_digest, looked_until, last_message FROM recipient_state WHERE id = @recipient", new { recipient }, tx))
        .Select(r => new RecipientState(r.Id, r.First.At(), r.Next.At(), r.Looked.At(), r.Last.At())).FirstOrDefault();

    public static Task SaveStateAsync(DbTransaction tx, RecipientState s) =>
        tx.Connection!.ExecuteAsync("""
            INSERT INTO recipient_state (id, first_seen, next_digest, looked_until, last_message) VALUES (@Id, @First, @Next, @Looked, @Last)
            ON CONFLICT (id) DO UPDATE SET next_digest = excluded.next_digest, looked_until = excluded.looked_until, last_message = excluded.last_message
            """, new { s.Id, First = s.FirstSeen.Ms(), Next = s.NextDigest.Ms(), Looked = s.LookedUntil.Ms(), Last = s.LastMessage.Ms() }, tx);

    /// <summary>Every (recipient, hit, revision) that stands in a message: for proofs.</summary>
    public Task<IReadOnlyList<ToldRow>> ToldAsync(CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<ToldRow>>(async c =>
        {
            var beside = (await c.QueryAsync<(string MessageId, string HitId, string Other)>("""
                SELECT DISTINCT m.id, r.hit_id, o.hit_id FROM due d
                JOIN revision r ON r.seq = d.seq AND r.type = 'new' JOIN message m ON m.id = d.message_id
                JOIN report_member own ON own.hit_id = r.hit_id JOIN report_member o ON o.report_id = own.report_id
                JOIN revision f ON f.hit_id = o.hit_id AND f.type = 'new' AND f.at <= m.created
                """)).ToLookup(b => (b.MessageId, b.HitId), b => b.Other);
            return [.. (await c.QueryAsync<(string Recipient, string HitId, string Type, string Changes, string MessageId, string State, string Kind, long At)>("""
                SELECT d.recipient, r.hit_id, r.type, r.changes, m.id, m.state, m.kind, r.at FROM due d
                JOIN revision r ON r.seq = d.seq JOIN message m ON m.id = d.message_id ORDER BY r.seq
                """)).Select(r => new ToldRow(r.Recipient, r.HitId, r.Type, r.Changes, r.MessageId, r.State, r.Type == "new" ? [.. beside[(r.MessageId, r.HitId)]] : [], r.Kind, r.At.At()))];
        }, ct);

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
        public string? Refs { get; init; }
        public bool Short { get; init; }
        public long? Queued { get; init; }

        public OutMessage Message => new()
        {
            Id = Id, Recipient = Recipient, Address = Address, Kind = Kind, Subject = Subject, Text = Text, Html = Html,
            Created = Created.At(), State = State, Attempts = Attempts, NextAttempt = NextAttempt.At(), Sent = Sent.At(), Error = Error, InReplyTo = InReplyTo,
            References = Refs?.Split(' ') ?? [], Short = Short, Queued = Queued.At(),
        };
    }
}

/// <summary>A revision that stands in a message.</summary>
/// <param name="Recipient">Whose message.</param>
/// <param name="HitId">Of which hit.</param>
/// <param name="Type">What kind it is.</param>
/// <param name="Changes">What changed, as stored.</param>
/// <param name="MessageId">In which message.</param>
/// <param name="State">The state of the message.</param>
/// <param name="Shown">Of a hit that is new there: all records of its report that were stored when the message was composed.</param>
/// <param name="Kind">What kind of message it is: <c>digest</c>, or what mailed at once.</param>
internal sealed record ToldRow(string Recipient, string HitId, string Type, string Changes, string MessageId,
    string State, IReadOnlyList<string> Shown, string Kind, DateTimeOffset At);
