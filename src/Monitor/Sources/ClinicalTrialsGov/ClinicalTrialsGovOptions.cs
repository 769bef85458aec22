using System.ComponentModel.DataAnnotations;

namespace Monitor.Sources.ClinicalTrialsGov;

/// <summary>ClinicalTrials.gov through its API v2 (section <c>Sources:ClinicalTrialsGov</c>).</summary>
internal sealed class ClinicalTrialsGovOptions
{
    /// <summary>Whether the source is polled. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Address of the API. Default https://clinicaltrials.gov/api/v2/.</summary>
    [Required]
    public Uri BaseUrl { get; set; } = new("https://clinicaltrials.gov/api/v2/");

    /// <summary>When each watch is polled: <c>every 6h</c>, <c>daily 05:30</c>, <c>weekdays 06:00</c>, <c>weekly mon 06:00</c>, or a cron text; UTC. Default every 12h.</summary>
    [Required]
    public string Schedule { get; set; } = "every 12h";

    /// <summary>How far each window reaches back behind what is covered: posting lags submission by days. Default 4.00:00:00 (days); 1 to 60 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "60.00:00:00")]
    public TimeSpan Overlap { get; set; } = TimeSpan.FromDays(4);

    /// <summary>Least time between two requests; raised to 2 seconds while no contact address is configured. Default 00:00:01; 0.1 second to 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Spacing { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Studies per page. Default 100; 1 to 1000.</summary>
    [Range(1, 1000)]
    public int PageSize { get; set; } = 100;
}
