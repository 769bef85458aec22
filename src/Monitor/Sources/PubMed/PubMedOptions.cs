using System.ComponentModel.DataAnnotations;

namespace Monitor.Sources.PubMed;

/// <summary>PubMed through NCBI E-utilities (section <c>Sources:PubMed</c>).</summary>
internal sealed class PubMedOptions
{
    /// <summary>Whether the source is polled. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Address of the E-utilities. Default https://eutils.ncbi.nlm.nih.gov/entrez/eutils/.</summary>
    [Required]
    public Uri BaseUrl { get; set; } = new("https://eutils.ncbi.nlm.nih.gov/entrez/eutils/");

    /// <summary>When each watch is polled: <c>every 6h</c>, <c>daily 05:30</c>, <c>weekdays 06:00</c>, <c>weekly mon 06:00</c>, or a cron text; UTC. Default every 6h.</summary>
    [Required]
    public string Schedule { get; set; } = "every 6h";

    /// <summary>File with the NCBI API key, which raises the limit from 3 to 10 requests a second. Default: none.</summary>
    public string? ApiKeyFile { get; set; }

    /// <summary>How far each window reaches back behind what is covered: records appear days after their entry date. Default 8.00:00:00 (days); 1 to 60 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "60.00:00:00")]
    public TimeSpan Overlap { get; set; } = TimeSpan.FromDays(8);

    /// <summary>Least time between two requests; raised to 1 second while no contact address is configured. Default 00:00:00.4; 0.1 second to 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Spacing { get; set; } = TimeSpan.FromMilliseconds(400);

    /// <summary>Records per efetch request. Default 200; 1 to 500.</summary>
    [Range(1, 500)]
    public int PageSize { get; set; } = 200;
}
