using Monitor.Documents;
using Monitor.Sources.Feeds;
using Monitor.Text;

namespace Monitor.Sources.FdaRss;

/// <summary>A feed item as a notice.</summary>
internal static class FdaNotice
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
    /// <exception cref="FormatException">The item has neither guid nor link, or markup that cannot be read.</exception>
    public static SourceRecord Read(RssItem item, string noticeType, string payload)
    {
        var link = CleanText.WebLink(item.Link) ?? CleanText.WebLink(item.Guid);
        var key = CleanText.OneLine(item.Guid) ?? link ?? throw new FormatException("an item with neither guid nor link");
        var posted = FeedDate.Read(item.Date);
        var id = Https(key);
        var summary = HtmlText.Lines(item.Description);
        PartialDate? published = posted is { } instant ? PartialDate.From(DateOnly.FromDateTime(instant.DateTime)) : null;
        var notice = new Notice
        {
            Id = HitId.Of(FdaRssSource.SourceName, id),
            Source = FdaRssSource.SourceName,
            ExternalId = id,
            NoticeType = noticeType,
            Title = HtmlText.OneLine(item.Title) ?? summary?.Split('\n')[0] ?? id,
            Link = link is null || new Uri(link).IsLoopback ? link : Https(link),
            Abstract = summary,
            Posted = posted?.ToUniversalTime(),
            Published = published,
        };
        return new SourceRecord(notice, published, payload);
    }

    /// <summary>The feeds print one page now with http, now with https: the same notice. Nothing but the scheme is touched.</summary>
    private static string Https(string address) =>
        address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? "https://" + address["http://".Length..] : address;
}
