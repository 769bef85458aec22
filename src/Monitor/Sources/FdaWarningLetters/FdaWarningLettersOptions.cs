using System.ComponentModel.DataAnnotations;

namespace Monitor.Sources.FdaWarningLetters;

/// <summary>FDA's warning letters: the listing of the site and the page of each letter (section <c>Sources:FdaWarningLetters</c>).</summary>
internal sealed class FdaWarningLettersOptions
{
    /// <summary>Whether the source is polled. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Address of the site. Default https://www.fda.gov/.</summary>
    [Required]
    public Uri BaseUrl { get; set; } = new("https://www.fda.gov/");

    /// <summary>When the listing is read: <c>every 6h</c>, <c>daily 05:30</c> or a cron text; UTC. Letters are posted on working days, most on Tuesdays. Default every 6h.</summary>
    [Required]
    public string Schedule { get; set; } = "every 6h";

    /// <summary>Least time between two requests; the site's robots.txt asks for 30 seconds. Default 00:00:30; 0.1 second to 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan Spacing { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Rows of the listing per request; the whole of it, some thousands, is read each time. Default 500; 10 to 1000.</summary>
    [Range(10, 1000)]
    public int PageSize { get; set; } = 500;

    /// <summary>Pages of letters read in one run, newest first; with more to read the next run comes a minute later. Default 20; 1 to 1000.</summary>
    [Range(1, 1000)]
    public int PagesPerPoll { get; set; } = 20;

    /// <summary>Pages of letters posted longer ago are not read, however early the baseline of a watch is. Default 1825.00:00:00; 1 day to 36500 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "36500.00:00:00")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromDays(1825);
}
