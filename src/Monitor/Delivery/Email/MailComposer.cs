using System.Net;
using System.Security.Cryptography;
using System.Text;
using MimeKit;
using Monitor.Store.Sql;

namespace Monitor.Delivery.Email;

/// <summary>
/// A stored message as a MIME message: plain text first, HTML as the alternative, one recipient. The same message composed
/// twice is the same mail, but for the time of its signature.
/// </summary>
internal sealed class MailComposer(string from, UnsubscribeLinks? links = null, DkimSignature? signature = null)
{
    private readonly MailboxAddress _from = Mailbox.Parse(from);

    /// <exception cref="MailException">The address is none, or the mail cannot be signed.</exception>
    public async Task<ComposedMail> ComposeAsync(OutMessage message, CancellationToken ct)
    {
        var to = Mailbox.TryParse(message.Address, out var mailbox) ? mailbox
            : throw new MailException($"'{message.Address}' is not a mail address", MailFailure.Address);
        var stop = links is null ? null : await links.OfAsync(message, ct);
        var mime = new MimeMessage
        {
            Date = message.Created.ToUniversalTime(), Body = Body(message, stop),
            // Unasked it is added when the mail is written, which is too late to be signed.
            MimeVersion = new Version(1, 0),
        };
        mime.From.Add(Shown(_from));
        mime.To.Add(Shown(to));
        foreach (var header in MailHeaders.Of(message, stop, Mailbox.Domain(_from))) mime.Headers.Replace(header);
        var mail = new ComposedMail(mime, _from, to);
        signature?.Sign(mail);
        return mail;
    }

    private static MailboxAddress Shown(MailboxAddress mailbox) =>
        new(Encoding.UTF8, MailHeaders.Safe(mailbox.Name ?? ""), mailbox.Address);

    private static MultipartAlternative Body(OutMessage message, Uri? stop) => new(
        Part("plain", stop is null ? message.Text : $"{message.Text.TrimEnd('\n')}\n\nNo more of these: {stop}\n"),
        Part("html", stop is null ? message.Html : WithFooter(message.Html, stop)))
    {
        // Quoted-printable holds no "=_".
        Boundary = $"=_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message.Id)))[..32]}",
    };

    private static string WithFooter(string html, Uri stop)
    {
        // In the column of the text.
        var footer = $"""

            <p class="small"><a href="{WebUtility.HtmlEncode(stop.AbsoluteUri)}">No more of these mails</a></p>

            """;
        var end = html.LastIndexOf("</main>", StringComparison.OrdinalIgnoreCase);
        return end < 0 ? html + footer : html.Insert(end, footer);
    }

    /// <summary>Quoted-printable: words can be found in the file, no line is too long for any server, and no server writes it anew.</summary>
    private static TextPart Part(string subtype, string text)
    {
        var part = new TextPart(subtype) { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        // Lines of text end in CR LF (RFC 2046 §4.1.1); another end would be encoded.
        part.SetText(Encoding.UTF8, text.ReplaceLineEndings("\r\n"));
        return part;
    }
}
