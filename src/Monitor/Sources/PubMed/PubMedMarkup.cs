using System.Text;
using Monitor.Text;

namespace Monitor.Sources.PubMed;

/// <summary>
/// Mixed content as plain text, raised and lowered digits as <see cref="ShiftedDigits"/> writes them.
/// </summary>
internal static class PubMedMarkup
{
    private const string MathMl = "http://www.w3.org/1998/Math/MathML";

    /// <summary>The text of an element in one line; null when there is none.</summary>
    public static string? Flat(PubMedNode element)
    {
        if (element.First is null or { IsText: true, Next: null }) return CleanText.OneLine(element.Value);
        var sb = new StringBuilder();
        foreach (var node in element.Descendants())
        {
            // A break is the only markup that separates words by itself.
            if (node.Name == "br") sb.Append(' ');
            if (node.IsText && !IsIndentation(node)) sb.Append(Placed(node));
        }

        return CleanText.OneLine(sb.ToString());
    }

    /// <summary>The paragraphs of an Abstract or OtherAbstract, a line each, <c>LABEL: text</c> where it is structured.</summary>
    public static string? Abstract(PubMedNode? element)
    {
        string? first = null;
        List<string>? all = null;
        foreach (var paragraph in element.All("AbstractText"))
        {
            if (Paragraph(paragraph) is not { } text) continue;
            if (first is null) first = text;
            else (all ??= [first]).Add(text);
        }

        return all is null ? first : string.Join('\n', all);
    }

    /// <summary>The same of several elements; those without text are left out.</summary>
    public static IReadOnlyList<string> Abstracts(PubMedChildren elements)
    {
        List<string>? abstracts = null;
        foreach (var element in elements)
        {
            if (Abstract(element) is { } text) (abstracts ??= []).Add(text);
        }

        return abstracts ?? (IReadOnlyList<string>)[];
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

    private static string Placed(PubMedNode text)
    {
        var parent = text.Parent;
        return (parent?.Name, parent?.Parent?.Name) switch
        {
            ("sup", _) => ShiftedDigits.Raised(text.Value),
            ("sub", _) => ShiftedDigits.Lowered(text.Value),
            (_, "msup") when !IsFirst(parent) => ShiftedDigits.Raised(text.Value),
            (_, "msub") when !IsFirst(parent) => ShiftedDigits.Lowered(text.Value),
            _ => text.Value,
        };
    }

    private static bool IsFirst(PubMedNode element)
    {
        var first = element.Parent?.First;
        while (first is { IsText: true }) first = first.Next;
        return first == element;
    }
}
