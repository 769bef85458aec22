using Microsoft.Extensions.Options;
using Monitor.Delivery.Email;
using Monitor.Documents;
using Monitor.Polling;

namespace Monitor.Delivery;

/// <summary>Where a recipient is reached now: the id is the identity, the address may change while a message waits.</summary>
internal sealed class Addressees(Subscribers subscribers, IOptions<OperatorOptions> keeper)
{
    /// <summary>With the name where there is one; null = nobody of that id is configured.</summary>
    public string? Of(string recipient) => recipient == OperatorRun.Recipient
        ? keeper.Value.Email is { Length: > 0 } email ? email : null
        : subscribers.Recipients.FirstOrDefault(r => r.Id == recipient) is { } found ? Text(found) : null;

    /// <summary>With the name where there is one.</summary>
    public static string Text(Recipient recipient) => Mailbox.Write(recipient.Name, recipient.Email);

    /// <summary>The address without the name; the text itself when it is none.</summary>
    public static string Bare(string address) => Mailbox.TryParse(address, out var parsed) ? parsed.Address : address;
}
