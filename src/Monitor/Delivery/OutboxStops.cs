using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Delivery;

/// <summary>
/// Why nothing may leave for a recipient: the reader switched it off, or the mail server refuses the address for good. What is
/// composed already is held; what is due stays due and stands in the first message after the stop is lifted.
/// </summary>
internal sealed class OutboxStops(Database database, AddressTable addresses, UnsubscribeTable unsubscribed, Addressees addressees, TimeProvider time)
{
    /// <returns>Null = it may leave.</returns>
    public async Task<string?> ReasonAsync(string recipient, string kind, CancellationToken ct)
    {
        if (UnsubscribeLinks.ScopeOf(kind) is { } scope && await unsubscribed.SinceAsync(recipient, scope, ct) is not null) return $"unsubscribed from {scope}";
        return await RefusedAsync(recipient, ct) is { Suppressed: not null } state ? $"the address is refused for good: {state.Reply}" : null;
    }

    /// <summary>What stands against the recipient's address; null = nothing.</summary>
    public async Task<AddressState?> RefusedAsync(string recipient, CancellationToken ct) => (await addresses.ListAsync(ct)).FirstOrDefault(a => a.Recipient == recipient);

    /// <summary>Switches messages off or on by the reader's own hand; on puts back what was held.</summary>
    public Task SwitchAsync(string recipient, string scope, bool on, CancellationToken ct) => database.WriteAsync(async tx =>
    {
        if (!on) await UnsubscribeTable.AddAsync(tx, recipient, scope, time.GetUtcNow());
        else if (await UnsubscribeTable.RemoveAsync(tx, recipient, scope)) await MessageTable.ReleaseAsync(tx, recipient, time.GetUtcNow());
    }, ct);

    /// <summary>Tries a refused address again: all that was held for it is due now.</summary>
    /// <returns>Whether anything stood against it.</returns>
    public Task<bool> ResumeAsync(string recipient, CancellationToken ct) => database.WriteAsync(async tx =>
    {
        if (!await AddressTable.ForgetAsync(tx, recipient)) return false;
        await MessageTable.ReleaseAsync(tx, recipient, time.GetUtcNow());
        await OutboxAlarms.LiftAsync(tx, recipient, time.GetUtcNow().Cut());
        return true;
    }, ct);

    /// <summary>An address that was changed in the configuration is tried.</summary>
    public async Task LiftChangedAsync(CancellationToken ct)
    {
        foreach (var state in await addresses.ListAsync(ct))
        {
            if (addressees.Of(state.Recipient) is { } now && !Addressees.Bare(now).Equals(state.Address, StringComparison.OrdinalIgnoreCase)) await ResumeAsync(state.Recipient, ct);
        }
    }
}
