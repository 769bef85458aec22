using System.Text;
using Monitor.Text;

namespace Monitor.Sources.PubMed;

/// <summary>
/// Mixed content as plain text. Raised and lowered digits become Unicode's own (<c>10⁵</c>, <c>H₂O</c>), so that
/// <c>10&lt;sup&gt;5&lt;/sup&gt;</c> is never printed as 105; the normaliser folds them back for matching.
/// </summary>
internal static class PubMedMarkup
{
    private const string MathMl = "http://www.w3.org/1998/Math/MathML";
    private const string Plain = "0123456789+-−=()";
    internal const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾";
    internal const string Lowered = "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎";

    /// <summary>The text of an element in one line; null when there is none.</summary>
    public static string? Flat(PubMedNode element)
    {
        if (element.First is null or { IsText: true, Next: null }) return CleanText.OneLine(element.Value);
        var sb = new StringBuilder();
        foreach (var node in element.Descendants())
        {
            // A break is the only markup that separates words by itself.
            if (node.Name == "br") sb.Append(' ');
            if (node.IsText && !IsIndentation(node)) sb.Append(Moved(node.Value, Position(node)));
        }

        return CleanText.OneLine(sb.ToString());
    }

    /// <summary>The paragraphs of an Abstract or OtherAbstract, a line each, <c>LABEL: text</c> where it is structured.</summary>
    public static string? Abstract(PubMedNode? element)
    {
        var lines = element.All("AbstractText").Select(Paragraph).OfType<string>();
        var text = string.Join('\n', lines);
        return text.Length == 0 ? null : text;
    }

    private static string? Paragraph(PubMedNode element)
    {
        var text = Flat(element);
        var label = element.Attr("Label") ?? element.Attr("NlmCategory");
        // NLM's words for "no label" are not the author's.
        if (text is null || label is null or "UNLABELLED" or "UNASSIGNED") return text;
        return $"{label.TrimEnd(':', ' ')}: {text}";
    }

    // Blanks between the parts of a formula are the file's layout, not the author's.
    private static bool IsIndentation(PubMedNode text) =>
        text.Parent is { Namespace: MathMl, Name: not ("mi" or "mn" or "mo" or "ms" or "mtext") } && string.IsNullOrWhiteSpace(text.Value);

    private static string? Position(PubMedNode text)
    {
        var parent = text.Parent;
        return (parent?.Name, parent?.Parent?.Name) switch
        {
            ("sup", _) => Raised,
            ("sub", _) => Lowered,
            (_, "msup") when !IsFirst(parent) => Raised,
            (_, "msub") when !IsFirst(parent) => Lowered,
            _ => null,
        };
    }

    private static bool IsFirst(PubMedNode element)
    {
        var first = element.Parent?.First;
        while (first is { IsText: true }) first = first.Next;
        return first == element;
    }

    // All or nothing: half a raised expression would read as something else.
    internal static string Moved(string text, string? to) =>
        to is null || text.Any(c => !Plain.Contains(c, StringComparison.Ordinal))
            ? text
            : string.Create(text.Length, (text, to), static (span, s) =>
            {
                for (var i = 0; i < span.Length; i++) span[i] = s.to[Plain.IndexOf(s.text[i], StringComparison.Ordinal)];
            });
}
