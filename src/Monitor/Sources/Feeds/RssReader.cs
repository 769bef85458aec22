using System.Xml;
using System.Xml.Linq;

namespace Monitor.Sources.Feeds;

/// <summary>One item as the feed prints it; markup and entities not yet removed.</summary>
internal sealed record RssItem
{
    public string? Title { get; init; }

    /// <summary>Absolute: as browsers do, a relative one is one of the feed's own site. Else as printed.</summary>
    public string? Link { get; init; }

    public string? Guid { get; init; }

    /// <summary><c>description</c> or <c>content:encoded</c>, whichever says more.</summary>
    public string? Description { get; init; }

    /// <summary><c>pubDate</c>, else <c>dc:date</c>.</summary>
    public string? Date { get; init; }

    public string? Creator { get; init; }

    /// <summary>The item as received.</summary>
    public required string Raw { get; init; }
}

/// <summary>Reads RSS 2.0 (and 0.9x, whose items have the same form). Every other kind of feed is refused by its name.</summary>
internal static class RssReader
{
    private static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";

    /// <exception cref="SourceException">Malformed: not RSS, not XML, or bytes of an undeclared encoding.</exception>
    public static IReadOnlyList<RssItem> Read(Payload payload)
    {
        string text;
        try
        {
            text = FeedText.Decode(payload.Content, payload.ContentType);
        }
        catch (FormatException ex)
        {
            throw Malformed(payload, ex.Message);
        }

        if (text.Length == 0) throw Malformed(payload, "an empty answer");
        if (text[0] is '{' or '[') throw Malformed(payload, "this is JSON (a JSON feed?); only RSS 2.0 is read");
        if (IsHtml(text)) throw Malformed(payload, "this is HTML; only RSS 2.0 is read");
        var root = Parse(text, payload);
        Refuse(root, payload);
        var channel = root.Element("channel") ?? throw Malformed(payload, "rss without a channel");
        return [.. channel.Elements("item").Select(i => Item(i, payload.Address))];
    }

    private static XElement Parse(string text, Payload payload)
    {
        try
        {
            return Load(text);
        }
        catch (XmlException)
        {
            try
            {
                // The DTD that would declare &nbsp; is never fetched; as characters the entities need none.
                return Load(FeedText.WithoutHtmlEntities(text));
            }
            catch (XmlException ex)
            {
                throw Malformed(payload, "not well-formed: " + ex.Message);
            }
        }
    }

    private static XElement Load(string text)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, IgnoreComments = true };
        using var reader = XmlReader.Create(new StringReader(text), settings);
        // A document without root is an XmlException of Load, so Root is there.
        return XDocument.Load(reader).Root!;
    }

    private static void Refuse(XElement root, Payload payload)
    {
        var kind = root.Name.LocalName switch
        {
            "rss" => null,
            "feed" => "Atom",
            "RDF" => "RSS 1.0 (RDF)",
            "html" => "HTML",
            "opml" => "OPML",
            "urlset" or "sitemapindex" => "a sitemap",
            var other => $"<{other}>",
        };
        if (kind is not null) throw Malformed(payload, $"this is {kind}; only RSS 2.0 is read");
    }

    private static RssItem Item(XElement item, string feed)
    {
        var guid = item.Element("guid");
        var link = Text(item.Element("link")) ?? item.Element(Atom + "link")?.Attribute("href")?.Value ?? Permanent(guid);
        var (description, content) = (Inner(item.Element("description")), Inner(item.Element(Content + "encoded")));
        return new RssItem
        {
            Title = Inner(item.Element("title")),
            Link = link is null ? null : Resolved(link.Trim(), feed),
            Guid = Text(guid),
            Description = (content?.Length ?? 0) > (description?.Length ?? 0) ? content : description,
            Date = item.Element("pubDate")?.Value ?? item.Element(Dc + "date")?.Value,
            Creator = item.Element(Dc + "creator")?.Value,
            Raw = item.ToString(SaveOptions.DisableFormatting),
        };
    }

    private static string? Text(XElement? element) => element?.Value.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>A guid is an address unless it says that it is none.</summary>
    private static string? Permanent(XElement? guid) =>
        guid?.Attribute("isPermaLink")?.Value == "false" || Text(guid) is not { } text || !Uri.IsWellFormedUriString(text, UriKind.Absolute) ? null : text;

    /// <summary>Markup that was not escaped is markup all the same.</summary>
    private static string? Inner(XElement? element) =>
        element is null ? null : element.HasElements
            ? string.Concat(element.Nodes().Select(n => n is XText text ? text.Value : n.ToString(SaveOptions.DisableFormatting))) : element.Value;

    private static string Resolved(string link, string feed) =>
        Uri.TryCreate(feed, UriKind.Absolute, out var at) && Uri.TryCreate(at, link, out var absolute) ? absolute.AbsoluteUri : link;

    private static bool IsHtml(string text) =>
        text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase);

    private static SourceException Malformed(Payload payload, string why) =>
        new(SourceFailure.Malformed, $"{payload.Address}: {why}") { Payload = payload };
}
