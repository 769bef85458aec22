using System.ComponentModel.DataAnnotations;

namespace Monitor.Sources.Crossref;

/// <summary>Crossref, where publishers register DOIs and what became of them (section <c>Sources:Crossref</c>).</summary>
internal sealed class CrossrefOptions
{
    /// <summary>Whether the source is polled. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Address of the REST API. Default https://api.crossref.org/.</summary>
    [Required]
    public Uri BaseUrl { get; set; } = new("https://api.crossref.org/");

    /// <summary>When each watch is polled: <c>every 1h</c>, <c>daily 05:30</c>, <c>weekdays 06:00</c>, <c>weekly mon 06:00</c>, or a cron text; UTC. Default every 1h: a retraction of something sent should not wait.</summary>
    [Required]
    public string Schedule { get; set; } = "every 1h";

    /// <summary>How far each window reaches back behind what is covered, by the day of indexing. Default 1.00:00:00 (days); 1 to 60 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "60.00:00:00")]
    public TimeSpan Overlap { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Least time between two requests; raised to 1 second while no contact address is configured. Default 00:00:00.35; 0.1 second to 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Spacing { get; set; } = TimeSpan.FromMilliseconds(350);

    /// <summary>Works per page. Default 200; 20 to 1000.</summary>
    [Range(20, 1000)]
    public int PageSize { get; set; } = 200;

    /// <summary>Works registered longer ago are not searched by words, however early a baseline is; what is stored is asked for by its DOI whatever its age. Default 365.00:00:00 (days); 30 to 36500 days.</summary>
    [Range(typeof(TimeSpan), "30.00:00:00", "36500.00:00:00")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromDays(365);
}
