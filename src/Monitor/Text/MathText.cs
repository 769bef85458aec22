namespace Monitor.Text;

/// <summary>A node of a formula in MathML, as whoever parsed it has it.</summary>
/// <param name="Name">Local name in lower case; empty for a text.</param>
/// <param name="Text">Of a text.</param>
/// <param name="Children">In their order; blanks between elements among them.</param>
internal sealed record MathNode(string Name, string Text, IReadOnlyList<MathNode> Children);

/// <summary>
/// A formula in one line, with the structure that its layout shows: <c>1/2</c>, <c>(a + b)/c</c>, <c>√2</c>, <c>x₁²</c>. What is written twice,
/// such as TeX beside it, is read once.
/// </summary>
internal static class MathText
{
    private const int MostDeep = 100;

    /// <summary>What a mark above a letter is as a combining one.</summary>
    private static readonly Dictionary<string, char> Marks = new(StringComparer.Ordinal)
    {
        ["¯"] = '\u0304', ["‾"] = '\u0304', ["ˉ"] = '\u0304', ["_"] = '\u0304', ["^"] = '\u0302', ["ˆ"] = '\u0302', ["~"] = '\u0303', ["˜"] = '\u0303',
        ["→"] = '\u20d7', ["˙"] = '\u0307', ["."] = '\u0307', ["¨"] = '\u0308',
    };

    public static string Of(MathNode math) => Of(math, 0);

    private static string Of(MathNode node, int depth)
    {
        if (node.Name.Length == 0) return node.Text;
        if (depth > MostDeep) return "";
        string[] parts = [.. Parts(node).Select(n => Of(n, depth + 1))];
        string Part(int i) => i < parts.Length ? parts[i] : "";
        return node.Name switch
        {
            "annotation" or "annotation-xml" or "mphantom" or "none" or "mprescripts" => "",
            "semantics" => Part(0),
            "mfrac" => $"{Grouped(Part(0))}/{Grouped(Part(1))}",
            "msqrt" => $"√{Grouped(string.Concat(parts))}",
            "mroot" => $"{ShiftedDigits.Raised(Part(1))}√{Grouped(Part(0))}",
            "msup" => Part(0) + Raised(Part(1)),
            "msub" => Part(0) + Lowered(Part(1)),
            "msubsup" => Part(0) + Lowered(Part(1)) + Raised(Part(2)),
            "mover" => Over(Part(0), Part(1)),
            "munder" => Part(0) + Lowered(Part(1)),
            "munderover" => Part(0) + Lowered(Part(1)) + Raised(Part(2)),
            "mmultiscripts" => Scripts([.. Parts(node)], parts),
            "mfenced" => $"({string.Join(", ", parts)})",
            "mtr" or "mlabeledtr" => string.Join(", ", parts),
            "mtable" => string.Join("; ", parts),
            "mspace" => " ",
            _ => string.Concat(parts),
        };
    }

    /// <summary>Pairs of a lowered and a raised one, behind what they stand on; those of the second half, before it.</summary>
    private static string Scripts(IReadOnlyList<MathNode> nodes, string[] parts)
    {
        var before = nodes.ToList().FindIndex(n => n.Name == "mprescripts");
        string Pairs(IEnumerable<string> scripts) =>
            string.Concat(scripts.Chunk(2).Select(pair => Lowered(pair[0]) + (pair.Length > 1 ? Raised(pair[1]) : "")));
        return before < 0 ? parts.FirstOrDefault() + Pairs(parts.Skip(1)) : Pairs(parts.Skip(before + 1)) + parts[0] + Pairs(parts.Take(before).Skip(1));
    }

    /// <summary>Blanks between the parts of a formula are the file's layout, not the author's.</summary>
    private static IEnumerable<MathNode> Parts(MathNode node) =>
        node.Name is "mi" or "mn" or "mo" or "ms" or "mtext"
            ? node.Children : node.Children.Where(c => c.Name.Length > 0 || !string.IsNullOrWhiteSpace(c.Text));

    private static string Over(string on, string mark) =>
        on.Length == 1 && Marks.TryGetValue(mark.Trim(), out var combining) ? on + combining : on + Raised(mark);

    /// <summary>Digits as Unicode has them raised; all else behind a caret, so that it is not read as one with what it stands on.</summary>
    private static string Raised(string text) => Shifted(text, ShiftedDigits.Raised, '^');

    /// <summary>As <see cref="Raised"/>; a lowered name is read as part of what it stands on (<c>VO2max</c>).</summary>
    private static string Lowered(string text) => text.Trim() is var plain && plain.All(char.IsLetterOrDigit) && !plain.All(char.IsAsciiDigit)
        ? plain : Shifted(text, ShiftedDigits.Lowered, '_');

    private static string Shifted(string text, Func<string, string> shift, char mark)
    {
        var plain = text.Trim();
        if (plain.Length == 0) return "";
        var shifted = shift(plain);
        return shifted != plain ? shifted : $"{mark}{Grouped(plain)}";
    }

    /// <summary>In brackets, unless it is a single number, name or bracket.</summary>
    private static string Grouped(string text)
    {
        var plain = text.Trim();
        return plain.All(c => char.IsLetterOrDigit(c) || c is '.' or ',' or '%' or '√' or '′' || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.OtherNumber
            or System.Globalization.UnicodeCategory.NonSpacingMark) || plain is ['(', .., ')'] && plain.IndexOf(')', StringComparison.Ordinal) == plain.Length - 1 ? plain : $"({plain})";
    }
}
