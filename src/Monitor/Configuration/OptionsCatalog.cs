using Monitor.Admin;
using Monitor.Delivery;
using Monitor.Delivery.Email;
using Monitor.Polling;
using Monitor.Sources;
using Monitor.Sources.ClinicalTrialsGov;
using Monitor.Sources.Crossref;
using Monitor.Sources.EuropePmc;
using Monitor.Sources.FdaLetters;
using Monitor.Sources.FdaRss;
using Monitor.Sources.FdaWarningLetters;
using Monitor.Sources.OpenFda;
using Monitor.Sources.PubMed;
using Monitor.Store;
using Monitor.Telemetry;

namespace Monitor.Configuration;

/// <summary>Every section and key that Monitor knows. A section that is not here is unknown wherever it is written.</summary>
internal static class OptionsCatalog
{
    public static IReadOnlyList<OptionsSection> Sections { get; } =
    [
        new OptionsSection<DataOptions>("Data"),
        new OptionsSection<StoreOptions>("Store"),
        new OptionsSection<PollingOptions>("Polling"),
        new OptionsSection<HttpOptions>("Http"),
        new OptionsSection<PubMedOptions>("Sources:PubMed"),
        new OptionsSection<ClinicalTrialsGovOptions>("Sources:ClinicalTrialsGov"),
        new OptionsSection<FdaRssOptions>("Sources:FdaRss"),
        new OptionsSection<FdaWarningLettersOptions>("Sources:FdaWarningLetters"),
        new OptionsSection<FdaLettersOptions>("Sources:FdaLetters"),
        new OptionsSection<OpenFdaEnforcementOptions>("Sources:OpenFdaEnforcement"),
        new OptionsSection<OpenFdaEventsOptions>("Sources:OpenFdaEvents"),
        new OptionsSection<EuropePmcOptions>("Sources:EuropePmc"),
        new OptionsSection<CrossrefOptions>("Sources:Crossref"),
        new OptionsSection<EmailOptions>("Email"),
        new OptionsSection<DkimOptions>("Email:Dkim"),
        new OptionsSection<DeliveryOptions>("Delivery"),
        new OptionsSection<OperatorOptions>("Operator"),
        new OptionsSection<AdminOptions>("Admin"),
        new OptionsSection<TelemetryOptions>("Telemetry"),
    ];

    public static IReadOnlyList<OptionKey> Keys { get; } = [.. Sections.SelectMany(section => section.Keys)];

    private static readonly Dictionary<string, OptionKey> ByPath = Keys.ToDictionary(key => key.Path, StringComparer.OrdinalIgnoreCase);

    private static readonly ILookup<string, string> Children = ChildNames();

    /// <summary>The key of that full path, in any case; null when there is none.</summary>
    public static OptionKey? Find(string path) => ByPath.GetValueOrDefault(path);

    /// <summary>Whether keys or sections stand below that path; the empty path is the top.</summary>
    public static bool IsSection(string path) => Children.Contains(path);

    /// <summary>What to say about a path that is neither a key nor a section: names the nearest known one.</summary>
    public static string Unknown(string path)
    {
        var segments = path.Split(':');
        var parent = "";
        for (var i = 0; i < segments.Length; i++)
        {
            var here = parent.Length == 0 ? segments[i] : $"{parent}:{segments[i]}";
            if (IsSection(here) || Find(here) is not null)
            {
                parent = here;
                continue;
            }

            var last = i == segments.Length - 1;
            if (NearName.Of(segments[i], Children[parent]) is { } near) return $"unknown key; did you mean {(last || parent.Length == 0 ? near : $"{parent}:{near}")}?";
            var elsewhere = Keys.Where(key => last && key.Name.Equals(segments[i], StringComparison.OrdinalIgnoreCase)).Select(key => key.Path).ToList();
            return elsewhere.Count == 1 ? $"unknown key; did you mean {elsewhere[0]}?"
                : Children[parent].Any() ? $"unknown key; known here are {string.Join(", ", Children[parent])}"
                : $"unknown key; {parent} takes a value, nothing below it";
        }

        return IsSection(path) ? "this is a section, not a key" : "unknown key";
    }

    private static ILookup<string, string> ChildNames()
    {
        var edges = new List<(string Parent, string Child)>();
        foreach (var path in Keys.Select(key => key.Path))
        {
            for (var colon = path.LastIndexOf(':'); ; colon = path.LastIndexOf(':', colon - 1))
            {
                var end = path.IndexOf(':', colon + 1) is var next and >= 0 ? next : path.Length;
                edges.Add((colon < 0 ? "" : path[..colon], path[(colon + 1)..end]));
                if (colon <= 0) break;
            }
        }

        return edges.Distinct().ToLookup(edge => edge.Parent, edge => edge.Child, StringComparer.OrdinalIgnoreCase);
    }
}
