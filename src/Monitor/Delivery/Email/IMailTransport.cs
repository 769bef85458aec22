using Monitor.Store.Sql;

namespace Monitor.Delivery.Email;

/// <summary>Takes a message to where its reader gets it.</summary>
internal interface IMailTransport
{
    /// <summary>Hands over one message. The same message handed over twice carries the same Message-ID.</summary>
    /// <exception cref="MailException">It was not taken.</exception>
    Task SendAsync(OutMessage message, CancellationToken ct);
}

/// <summary>A message was not taken.</summary>
/// <param name="message">Why, for the operator.</param>
/// <param name="permanent">True when trying again cannot help.</param>
internal sealed class MailException(string message, bool permanent, Exception? inner = null) : Exception(message, inner)
{
    public bool Permanent { get; } = permanent;
}
