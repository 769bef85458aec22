using System.ComponentModel.DataAnnotations;

namespace Monitor.Sources.OpenFda;

/// <summary>FDA's enforcement reports, which are its recalls, through openFDA (section <c>Sources:OpenFdaEnforcement</c>).</summary>
internal sealed class OpenFdaEnforcementOptions
{
    /// <summary>Whether the source is polled. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Address of openFDA. Default https://api.fda.gov/.</summary>
    [Required]
    public Uri BaseUrl { get; set; } = new("https://api.fda.gov/");

    /// <summary>When each watch is polled: <c>every 6h</c>, <c>daily 05:30</c>, <c>weekdays 06:00</c>, <c>weekly mon 06:00</c>, or a cron text; UTC. Default every 6h.</summary>
    [Required]
    public string Schedule { get; set; } = "every 6h";

    /// <summary>File with the openFDA API key, which raises the limit from 1,000 to 120,000 requests a day. Default: none.</summary>
    public string? ApiKeyFile { get; set; }

    /// <summary>How far each window reaches back behind what is covered: reports come in weekly batches and up to two weeks late. Default 30.00:00:00 (days); 1 to 180 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "180.00:00:00")]
    public TimeSpan Overlap { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Least time between two requests; raised to 1 second while no contact address is configured. Default 00:00:00.3; 0.1 second to 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Spacing { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Records per page. Default 100; 1 to 1000.</summary>
    [Range(1, 1000)]
    public int PageSize { get; set; } = 100;
}
