using System.Net;
using System.Text;
using Monitor.Store.Sql;

namespace Monitor.Delivery;

/// <summary>A message too large for mail: its beginning, and a link to all of it. Pure.</summary>
internal static class ShortMessage
{
    /// <summary>Room for headers and the borders of the parts.</summary>
    private const int Overhead = 4_000;

    /// <summary>Bytes of the text that is left.</summary>
    private const int Kept = 4_000;

    /// <summary>How large the mail is at most, in quoted-printable.</summary>
    public static int Bytes(OutMessage message) => Overhead + Printable(message.Text) + Printable(message.Html);

    /// <param name="message">The whole message.</param>
    /// <param name="link">Where all of it stands.</param>
    public static OutMessage Of(OutMessage message, string link)
    {
        var text = new StringBuilder();
        var used = 0;
        foreach (var line in message.Text.Split('\n'))
        {
            if ((used += Printable(line) + 2) > Kept) break;
            text.Append(line).Append('\n');
        }

        var cut = $"[This mail was too large and is cut here. All of it: {link} ]";
        var html = $"<!DOCTYPE html><html lang=\"en\"><body><p style=\"white-space: pre-wrap\">{WebUtility.HtmlEncode(text.ToString())}</p>"
            + $"<p>This mail was too large and is cut here. <a href=\"{WebUtility.HtmlEncode(link)}\">All of it</a></p></body></html>";
        return message with { Text = $"{text}\n{cut}\n", Html = html, Short = true };
    }

    private static int Printable(string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        var plain = text.Count(c => c is >= ' ' and <= '~' and not '=');
        var size = plain + (3L * (bytes - plain));
        // Each line of 76 characters ends in a soft break.
        return (int)Math.Min(int.MaxValue / 4, size + (size / 73 * 3));
    }
}
