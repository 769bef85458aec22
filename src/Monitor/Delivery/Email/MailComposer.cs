using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Monitor.Store.Sql;

namespace Monitor.Delivery.Email;

/// <summary>A stored message as a MIME message: plain text first, HTML as the alternative, one recipient.</summary>
internal sealed class MailComposer(string from, UnsubscribeLinks? links = null)
{
    /// <summary>What a header line may hold (RFC 5322 §2.1.1) with room for its name: one long word cannot be folded.</summary>
    private const int LongestSubject = 900;

    /// <exception cref="FormatException">The address is none.</exception>
    public async Task<MailMessage> ComposeAsync(OutMessage message, CancellationToken ct)
    {
        var stop = links is null ? null : await links.OfAsync(message, ct);
        var mail = new MailMessage
        {
            From = new MailAddress(from),
            Subject = HeaderSafe(message.Subject),
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
            BodyEncoding = Encoding.UTF8,
        };
        mail.To.Add(new MailAddress(message.Address));
        foreach (var (name, value) in Headers(message, stop, mail.From.Host)) mail.Headers.Add(name, value);
        mail.AlternateViews.Add(Part(stop is null ? message.Text : $"{message.Text.TrimEnd('\n')}\n\nNo more of these: {stop}\n", MediaTypeNames.Text.Plain));
        mail.AlternateViews.Add(Part(stop is null ? message.Html : WithFooter(message.Html, stop), MediaTypeNames.Text.Html));
        return mail;
    }

    private static IEnumerable<(string Name, string Value)> Headers(OutMessage message, Uri? stop, string host)
    {
        yield return ("Message-ID", $"<{message.Id}>");
        if (message.InReplyTo is { } first)
        {
            yield return ("In-Reply-To", $"<{first}>");
            yield return ("References", string.Join(' ', (message.References.Count > 0 ? message.References : [first]).Select(id => $"<{id}>")));
        }

        yield return ("List-Id", $"Monitor {message.Kind} <{message.Kind}.monitor.{IdnHost(host)}>");
        if (stop is not null)
        {
            yield return ("List-Unsubscribe", $"<{stop.AbsoluteUri}>");
            yield return ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        yield return ("Auto-Submitted", "auto-generated");
        yield return ("X-Auto-Response-Suppress", "All");
    }

    private static string IdnHost(string host) => new UriBuilder("http", host).Uri.IdnHost;

    private static string WithFooter(string html, Uri stop)
    {
        // In the column of the text.
        var footer = $"<p class=\"small\"><a href=\"{WebUtility.HtmlEncode(stop.AbsoluteUri)}\">No more of these mails</a></p>";
        var end = html.LastIndexOf("</main>", StringComparison.OrdinalIgnoreCase);
        return end < 0 ? html + footer : html.Insert(end, footer);
    }

    /// <summary>Quoted-printable: words can be found in the file, and no line is too long for any server.</summary>
    private static AlternateView Part(string text, string type)
    {
        // Lines of text end in CR LF (RFC 2046 §4.1.1); System.Net.Mail writes them as =0D=0A, a bare LF as =0A.
        var lines = text.ReplaceLineEndings("\r\n");
        var view = AlternateView.CreateAlternateViewFromString(lines, Encoding.UTF8, type);
        view.TransferEncoding = TransferEncoding.QuotedPrintable;
        return view;
    }

    /// <summary>One line, so that upstream text can add no header of its own.</summary>
    private static string HeaderSafe(string text)
    {
        // What looks like an encoded word is decoded by System.Net.Mail, which then stumbles over what it finds inside.
        var line = (Text.CleanText.OneLine(text) ?? "").Replace("=?", "= ?", StringComparison.Ordinal);
        if (line.Length <= LongestSubject) return line;
        var end = char.IsHighSurrogate(line[LongestSubject - 4]) ? LongestSubject - 4 : LongestSubject - 3;
        return line[..end] + "...";
    }
}
