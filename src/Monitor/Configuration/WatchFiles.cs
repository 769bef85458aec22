using Monitor.Documents;

namespace Monitor.Configuration;

/// <summary>Reads the folder of watches, one watch a file.</summary>
internal static class WatchFiles
{
    private const string Expected = "the keys of one watch are expected, beginning with name:";

    /// <summary>
    /// The watches without errors, the names of all that are declared, also of those with errors, and where the file of each speaks of its
    /// sources. Without the folder: none.
    /// </summary>
    public static (IReadOnlyList<Watch> Watches, IReadOnlyCollection<string> Declared, IReadOnlyDictionary<string, Place> Sources) Read(
        string folder, IReadOnlyCollection<string> sources, List<ConfigError> errors)
    {
        var watches = new List<Watch>();
        var names = new ProductNames(Path.GetDirectoryName(folder) ?? "");
        var declared = new Dictionary<string, string>(StringComparer.Ordinal);
        var places = new Dictionary<string, Place>(StringComparer.Ordinal);
        foreach (var path in Files(folder, errors))
        {
            var before = errors.Count;
            var value = YamlFile.Read(path, errors);
            if (value is not YamlMap map)
            {
                // A file that cannot be read still speaks for the watch that it is probably named after.
                declared.TryAdd(Path.GetFileNameWithoutExtension(path), path);
                if (value is not null) errors.Add(new ConfigError(value.Place, "", Expected));
                else if (errors.Count == before) errors.Add(new ConfigError(path.Replace('\\', '/'), 0, 0, "", $"the file is empty: {Expected}"));
                continue;
            }

            var watch = WatchReader.Read(map, sources, names, errors);
            var name = watch?.Name ?? (map.Find("name")?.Value as YamlText)?.Text ?? Path.GetFileNameWithoutExtension(path);
            if (!declared.TryAdd(name, path)) errors.Add(new ConfigError(map.Find("name")?.Place ?? map.Place, "name", $"a second watch with the name {name}; the first is in {declared[name].Replace('\\', '/')}"));
            if (watch is null || errors.Count != before) continue;
            watches.Add(watch);
            places[watch.Name] = (map.Find("sources") ?? map.Find("name"))?.Place ?? map.Place;
        }

        errors.AddRange(names.Errors);
        return (watches, declared.Keys, places);
    }

    private static string[] Files(string folder, List<ConfigError> errors)
    {
        if (!Path.Exists(folder)) return [];
        try
        {
            foreach (var odd in Directory.GetFiles(folder, "*.yml")) errors.Add(new ConfigError(odd.Replace('\\', '/'), 0, 0, "", "watches are read from files that end in .yaml: rename it"));
            return [.. Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add(new ConfigError(folder.Replace('\\', '/'), 0, 0, "", $"cannot be read: {e.Message}"));
            return [];
        }
    }
}
