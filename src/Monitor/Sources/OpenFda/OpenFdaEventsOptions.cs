using System.ComponentModel.DataAnnotations;

namespace Monitor.Sources.OpenFda;

/// <summary>Reports of adverse events through openFDA, counted by day (section <c>Sources:OpenFdaEvents</c>).</summary>
internal sealed class OpenFdaEventsOptions
{
    /// <summary>Whether the source is polled, for watches of kind safety. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Address of openFDA. Default https://api.fda.gov/.</summary>
    [Required]
    public Uri BaseUrl { get; set; } = new("https://api.fda.gov/");

    /// <summary>When each watch is counted: <c>every 6h</c>, <c>daily 05:30</c>, <c>weekdays 06:00</c>, <c>weekly mon 06:00</c>, or a cron text; UTC. Default every 1d.</summary>
    [Required]
    public string Schedule { get; set; } = "every 1d";

    /// <summary>File with the openFDA API key, which raises the limit from 1,000 to 120,000 requests a day. Default: none.</summary>
    public string? ApiKeyFile { get; set; }

    /// <summary>How far each count reaches back behind what is covered: drug reports are published by the quarter, months after receipt. Default 200.00:00:00 (days); 1 to 400 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "400.00:00:00")]
    public TimeSpan Overlap { get; set; } = TimeSpan.FromDays(200);

    /// <summary>Least time between two requests; raised to 1 second while no contact address is configured. Default 00:00:00.3; 0.1 second to 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Spacing { get; set; } = TimeSpan.FromMilliseconds(300);
}
