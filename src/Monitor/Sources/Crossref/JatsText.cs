using System.Text;
using System.Text.RegularExpressions;
using HtmlAgilityPack;
using Monitor.Sources.Feeds;
using Monitor.Text;

namespace Monitor.Sources.Crossref;

/// <summary>
/// Plain text of a title or an abstract: JATS or HTML, with entities that publishers escaped once too often. By a parser;
/// a "&lt;" that opens no tag is a comparison (<c>P&lt;0.001</c>) and stays.
/// </summary>
internal static partial class JatsText
{
    /// <summary>Marks the end of a heading until the text is put together.</summary>
    private const char Heading = '\u0001';

    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "sec", "title", "list", "list-item", "disp-formula", "disp-quote", "abstract", "trans-abstract", "div", "br", "break", "li", "ul", "ol",
        "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "section",
    };

    /// <exception cref="FormatException">Markup nested too deep to be read.</exception>
    public static string? OneLine(string? text) => CleanText.OneLine(Plain(text)?.Replace(Heading, ' '));

    /// <summary>A line per paragraph, which begins with the heading of its section; the heading "Abstract" is dropped.</summary>
    /// <exception cref="FormatException">Markup nested too deep to be read.</exception>
    public static string? Lines(string? text)
    {
        if (Plain(text) is not { } plain) return null;
        var lines = new List<string>();
        string? heading = null;
        foreach (var line in plain.Split('\n'))
        {
            if (CleanText.OneLine(line) is not { } clean) continue;
            if (line.Contains(Heading))
            {
                heading = clean.TrimEnd(':', '.');
                continue;
            }

            lines.Add(heading is null or "Abstract" or "ABSTRACT" or "Summary" ? clean : $"{heading}: {clean}");
            heading = null;
        }

        return lines.Count == 0 ? null : string.Join('\n', lines);
    }

    private static string? Plain(string? text)
    {
        if (text is null) return null;
        var once = OfMarkup(text);
        // Escaped once too often: <jats:p> written as &lt;jats:p&gt;, or & as &amp;amp;.
        if (Tag().IsMatch(once) && !Tag().IsMatch(text)) once = OfMarkup(once);
        return Entity().IsMatch(once) ? HtmlEntity.DeEntitize(once) : once;
    }

    private static string OfMarkup(string text)
    {
        if (!Tag().IsMatch(text)) return HtmlEntity.DeEntitize(text);
        var sb = new StringBuilder();
        Append(HtmlText.Parse(Bare().Replace(text, m => m.Value.Length == 1 ? "&lt;" : m.Value)).DocumentNode, sb);
        return sb.ToString();
    }

    private static void Append(HtmlNode node, StringBuilder sb)
    {
        switch (node.NodeType)
        {
            case HtmlNodeType.Text:
                sb.Append(Placed(node, HtmlEntity.DeEntitize(((HtmlTextNode)node).Text).Replace('\n', ' ').Replace('\r', ' ')));
                return;
            case HtmlNodeType.Comment:
                return;
            default:
                var name = HtmlText.Local(node);
                if (name == "math")
                {
                    sb.Append(MathText.Of(HtmlText.Math(node)));
                    return;
                }

                // A formula in TeX stands beside the same one in MathML, and names packages.
                if (name is "tex-math" or "script" or "style") return;
                var block = Blocks.Contains(name);
                if (block) sb.Append('\n');
                foreach (var child in node.ChildNodes) Append(child, sb);
                if (name == "title") sb.Append(Heading);
                if (block) sb.Append('\n');
                return;
        }
    }

    private static string Placed(HtmlNode node, string text) => HtmlText.Local(node.ParentNode) switch
    {
        "sup" => ShiftedDigits.Raised(text),
        "sub" => ShiftedDigits.Lowered(text),
        _ => text,
    };

    [GeneratedRegex(@"</?([A-Za-z][\w-]*:)?[A-Za-z][\w-]*(\s+[\w:.-]+\s*=\s*(""[^""]*""|'[^']*'))*\s*/?>", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Tag();

    // A tag as a whole, or a "<" that opens none.
    [GeneratedRegex(@"</?([A-Za-z][\w-]*:)?[A-Za-z][\w-]*(\s+[\w:.-]+\s*=\s*(""[^""]*""|'[^']*'))*\s*/?>|<!--|<", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Bare();

    [GeneratedRegex(@"&(amp|lt|gt|quot|apos|nbsp|#[0-9]{1,6}|#x[0-9A-Fa-f]{1,5});", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Entity();
}
