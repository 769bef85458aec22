using System.Text;

namespace Monitor.References.Formats;

/// <summary>LaTeX as far as bibliographies use it, as plain text.</summary>
internal static class LatexText
{
    private static readonly Dictionary<char, char> Accents = new()
    {
        ['\''] = '\u0301', ['`'] = '\u0300', ['^'] = '\u0302', ['"'] = '\u0308', ['~'] = '\u0303', ['='] = '\u0304', ['.'] = '\u0307',
        ['u'] = '\u0306', ['v'] = '\u030c', ['H'] = '\u030b', ['c'] = '\u0327', ['k'] = '\u0328', ['r'] = '\u030a', ['d'] = '\u0323', ['b'] = '\u0331',
    };

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["ss"] = "ß", ["o"] = "ø", ["O"] = "Ø", ["l"] = "ł", ["L"] = "Ł", ["ae"] = "æ", ["AE"] = "Æ", ["oe"] = "œ", ["OE"] = "Œ", ["aa"] = "å", ["AA"] = "Å", ["i"] = "i", ["j"] = "j",
        ["textbackslash"] = "\\", ["textasciitilde"] = "~", ["textasciicircum"] = "^", ["textbraceleft"] = "{", ["textbraceright"] = "}", ["textendash"] = "–", ["textemdash"] = "—",
        ["alpha"] = "α", ["beta"] = "β", ["gamma"] = "γ", ["delta"] = "δ", ["kappa"] = "κ", ["mu"] = "μ", ["textmu"] = "μ", ["times"] = "×", ["textregistered"] = "®", ["texttrademark"] = "™",
    };

    /// <summary>Without commands and braces.</summary>
    public static string Plain(string latex)
    {
        var sb = new StringBuilder(latex.Length);
        for (var i = 0; i < latex.Length; i++)
        {
            var c = latex[i];
            if (c == '\\' && i + 1 < latex.Length) i = Command(latex, i + 1, sb);
            else if (c == '~') sb.Append(' ');
            else if (c == '-' && i + 1 < latex.Length && latex[i + 1] == '-') continue;
            else if (c is not ('{' or '}' or '$')) sb.Append(c);
        }

        return sb.ToString().Normalize(NormalizationForm.FormC).Trim();
    }

    /// <summary>The names of an author field; a name all in braces is a group's.</summary>
    public static IEnumerable<string> Names(string latex)
    {
        var (depth, from) = (0, 0);
        for (var i = 0; i <= latex.Length - 5; i++)
        {
            if (latex[i] == '{') depth++;
            else if (latex[i] == '}') depth--;
            else if (depth == 0 && char.IsWhiteSpace(latex[i]) && char.IsWhiteSpace(latex[i + 4]) && latex.AsSpan(i + 1, 3).Equals("and", StringComparison.OrdinalIgnoreCase))
            {
                yield return Name(latex[from..i]);
                from = i + 5;
            }
        }

        if (!string.IsNullOrWhiteSpace(latex[from..])) yield return Name(latex[from..]);
    }

    /// <summary><c>Family, Jr, Given</c> is put as <c>Family, Given</c>.</summary>
    private static string Name(string latex) =>
        Plain(latex) is var name && name.Split(',', StringSplitOptions.TrimEntries) is [var family, _, var given] && !latex.TrimStart().StartsWith('{') ? $"{family}, {given}" : name;

    /// <summary>Writes what the command behind a backslash stands for.</summary>
    /// <returns>Its last character.</returns>
    private static int Command(string latex, int at, StringBuilder sb)
    {
        var mark = latex[at];
        if (!char.IsAsciiLetter(mark))
        {
            if (!Accents.TryGetValue(mark, out var sign)) sb.Append(mark == '\\' ? ' ' : mark);
            else return Accented(latex, at + 1, sign, sb);
            return at;
        }

        var end = at;
        while (end < latex.Length && char.IsAsciiLetter(latex[end])) end++;
        var word = latex[at..end];
        if (word.Length == 1 && Accents.TryGetValue(mark, out var combining) && end < latex.Length && latex[end] is '{' or ' ') return Accented(latex, end, combining, sb);
        if (Words.TryGetValue(word, out var text)) sb.Append(text);
        return end < latex.Length && latex[end] == ' ' && Words.ContainsKey(word) ? end : end - 1;
    }

    private static int Accented(string latex, int at, char accent, StringBuilder sb)
    {
        while (at < latex.Length && latex[at] is '{' or ' ') at++;
        if (at >= latex.Length) return at;
        // A dotless i carries its accent as an i.
        if (latex[at] == '\\' && at + 1 < latex.Length) at++;
        sb.Append(latex[at]).Append(accent);
        return at;
    }
}
