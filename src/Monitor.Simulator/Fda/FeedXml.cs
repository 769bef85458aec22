using System.Globalization;
using System.Security;
using System.Text;
using Monitor.Simulator.Generation;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.Fda;

/// <summary>Writes a feed as FDA's site does, zone names and twice escaped entities included.</summary>
internal static class FeedXml
{
    public static string Of(string title, IEnumerable<NoticeContent> notices, string site)
    {
        var xml = new StringBuilder(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss xmlns:dc=\"http://purl.org/dc/elements/1.1/\" version=\"2.0\" xml:base=\"http://www.fda.gov/\">\n  <channel>\n");
        xml.Append(CultureInfo.InvariantCulture, $"    <title>{title}</title>\n    <link>http://www.fda.gov/</link>\n    <description/>\n    <language>en</language>\n    \n");
        foreach (var notice in notices) Item(xml, notice, site);
        return xml.Append("  </channel>\n</rss>\n").ToString();
    }

    private static void Item(StringBuilder xml, NoticeContent notice, string site)
    {
        var link = SecurityElement.Escape(site + notice.Path);
        var description = SecurityElement.Escape(notice.Description);
        if (notice.DoubleEscaped) description = SecurityElement.Escape(description);
        var local = Eastern.Local(notice.Published);
        xml.Append(CultureInfo.InvariantCulture, $"    <item>\n  <title>{(notice.LeadingBlanks ? "   " : "")}{SecurityElement.Escape(notice.Title)}</title>\n")
            .Append(CultureInfo.InvariantCulture, $"  <link>{link}</link>\n  <description>{description}</description>\n")
            .Append(CultureInfo.InvariantCulture, $"  <pubDate>{local:ddd, dd MMM yyyy HH:mm:ss} {Eastern.ZoneName(notice.Published)}</pubDate>\n");
        if (!notice.NoCreator) xml.Append("    <dc:creator>FDA</dc:creator>\n");
        xml.Append(CultureInfo.InvariantCulture, $"    <guid isPermaLink=\"true\">{link}</guid>\n    </item>\n");
    }
}
