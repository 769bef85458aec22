using System.Data.Common;
using Dapper;

namespace Monitor.Store.Sql;

/// <summary>What a recipient was alerted of: one hit, or all notices of one event; a thread of mails.</summary>
internal sealed record Alert
{
    /// <summary>Given by the store.</summary>
    public long Id { get; init; }

    public required string Recipient { get; init; }

    /// <summary>The hit's id, or its source and event.</summary>
    public required string Matter { get; init; }

    /// <summary>What it was, such as <c>notice</c>, <c>case-report</c> or <c>report</c>.</summary>
    public required string Kind { get; init; }

    public required string Watch { get; init; }

    /// <summary>Subject of the first mail.</summary>
    public required string Title { get; init; }

    /// <summary>The mail that begins the thread.</summary>
    public required string MessageId { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>When another is told unless it is seen before; null = nobody is.</summary>
    public DateTimeOffset? EscalateAt { get; init; }

    public DateTimeOffset? Seen { get; init; }

    /// <summary>Id of the recipient whose link was used.</summary>
    public string? SeenBy { get; init; }

    public DateTimeOffset? Escalated { get; init; }

    /// <summary>The message that told another.</summary>
    public string? EscalatedIn { get; init; }
}

/// <summary>Alerts and what became of them.</summary>
internal sealed class AlertTable(Database database)
{
    private const string Columns = "a.id, a.recipient, a.matter, a.kind, a.watch, a.title, a.message_id AS MessageId, a.created, a.escalate_at AS EscalateAt, a.seen, a.seen_by AS SeenBy, a.escalated, a.escalated_in AS EscalatedIn";

    /// <returns>Its number.</returns>
    public static Task<long> AddAsync(DbTransaction tx, Alert a) =>
        tx.Connection!.ExecuteScalarAsync<long>("""
            INSERT INTO alert (recipient, matter, kind, watch, title, message_id, created, escalate_at)
            VALUES (@Recipient, @Matter, @Kind, @Watch, @Title, @MessageId, @Created, @EscalateAt) RETURNING id
            """, new { a.Recipient, a.Matter, a.Kind, a.Watch, a.Title, a.MessageId, Created = a.Created.Ms(), EscalateAt = a.EscalateAt.Ms() }, tx); // non-null: the transaction is open

    /// <summary>What the recipient was alerted of among these matters.</summary>
    public static async Task<Dictionary<string, Alert>> OfAsync(DbTransaction tx, string recipient, IEnumerable<string> matters)
    {
        var found = new Dictionary<string, Alert>(StringComparer.Ordinal);
        foreach (var chunk in matters.Distinct(StringComparer.Ordinal).Chunk(500))
        {
            foreach (var row in await tx.Connection!.QueryAsync<Row>( // non-null: the transaction is open
                $"SELECT {Columns} FROM alert a WHERE a.recipient = @recipient AND {Dialect.Of(tx).In("a.matter", "chunk")}", new { recipient, chunk }, tx)) found[row.Matter] = row.Alert;
        }

        return found;
    }

    /// <summary>Alerts whose reader has not seen them in time and of which nobody else was told yet, oldest first.</summary>
    public static async Task<IReadOnlyList<Alert>> OverdueAsync(DbTransaction tx, DateTimeOffset now) =>
        [.. (await tx.Connection!.QueryAsync<Row>( // non-null: the transaction is open
            $"SELECT {Columns} FROM alert a WHERE a.escalate_at <= @now AND a.seen IS NULL AND a.escalated IS NULL ORDER BY a.id", new { now = now.Ms() }, tx)).Select(r => r.Alert)];

    /// <summary>When the next one becomes overdue; null = none waits.</summary>
    public Task<DateTimeOffset?> NextOverdueAsync(CancellationToken ct) =>
        database.ReadAsync(async c => (await c.ExecuteScalarAsync<long?>(
            "SELECT min(escalate_at) FROM alert WHERE escalate_at IS NOT NULL AND seen IS NULL AND escalated IS NULL")).At(), ct);

