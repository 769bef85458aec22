using System.Text;
using System.Text.RegularExpressions;
using HtmlAgilityPack;
using Monitor.Sources.Feeds;
using Monitor.Text;

namespace Monitor.Sources.EuropePmc;

/// <summary>
/// Titles and abstracts as plain text. About a third carry markup, others a bare <c>P&lt;0.001</c>: only what has the form of
/// a tag of text is taken for one. Headings become labels as in PubMed's abstracts, raised and lowered digits Unicode's own.
/// </summary>
internal static partial class EuropePmcText
{
    /// <summary>In one line; null when nothing is left.</summary>
    /// <exception cref="FormatException">Markup nested too deep to be read.</exception>
    public static string? OneLine(string? text) => CleanText.OneLine(Plain(text));

    /// <summary>A line per section, <c>Label: text</c> where it has a heading.</summary>
    /// <exception cref="FormatException">Markup nested too deep to be read.</exception>
    public static string? Lines(string? text) => CleanText.Lines(Plain(text));

    private static string? Plain(string? text)
    {
        if (text is null || text.AsSpan().IndexOfAny('<', '&') < 0) return text;
        var plain = new StringBuilder();
        Append(HtmlText.Parse(NoTag().Replace(text, "&lt;")).DocumentNode, plain, moved: null);
        return plain.ToString();
    }

    private static void Append(HtmlNode node, StringBuilder plain, Func<string, string>? moved)
    {
        switch (node.NodeType)
        {
            case HtmlNodeType.Comment:
                return;
            case HtmlNodeType.Text:
                var text = HtmlEntity.DeEntitize(((HtmlTextNode)node).Text).Replace('\n', ' ').Replace('\r', ' ');
                plain.Append(moved?.Invoke(text) ?? text);
                return;
        }

        var name = HtmlText.Local(node);
        if (name == "math")
        {
            plain.Append(MathText.Of(HtmlText.Math(node)));
            return;
        }

        if (name is "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "title")
        {
            plain.Append('\n').Append(Label(node));
            return;
        }

        var block = name is "p" or "div" or "br" or "sec" or "section" or "ul" or "ol" or "li" or "list" or "list-item";
        if (block) Break(plain);
        var place = name switch { "sup" => ShiftedDigits.Raised, "sub" => ShiftedDigits.Lowered, _ => moved };
        foreach (var child in node.ChildNodes) Append(child, plain, place);
        if (block) Break(plain);
    }

    private static string Label(HtmlNode heading)
    {
        var inner = new StringBuilder();
        foreach (var child in heading.ChildNodes) Append(child, inner, moved: null);
        var label = CleanText.OneLine(inner.ToString())?.TrimEnd(':', '.', ' ');
        // That an abstract is one goes without saying.
        return string.IsNullOrEmpty(label) || label.Equals("abstract", StringComparison.OrdinalIgnoreCase) ? "" : label + ": ";
    }

    // A label stands in one line with the paragraph that follows it.
    private static void Break(StringBuilder plain)
    {
        if (plain is not { Length: >= 2 } || plain[^1] != ' ' || plain[^2] != ':') plain.Append('\n');
    }

    [GeneratedRegex("""<(?!!--|/?(i|b|u|em|strong|sub|sup|h[1-6]|p|br|div|span|section|sec|title|ul|ol|li|list|list-item|a|small|tt|sc|italic|bold|math|mrow|mfrac|msup|msub|msubsup|msqrt|mroot|mi|mn|mo|ms|mtext|mspace|mfenced|mover|munder|munderover|mtable|mtr|mtd|mstyle|mpadded|mphantom|semantics|annotation|[a-z]+:[a-z-]+)(\s+[\w:-]+\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>]+))*\s*/?>)""", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex NoTag();
}
