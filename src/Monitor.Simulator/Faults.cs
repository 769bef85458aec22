namespace Monitor.Simulator;

/// <summary>The faults that a world can be given.</summary>
public static class Faults
{
    /// <summary>E-utilities answer 429 to about one request in three.</summary>
    public const string Throttle = "throttle";

    /// <summary>E-utilities answer 200 with an <c>ERROR</c> element.</summary>
    public const string EutilsError = "eutils-error";

    /// <summary>E-utilities answer 200 with an HTML page.</summary>
    public const string Html200 = "html-200";

    /// <summary>The trial registry answers 500.</summary>
    public const string CtgovError = "ctgov-500";

    /// <summary>FDA's pages (not its feeds) redirect to an apology, which answers 404.</summary>
    public const string PageBlocked = "page-blocked";

    /// <summary>FDA's feeds show their last three items only, for days.</summary>
    public const string FeedShort = "feed-short";

    /// <summary>The gateway before openFDA answers 429 to every request for recalls.</summary>
    public const string OpenFdaThrottle = "openfda-throttle";

    /// <summary>openFDA answers 500 to every request for recalls.</summary>
    public const string OpenFdaError = "openfda-500";

    /// <summary>openFDA's pages of recalls lack half of their records, and the link to the next.</summary>
    public const string OpenFdaShort = "openfda-short";

    /// <summary>openFDA answers 500 to every request for reports of adverse events.</summary>
    public const string OpenFdaEventsError = "openfda-events-500";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Known { get; } = [Throttle, EutilsError, Html200, CtgovError, PageBlocked, FeedShort, OpenFdaThrottle, OpenFdaError, OpenFdaShort, OpenFdaEventsError];

    internal static string SourceOf(string fault) => fault switch
    {
        CtgovError => WorldSources.ClinicalTrialsGov,
        PageBlocked or FeedShort => WorldSources.FdaRss,
        OpenFdaThrottle or OpenFdaError or OpenFdaShort => WorldSources.OpenFdaEnforcement,
        OpenFdaEventsError => WorldSources.OpenFdaEvents,
        _ => WorldSources.PubMed,
    };

    internal static void Check(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (!Known.Contains(name, StringComparer.Ordinal))
                throw new ArgumentException($"Unknown fault '{name}'; known are {string.Join(", ", Known)}.", nameof(names));
        }
    }
}
