using System.Globalization;
using System.Text;
using System.Xml;
using Monitor.Documents;

namespace Monitor.Delivery.Feeds;

/// <summary>Hits as RSS 2.0 (rssboard.org/rss-specification). The guid is the hit's id: stable for ever.</summary>
internal static class RssWriter
{
    private const string Atom = "http://www.w3.org/2005/Atom";
    private const int SummaryLength = 400;

    /// <param name="title">Of the channel.</param>
    /// <param name="self">Address of the feed itself.</param>
    /// <param name="site">Address of Monitor.</param>
    /// <param name="hits">Newest first.</param>
    /// <returns>UTF-8 with declaration.</returns>
    public static byte[] Write(string title, Uri self, Uri site, IReadOnlyList<Hit> hits)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartElement("rss");
            xml.WriteAttributeString("version", "2.0");
            xml.WriteAttributeString("xmlns", "atom", null, Atom);
            xml.WriteStartElement("channel");
            xml.WriteElementString("title", title);
            xml.WriteElementString("link", site.AbsoluteUri);
            xml.WriteElementString("description", "New studies, trials and notices, each once.");
            xml.WriteStartElement("link", Atom);
            xml.WriteAttributeString("href", self.AbsoluteUri);
            xml.WriteAttributeString("rel", "self");
            xml.WriteAttributeString("type", "application/rss+xml");
            xml.WriteEndElement();
            if (hits.Count > 0) xml.WriteElementString("lastBuildDate", Date(hits.Max(h => h.LastChanged)));
            foreach (var hit in hits) Item(xml, hit);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return buffer.ToArray();
    }

    private static void Item(XmlWriter xml, Hit hit)
    {
        xml.WriteStartElement("item");
        xml.WriteElementString("title", hit.Title);
        if (hit.Link is not null) xml.WriteElementString("link", hit.Link);
        xml.WriteStartElement("guid");
        xml.WriteAttributeString("isPermaLink", "false");
        xml.WriteString(hit.Id);
        xml.WriteEndElement();
        xml.WriteElementString("pubDate", Date(hit.FirstSeen));
        xml.WriteElementString("category", hit.Kind);
        foreach (var watch in hit.Matches.Select(m => m.Watch).Distinct(StringComparer.Ordinal)) xml.WriteElementString("category", watch);
        xml.WriteElementString("description", Summary(hit));
        xml.WriteEndElement();
    }

    /// <summary>Plain text for readers that render HTML: escaped once here, once more by the writer.</summary>
    private static string Summary(Hit hit)
    {
        var facts = DigestItems.Of(new DueItem(new Revision { HitId = hit.Id, Type = RevisionType.New, At = hit.FirstSeen }, hit, hit.Matches.Count > 0 ? hit.Matches[0].Watch : "")).Facts;
        var text = string.Join(" — ", facts.Append(Start(hit.Abstract)).Where(f => !string.IsNullOrEmpty(f)));
        return text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
    }

    private static string? Start(string? text)
    {
        if (text is null || text.Length <= SummaryLength) return text;
        var cut = text.LastIndexOf(' ', SummaryLength);
        if (cut <= 0) cut = char.IsHighSurrogate(text[SummaryLength - 1]) ? SummaryLength - 1 : SummaryLength;
        return text[..cut] + " …";
    }

    private static string Date(DateTimeOffset instant) => instant.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
}
