namespace Monitor.Configuration;

/// <summary>A value of a YAML file, with its place.</summary>
internal abstract record YamlValue(Place Place);

/// <summary>A mapping, in the order of the file; keys are unique regardless of case.</summary>
internal sealed record YamlMap(Place Place, IReadOnlyList<YamlEntry> Entries) : YamlValue(Place)
{
    public YamlEntry? Find(string key) => Entries.FirstOrDefault(entry => entry.Key == key);
}

/// <summary>One key and its value.</summary>
/// <param name="Key">As written.</param>
/// <param name="Place">Where the key stands.</param>
/// <param name="Value">What it is given.</param>
internal sealed record YamlEntry(string Key, Place Place, YamlValue Value);

/// <summary>A list.</summary>
internal sealed record YamlList(Place Place, IReadOnlyList<YamlValue> Items) : YamlValue(Place);

/// <summary>A single value.</summary>
/// <param name="Place">Where it begins; of a block scalar, the place of its <c>|</c>.</param>
/// <param name="Text">The text.</param>
/// <param name="Shape">How it was written.</param>
/// <param name="Indent">Of a literal block: the blanks before each line.</param>
internal sealed record YamlText(Place Place, string Text, YamlShape Shape, int Indent = 0) : YamlValue(Place)
{
    /// <summary>Nothing was written, or <c>~</c> or <c>null</c>.</summary>
    public bool IsNull => Shape == YamlShape.Plain && Text is "" or "~" or "null";

    /// <summary>Where a place inside the text stands in the file; of texts over several lines without | only the first line is known.</summary>
    public Place Inside(int line, int column) => Shape switch
    {
        YamlShape.Literal => Place with { Line = Place.Line + line, Column = Indent + column },
        YamlShape.Folded => Place with { Line = Place.Line + 1, Column = 0 },
        YamlShape.Quoted when line == 1 => Place with { Column = Place.Column + column },
        YamlShape.Plain when line == 1 => Place with { Column = Place.Column + column - 1 },
        _ => Place,
    };
}

/// <summary>The ways a single value is written.</summary>
internal enum YamlShape
{
    Plain,
    Quoted,
    Literal,
    Folded,
}
