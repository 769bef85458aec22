using System.Data.Common;
using Dapper;

namespace Monitor.Store.Sql;

/// <summary>What a mail server has last said about a recipient's address.</summary>
/// <param name="Recipient">Whose.</param>
/// <param name="Address">The bare address that it said it of: a new address begins anew.</param>
/// <param name="Refusals">How often it was refused for good since it last took something.</param>
/// <param name="First">The first of these.</param>
/// <param name="Last">The last one counted.</param>
/// <param name="Reply">What the server said then.</param>
/// <param name="Suppressed">Since when nothing is sent there; null = it is still tried.</param>
internal sealed record AddressState(string Recipient, string Address, int Refusals, DateTimeOffset First, DateTimeOffset Last, string Reply, DateTimeOffset? Suppressed);

/// <summary>Addresses that servers refuse for good.</summary>
internal sealed class AddressTable(Database database)
{
    private const string Columns = "SELECT recipient, address, refusals, first, last, reply, suppressed FROM address_state";

    /// <summary>All that were refused since they last took something.</summary>
    public Task<IReadOnlyList<AddressState>> ListAsync(CancellationToken ct) => database.ReadAsync(c => ReadAsync(c, null, "ORDER BY recipient", new { }), ct);

    public static async Task<AddressState?> FindAsync(DbTransaction tx, string recipient) =>
        await ReadAsync(tx.Connection!, tx, "WHERE recipient = @recipient", new { recipient }) is [var found, ..] ? found : null; // non-null: open

    public static Task SaveAsync(DbTransaction tx, AddressState s) =>
        tx.Connection!.ExecuteAsync("""
            INSERT INTO address_state (recipient, address, refusals, first, last, reply, suppressed) VALUES (@Recipient, @Address, @Refusals, @First, @Last, @Reply, @Suppressed)
            ON CONFLICT (recipient) DO UPDATE SET address = excluded.address, refusals = excluded.refusals, first = excluded.first, last = excluded.last,
                reply = excluded.reply, suppressed = excluded.suppressed
            """, new { s.Recipient, s.Address, s.Refusals, First = s.First.Ms(), Last = s.Last.Ms(), s.Reply, Suppressed = s.Suppressed.Ms() }, tx); // non-null: open

    /// <summary>The address is good, or another one.</summary>
    /// <returns>Whether anything was known against it.</returns>
    public static async Task<bool> ForgetAsync(DbTransaction tx, string recipient) =>
        await tx.Connection!.ExecuteAsync("DELETE FROM address_state WHERE recipient = @recipient", new { recipient }, tx) > 0; // non-null: open

    private static async Task<IReadOnlyList<AddressState>> ReadAsync(DbConnection c, DbTransaction? tx, string where, object args) =>
        [.. (await c.QueryAsync<(string Recipient, string Address, int Refusals, long First, long Last, string Reply, long? Suppressed)>($"{Columns} {where}", args, tx))
            .Select(r => new AddressState(r.Recipient, r.Address, r.Refusals, r.First.At(), r.Last.At(), r.Reply, r.Suppressed.At()))];
}
