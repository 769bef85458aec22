using System.ComponentModel.DataAnnotations;

namespace Monitor.Sources.EuropePmc;

/// <summary>Europe PMC through its REST service (section <c>Sources:EuropePmc</c>).</summary>
internal sealed class EuropePmcOptions
{
    /// <summary>Whether the source is polled. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Address of the service. Default https://www.ebi.ac.uk/europepmc/webservices/rest/.</summary>
    [Required]
    public Uri BaseUrl { get; set; } = new("https://www.ebi.ac.uk/europepmc/webservices/rest/");

    /// <summary>When each watch is polled: <c>every 6h</c>, <c>daily 05:30</c>, <c>weekdays 06:00</c>, <c>weekly mon 06:00</c>, or a cron text; UTC. Default every 6h.</summary>
    [Required]
    public string Schedule { get; set; } = "every 6h";

    /// <summary>How far each window reaches back behind what is covered: records appear days after the day they bear. Default 8.00:00:00 (days); 1 to 60 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "60.00:00:00")]
    public TimeSpan Overlap { get; set; } = TimeSpan.FromDays(8);

    /// <summary>Least time between two requests; raised to 1 second while no contact address is configured. Default 00:00:00.35; 0.1 second to 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Spacing { get; set; } = TimeSpan.FromMilliseconds(350);

    /// <summary>Records per page. Default 100; 1 to 1000.</summary>
    [Range(1, 1000)]
    public int PageSize { get; set; } = 100;

    /// <summary>Collections searched, by Europe PMC's abbreviations. Default: empty, which means <see cref="Literature"/>: all of its literature, no patents. <c>PPR</c> alone is preprints.</summary>
    public IList<string> Collections { get; set; } = [];

    /// <summary>PubMed, PubMed Central, preprints, Agricola, Chinese abstracts, theses, NHS guidelines.</summary>
    public static IReadOnlyList<string> Literature { get; } = ["MED", "PMC", "PPR", "AGR", "CBA", "ETH", "HIR"];

    /// <summary>Those there are besides: patents, Citeseer.</summary>
    public static IReadOnlyList<string> Others { get; } = ["PAT", "CTX"];
}
