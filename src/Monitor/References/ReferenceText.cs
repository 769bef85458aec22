using System.Text;

namespace Monitor.References;

/// <summary>Bytes as text, by what they show of their encoding.</summary>
internal static class ReferenceText
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The text with <c>\n</c> at the end of lines, and the name of the encoding.</summary>
    /// <exception cref="ReferenceFileException">Bytes that are no text.</exception>
    public static (string Text, string Encoding) Decode(byte[] content)
    {
        var (text, name) = Bytes(content);
        if (text.AsSpan(0, Math.Min(text.Length, 4096)).Contains('\0')) throw new ReferenceFileException("no text: it holds zero bytes");
        return (text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'), name);
    }

    private static (string Text, string Name) Bytes(byte[] content)
    {
        if (content is [0xEF, 0xBB, 0xBF, ..]) return (Encoding.UTF8.GetString(content.AsSpan(3)), "utf-8");
        if (content is [0xFF, 0xFE, ..]) return (Encoding.Unicode.GetString(content.AsSpan(2)), "utf-16le");
        if (content is [0xFE, 0xFF, ..]) return (Encoding.BigEndianUnicode.GetString(content.AsSpan(2)), "utf-16be");
        if (WithoutMark(content) is { } wide) return wide;
        try
        {
            return (Strict.GetString(content), "utf-8");
        }
        catch (DecoderFallbackException)
        {
            // What Windows calls Latin-1 has letters and quotation marks where Latin-1 has control characters.
            return (CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(content), "latin-1 (windows-1252)"); // non-null: the provider knows it
        }
    }

    /// <summary>UTF-16 without a mark: every other byte of Latin letters is zero.</summary>
    private static (string Text, string Name)? WithoutMark(byte[] content)
    {
        var head = content.AsSpan(0, Math.Min(content.Length, 512) & ~1);
        if (head.Length < 8) return null;
        var (even, odd) = (0, 0);
        for (var i = 0; i < head.Length; i += 2)
        {
            if (head[i] == 0) even++;
            if (head[i + 1] == 0) odd++;
        }

        if (odd * 10 > head.Length * 4 && even == 0) return (Encoding.Unicode.GetString(content), "utf-16le");
        return even * 10 > head.Length * 4 && odd == 0 ? (Encoding.BigEndianUnicode.GetString(content), "utf-16be") : null;
    }
}
