using Microsoft.Extensions.Options;
using Monitor.Delivery.Email;

namespace Monitor.Tests.Delivery;

/// <summary>The contract, kept by System.Net.Mail.</summary>
public sealed class SmtpTransportTests : MailTransportContract
{
    internal override IMailTransport Transport(EmailOptions options, MailComposer composer) => new SmtpTransport(Options.Create(options), composer);
}
