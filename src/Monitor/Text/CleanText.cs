using System.Buffers;
using System.Text;

namespace Monitor.Text;

/// <summary>What every parser does to upstream text before it becomes a document.</summary>
internal static class CleanText
{
    /// <summary>What <see cref="OneLine"/> may have to change, but for blanks.</summary>
    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. Enumerable.Range(0, char.MaxValue + 1).Select(i => (char)i).Where(c => c != ' ' && (IsBlank(c) || IsDropped(c) || char.IsSurrogate(c)))]);

    /// <summary>The beginning of a text, cut between characters: so many of them at most, the ellipsis among them.</summary>
    public static string Cut(string text, int length) =>
        text.Length <= length ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1), "…");

    /// <summary>
    /// Drops U+0000, other control characters, lone surrogates and the two characters that XML cannot hold, turns runs of white space (no-break and thin blanks
    /// included) into one blank, and trims. Null when nothing is left.
    /// </summary>
    public static string? OneLine(string? text)
    {
        if (text is null) return null;
        if (IsClean(text)) return text;
        var sb = new StringBuilder(text.Length);
        var blank = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (IsBlank(c))
            {
                blank = sb.Length > 0;
                continue;
            }

            if (IsDropped(c)) continue;
            if (char.IsSurrogate(c))
            {
                if (!char.IsSurrogatePair(text, i)) continue;
                if (blank) sb.Append(' ');
                sb.Append(c).Append(text[++i]);
                blank = false;
                continue;
            }

            if (blank) sb.Append(' ');
            sb.Append(c);
            blank = false;
        }

        return sb.Length == 0 ? null : sb.ToString();
    }

    /// <summary>Most texts are clean as they come.</summary>
    private static bool IsClean(string text) => IsWord(text)
        || (text is not ("" or [' ', ..] or [.., ' ']) && !text.AsSpan().ContainsAny(Special) && !text.Contains("  ", StringComparison.Ordinal));

    /// <summary>A single word of ASCII: a name, a number, a code.</summary>
    private static bool IsWord(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange('!', '~');

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || c == '\u200b';

    private static bool IsDropped(char c) => char.IsControl(c) || c is >= '\ufffe' or >= '\u202a' and <= '\u202e' or >= '\u2066' and <= '\u2069';

    /// <summary>As <see cref="OneLine"/> for each line; empty lines are dropped.</summary>
    public static string? Lines(string? text)
    {
        if (text is null) return null;
        var lines = text.Split('\n').Select(OneLine).Where(line => line is not null);
        var joined = string.Join('\n', lines);
        return joined.Length == 0 ? null : joined;
    }

    /// <summary>The address when it is absolute and http or https; null otherwise: a <c>javascript:</c> link passes through any template.</summary>
    public static string? WebLink(string? address) =>
        Uri.TryCreate(OneLine(address), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri.AbsoluteUri : null;
}
