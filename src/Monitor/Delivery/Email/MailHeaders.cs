using System.Text;
using MimeKit;
using Monitor.Store.Sql;

namespace Monitor.Delivery.Email;

/// <summary>The headers of a mail besides those that its library writes: date, addresses, and the kinds of its parts. Pure.</summary>
internal static class MailHeaders
{
    /// <summary>A reader looks at the first words; a server may refuse headers without end.</summary>
    private const int LongestSubject = 900;

    /// <param name="message">Whose headers.</param>
    /// <param name="stop">Where its reader stops such mails; null = nowhere.</param>
    /// <param name="domain">Of the sender, in ASCII.</param>
    public static IEnumerable<Header> Of(OutMessage message, Uri? stop, string domain)
    {
        yield return Subject(message.Subject);
        yield return Line("Message-ID", Id(message.Id));
        if (message.InReplyTo is { } first)
        {
            yield return Line("In-Reply-To", Id(first));
            yield return Line("References", string.Join("\r\n ", (message.References.Count > 0 ? message.References : [first]).Select(Id)));
        }

        yield return Line("List-Id", $"Monitor {message.Kind} <{message.Kind}.monitor.{domain}>");
        if (stop is not null)
        {
            yield return Line("List-Unsubscribe", $"<{stop.AbsoluteUri}>");
            yield return Line("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        yield return Line("Auto-Submitted", "auto-generated");
        yield return Line("X-Auto-Response-Suppress", "All");
    }

    /// <summary>One line, so that upstream text can add no header of its own, and nothing in it is decoded.</summary>
    public static string Safe(string text) =>
        // What looks like an encoded word is written as it is, and a reader would decode it.
        (Text.CleanText.OneLine(text) ?? "").Replace("=?", "= ?", StringComparison.Ordinal);

    /// <summary>In encoded words also where headers may be UTF-8: only those can be broken into lines that are short enough.</summary>
    private static Header Subject(string text)
    {
        var line = Safe(text);
        var end = LongestSubject - 3;
        if (line.Length > LongestSubject) line = line[..(char.IsHighSurrogate(line[end - 1]) ? end - 1 : end)] + "...";
        var header = new Header(Encoding.UTF8, HeaderId.Subject, line);
        header.SetRawValue([.. header.RawValue]);
        return header;
    }

    private static string Id(string id) => $"<{Mailbox.WithAsciiDomain(id)}>";

    /// <summary>
    /// What programs read, on the line of its name: MimeKit would begin a long one on the next, where not every program looks for it.
    /// </summary>
    private static Header Line(string name, string value)
    {
        var header = new Header(name, "");
        header.SetRawValue(Encoding.ASCII.GetBytes($" {value}\r\n"));
        return header;
    }
}
