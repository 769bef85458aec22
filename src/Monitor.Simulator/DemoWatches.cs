namespace Monitor.Simulator;

/// <summary>
/// The two watches of the demo. World and product read the same texts: the world labels its records for these
/// names when it writes them, the product finds them by these queries.
/// </summary>
public static class DemoWatches
{
    /// <summary>Name of the watch of kind <c>studies</c>.</summary>
    public const string ExosomeHair = "exosome-hair";

    /// <summary>Query of <see cref="ExosomeHair"/>.</summary>
    public const string ExosomeHairQuery =
        "(exosom* OR \"extracellular vesicle\" OR \"extracellular vesicles\" OR secretome*) AND "
        + "(alopecia* OR \"hair loss\" OR \"hair growth\" OR \"hair regrowth\" OR \"hair density\" OR \"hair follicle\" "
        + "OR \"hair follicles\" OR \"dermal papilla\")";

    /// <summary>Name of the watch of kind <c>safety</c>.</summary>
    public const string ExosomeNotices = "exosome-notices";

    /// <summary>Query of <see cref="ExosomeNotices"/> for literature.</summary>
    public const string ExosomeNoticesQuery = "exosom* AND (necrosis OR granuloma* OR \"adverse event\" OR \"adverse events\")";

    /// <summary>Query of <see cref="ExosomeNotices"/> for notices of regulators.</summary>
    public const string ExosomeNoticesNoticeQuery = "exosom* OR \"extracellular vesicle\" OR \"extracellular vesicles\"";

    /// <summary>Sources for which the world labels <see cref="ExosomeHair"/>.</summary>
    public static IReadOnlyList<string> ExosomeHairSources { get; } = [WorldSources.PubMed, WorldSources.ClinicalTrialsGov, WorldSources.EuropePmc, WorldSources.Crossref];

    /// <summary>Sources for which the world labels <see cref="ExosomeNotices"/>.</summary>
    public static IReadOnlyList<string> ExosomeNoticesSources { get; } =
    [
        WorldSources.PubMed, WorldSources.FdaRss, WorldSources.FdaWarningLetters, WorldSources.FdaLetters, WorldSources.OpenFdaEnforcement, WorldSources.OpenFdaEvents,
        WorldSources.EuropePmc, WorldSources.Crossref,
    ];
}
