using System.Collections;

namespace Monitor.Configuration;

/// <summary>Puts the configuration together: defaults, then <c>monitor.yaml</c>, then environment, then command line; the later counts.</summary>
internal static class ConfigurationLoader
{
    /// <summary>A zone that no set of them lacks; PubMed counts its days in it.</summary>
    private const string SomeZone = "America/New_York";

    /// <summary>Reads everything and never throws for what users wrote: problems are all in <see cref="LoadedConfiguration.Errors"/>.</summary>
    /// <param name="configDir">Folder with monitor.yaml, recipients.yaml and watches; files that are missing mean defaults.</param>
    /// <param name="commandLine">Full keys, such as <c>Sources:PubMed:Enabled</c>, and their values.</param>
    /// <param name="environment">Variables, as from <see cref="Environment.GetEnvironmentVariables()"/>.</param>
    /// <param name="knownSources">Names that a watch may list under <c>sources</c>.</param>
    /// <param name="named">The user named the folder: then it must exist.</param>
    public static LoadedConfiguration Load(
        string configDir,
        IReadOnlyList<KeyValuePair<string, string>> commandLine,
        IDictionary environment,
        IReadOnlyCollection<string> knownSources,
        bool named = false)
    {
        var errors = new List<ConfigError>();
        var noZones = NoZones();
        if (noZones is not null) errors.Add(noZones);
        if (named && !Directory.Exists(configDir)) errors.Add(new ConfigError(Place.CommandLine, "--config", $"there is no folder {configDir}"));
        var values = Merge(
        [
            YamlConfiguration.Read(Path.Combine(configDir, "monitor.yaml"), errors),
            PairedConfiguration.Environment(environment, errors),
            PairedConfiguration.CommandLine(commandLine, errors),
        ]);
        OptionRules.Check(values.Values, errors);
        var right = errors.Count == 0;
        var (watches, declared, places) = WatchFiles.Read(Path.Combine(configDir, "watches"), knownSources, errors);
        // Without zones each reader's would be another error.
        var recipients = noZones is null ? RecipientFile.Read(Path.Combine(configDir, "recipients.yaml"), declared, errors) : [];
        var names = MakerFile.Read(Path.Combine(configDir, MakerFile.FileName), errors);
        return new LoadedConfiguration
        {
            Values = Bindable(values.Values),
            Watches = watches,
            Recipients = recipients,
            Names = names,
            SourcesOfWatches = places,
            Errors = Sorted(errors),
            OptionsAreRight = right,
            Effective = [.. OptionsCatalog.Keys.Select(key => Effective(key, values.GetValueOrDefault(key.Path)))],
        };
    }

    /// <summary>What to say of a machine without time-zone data; null = it has them.</summary>
    public static ConfigError? NoZones() => TimeZoneInfo.TryFindSystemTimeZoneById(SomeZone, out _) ? null
        : new ConfigError(Place.Machine, "", $"has no time-zone data (looked for {SomeZone}): install it; on Debian and Alpine the package is tzdata");

    private static IReadOnlyList<ConfigError> Sorted(List<ConfigError> errors)
    {
        var files = errors.Select(error => error.File).Distinct(StringComparer.Ordinal).ToList();
        return [.. errors.OrderBy(error => files.IndexOf(error.File)).ThenBy(error => error.Line)];
    }

    private static Dictionary<string, GivenValue> Merge(IReadOnlyList<GivenValue>[] layers)
    {
        var values = new Dictionary<string, GivenValue>(StringComparer.Ordinal);
        foreach (var value in layers.SelectMany(layer => layer)) values[value.Key.Path] = value;
        return values;
    }

    private static IConfiguration Bindable(IEnumerable<GivenValue> values)
    {
        var pairs = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var value in values.Where(value => !value.Unset))
        {
            if (!value.Key.IsList) pairs[value.Key.Path] = value.Texts[0];
            else if (value.Texts.Count == 0) pairs[value.Key.Path] = "";
            else for (var i = 0; i < value.Texts.Count; i++) pairs[$"{value.Key.Path}:{i}"] = value.Texts[i];
        }

        return new ConfigurationBuilder().AddInMemoryCollection(pairs).Build();
    }

    private static EffectiveValue Effective(OptionKey key, GivenValue? given)
    {
        var text = given is null || given.Unset ? key.DefaultText : OptionText.Write(given.Texts);
        return new EffectiveValue(
            key.Path,
            key.Secret && text.Length > 0 ? "***" : text,
            text == key.DefaultText,
            given is null ? "default" : given.Place.ToString());
    }
}
