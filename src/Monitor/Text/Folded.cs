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
        var words = new FoldedWords(text, stackalloc char[FoldedWords.Room]);
        while (words.MoveNext()) tokens.Add(new Token(words.Word.ToString(), words.Start, words.End - words.Start));
        return tokens;
    }

    /// <summary>The words joined by single blanks: what full-text search indexes.</summary>
    public static string Line(string text)
    {
        var line = new StringBuilder(text.Length);
        var words = new FoldedWords(text, stackalloc char[FoldedWords.Room]);
        while (words.MoveNext())
        {
            if (line.Length > 0) line.Append(' ');
            line.Append(words.Word);
        }

        return line.ToString();
    }

    /// <summary>Characters taken together: a surrogate pair, or the conjoining letters of one Hangul syllable.</summary>
    public static int Size(string text, int i)
    {
        if (char.IsSurrogatePair(text, i)) return 2;
        if (!IsLead(text[i]) || i + 1 == text.Length || text[i + 1] is < '\u1161' or > '\u1175') return 1;
        return i + 2 < text.Length && text[i + 2] is >= '\u11a8' and <= '\u11c2' ? 3 : 2;
    }

    /// <summary>
    /// What the character at a place is for comparison, if it is no ASCII; nothing for what separates words or is a mark.
    /// </summary>
    public static string Fold(string text, int index, int size)
    {
        var c = text[index];
        if (size == 1 && c < Known.Length && !IsGreek(c)) return Known[c] ??= Spelled(Decomposed(text, index, size));
        // .NET refuses to normalise a text with U+FFFE.
        if (c == '\ufffe' || (size == 1 && char.IsSurrogate(c))) return "";
        if (size > 1 && IsLead(c)) return text.Substring(index, size).Normalize(NormalizationForm.FormC);
        if (IsHangul(c)) return text.Substring(index, size);
        var folded = Decomposed(text, index, size);
        var alone = !IsGreek(c) || ((index == 0 || !IsGreek(text[index - 1])) && (index + size >= text.Length || !IsGreek(text[index + size])));
        return alone ? Spelled(folded) : folded;
    }

    private static string Spelled(string folded) => folded.Length == 1 && IsGreek(folded[0]) ? GreekName(folded[0]) ?? folded : folded;

    private static string Decomposed(string text, int index, int size)
    {
        var sb = new StringBuilder(4);
        foreach (var rune in text.Substring(index, size).Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune)) sb.Append(Special(Rune.ToLowerInvariant(rune)));
        }

        return sb.ToString();
    }

    /// <summary>
    /// Latin letters, dashes and quotation marks, which every abstract holds: each is folded once. A Greek letter depends on
    /// its neighbours.
    /// </summary>
    private static readonly string?[] Known = new string?[0x2300];

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

    public static bool IsMark(string text, int index) =>
        CharUnicodeInfo.GetUnicodeCategory(text, index) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;

    public static bool StandsAlone(Rune rune) => rune.Value
        is >= 0x3040 and <= 0x30ff or >= 0x3400 and <= 0x9fff or >= 0xac00 and <= 0xd7af or >= 0xf900 and <= 0xfaff or >= 0x20000 and <= 0x3ffff;

    private static bool IsLead(char c) => c is >= '\u1100' and <= '\u1112';

    private static bool IsHangul(char c) => c is >= '\uac00' and <= '\ud7af';
}
