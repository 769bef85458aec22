using System.Text;
using System.Text.RegularExpressions;
using HtmlAgilityPack;
using Monitor.Text;

namespace Monitor.Sources.Feeds;

/// <summary>Plain text of HTML, by a parser and never by cutting at angle brackets: <c>p &lt; 0.05</c> stays.</summary>
internal static partial class HtmlText
{
    private const int MaxDepth = 1000;

    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table", "section", "article", "header",
        "blockquote", "dt", "dd", "dl", "figure", "figcaption", "hr", "pre", "main",
    };

    /// <summary>A title or description of a feed as one line: entities of a double-escaped text decoded once more, markup dropped.</summary>
    public static string? OneLine(string? text) => CleanText.OneLine(Plain(text));

    /// <summary>As <see cref="OneLine"/>, a line per block.</summary>
    public static string? Lines(string? text) => CleanText.Lines(Plain(text));

    /// <summary>The document of a markup that nests no deeper than a reader by recursion can go.</summary>
    /// <exception cref="FormatException">It nests deeper: a foreign text must not end the process by its stack.</exception>
    public static HtmlDocument Parse(string markup)
    {
        var html = new HtmlDocument { OptionMaxNestedChildNodes = MaxDepth };
        try
        {
            html.LoadHtml(markup);
        }
        catch (Exception ex) when (ex.GetType() == typeof(Exception))
        {
            // The parser throws the bare type, and only for this.
            throw new FormatException($"markup nested deeper than {MaxDepth}", ex);
        }

        return html;
    }

    /// <summary>The text below a node, a line per block.</summary>
    public static string Of(HtmlNode node)
    {
        var sb = new StringBuilder();
        Append(node, sb);
        return sb.ToString();
    }

    /// <summary>A formula that stands in a page or an abstract, with or without a prefix.</summary>
    public static MathNode Math(HtmlNode node) => node.NodeType == HtmlNodeType.Text
        ? new MathNode("", HtmlEntity.DeEntitize(((HtmlTextNode)node).Text), [])
        : new MathNode(Local(node), "", [.. node.ChildNodes.Where(c => c.NodeType != HtmlNodeType.Comment).Select(Math)]);

    /// <summary>The name of an element without its prefix, in lower case.</summary>
    public static string Local(HtmlNode? node) => node is null ? "" : node.Name[(node.Name.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static string? Plain(string? text)
    {
        if (text is null) return null;
        if (!text.Contains('<') && !text.Contains('&')) return text;
        // Escaped markup (&lt;p&gt;) shows itself only after the first reading; one more, and no further.
        var once = OfMarkup(text);
        return Tag().IsMatch(text) || !Tag().IsMatch(once) ? once : OfMarkup(once);
    }

    private static string OfMarkup(string text)
    {
        if (!Tag().IsMatch(text)) return HtmlEntity.DeEntitize(text);
        // A bare "<" that opens no tag is a comparison; the parser would swallow what follows it.
        return Of(Parse(BareLess().Replace(text, "&lt;")).DocumentNode);
    }

    private static void Append(HtmlNode node, StringBuilder sb)
    {
        switch (node.NodeType)
        {
            case HtmlNodeType.Text:
                // Line ends of the source are blanks in HTML.
                var text = HtmlEntity.DeEntitize(((HtmlTextNode)node).Text).Replace('\n', ' ').Replace('\r', ' ');
                sb.Append(node.ParentNode?.Name switch { "sup" => ShiftedDigits.Raised(text), "sub" => ShiftedDigits.Lowered(text), _ => text });
                return;
            case HtmlNodeType.Comment:
                return;
            default:
                if (node.Name is "script" or "style" or "noscript" or "template") return;
                if (Local(node) == "math")
                {
                    sb.Append(MathText.Of(Math(node)));
                    return;
                }

                var block = Blocks.Contains(node.Name);
                if (block) sb.Append('\n');
                foreach (var child in node.ChildNodes) Append(child, sb);
                if (block) sb.Append('\n');
                else if (node.Name is "td" or "th") sb.Append(' ');
                return;
        }
    }

    [GeneratedRegex(@"</?[A-Za-z][A-Za-z0-9:-]*(\s[^<>]*)?/?>", RegexOptions.ExplicitCapture)]
    private static partial Regex Tag();

    [GeneratedRegex(@"<(?!/?[A-Za-z][A-Za-z0-9:-]*(\s[^<>]*)?/?>|!--)", RegexOptions.ExplicitCapture)]
    private static partial Regex BareLess();
}
