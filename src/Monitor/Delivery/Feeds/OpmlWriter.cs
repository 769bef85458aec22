using System.Text;
using System.Xml;

namespace Monitor.Delivery.Feeds;

/// <summary>The list of all feeds as OPML 2.0: one import subscribes a reader to everything.</summary>
internal static class OpmlWriter
{
    /// <param name="site">Address of Monitor.</param>
    /// <param name="feeds">Title and address of each.</param>
    /// <returns>UTF-8 with declaration.</returns>
    public static byte[] Write(Uri site, IEnumerable<(string Title, Uri Address)> feeds)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartElement("opml");
            xml.WriteAttributeString("version", "2.0");
            xml.WriteStartElement("head");
            xml.WriteElementString("title", "Monitor");
            xml.WriteEndElement();
            xml.WriteStartElement("body");
            foreach (var (title, address) in feeds)
            {
                xml.WriteStartElement("outline");
                xml.WriteAttributeString("type", "rss");
                xml.WriteAttributeString("text", title);
                xml.WriteAttributeString("title", title);
                xml.WriteAttributeString("xmlUrl", address.AbsoluteUri);
                xml.WriteAttributeString("htmlUrl", site.AbsoluteUri);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return buffer.ToArray();
    }
}
