using System.Data.Common;
using Dapper;

namespace Monitor.Store.Sql;

/// <summary>What recipients themselves have switched off: remembered by the recipient's id, so that a new address does not switch it on again.</summary>
internal sealed class UnsubscribeTable(Database database)
{
    /// <summary>Everything switched off, with its time.</summary>
    public Task<IReadOnlyList<(string Recipient, string Scope, DateTimeOffset At)>> ListAsync(CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<(string, string, DateTimeOffset)>>(async c =>
            [.. (await c.QueryAsync<(string Recipient, string Scope, long At)>("SELECT recipient, scope, at FROM unsubscribed ORDER BY recipient, scope")).Select(r => (r.Recipient, r.Scope, r.At.At()))], ct);

    /// <summary>Since when it is off; null = it is on.</summary>
    public Task<DateTimeOffset?> SinceAsync(string recipient, string scope, CancellationToken ct) =>
        database.ReadAsync(async c => (await c.ExecuteScalarAsync<long?>("SELECT at FROM unsubscribed WHERE recipient = @recipient AND scope = @scope", new { recipient, scope })).At(), ct);

    /// <summary>Switches it off; what is off already keeps its time.</summary>
    public static Task AddAsync(DbTransaction tx, string recipient, string scope, DateTimeOffset now) =>
        tx.Connection!.ExecuteAsync("INSERT INTO unsubscribed (recipient, scope, at) VALUES (@recipient, @scope, @now) ON CONFLICT DO NOTHING", new { recipient, scope, now = now.Ms() }, tx); // non-null: open

    /// <returns>Whether it was off.</returns>
    public static async Task<bool> RemoveAsync(DbTransaction tx, string recipient, string scope) =>
        await tx.Connection!.ExecuteAsync("DELETE FROM unsubscribed WHERE recipient = @recipient AND scope = @scope", new { recipient, scope }, tx) > 0; // non-null: open

    /// <summary>Everybody who ever was told something, also those who are no longer configured: their links stay good.</summary>
    public Task<IReadOnlyList<string>> RecipientsAsync(CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<string>>(async c => [.. await c.QueryAsync<string>("SELECT id FROM recipient_state UNION SELECT recipient FROM unsubscribed")], ct);
}
