using Microsoft.Extensions.Options;
using Monitor.Delivery.Email;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Delivery;

/// <summary>
/// What an attempt changes, each in one transaction: the message, what is known of the address, the alarms. The end of an
/// attempt that took longer than its claim, so that another process has the message or has sent it, changes nothing.
/// </summary>
internal sealed class OutboxLedger(Database database, IOptions<EmailOptions> options, TimeProvider time)
{
    /// <summary>A server that says "no such user" may have lost its directory for an hour: it is asked three times before it is believed.</summary>
    public const int Refusals = 3;

    private const string Overtaken = "taken";

    private static readonly TimeSpan[] Waits =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(6)];

    private static readonly TimeSpan[] AfterRefusal = [TimeSpan.FromHours(1), TimeSpan.FromHours(6)];

    /// <summary>When an address that was refused is tried again, by whatever message.</summary>
    public static DateTimeOffset TriedAgain(AddressState state) => state.Last + AfterRefusal[Math.Min(state.Refusals - 1, AfterRefusal.Length - 1)];

    public Task TakenAsync(OutMessage m, CancellationToken ct) => database.WriteAsync(async tx =>
    {
        var now = time.GetUtcNow().Cut();
        await MessageTable.SetAsync(tx, m.Id, "sent", m.Attempts + 1, m.NextAttempt, now, null);
        await AddressTable.ForgetAsync(tx, m.Recipient);
        await OutboxAlarms.TakenAsync(tx, m, now);
    }, ct);

    /// <param name="m">As it was before the attempt.</param>
    /// <param name="reply">Why not.</param>
    /// <param name="setup">Whether it is a matter of configuration.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The state of the message now.</returns>
    public Task<string> LaterAsync(OutMessage m, string reply, bool setup, CancellationToken ct) => database.WriteAsync(async tx =>
    {
        if (!await MessageTable.IsHeldAsync(tx, m)) return Overtaken;
        var now = time.GetUtcNow().Cut();
        var over = now - (m.Queued ?? m.Created) >= options.Value.GiveUpAfter;
        var state = over ? "given-up" : "pending";
        await MessageTable.SetAsync(tx, m.Id, state, m.Attempts + 1, now + Waits[Math.Min(m.Attempts, Waits.Length - 1)], null, reply);
        if (over) await OutboxAlarms.LostAsync(tx, m, $"was given up after {m.Attempts + 1} attempts", reply, now);
        if (setup) await OutboxAlarms.SetupAsync(tx, m, reply, now);
        else if (!over) await OutboxAlarms.LaterAsync(tx, m, reply, now);
        return state;
    }, ct);

    /// <summary>The address was refused for good: all that waits for it is tried again later, or held when that was the last time.</summary>
    public Task<string> AddressRefusedAsync(OutMessage m, string reply, CancellationToken ct) => database.WriteAsync(async tx =>
    {
        if (!await MessageTable.IsHeldAsync(tx, m)) return Overtaken;
        var now = time.GetUtcNow().Cut();
        var address = Addressees.Bare(m.Address);
        var known = await AddressTable.FindAsync(tx, m.Recipient);
        if (known is null || !known.Address.Equals(address, StringComparison.OrdinalIgnoreCase)) known = new AddressState(m.Recipient, address, 0, now, now, reply, null);
        var refusals = known.Refusals + 1;
        known = known with { Refusals = refusals, Last = now, Reply = reply, Suppressed = refusals >= Refusals ? now : null };
        await AddressTable.SaveAsync(tx, known);
        await OutboxAlarms.AddressAsync(tx, known, Refusals, now);
        var state = known.Suppressed is null ? "pending" : "held";
        await MessageTable.SetAsync(tx, m.Id, state, m.Attempts + 1, TriedAgain(known), null, reply);
        if (known.Suppressed is not null) await OutboxAlarms.HeldAsync(tx, m.Recipient, now);
        return state;
    }, ct);

    /// <summary>The server wants this message never, also cut.</summary>
    public Task<string> RefusedAsync(OutMessage m, string reply, CancellationToken ct) => database.WriteAsync(async tx =>
    {
        if (!await MessageTable.IsHeldAsync(tx, m)) return Overtaken;
        await MessageTable.SetAsync(tx, m.Id, "refused", m.Attempts + 1, m.NextAttempt, null, reply);
        await OutboxAlarms.LostAsync(tx, m, "is refused for good", reply, time.GetUtcNow().Cut());
        return "refused";
    }, ct);

    /// <summary>The address was refused a short while ago; no attempt was made.</summary>
    public Task RestAsync(OutMessage m, AddressState state, CancellationToken ct) => database.WriteAsync(async tx =>
    {
        if (await MessageTable.IsWaitingAsync(tx, m)) await MessageTable.SetAsync(tx, m.Id, "pending", m.Attempts, TriedAgain(state), null, state.Reply);
    }, ct);

    /// <summary>It must not leave; no attempt was made.</summary>
    public Task HeldAsync(OutMessage m, string reason, CancellationToken ct) => database.WriteAsync(async tx =>
    {
        if (!await MessageTable.IsWaitingAsync(tx, m)) return;
        await MessageTable.SetAsync(tx, m.Id, "held", m.Attempts, m.NextAttempt, null, reason);
        await OutboxAlarms.HeldAsync(tx, m.Recipient, time.GetUtcNow().Cut());
    }, ct);
}
