using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Monitor.Store.Sql;

namespace Monitor.Delivery.Email;

/// <summary>A stored message as a MIME message: plain text first, HTML as the alternative.</summary>
internal static class MailComposer
{
    public static MailMessage Compose(OutMessage message, string from)
    {
        var mail = new MailMessage
        {
            From = new MailAddress(from),
            Subject = HeaderSafe(message.Subject),
            SubjectEncoding = Encoding.UTF8,
            BodyEncoding = Encoding.UTF8,
        };
        mail.To.Add(new MailAddress(message.Address));
        mail.Headers.Add("Message-ID", $"<{message.Id}>");
        if (message.InReplyTo is { } first)
        {
            mail.Headers.Add("In-Reply-To", $"<{first}>");
            mail.Headers.Add("References", $"<{first}>");
        }

        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.Headers.Add("X-Auto-Response-Suppress", "All");
        mail.AlternateViews.Add(Part(message.Text, MediaTypeNames.Text.Plain));
        mail.AlternateViews.Add(Part(message.Html, MediaTypeNames.Text.Html));
        return mail;
    }

    /// <summary>Quoted-printable: a person who opens the file can read it.</summary>
    private static AlternateView Part(string text, string type)
    {
        var view = AlternateView.CreateAlternateViewFromString(text, Encoding.UTF8, type);
        view.TransferEncoding = TransferEncoding.QuotedPrintable;
        return view;
    }

    /// <summary>One line, so that upstream text can add no header of its own.</summary>
    private static string HeaderSafe(string text) => Text.CleanText.OneLine(text) ?? "";
}
