using System.Text;

namespace Monitor.Sources;

/// <summary>Takes keys out of what is logged, told and stored: upstreams repeat them in error bodies and in addresses.</summary>
internal static class Redaction
{
    private const string Mask = "***";

    /// <summary>The text without the values.</summary>
    public static string Of(string text, IEnumerable<string> secrets)
    {
        foreach (var secret in secrets)
        {
            if (secret.Length > 0) text = text.Replace(secret, Mask, StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }

    /// <summary>The body without the values; the same array when it holds none.</summary>
    public static byte[] Of(byte[] content, IEnumerable<string> secrets)
    {
        foreach (var secret in secrets) content = Without(content, Encoding.UTF8.GetBytes(secret));
        return content;
    }

    private static byte[] Without(byte[] content, byte[] secret)
    {
        if (secret.Length == 0 || content.AsSpan().IndexOf(secret) < 0) return content;
        using var kept = new MemoryStream(content.Length);
        var rest = content.AsSpan();
        for (var at = rest.IndexOf(secret); at >= 0; at = rest.IndexOf(secret))
        {
            kept.Write(rest[..at]);
            kept.Write("***"u8);
            rest = rest[(at + secret.Length)..];
        }

        kept.Write(rest);
        return kept.ToArray();
    }
}
