namespace Monitor.Sources;

/// <summary>All sources by their unique names.</summary>
internal sealed class SourceCatalog
{
    /// <summary>Names of the sources this program knows, enabled or not, in the order of the registrations.</summary>
    public static IReadOnlyList<string> KnownNames { get; } =
        ["pubmed", "clinicaltrials.gov", "fda-rss", "fda-warning-letters", "fda-letters", "openfda-enforcement", "openfda-events", "europepmc", "crossref"];

    /// <summary>How the ids of known items look at the sources that look for them, and under <c>doi</c>.</summary>
    public static IReadOnlyDictionary<string, KnownIdForm> KnownIds { get; } = new Dictionary<string, KnownIdForm>(StringComparer.Ordinal)
    {
        ["pubmed"] = PubMed.PubMedSource.KnownIds,
        ["clinicaltrials.gov"] = ClinicalTrialsGov.ClinicalTrialsGovSource.KnownIds,
        ["fda-rss"] = KnownIdForm.OfKept,
        ["fda-warning-letters"] = KnownIdForm.OfKept,
        ["fda-letters"] = KnownIdForm.OfKept,
        ["europepmc"] = EuropePmc.EuropePmcSource.KnownIds,
        ["crossref"] = Crossref.CrossrefSource.KnownIds,
        [KnownIdForm.Doi] = KnownIdForm.OfDoi,
    };

    /// <summary>Names of those that know an article by its DOI.</summary>
    public static IReadOnlyList<string> KnowDois { get; } = ["pubmed", "europepmc", "crossref"];

    private readonly Dictionary<string, ISource> _byName = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">Two sources share a name.</exception>
    public SourceCatalog(IEnumerable<ISource> sources)
    {
        foreach (var source in sources)
        {
            if (!_byName.TryAdd(source.Name, source)) throw new InvalidOperationException($"Two sources are named {source.Name}.");
        }
    }

    /// <summary>Enabled or not.</summary>
    public IReadOnlyCollection<ISource> All => _byName.Values;

    /// <summary>Those that the configuration enables.</summary>
    public IReadOnlyList<ISource> Enabled => [.. _byName.Values.Where(s => s.Enabled)];

    /// <exception cref="KeyNotFoundException">No such source; the message lists those there are.</exception>
    public ISource Get(string name) => _byName.TryGetValue(name, out var source)
        ? source
        : throw new KeyNotFoundException($"no source is named {name}; there are {string.Join(", ", _byName.Keys)}");
}
