using System.Text;

namespace Monitor.Store.Sql;

/// <summary>
/// Text of unknown origin on its way into a text column. PostgreSQL takes neither U+0000 nor half a surrogate pair, and a
/// record that could not be read may hold either; one such character must not undo the commit that keeps it.
/// </summary>
internal static class StoredText
{
    /// <summary>The text with U+FFFD in place of each of them; itself when there is none.</summary>
    public static string Of(string text)
    {
        if (!text.Contains('\0', StringComparison.Ordinal) && !HasLoneSurrogate(text)) return text;
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) kept.Append(rune.Value == 0 ? "\uFFFD" : rune.ToString());
        return kept.ToString();
    }

    public static string? OrNull(string? text) => text is null ? null : Of(text);

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsSurrogatePair(text, i)) return true;
            i++;
        }

        return false;
    }
}
