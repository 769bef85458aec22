namespace Monitor.Configuration;

/// <summary>Reads the typed values of a mapping and reports what is wrong with each, under its line.</summary>
internal sealed class MapReader
{
    private readonly YamlMap _map;
    private readonly List<ConfigError> _errors;

    /// <summary>Starts reading; keys that are not among <paramref name="known"/> are errors.</summary>
    public MapReader(YamlMap map, IReadOnlyList<string> known, List<ConfigError> errors)
    {
        (_map, _errors) = (map, errors);
        foreach (var entry in map.Entries.Where(entry => !known.Contains(entry.Key, StringComparer.Ordinal)))
        {
            var hint = NearName.Hint(entry.Key, known);
            Fail(entry.Place, entry.Key, hint.Length > 0 ? $"unknown key{hint}" : $"unknown key; known here are {string.Join(", ", known)}");
        }
    }

    /// <summary>Whether anything was wrong so far.</summary>
    public bool Failed { get; private set; }

    public void Fail(Place place, string key, string message)
    {
        Failed = true;
        var error = new ConfigError(place, key, message);
        // A value that is looked at twice is wrong once.
        if (!_errors.Contains(error)) _errors.Add(error);
    }

    /// <summary>Where the value of a key begins; where the mapping begins when it is not given.</summary>
    public Place PlaceOf(string key) => _map.Find(key)?.Place ?? _map.Place;

    /// <summary>Whatever stands under a key; null when nothing does.</summary>
    public YamlValue? Any(string key) => _map.Find(key)?.Value is { } value and not YamlText { IsNull: true } ? value : null;

    /// <summary>A single value with its place; null when it is not given or is a list.</summary>
    public YamlText? Value(string key)
    {
        switch (Any(key))
        {
            case null: return null;
            case YamlText text: return text;
            default:
                Fail(PlaceOf(key), key, "a single value is expected");
                return null;
        }
    }

    /// <summary>The text of a single value; null when it is not given.</summary>
    public string? Text(string key) => Value(key)?.Text.Trim();

    /// <summary>The text of a key that must be given; empty when it is not, which is then an error.</summary>
    public string Required(string key)
    {
        var text = Text(key) ?? "";
        if (text.Length == 0 && Any(key) is null or YamlText) Fail(PlaceOf(key), key, "this key is required");
        return text;
    }

    /// <summary>One of a few words; null when it is not given or is none of them.</summary>
    public string? Choice(string key, params IReadOnlyList<string> choices)
    {
        if (Text(key) is not { } text || choices.Contains(text, StringComparer.Ordinal)) return Text(key);
        Fail(PlaceOf(key), key, $"'{text}' is none of {string.Join(", ", choices)}{NearName.Hint(text, choices)}");
        return null;
    }

    /// <summary>The items of a list, or a single value as a list of one; empty when it is not given.</summary>
    public IReadOnlyList<YamlText> Items(string key)
    {
        switch (Any(key))
        {
            case null: return [];
            case YamlText text: return [text];
            case YamlList list when list.Items.All(item => item is YamlText): return [.. list.Items.Cast<YamlText>()];
            default:
                Fail(PlaceOf(key), key, "a list of single values is expected");
                return [];
        }
    }

    /// <summary>The items of a list, each one of the known names; the single value <c>all</c> and nothing at all give the empty list.</summary>
    /// <param name="key">The key.</param>
    /// <param name="known">What can be named.</param>
    /// <param name="noun">What a name stands for, in one word.</param>
    public IReadOnlyList<string> Names(string key, IReadOnlyCollection<string> known, string noun)
    {
        if (Any(key) is YamlText { Text: "all" }) return [];
        var names = new List<string>();
        foreach (var item in Items(key))
        {
            if (known.Contains(item.Text, StringComparer.Ordinal)) names.Add(item.Text);
            else Fail(item.Place, key, $"there is no {noun} '{item.Text}'; known are {string.Join(", ", known.Order(StringComparer.Ordinal))}{NearName.Hint(item.Text, known)}");
        }

        // An empty list would mean "all" further on.
        if (Any(key) is YamlList { Items.Count: 0 }) Fail(PlaceOf(key), key, "the list is empty: name at least one, or write all");
        return [.. names.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>What a check says about a single value, reported under it; returns the text.</summary>
    public string? Checked(string key, Func<string, string?> problem)
    {
        if (Text(key) is { } text && problem(text) is { } message) Fail(PlaceOf(key), key, message);
        return Text(key);
    }
}
