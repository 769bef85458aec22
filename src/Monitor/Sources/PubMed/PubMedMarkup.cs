using System.Text;
using System.Xml.Linq;
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
    private const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾";
    private const string Lowered = "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎";

    /// <summary>The text of an element in one line; null when there is none.</summary>
    public static string? Flat(XElement element)
    {
        if (!element.HasElements) return CleanText.OneLine(element.Value);
        var sb = new StringBuilder();
        // Document order without recursion: nesting depth is the upstream's choice.
        foreach (var node in element.DescendantNodes())
        {
            // A break is the only markup that separates words by itself.
            if (node is XElement { Name.LocalName: "br" }) sb.Append(' ');
            if (node is XText text && !IsIndentation(text)) sb.Append(Moved(text.Value, Position(text)));
        }

        return CleanText.OneLine(sb.ToString());
    }

    /// <summary>The paragraphs of an Abstract or OtherAbstract, a line each, <c>LABEL: text</c> where it is structured.</summary>
    public static string? Abstract(XElement? element)
    {
        var lines = element.All("AbstractText").Select(Paragraph).OfType<string>();
        var text = string.Join('\n', lines);
        return text.Length == 0 ? null : text;
    }

    private static string? Paragraph(XElement element)
    {
        var text = Flat(element);
        var label = element.Attr("Label") ?? element.Attr("NlmCategory");
        // NLM's words for "no label" are not the author's.
        if (text is null || label is null or "UNLABELLED" or "UNASSIGNED") return text;
        return $"{label.TrimEnd(':', ' ')}: {text}";
    }

    // Blanks between the parts of a formula are the file's layout, not the author's.
    private static bool IsIndentation(XText text) =>
        text.Parent is { Name: { NamespaceName: MathMl, LocalName: not ("mi" or "mn" or "mo" or "ms" or "mtext") } } && string.IsNullOrWhiteSpace(text.Value);

    private static string? Position(XText text)
    {
        var parent = text.Parent;
        return (parent?.Name.LocalName, parent?.Parent?.Name.LocalName) switch
        {
            ("sup", _) => Raised,
            ("sub", _) => Lowered,
            (_, "msup") when parent.ElementsBeforeSelf().Any() => Raised,
            (_, "msub") when parent.ElementsBeforeSelf().Any() => Lowered,
            _ => null,
        };
    }

    // All or nothing: half a raised expression would read as something else.
    private static string Moved(string text, string? to) =>
        to is null || text.Any(c => !Plain.Contains(c, StringComparison.Ordinal))
            ? text
            : string.Create(text.Length, (text, to), static (span, s) =>
            {
                for (var i = 0; i < span.Length; i++) span[i] = s.to[Plain.IndexOf(s.text[i], StringComparison.Ordinal)];
            });
}
