using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Monitor.Sources.Feeds;

/// <summary>Turns the bytes of a feed into text that an XML reader takes, repairing what is harmless to repair.</summary>
internal static partial class FeedText
{
    static FeedText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>
    /// Decoded by byte order mark, else by the XML declaration, else by the charset of the answer, else by what a page says of itself, else
    /// as UTF-8; without blanks
    /// before the declaration and without the control characters that XML forbids.
    /// </summary>
    /// <exception cref="FormatException">Bytes that are not of the encoding: guessing one would invent words.</exception>
    public static string Decode(byte[] content, string? contentType)
    {
        var text = Bytes(content, contentType).TrimStart('\ufeff', ' ', '\t', '\r', '\n');
        return Forbidden().Replace(text, "");
    }

    /// <summary>The text with HTML's named entities (<c>&amp;nbsp;</c>) as characters; XML's own five are left alone.</summary>
    public static string WithoutHtmlEntities(string xml) =>
        NamedEntity().Replace(xml, m => m.Groups["name"].Value is "amp" or "lt" or "gt" or "quot" or "apos" ? m.Value : WebUtility.HtmlDecode(m.Value));

    private static string Bytes(byte[] content, string? contentType)
    {
        if (content is [0xEF, 0xBB, 0xBF, ..] or [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            using var reader = new StreamReader(new MemoryStream(content), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
            return reader.ReadToEnd();
        }

        var head = Encoding.Latin1.GetString(content, 0, Math.Min(content.Length, 1024));
        var name = Declared().Match(head) is { Success: true } inXml ? inXml.Groups["name"].Value
            : Charset().Match(contentType ?? "") is { Success: true } inHeader ? inHeader.Groups["name"].Value
            : Meta().Match(head) is { Success: true } inPage ? inPage.Groups["name"].Value
            : "utf-8";
        // As browsers do: what calls itself Latin-1 has Windows' quotation marks.
        if (name.ToUpperInvariant() is "ISO-8859-1" or "LATIN1" or "LATIN-1" or "US-ASCII" or "ASCII") name = "windows-1252";
        try
        {
            return Encoding.GetEncoding(name, EncoderFallback.ReplacementFallback, DecoderFallback.ExceptionFallback).GetString(content);
        }
        catch (ArgumentException ex) when (ex is not DecoderFallbackException)
        {
            throw new FormatException($"unknown encoding {name}", ex);
        }
        catch (DecoderFallbackException ex)
        {
            throw new FormatException($"the bytes are not {name}, and no other encoding is declared", ex);
        }
    }

    [GeneratedRegex("""^\s*<\?xml[^>]*?encoding\s*=\s*["'](?<name>[A-Za-z0-9._:-]+)["']""", RegexOptions.ExplicitCapture)]
    private static partial Regex Declared();

    [GeneratedRegex("""charset\s*=\s*["']?(?<name>[A-Za-z0-9._:-]+)""", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Charset();

    [GeneratedRegex("""<meta\s[^>]*charset\s*=\s*["']?(?<name>[A-Za-z0-9._:-]+)""", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Meta();

    // Written out or as a reference: U+0000 to U+001F but tab and line ends, U+FFFE, U+FFFF.
    [GeneratedRegex(@"[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|&#(x0*([0-8bcefBCEF]|1[0-9a-fA-F])|0*([0-8]|1[124-9]|2[0-9]|3[01]));", RegexOptions.ExplicitCapture)]
    private static partial Regex Forbidden();

    [GeneratedRegex("&(?<name>[A-Za-z][A-Za-z0-9]{1,31});", RegexOptions.ExplicitCapture)]
    private static partial Regex NamedEntity();
}