    /// <summary>Notes that another was told; that is done once.</summary>
    public static Task EscalateAsync(DbTransaction tx, IEnumerable<long> ids, string messageId, DateTimeOffset now) =>
        tx.Connection!.ExecuteAsync($"UPDATE alert SET escalated = @now, escalated_in = @messageId WHERE {Dialect.Of(tx).In("id", "ids")} AND escalated IS NULL",
            new { ids = ids.ToArray(), messageId, now = now.Ms() }, tx); // non-null: the transaction is open

    /// <summary>Nobody is to be told of these any more.</summary>
    public static Task KeepAsync(DbTransaction tx, IEnumerable<long> ids) =>
        tx.Connection!.ExecuteAsync($"UPDATE alert SET escalate_at = NULL WHERE {Dialect.Of(tx).In("id", "ids")}", new { ids = ids.ToArray() }, tx); // non-null: the transaction is open

    /// <summary>Notes that the alerts of a mail were seen; the first to say so stays.</summary>
    /// <param name="mail">Number of the mail whose link was used.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Gives up.</param>
    public Task SeenAsync(long mail, DateTimeOffset now, CancellationToken ct) =>
        database.WriteAsync(tx => tx.Connection!.ExecuteAsync("""
            UPDATE alert SET seen = @now, seen_by = (SELECT recipient FROM alert_mail WHERE n = @mail)
            WHERE seen IS NULL AND id IN (SELECT alert FROM alert_in_mail WHERE mail = @mail)
            """, new { mail, now = now.Ms() }, tx), ct); // non-null: the transaction is open

    /// <summary>The alerts that a mail is about, with the recipient of that mail; null = there is no such mail.</summary>
    public Task<(string Recipient, IReadOnlyList<Alert> Alerts)?> InMailAsync(long mail, CancellationToken ct) =>
        database.ReadAsync<(string, IReadOnlyList<Alert>)?>(async c =>
            await c.ExecuteScalarAsync<string?>("SELECT recipient FROM alert_mail WHERE n = @mail", new { mail }) is { } recipient
                ? (recipient, [.. (await c.QueryAsync<Row>($"SELECT {Columns} FROM alert_in_mail i JOIN alert a ON a.id = i.alert WHERE i.mail = @mail ORDER BY a.id", new { mail })).Select(r => r.Alert)])
                : null, ct);

    /// <summary>Newest first.</summary>
    /// <param name="recipient">Null = of all.</param>
    /// <param name="seen">Only those seen, or not; null = both.</param>
    /// <param name="skip">How many to leave out.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="ct">Gives up.</param>
    public Task<IReadOnlyList<Alert>> ListAsync(string? recipient, bool? seen, int skip, int take, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<Alert>>(async c => [.. (await c.QueryAsync<Row>($"""
            SELECT {Columns} FROM alert a WHERE (@recipient IS NULL OR a.recipient = @recipient) AND (@seen IS NULL OR (a.seen IS NOT NULL) = @seen)
            ORDER BY a.id DESC LIMIT @take OFFSET @skip
            """, new { recipient, seen, skip, take })).Select(r => r.Alert)], ct);

    private sealed class Row
    {
        public long Id { get; init; }
        public string Recipient { get; init; } = "";
        public string Matter { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Watch { get; init; } = "";
        public string Title { get; init; } = "";
        public string MessageId { get; init; } = "";
        public long Created { get; init; }
        public long? EscalateAt { get; init; }
        public long? Seen { get; init; }
        public string? SeenBy { get; init; }
        public long? Escalated { get; init; }
        public string? EscalatedIn { get; init; }

        public Alert Alert => new()
        {
            Id = Id, Recipient = Recipient, Matter = Matter, Kind = Kind, Watch = Watch, Title = Title, MessageId = MessageId, Created = Created.At(),
            EscalateAt = EscalateAt.At(), Seen = Seen.At(), SeenBy = SeenBy, Escalated = Escalated.At(), EscalatedIn = EscalatedIn,
        };
    }
}
