using System.ComponentModel.DataAnnotations;

namespace Monitor.Sources.FdaRss;

/// <summary>FDA's RSS feeds of news and notices (section <c>Sources:FdaRss</c>).</summary>
internal sealed class FdaRssOptions
{
    /// <summary>Whether the source is polled. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Address that the feeds below are relative to. Default https://www.fda.gov/.</summary>
    [Required]
    public Uri BaseUrl { get; set; } = new("https://www.fda.gov/");

    /// <summary>When each feed is read: <c>every 1h</c>, <c>daily 05:30</c> or a cron text; UTC. Feeds hold 10 to 30 items: not less than daily, not more than hourly. Default every 1h.</summary>
    [Required]
    public string Schedule { get; set; } = "every 1h";

    /// <summary>Addresses of the feeds, absolute or relative to BaseUrl. Default: empty, which means <see cref="Delivered"/>: MedWatch, recalls, press releases, biologics, drugs, health fraud.</summary>
    public IList<string> Feeds { get; set; } = [];

    /// <summary>
    /// The feeds read when none are configured: those that clients have seen at work and that may hold a notice on such products.
    /// Food recalls stand in <c>recalls</c> too; health fraud is listed by the site and was never seen; one that is not there fails alone, and aloud.
    /// </summary>
    public static IReadOnlyList<string> Delivered { get; } =
    [
        "about-fda/contact-fda/stay-informed/rss-feeds/medwatch/rss.xml",
        "about-fda/contact-fda/stay-informed/rss-feeds/recalls/rss.xml",
        "about-fda/contact-fda/stay-informed/rss-feeds/press-releases/rss.xml",
        "about-fda/contact-fda/stay-informed/rss-feeds/biologics/rss.xml",
        "about-fda/contact-fda/stay-informed/rss-feeds/drugs/rss.xml",
        "about-fda/contact-fda/stay-informed/rss-feeds/health-fraud/rss.xml",
    ];

    /// <summary>Least time between a request and the next feed: a handful of feeds, read together at most hourly. Default 00:00:02; 0.1 second to 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan FeedSpacing { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Least time between a request and the next linked page; the site's robots.txt asks for 30 seconds. Default 00:00:30; 0.1 second to 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan Spacing { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Pages of items read in one run of a feed; with more to read the next run comes a minute later. Default 20; 1 to 1000.</summary>
    [Range(1, 1000)]
    public int PagesPerPoll { get; set; } = 20;

    /// <summary>Whether the page behind each new item is read, so that words in its body count. Default true.</summary>
    public bool ReadPages { get; set; } = true;
}
