using System.Text;
using MimeKit;

namespace Monitor.Delivery.Email;

/// <summary>A mail as it leaves: what files hold and what servers are given is the same, byte for byte.</summary>
/// <param name="Message">The mail.</param>
/// <param name="From">Sender, for the envelope.</param>
/// <param name="To">The one recipient, for the envelope.</param>
internal sealed record ComposedMail(MimeMessage Message, MailboxAddress From, MailboxAddress To) : IDisposable
{
    private static readonly FormatOptions Usual = Make(international: false);

    private static readonly FormatOptions International = Make(international: true);

    /// <summary>
    /// Only a server that knows SMTPUTF8 can be told this address: a domain has a form in ASCII, what stands before the @ has none.
    /// </summary>
    public bool NeedsUtf8 { get; } = !Ascii.IsValid(From.LocalPart) || !Ascii.IsValid(To.LocalPart);

    /// <summary>Headers are ASCII wherever they can be: the next server may know nothing else.</summary>
    public FormatOptions Format => NeedsUtf8 ? International : Usual;

    public Task WriteToAsync(Stream stream, CancellationToken ct) => Message.WriteToAsync(Format, stream, ct);

    public void Dispose() => Message.Dispose();

    private static FormatOptions Make(bool international)
    {
        var format = FormatOptions.Default.Clone();
        (format.NewLineFormat, format.EnsureNewLine, format.International) = (NewLineFormat.Dos, true, international);
        return format;
    }
}
