using System.Globalization;
using System.Text;

namespace Monitor.Text;

/// <summary>A word of a text: folded for comparison, with its place in the original.</summary>
/// <param name="Word">Folded form.</param>
/// <param name="Start">First character in the original text (UTF-16).</param>
/// <param name="Length">Characters in the original text.</param>
internal readonly record struct Token(string Word, int Start, int Length);

/// <summary>
/// The one normaliser: evaluator, full text and identity compare what it yields. Case, width, accents and ligatures are
/// folded (Unicode NFKD, marks dropped); all but letters and digits separates words, hyphens included; every Han, kana and
/// Hangul character is a word of its own.
/// </summary>
internal static class Folded
{
    /// <summary>The words of <paramref name="text"/> in order.</summary>
    public static List<Token> Tokens(string text)
    {
        var tokens = new List<Token>(text.Length / 6 + 1);
        var word = new StringBuilder();
        int start = 0, end = 0;
        void Flush()
        {
            if (word.Length == 0) return;
            tokens.Add(new Token(word.ToString(), start, end - start));
            word.Clear();
        }

        for (var i = 0; i < text.Length;)
        {
            var size = char.IsSurrogatePair(text, i) ? 2 : 1;
            var folded = Fold(text, i, size);
            if (folded.Length == 0)
            {
                // A combining mark continues its word; anything else separates.
                if (!IsMark(text, i)) Flush();
                else if (word.Length > 0) end = i + size;
            }
            else if (StandsAlone(folded))
            {
                Flush();
                tokens.Add(new Token(folded, i, size));
            }
            else
            {
                if (word.Length == 0) start = i;
                word.Append(folded);
                end = i + size;
            }

            i += size;
        }

        Flush();
        return tokens;
    }

    /// <summary>The words joined by single blanks: what full-text search indexes.</summary>
    public static string Line(string text) => string.Join(' ', Tokens(text).Select(t => t.Word));

    private static string Fold(string text, int index, int size)
    {
        var c = text[index];
        if (c < 128) return char.IsAsciiLetterOrDigit(c) ? AsciiLower[c] : "";
        if (size == 1 && char.IsSurrogate(c)) return "";
        var sb = new StringBuilder(4);
        foreach (var rune in text.Substring(index, size).Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune)) sb.Append(Special(Rune.ToLowerInvariant(rune)));
        }

        return IsHangul(c) ? text.Substring(index, size) : sb.ToString();
    }

    private static readonly string[] AsciiLower =
        [.. Enumerable.Range(0, 128).Select(c => char.ToLowerInvariant((char)c).ToString())];

    // Letters that Unicode does not decompose but readers and indexes take as two or as their plain form.
    private static string Special(Rune rune) => rune.Value switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' => "d",
        'ł' => "l",
        'ı' => "i",
        'ς' => "σ",
        _ => rune.ToString(),
    };

    private static bool IsMark(string text, int index) =>
        CharUnicodeInfo.GetUnicodeCategory(text, index) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;

    private static bool StandsAlone(string folded)
    {
        var c = folded[0];
        return IsHangul(c) || c is >= '\u3040' and <= '\u30ff' or >= '\u3400' and <= '\u9fff' or >= '\uf900' and <= '\ufaff'
            || (char.IsHighSurrogate(c) && char.ConvertToUtf32(folded, 0) is >= 0x20000 and <= 0x3ffff);
    }

    private static bool IsHangul(char c) => c is >= '\uac00' and <= '\ud7af';
}
