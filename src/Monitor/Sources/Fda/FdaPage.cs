using System.Text;
using System.Text.RegularExpressions;
using HtmlAgilityPack;
using Monitor.Sources.Feeds;
using Monitor.Text;

namespace Monitor.Sources.Fda;

/// <summary>What a page of the regulator says.</summary>
/// <param name="Heading">Its H1.</param>
/// <param name="DateLine">The first date printed as a line of its own or marked as a time, as printed.</param>
/// <param name="Text">The main content, a line per block; never empty.</param>
internal sealed record FdaPageContent(string? Heading, string? DateLine, string Text)
{
    /// <summary>Pages of the same site that the main content links to, in their order.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];
}

/// <summary>Reads the main content of a page, without what surrounds it: a firm's name in a side list is no news about the firm.</summary>
internal static partial class FdaPage
{
    // From the widest that is surely content to the narrowest; a letter's heading stands outside its role="main".
    private static readonly string[] MainContent = ["//main", "//article[@id='main-content']", "//article", "//*[@role='main']", "//*[@id='main-content']"];

    /// <summary>More links than that tell nothing about what a page is about.</summary>
    private const int MostLinks = 40, LongestLink = 400;

    /// <summary>What every page of the site closes.</summary>
    private static readonly string[] Unclosed = ["main", "html"];

    private static readonly HashSet<string> Surroundings = ["nav", "aside", "footer", "form", "button", "svg", "iframe", "script", "style", "noscript", "template"];
    private static readonly HashSet<string> SurroundingRoles = ["navigation", "banner", "complementary", "contentinfo", "search", "alert"];

    private static readonly HashSet<string> SurroundingClasses =
    [
        "breadcrumb", "breadcrumbs", "usa-banner", "region-banner", "usa-alert", "lcds-alert", "site-alert", "alert-banner", "region-sidebar-first", "region-sidebar-second", "sidebar",
        "related", "related-links", "related-information", "related-content", "social-share", "share-buttons", "lcds-section-nav", "visually-hidden", "sr-only",
    ];

    /// <exception cref="SourceException">Blocked for an apology or denial; malformed for a page without main content.</exception>
    public static FdaPageContent Read(Payload payload)
    {
        var (html, main) = MainOf(payload);
        var text = CleanText.Lines(HtmlText.Of(main)) ?? throw Malformed(payload, "empty main content");
        var heading = CleanText.OneLine(html.DocumentNode.SelectSingleNode("//h1") is { } h1 ? HtmlText.Of(h1) : null);
        var time = main.SelectSingleNode(".//time") is { } marked ? CleanText.OneLine(HtmlText.Of(marked)) : null;
        return new FdaPageContent(heading, time ?? text.Split('\n').FirstOrDefault(line => DateLine().IsMatch(line)), text) { Links = LinksOf(main, payload.Address) };
    }

    private static IReadOnlyList<string> LinksOf(HtmlNode main, string page)
    {
        if (!Uri.TryCreate(page, UriKind.Absolute, out var own)) return [];
        return [.. main.Descendants("a").Select(a => CleanText.OneLine(HtmlEntity.DeEntitize(a.GetAttributeValue("href", ""))))
            .Where(href => href is { Length: > 1 } && href[0] != '#')
            .Select(href => Uri.TryCreate(own, href, out var to) && to.Host.Equals(own.Host, StringComparison.OrdinalIgnoreCase) ? CleanText.WebLink(new UriBuilder(to) { Query = "", Fragment = "" }.Uri.AbsoluteUri) : null)
            .OfType<string>().Where(to => to.Length <= LongestLink && new Uri(to).AbsolutePath != own.AbsolutePath && new Uri(to).AbsolutePath.Length > 1)
            .Distinct(StringComparer.Ordinal).Take(MostLinks)];
    }

    /// <summary>The document, and in it the node of the main content, freed of what surrounds it.</summary>
    /// <exception cref="SourceException">As <see cref="Read"/>.</exception>
    public static (HtmlDocument Html, HtmlNode Main) MainOf(Payload payload)
    {
        if (IsBlock(payload)) throw new SourceException(SourceFailure.Blocked, $"{payload.Address}: a block page in place of content") { Payload = payload };
        var html = Parse(payload);
        var main = MainContent.Select(path => html.DocumentNode.SelectSingleNode(path)).FirstOrDefault(node => node is not null);
        if (main is null) throw Malformed(payload, "no main content");
        foreach (var node in main.Descendants().Where(IsSurrounding).ToList()) node.Remove();
        return (html, main);
    }

    /// <summary>True for the shield's apology and denial pages, whatever status they come with.</summary>
    public static bool IsBlock(Payload payload)
    {
        var head = Encoding.UTF8.GetString(payload.Content, 0, Math.Min(payload.Content.Length, 8192));
        return BlockTitle().IsMatch(head)
            || head.Contains("/apology_objects/", StringComparison.OrdinalIgnoreCase)
            || head.Contains("errors.edgesuite.net", StringComparison.OrdinalIgnoreCase);
    }

    private static HtmlDocument Parse(Payload payload)
    {
        try
        {
            var text = FeedText.Decode(payload.Content, payload.ContentType);
            // The parser of HTML closes whatever stands open: half a page would pass for a page that lost its second half.
            if (Unclosed.FirstOrDefault(name => IsLeftOpen(text, name)) is { } open) throw new FormatException($"cut short: <{open}> is not closed");
            return HtmlText.Parse(text);
        }
        catch (FormatException ex)
        {
            throw Malformed(payload, ex.Message);
        }
    }

    private static bool IsLeftOpen(string text, string name) =>
        text.Contains($"<{name}", StringComparison.OrdinalIgnoreCase) && !text.Contains($"</{name}", StringComparison.OrdinalIgnoreCase);

    private static bool IsSurrounding(HtmlNode node) =>
        node.NodeType == HtmlNodeType.Element
        && (Surroundings.Contains(node.Name)
            || SurroundingRoles.Contains(node.GetAttributeValue("role", ""))
            || node.GetAttributeValue("hidden", "absent") != "absent"
            || node.GetClasses().Any(SurroundingClasses.Contains));

    private static SourceException Malformed(Payload payload, string why) =>
        new(SourceFailure.Malformed, $"{payload.Address}: {why}") { Payload = payload };

    [GeneratedRegex(@"<title>[^<]*(apolog|access denied|request rejected)[^<]*</title>", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex BlockTitle();

    [GeneratedRegex(@"^(Date:\s*|\[Posted )?((January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4}|\d{1,2}/\d{1,2}/\d{4})", RegexOptions.ExplicitCapture)]
    private static partial Regex DateLine();
}
