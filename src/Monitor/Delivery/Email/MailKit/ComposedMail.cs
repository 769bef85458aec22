using System.Net.Mail;
using System.Text;
using MimeKit;

namespace Monitor.Delivery.Email.MailKit;

/// <summary>A mail as MailKit hands it over: what <see cref="MailComposer"/> made, with the date of the message.</summary>
/// <param name="Message">The mail.</param>
/// <param name="From">Sender, for the envelope.</param>
/// <param name="To">The one recipient, for the envelope.</param>
/// <param name="NeedsUtf8">Only a server that knows SMTPUTF8 can be told this address.</param>
internal sealed record ComposedMail(MimeMessage Message, MailboxAddress From, MailboxAddress To, bool NeedsUtf8)
{
    /// <summary>Headers are ASCII wherever they can be: the next server may know nothing else.</summary>
    public FormatOptions Format => NeedsUtf8 ? International : FormatOptions.Default;

    private static readonly FormatOptions International = MakeInternational();

    public static ComposedMail Of(MailMessage mail, DateTimeOffset date)
    {
        var message = MimeMessage.CreateFromMailMessage(mail);
        message.Date = date;
        // System.Net.Mail numbers parts that nothing refers to.
        foreach (var part in message.BodyParts) part.ContentId = null;
        Unfolded(message.Headers[HeaderId.ListUnsubscribe], message);
        var (from, to) = (message.From.Mailboxes.Single(), message.To.Mailboxes.Single());
        return new ComposedMail(message, from, to, IsBeyondAscii(from) || IsBeyondAscii(to));
    }

    /// <summary>MimeKit would begin a long address on the next line, which not every mail program looks for.</summary>
    private static void Unfolded(string? address, MimeMessage message)
    {
        if (address is null) return;
        var index = message.Headers.IndexOf(HeaderId.ListUnsubscribe);
        message.Headers[index].SetRawValue(Encoding.ASCII.GetBytes($" {address.Trim()}\r\n"));
    }

    /// <summary>A domain can be told in the letters of the name service; what stands before the @ has no such form.</summary>
    private static bool IsBeyondAscii(MailboxAddress mailbox) => mailbox.LocalPart.Any(c => c > 127);

    private static FormatOptions MakeInternational()
    {
        var format = FormatOptions.Default.Clone();
        format.International = true;
        return format;
    }
}
