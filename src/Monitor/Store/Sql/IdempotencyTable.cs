using Dapper;

namespace Monitor.Store.Sql;

/// <summary>An answer that was given to a POST with an Idempotency-Key.</summary>
/// <param name="Request">Hash of what was asked.</param>
/// <param name="Status">Status code.</param>
/// <param name="ContentType">Of the body.</param>
/// <param name="Body">As sent.</param>
internal sealed record RememberedAnswer(string Request, int Status, string? ContentType, byte[] Body);

/// <summary>What was answered to POSTs that may come again; it outlives a restart.</summary>
internal sealed class IdempotencyTable(Database database)
{
    /// <summary>How long an answer is remembered.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public Task<RememberedAnswer?> FindAsync(string route, string key, DateTimeOffset now, CancellationToken ct) =>
        database.ReadAsync(async c => (await c.QueryAsync<(string Request, long Status, string? Type, byte[] Body)>(
                "SELECT request, status, content_type, body FROM idempotent_post WHERE route = @route AND key = @key AND at > @since",
                new { route, key, since = (now - Kept).Ms() }))
            .Select(r => new RememberedAnswer(r.Request, (int)r.Status, r.Type, r.Body)).FirstOrDefault(), ct);

    /// <summary>Remembers an answer and forgets those that are over.</summary>
    public Task AddAsync(string route, string key, RememberedAnswer answer, DateTimeOffset now, CancellationToken ct) =>
        database.WriteAsync(async tx =>
        {
            var connection = tx.Connection!; // non-null: the transaction is open
            await connection.ExecuteAsync("DELETE FROM idempotent_post WHERE at <= @since", new { since = (now - Kept).Ms() }, tx);
            await connection.ExecuteAsync("""
                INSERT INTO idempotent_post (route, key, request, status, content_type, body, at)
                VALUES (@route, @key, @Request, @Status, @ContentType, @Body, @at)
                ON CONFLICT (route, key) DO UPDATE SET request = excluded.request, status = excluded.status, content_type = excluded.content_type, body = excluded.body, at = excluded.at
                """, new { route, key, answer.Request, answer.Status, answer.ContentType, answer.Body, at = now.Ms() }, tx);
        }, ct);
}
