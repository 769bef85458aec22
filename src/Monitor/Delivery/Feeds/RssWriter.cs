using System.Globalization;
using System.Text;
using System.Xml;

namespace Monitor.Delivery.Feeds;

/// <summary>A feed as RSS 2.0 (rssboard.org/rss-specification). The guid is the hit's id: stable for ever.</summary>
internal static class RssWriter
{
    private const string Atom = "http://www.w3.org/2005/Atom";
    private const string DublinCore = "http://purl.org/dc/elements/1.1/";

    /// <returns>UTF-8 with declaration.</returns>
    public static byte[] Write(Feed feed)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartElement("rss");
            xml.WriteAttributeString("version", "2.0");
            xml.WriteAttributeString("xmlns", "atom", null, Atom);
            xml.WriteAttributeString("xmlns", "dc", null, DublinCore);
            xml.WriteStartElement("channel");
            xml.WriteElementString("title", feed.Title);
            xml.WriteElementString("link", feed.Site.AbsoluteUri);
            xml.WriteElementString("description", "New studies, trials and notices, each once.");
            xml.WriteStartElement("link", Atom);
            xml.WriteAttributeString("href", feed.Self.AbsoluteUri);
            xml.WriteAttributeString("rel", "self");
            xml.WriteAttributeString("type", "application/rss+xml");
            xml.WriteEndElement();
            if (feed.Updated is { } updated) xml.WriteElementString("lastBuildDate", Date(updated));
            foreach (var entry in feed.Entries) Item(xml, entry);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return buffer.ToArray();
    }

    private static void Item(XmlWriter xml, FeedEntry entry)
    {
        xml.WriteStartElement("item");
        xml.WriteElementString("title", entry.Title);
        if (entry.Link is not null) xml.WriteElementString("link", entry.Link);
        xml.WriteStartElement("guid");
        xml.WriteAttributeString("isPermaLink", "false");
        xml.WriteString(entry.Id);
        xml.WriteEndElement();
        xml.WriteElementString("pubDate", Date(entry.Published));
        // RSS has no word of its own for "changed".
        if (entry.Updated != entry.Published) xml.WriteElementString("updated", Atom, AtomWriter.Date(entry.Updated));
        foreach (var author in entry.Authors) xml.WriteElementString("creator", DublinCore, author);
        foreach (var category in entry.Categories) xml.WriteElementString("category", category);
        // HTML: escaped once there, once more by the writer.
        xml.WriteElementString("description", entry.Html);
        xml.WriteEndElement();
    }

    private static string Date(DateTimeOffset instant) => instant.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
}
