using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Monitor.Documents;
using Monitor.Sources.Feeds;
using Monitor.Text;

namespace Monitor.Sources.FdaRss;

/// <summary>A feed item as a notice.</summary>
internal static partial class FdaNotice
{
    /// <summary>The kind of notice that a feed carries, by the folder of its address.</summary>
    public static string TypeOf(Uri feed)
    {
        var slug = feed.Segments.Length < 2 ? "" : feed.Segments[^2].Trim('/');
        return slug switch
        {
            "medwatch" => "safety-alert",
            "recalls" => "recall",
            "press-releases" => "press-release",
            "biologics" => "biologics-news",
            "drugs" => "drug-news",
            "health-fraud" => "health-fraud",
            _ => "notice",
        };
    }

    /// <summary>The notice from the item's own words.</summary>
    /// <param name="item">As the feed prints it.</param>
    /// <param name="feed">Its address, and whose notices it carries.</param>
    /// <param name="shared">Links that several items of the feed have: there a link does not tell which one it is.</param>
    /// <param name="payload">Hash of the answer.</param>
    /// <exception cref="FormatException">The item has neither guid, link nor title, or markup that cannot be read.</exception>
    public static SourceRecord Read(RssItem item, Uri feed, IReadOnlySet<string> shared, string payload)
    {
        var link = CleanText.WebLink(item.Link) ?? CleanText.WebLink(item.Guid);
        var posted = FeedDate.Read(item.Date);
        var summary = HtmlText.Lines(item.Description);
        var title = HtmlText.OneLine(item.Title) ?? summary?.Split('\n')[0];
        var id = Https(CleanText.OneLine(item.Guid) ?? Key(link, title, item.Date, feed, shared));
        var published = FeedDate.Printed(item.Date);
        var notice = new Notice
        {
            Id = HitId.Of(FdaRssSource.SourceName, id),
            Source = FdaRssSource.SourceName,
            ExternalId = id,
            NoticeType = TypeOf(feed),
            Title = title ?? id,
            Link = link is null || new Uri(link).IsLoopback ? link : Https(link),
            Abstract = summary,
            Posted = posted?.ToUniversalTime(),
            Published = published,
        };
        return new SourceRecord(notice, published, payload);
    }

    /// <summary>
    /// What names an item that has no guid: its link, without what counts visitors; with its title where others have the link too; its title and
    /// date in this feed where it has no link.
    /// </summary>
    private static string Key(string? link, string? title, string? date, Uri feed, IReadOnlySet<string> shared)
    {
        if (link is null && title is null) throw new FormatException("an item with neither guid, link nor title");
        if (link is null) return $"{feed.AbsoluteUri}#{Digest($"{title}\n{date}")}";
        var bare = Counting().Replace(link, "").TrimEnd('?', '&');
        return shared.Contains(link) ? $"{bare}#{Digest(title ?? "")}" : bare;
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];

    [GeneratedRegex("(?<=[?&])utm_[a-z]+=[^&#]*&?", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Counting();

    /// <summary>The feeds print one page now with http, now with https: the same notice. Nothing but the scheme is touched.</summary>
    private static string Https(string address) =>
        address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? "https://" + address["http://".Length..] : address;
}
