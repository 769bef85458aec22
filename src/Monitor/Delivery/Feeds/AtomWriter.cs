using System.Globalization;
using System.Text;
using System.Xml;

namespace Monitor.Delivery.Feeds;

/// <summary>A feed as Atom (RFC 4287). A changed record is the same entry with a later <c>updated</c>.</summary>
internal static class AtomWriter
{
    private const string Atom = "http://www.w3.org/2005/Atom";

    /// <returns>UTF-8 with declaration.</returns>
    public static byte[] Write(Feed feed)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteElementString("title", Atom, feed.Title);
            xml.WriteElementString("id", Atom, feed.Self.AbsoluteUri);
            Link(xml, "self", feed.Self.AbsoluteUri, "application/atom+xml");
            Link(xml, "alternate", feed.Site.AbsoluteUri, "text/html");
            xml.WriteElementString("updated", Atom, Date(feed.Updated ?? DateTimeOffset.UnixEpoch));
            Author(xml, "Monitor");
            foreach (var entry in feed.Entries) Entry(xml, entry);
            xml.WriteEndElement();
        }

        return buffer.ToArray();
    }

    private static void Entry(XmlWriter xml, FeedEntry entry)
    {
        xml.WriteStartElement("entry", Atom);
        xml.WriteStartElement("title", Atom);
        xml.WriteAttributeString("type", "text");
        xml.WriteString(entry.Title);
        xml.WriteEndElement();
        xml.WriteElementString("id", Atom, FeedId.Iri(entry.Id));
        if (entry.Link is not null) Link(xml, "alternate", entry.Link, null);
        xml.WriteElementString("published", Atom, Date(entry.Published));
        xml.WriteElementString("updated", Atom, Date(entry.Updated));
        foreach (var author in entry.Authors) Author(xml, author);
        foreach (var category in entry.Categories)
        {
            xml.WriteStartElement("category", Atom);
            xml.WriteAttributeString("term", category);
            xml.WriteEndElement();
        }

        xml.WriteStartElement("content", Atom);
        xml.WriteAttributeString("type", "html");
        xml.WriteString(entry.Html);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string rel, string href, string? type)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", rel);
        if (type is not null) xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", href);
        xml.WriteEndElement();
    }

    private static void Author(XmlWriter xml, string name)
    {
        xml.WriteStartElement("author", Atom);
        xml.WriteElementString("name", Atom, name);
        xml.WriteEndElement();
    }

    internal static string Date(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
