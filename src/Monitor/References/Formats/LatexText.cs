using System.Text;
using System.Text.RegularExpressions;

namespace Monitor.References.Formats;

/// <summary>LaTeX as far as bibliographies use it, as plain text.</summary>
internal static partial class LatexText
{
    private static readonly Dictionary<char, char> Accents = new()
    {
        ['\''] = '\u0301', ['`'] = '\u0300', ['^'] = '\u0302', ['"'] = '\u0308', ['~'] = '\u0303', ['='] = '\u0304', ['.'] = '\u0307',
        ['u'] = '\u0306', ['v'] = '\u030c', ['H'] = '\u030b', ['c'] = '\u0327', ['k'] = '\u0328', ['r'] = '\u030a', ['d'] = '\u0323', ['b'] = '\u0331',
        ['h'] = '\u0309',
    };

    /// <summary>Commands that stand for a text.</summary>
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["ss"] = "ß", ["o"] = "ø", ["O"] = "Ø", ["l"] = "ł", ["L"] = "Ł", ["ae"] = "æ", ["AE"] = "Æ", ["oe"] = "œ", ["OE"] = "Œ", ["aa"] = "å", ["AA"] = "Å",
        ["i"] = "ı", ["j"] = "ȷ", ["TH"] = "Þ", ["th"] = "þ", ["DH"] = "Ð", ["dh"] = "ð", ["DJ"] = "Đ", ["dj"] = "đ", ["NG"] = "Ŋ", ["ng"] = "ŋ",
        ["textbackslash"] = "\\", ["backslash"] = "\\", ["textasciitilde"] = "~", ["textasciicircum"] = "^", ["textbraceleft"] = "{", ["textbraceright"] = "}",
        ["textendash"] = "–", ["textemdash"] = "—", ["textquoteleft"] = "‘", ["textquoteright"] = "’", ["textquotedblleft"] = "“", ["textquotedblright"] = "”",
        ["textquotesingle"] = "'", ["guillemotleft"] = "«", ["guillemotright"] = "»", ["textellipsis"] = "…", ["ldots"] = "…", ["dots"] = "…", ["cdots"] = "…",
        ["textless"] = "<", ["textgreater"] = ">", ["lt"] = "<", ["gt"] = ">", ["leq"] = "≤", ["le"] = "≤", ["geq"] = "≥", ["ge"] = "≥", ["leqslant"] = "≤",
        ["geqslant"] = "≥", ["neq"] = "≠", ["ne"] = "≠", ["approx"] = "≈", ["sim"] = "~", ["simeq"] = "≃", ["equiv"] = "≡", ["ll"] = "≪", ["gg"] = "≫",
        ["pm"] = "±", ["textpm"] = "±", ["mp"] = "∓", ["times"] = "×", ["texttimes"] = "×", ["cdot"] = "·", ["textperiodcentered"] = "·", ["div"] = "÷",
        ["infty"] = "∞", ["partial"] = "∂", ["nabla"] = "∇", ["sum"] = "∑", ["prod"] = "∏", ["int"] = "∫", ["sqrt"] = "√", ["in"] = "∈", ["subset"] = "⊂",
        ["cup"] = "∪", ["cap"] = "∩", ["rightarrow"] = "→", ["to"] = "→", ["textrightarrow"] = "→", ["leftarrow"] = "←", ["leftrightarrow"] = "↔",
        ["Rightarrow"] = "⇒", ["uparrow"] = "↑", ["textuparrow"] = "↑", ["downarrow"] = "↓", ["textdownarrow"] = "↓", ["circ"] = "°", ["degree"] = "°",
        ["textdegree"] = "°", ["prime"] = "′", ["textprime"] = "′", ["textmu"] = "μ", ["textohm"] = "Ω", ["textregistered"] = "®", ["texttrademark"] = "™",
        ["textcopyright"] = "©", ["copyright"] = "©", ["pounds"] = "£", ["textsterling"] = "£", ["euro"] = "€",
        ["texteuro"] = "€", ["S"] = "§", ["textsection"] = "§",
        ["dag"] = "†", ["ddag"] = "‡", ["textbar"] = "|", ["vert"] = "|", ["mid"] = "|", ["ast"] = "*", ["star"] = "*", ["textasteriskcentered"] = "*",
        ["textunderscore"] = "_", ["textdollar"] = "$", ["textonehalf"] = "½", ["textonequarter"] = "¼", ["textthreequarters"] = "¾", ["textordfeminine"] = "ª",
        ["textordmasculine"] = "º", ["textquestiondown"] = "¿", ["textexclamdown"] = "¡", ["male"] = "♂", ["female"] = "♀", ["ell"] = "ℓ", ["Re"] = "ℜ",
        ["quad"] = " ", ["qquad"] = " ", ["thinspace"] = " ", ["enspace"] = " ", ["space"] = " ", ["newline"] = " ",
        ["linebreak"] = " ", ["par"] = " ", ["hspace"] = " ",
    };

    private static readonly string[] Greek =
    [
        "alpha α", "beta β", "gamma γ", "delta δ", "epsilon ε", "varepsilon ε", "zeta ζ", "eta η", "theta θ",
        "vartheta ϑ", "iota ι", "kappa κ", "lambda λ", "mu μ",
        "nu ν", "xi ξ", "omicron ο", "pi π", "varpi ϖ", "rho ρ", "varrho ϱ", "sigma σ", "varsigma ς", "tau τ",
        "upsilon υ", "phi φ", "varphi φ", "chi χ", "psi ψ",
        "omega ω", "Gamma Γ", "Delta Δ", "Theta Θ", "Lambda Λ", "Xi Ξ", "Pi Π", "Sigma Σ", "Upsilon Υ", "Phi Φ", "Psi Ψ", "Omega Ω",
    ];

    /// <summary>Commands that say how their argument looks, and nothing that is to be read.</summary>
    private static readonly HashSet<string> Looks = new(StringComparer.Ordinal)
    {
        "textit", "textbf", "textrm", "textsf", "texttt", "textsc", "textsl", "textup", "textmd", "textnormal",
        "text", "emph", "underline", "uppercase", "lowercase", "it", "bf",
        "rm", "sf", "tt", "sc", "sl", "em", "itshape", "bfseries", "upshape", "mathrm", "mathit", "mathbf",
        "mathsf", "mathcal", "mathbb", "boldsymbol", "bm", "ensuremath", "mbox",
        "hbox", "protect", "noopsort", "noop", "displaystyle", "textstyle", "left", "right", "relax", "nobreak",
        "url", "path", "href", "mkbibquote", "mkbibemph", "penalty",
        "normalfont", "small", "footnotesize", "large", "limits", "nolimits", "allowbreak", "sffamily",
        "ttfamily", "rmfamily", "scshape", "selectlanguage", "foreignlanguage",
    };

    static LatexText()
    {
        foreach (var letter in Greek.Select(g => g.Split(' ')))
        {
            Words[letter[0]] = letter[1];
            Words[$"text{letter[0]}"] = letter[1];
            Words[$"up{letter[0]}"] = letter[1];
        }
    }

    /// <summary>Without commands and braces; a command that is not known leaves its name.</summary>
    public static string Plain(string latex)
    {
        var plain = Once(latex);
        // Some programs escape what was LaTeX already: {\textbackslash}lambda.
        if (Escaped().Matches(plain).Any(m => Words.ContainsKey(m.Groups["word"].Value))) plain = Once(plain);
        return plain.Normalize(NormalizationForm.FormC).Trim();
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

        // The rest of a list that was cut is nobody's name.
        if (latex[from..].Trim() is { Length: > 0 } last && last != "others") yield return Name(last);
    }

    /// <summary><c>Family, Jr, Given</c> is put as <c>Family, Given</c>.</summary>
    private static string Name(string latex) =>
        Plain(latex) is var name && name.Split(',', StringSplitOptions.TrimEntries) is [var family, _, var given] && !latex.TrimStart().StartsWith('{') ? $"{family}, {given}" : name;

    private static string Once(string latex)
    {
        var sb = new StringBuilder(latex.Length);
        for (var at = 0; at < latex.Length;) sb.Append(Next(latex, ref at));
        return sb.ToString();
    }

    /// <summary>What the next character, command or group stands for.</summary>
    private static string Next(string latex, ref int at)
    {
        var c = latex[at++];
        switch (c)
        {
            case '\\' when at < latex.Length:
                return Command(latex, ref at);
            case '~':
                return " ";
            case '-' when at < latex.Length && latex[at] == '-':
                while (at < latex.Length && latex[at] == '-') at++;
                return "-";
            case '^' or '_' when at < latex.Length && latex[at] == '{':
                var shifted = Argument(latex, ref at);
                return c == '^' ? Text.ShiftedDigits.Raised(shifted) : Text.ShiftedDigits.Lowered(shifted);
            case '{' or '}' or '$':
                return "";
            default:
                return c.ToString();
        }
    }

    /// <summary>What the command behind a backslash stands for.</summary>
    private static string Command(string latex, ref int at)
    {
        var mark = latex[at];
        if (!char.IsAsciiLetter(mark))
        {
            at++;
            if (Accents.TryGetValue(mark, out var sign)) return Accented(latex, ref at, sign, mark);
            return mark is '\\' or ',' or ';' or ':' or ' ' or '/' ? " " : mark is '!' or '-' or '(' or ')' or '[' or ']' ? "" : mark.ToString();
        }

        var from = at;
        while (at < latex.Length && char.IsAsciiLetter(latex[at])) at++;
        var word = latex[from..at];
        if (word.Length == 1 && Accents.TryGetValue(mark, out var combining) && at < latex.Length && latex[at] is '{' or ' ' or '\\')
            return Accented(latex, ref at, combining, mark);
        var known = Words.TryGetValue(word, out var text);
        // The blank behind a command ends it and is not printed.
        if (at < latex.Length && latex[at] == ' ') at++;
        else if (known && at + 1 < latex.Length && latex[at] == '{' && latex[at + 1] == '}') at += 2;
        if (known) return text!; // non-null: known
        return word switch
        {
            "textsuperscript" or "sp" => Text.ShiftedDigits.Raised(Argument(latex, ref at)),
            "textsubscript" or "sb" => Text.ShiftedDigits.Lowered(Argument(latex, ref at)),
            "frac" or "tfrac" or "dfrac" or "nicefrac" or "sfrac" => $"{Argument(latex, ref at)}/{Argument(latex, ref at)}",
            _ => Looks.Contains(word) ? "" : word,
        };
    }

    /// <summary>A group, a command or a character, as text.</summary>
    private static string Argument(string latex, ref int at)
    {
        while (at < latex.Length && latex[at] == ' ') at++;
        if (at >= latex.Length) return "";
        if (latex[at] != '{') return Next(latex, ref at);
        var (from, depth) = (++at, 1);
        for (; at < latex.Length; at++)
        {
            if (latex[at] == '{') depth++;
            else if (latex[at] == '}' && --depth == 0) break;
        }

        var inner = latex[from..Math.Min(at, latex.Length)];
        at = Math.Min(at + 1, latex.Length);
        // Nested deeper than any name is: as it stands.
        return inner.Length > MostNested || inner.Count(c => c == '{') > MostDepth ? inner : Once(inner);
    }

    private static string Accented(string latex, ref int at, char accent, char mark)
    {
        if (Argument(latex, ref at) is not { Length: > 0 } on) return mark.ToString();
        // A dotless letter carries its accent as the dotted one does.
        var letter = on[0] switch { 'ı' => 'i', 'ȷ' => 'j', var other => other };
        var marks = 1;
        while (marks < on.Length && char.GetUnicodeCategory(on[marks]) == System.Globalization.UnicodeCategory.NonSpacingMark) marks++;
        return $"{letter}{on[1..marks]}{accent}{on[marks..]}";
    }

    private const int MostNested = 5_000;
    private const int MostDepth = 50;

    [GeneratedRegex(@"\\(?<word>[A-Za-z]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Escaped();
}
