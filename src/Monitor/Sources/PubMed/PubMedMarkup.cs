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
        PubMedNode? formula = null;
        foreach (var node in element.Descendants())
        {
            if (formula is not null && IsBelow(node, formula)) continue;
            formula = node is { Namespace: MathMl, Name: "math" } ? node : null;
            if (formula is not null) sb.Append(MathText.Of(Math(formula, 0)));
            // A break is the only markup that separates words by itself.
            else if (node.Name == "br") sb.Append(' ');
            else if (node.IsText) sb.Append(Placed(node));
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

    private static string Placed(PubMedNode text) => text.Parent?.Name switch
    {
        "sup" => ShiftedDigits.Raised(text.Value),
        "sub" => ShiftedDigits.Lowered(text.Value),
        _ => text.Value,
    };

    private static bool IsBelow(PubMedNode node, PubMedNode top)
    {
        var parent = node.Parent;
        while (parent is not null && parent != top) parent = parent.Parent;
        return parent is not null;
    }

    private static MathNode Math(PubMedNode node, int depth)
    {
        var children = new List<MathNode>();
        // Nesting depth is the upstream's choice.
        for (var child = depth < MostDeep ? node.First : null; child is not null; child = child.Next) children.Add(Math(child, depth + 1));
        // An element with a text alone holds it itself.
        if (!node.IsText && children.Count == 0 && node.Value.Length > 0) children.Add(new MathNode("", node.Value, []));
        return new MathNode(node.Name, node.IsText ? node.Value : "", children);
    }

    private const int MostDeep = 200;
}
