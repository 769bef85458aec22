using System.Collections;
using System.Globalization;

namespace Monitor.Configuration;

/// <summary>Reads keys that come in pairs of name and value: environment and command line.</summary>
internal static class PairedConfiguration
{
    /// <summary>
    /// Variables <c>Section__Key</c>, in any case, whose first part is a section of ours; all others belong to somebody else.
    /// </summary>
    public static IReadOnlyList<GivenValue> Environment(IDictionary variables, List<ConfigError> errors)
    {
        var pairs = variables.Cast<DictionaryEntry>()
            .Select(variable => new Pair((string)variable.Key, ((string)variable.Key).Replace("__", ":", StringComparison.Ordinal), variable.Value as string ?? ""))
            .Where(pair => pair.Path.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && OptionsCatalog.IsSection(pair.Path[..colon]))
            .OrderBy(pair => pair.Written, StringComparer.Ordinal)
            .ToList();
        // On Linux Email__Host and EMAIL__HOST are two variables, and their order says nothing.
        foreach (var twice in pairs.GroupBy(pair => pair.Path, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            errors.Add(new ConfigError(Place.Environment, twice.Last().Written, $"given twice; the other is {twice.First().Written}"));
        }

        return Read(pairs, Place.Environment, errors);
    }

    /// <summary>Pairs of full key and value, as in <c>--Sources:PubMed:Enabled false</c>; of two for one key the last counts.</summary>
    public static IReadOnlyList<GivenValue> CommandLine(IReadOnlyList<KeyValuePair<string, string>> pairs, List<ConfigError> errors) =>
        Read([.. pairs.Select(pair => new Pair($"--{pair.Key}", pair.Key, pair.Value))], Place.CommandLine, errors);

    private static IReadOnlyList<GivenValue> Read(List<Pair> pairs, Place place, List<ConfigError> errors)
    {
        var found = new List<(OptionKey Key, int Index, Pair Pair)>();
        foreach (var pair in pairs)
        {
            var (key, index) = Resolve(pair.Path);
            if (key is null) errors.Add(new ConfigError(place, pair.Written, OptionsCatalog.Unknown(pair.Path)));
            else if (key.IsList && index < 0) errors.Add(new ConfigError(place, pair.Written, $"a list is expected: number the items, {key.Path}:0, {key.Path}:1"));
            else found.Add((key, index, pair));
        }

        return [.. found.GroupBy(one => one.Key).Select(group => Value(group.Key, [.. group], place, errors)).OfType<GivenValue>()];
    }

    private static GivenValue? Value(OptionKey key, IReadOnlyList<(OptionKey Key, int Index, Pair Pair)> found, Place place, List<ConfigError> errors)
    {
        var texts = found.GroupBy(one => one.Index).OrderBy(group => group.Key).Select(group => group.Last().Pair).ToList();
        return GivenValue.Of(key, texts.Select(pair => (pair.Value, place, pair.Written)), place, texts[0].Written, errors);
    }

    private static (OptionKey? Key, int Index) Resolve(string path)
    {
        if (OptionsCatalog.Find(path) is { } key) return (key, -1);
        var colon = path.LastIndexOf(':');
        return colon > 0
            && int.TryParse(path.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && OptionsCatalog.Find(path[..colon]) is { IsList: true } list
            ? (list, index)
            : (null, -1);
    }

    private sealed record Pair(string Written, string Path, string Value);
}
