using Monitor.Store.Sql;

namespace Monitor.Delivery.Email;

/// <summary>Takes a message to where its reader gets it.</summary>
internal interface IMailTransport
{
    /// <summary>Where mail goes, for people: it stands in the log, in the health and in what <c>mail-test</c> says.</summary>
    string About => GetType().Name;

    /// <summary>Whether mail leaves this machine's disk at all.</summary>
    bool Leaves => true;

    /// <summary>Where this message is when it was taken.</summary>
    string Where(OutMessage message) => About;

    /// <summary>Hands over one message. The same message handed over twice carries the same Message-ID.</summary>
    /// <exception cref="MailException">It was not taken.</exception>
    Task SendAsync(OutMessage message, CancellationToken ct);

    /// <summary>There is nothing more to hand over for now: what was kept for the next message is given back.</summary>
    Task RestAsync() => Task.CompletedTask;
}

/// <summary>Why a message was not taken: it decides what is done next.</summary>
internal enum MailFailure
{
    /// <summary>Not now: tried again.</summary>
    Later,

    /// <summary>The server does not want to hear from us, or not like that: tried again, and the operator is told at once.</summary>
    Setup,

    /// <summary>There is no such address: after a few refusals nothing more is sent there.</summary>
    Address,

    /// <summary>This message is too large or not wanted as it is: tried once more, cut.</summary>
    Message,
}

/// <summary>A message was not taken.</summary>
/// <param name="message">Why, for the operator: what the server said, where it said anything.</param>
/// <param name="failure">What follows from it.</param>
internal sealed class MailException(string message, MailFailure failure, Exception? inner = null) : Exception(message, inner)
{
    public MailException(string message, bool permanent, Exception? inner = null)
        : this(message, permanent ? MailFailure.Address : MailFailure.Later, inner)
    {
    }

    public MailFailure Failure { get; } = failure;

    /// <summary>True when sending the same again cannot help.</summary>
    public bool Permanent => Failure is MailFailure.Address or MailFailure.Message;
}
