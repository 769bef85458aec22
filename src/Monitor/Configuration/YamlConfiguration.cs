namespace Monitor.Configuration;

/// <summary>Reads <c>monitor.yaml</c>: sections as mappings, keys with single values or lists, each with its line.</summary>
internal sealed class YamlConfiguration
{
    private readonly List<GivenValue> _values = [];
    private readonly Dictionary<string, Place> _seen = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ConfigError> _errors;

    private YamlConfiguration(List<ConfigError> errors) => _errors = errors;

    /// <summary>What the file gives; nothing when there is no such file. Problems go to <paramref name="errors"/>, and the value is left out.</summary>
    public static IReadOnlyList<GivenValue> Read(string path, List<ConfigError> errors)
    {
        // A folder of that name, which Docker makes where a mounted file is missing, is not "no file": reading it is an error.
        if (!Path.Exists(path)) return [];
        var reader = new YamlConfiguration(errors);
        switch (YamlFile.Read(path, errors))
        {
            case YamlMap map: reader.Section(map, ""); break;
            case { } other: errors.Add(new ConfigError(other.Place, "", "sections are expected, such as Http:")); break;
            case null: break;
        }

        return reader._values;
    }

    private void Section(YamlMap map, string above)
    {
        foreach (var entry in map.Entries)
        {
            var path = above.Length == 0 ? entry.Key : $"{above}:{entry.Key}";
            if (OptionsCatalog.Find(path) is { } key) Key(key, entry, path);
            else if (!OptionsCatalog.IsSection(path)) Fail(entry, path, OptionsCatalog.Unknown(path));
            else if (entry.Value is YamlMap inner) Section(inner, path);
            else if (entry.Value is not YamlText { IsNull: true }) Fail(entry, path, "this is a section: its keys are expected below it, indented");
        }
    }

    private void Key(OptionKey key, YamlEntry entry, string path)
    {
        if (!_seen.TryAdd(key.Path, entry.Place))
        {
            Fail(entry, path, $"given twice; the first is in line {_seen[key.Path].Line}");
            return;
        }

        var texts = entry.Value switch
        {
            YamlText text when !key.IsList => [(text.IsNull ? "" : text.Text, entry.Place, path)],
            YamlList list when key.IsList => Items(list, path),
            YamlText { IsNull: true } => [],
            _ => null,
        };
        if (texts is null) Fail(entry, path, key.IsList ? "a list is expected, one item a line after a hyphen" : "a single value is expected");
        else if (GivenValue.Of(key, texts, entry.Place, path, _errors) is { } value) _values.Add(value);
    }

    private IReadOnlyList<(string Text, Place Place, string Written)>? Items(YamlList list, string path)
    {
        foreach (var odd in list.Items.Where(item => item is not YamlText)) _errors.Add(new ConfigError(odd.Place, path, "a single value is expected"));
        return [.. list.Items.OfType<YamlText>().Select((item, i) => (item.IsNull ? "" : item.Text, item.Place, $"{path}:{i}"))];
    }

    private void Fail(YamlEntry entry, string path, string message) => _errors.Add(new ConfigError(entry.Place, path, message));
}
