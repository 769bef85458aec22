using System.ComponentModel.DataAnnotations;

namespace Monitor.Sources.FdaLetters;

/// <summary>FDA's untitled letters and public notifications, by the addresses of their pages (section <c>Sources:FdaLetters</c>).</summary>
internal sealed class FdaLettersOptions
{
    /// <summary>Whether the source is polled. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Address that the pages below are relative to. Default https://www.fda.gov/.</summary>
    [Required]
    public Uri BaseUrl { get; set; } = new("https://www.fda.gov/");

    /// <summary>When each page is read: <c>every 12h</c>, <c>daily 05:30</c> or a cron text; UTC. Default every 12h.</summary>
    [Required]
    public string Schedule { get; set; } = "every 12h";

    /// <summary>Pages that list letters, a link and a date each; each becomes a notice. Default: empty, which means <see cref="DeliveredLists"/>.</summary>
    public IList<string> Lists { get; set; } = [];

    /// <summary>Pages that are a notice themselves and are watched for changes of their text. Default: empty, which means <see cref="DeliveredPages"/>.</summary>
    public IList<string> Pages { get; set; } = [];

    /// <summary>Least time between two requests; the site's robots.txt asks for 30 seconds. Default 00:00:30; 0.1 second to 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan Spacing { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Listed letters whose page is read in one run, newest first; with more to read the next run comes a minute later. Default 20; 1 to 1000.</summary>
    [Range(1, 1000)]
    public int PagesPerPoll { get; set; } = 20;

    /// <summary>The lists read when none are configured. The address of CBER's list of untitled letters on human cells and tissues, the one with exosome firms, is not known.</summary>
    public static IReadOnlyList<string> DeliveredLists { get; } =
    [
        "drugs/warning-letters-and-notice-violation-letters-pharmaceutical-companies/untitled-letters",
        "vaccines-blood-biologics/enforcement-actions-cber/untitled-letters-regarding-advertising-promotional-labeling-approved-biologics",
        "vaccines-blood-biologics/safety-availability-biologics/2024-safety-and-availability-communications",
    ];

    /// <summary>The pages watched when none are configured.</summary>
    public static IReadOnlyList<string> DeliveredPages { get; } =
    [
        "vaccines-blood-biologics/safety-availability-biologics/public-safety-notification-exosome-products",
        "safety/medical-product-safety-information/public-safety-alert-due-marketing-unapproved-stem-cell-and-exosome-products",
        "vaccines-blood-biologics/consumers-biologics/consumer-alert-regenerative-medicine-products-including-stem-cells-and-exosomes",
        "vaccines-blood-biologics/consumers-biologics/important-patient-and-consumer-information-about-regenerative-medicine-therapies",
    ];
}
