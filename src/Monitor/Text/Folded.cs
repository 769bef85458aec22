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
            var size = Size(text, i);
            var folded = Fold(text, i, size);
            if (folded.Length == 0)
            {
                // A combining mark continues its word; anything else separates.
                if (!IsMark(text, i)) Flush();
                else if (word.Length > 0) end = i + size;
            }
            else
            {
                // One sign may hold several characters, such as the squared ㍿.
                foreach (var rune in folded.EnumerateRunes())
                {
                    if (StandsAlone(rune))
                    {
                        Flush();
                        tokens.Add(new Token(rune.ToString(), i, size));
                        continue;
                    }

                    if (word.Length == 0) start = i;
                    if (rune.IsBmp) word.Append((char)rune.Value);
                    else word.Append(rune.ToString());
                    end = i + size;
                }
            }

            i += size;
        }

        Flush();
        return tokens;
    }

    /// <summary>The words joined by single blanks: what full-text search indexes.</summary>
    public static string Line(string text) => string.Join(' ', Tokens(text).Select(t => t.Word));

    /// <summary>Characters taken together: a surrogate pair, or the conjoining letters of one Hangul syllable.</summary>
    private static int Size(string text, int i)
    {
        if (char.IsSurrogatePair(text, i)) return 2;
        if (!IsLead(text[i]) || i + 1 == text.Length || text[i + 1] is < '\u1161' or > '\u1175') return 1;
        return i + 2 < text.Length && text[i + 2] is >= '\u11a8' and <= '\u11c2' ? 3 : 2;
    }

    private static string Fold(string text, int index, int size)
    {
        var c = text[index];
        if (c < 128) return char.IsAsciiLetterOrDigit(c) ? AsciiLower[c] : "";
        // .NET refuses to normalise a text with U+FFFE.
        if (c == '\ufffe' || (size == 1 && char.IsSurrogate(c))) return "";
        if (size > 1 && IsLead(c)) return text.Substring(index, size).Normalize(NormalizationForm.FormC);
        var sb = new StringBuilder(4);
        foreach (var rune in text.Substring(index, size).Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune)) sb.Append(Special(Rune.ToLowerInvariant(rune)));
        }

        var alone = !IsGreek(c) || ((index == 0 || !IsGreek(text[index - 1])) && (index + size >= text.Length || !IsGreek(text[index + size])));
        if (sb.Length == 1 && IsGreek(sb[0]) && alone)
        {
            return GreekName(sb[0]) ?? sb.ToString();
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

    private static bool IsGreek(char c) => c is >= '\u0370' and <= '\u03ff' or '\u00b5';

    // A Greek letter by itself is a symbol (TGF-β1, µm), spelled out as databases spell it; in a Greek word it is a letter.
    private static string? GreekName(char c) => char.ToLowerInvariant(c) switch
    {
        'α' => "alpha",
        'β' or 'ϐ' => "beta",
        'γ' => "gamma",
        'δ' => "delta",
        'ε' or 'ϵ' => "epsilon",
        'ζ' => "zeta",
        'η' => "eta",
        'θ' or 'ϑ' => "theta",
        'ι' => "iota",
        'κ' or 'ϰ' => "kappa",
        'λ' => "lambda",
        'μ' or '\u00b5' => "mu",
        'ν' => "nu",
        'ξ' => "xi",
        'ο' => "omicron",
        'π' or 'ϖ' => "pi",
        'ρ' or 'ϱ' => "rho",
        'σ' or 'ς' or 'ϲ' => "sigma",
        'τ' => "tau",
        'υ' => "upsilon",
        'φ' or 'ϕ' => "phi",
        'χ' => "chi",
        'ψ' => "psi",
        'ω' => "omega",
        _ => null,
    };

    private static bool IsMark(string text, int index) =>
        CharUnicodeInfo.GetUnicodeCategory(text, index) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;

    private static bool StandsAlone(Rune rune) => rune.Value
        is >= 0x3040 and <= 0x30ff or >= 0x3400 and <= 0x9fff or >= 0xac00 and <= 0xd7af or >= 0xf900 and <= 0xfaff or >= 0x20000 and <= 0x3ffff;

    private static bool IsLead(char c) => c is >= '\u1100' and <= '\u1112';

    private static bool IsHangul(char c) => c is >= '\uac00' and <= '\ud7af';
}
