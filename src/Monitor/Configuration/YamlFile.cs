using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Monitor.Configuration;

/// <summary>
/// Reads a YAML file into values that know their place. It reads events, not YamlDotNet's representation model,
/// which gives up at the first duplicate key: here each one is reported and the first one counts.
/// </summary>
internal sealed class YamlFile
{
    /// <summary>Deepest nesting read.</summary>
    private const int MaxDepth = 20;

    private readonly string _shown;
    private readonly string[] _lines;
    private readonly Parser _events;
    private readonly List<ConfigError> _errors;

    private YamlFile(string shown, string text, List<ConfigError> errors)
    {
        (_shown, _errors) = (shown, errors);
        _lines = text.ReplaceLineEndings("\n").Split('\n');
        _events = new Parser(new Scanner(new StringReader(text), skipComments: true));
    }

    /// <summary>The value of a file; null when it is empty or cannot be read, which is then among the errors.</summary>
    public static YamlValue? Read(string path, List<ConfigError> errors)
    {
        var shown = path.Replace('\\', '/');
        try
        {
            return Parse(shown, File.ReadAllText(path), errors);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add(new ConfigError(shown, 0, 0, "", $"cannot be read: {e.Message}"));
            return null;
        }
    }

    /// <summary>The value of a text; null when it is empty or cannot be read, which is then among the errors.</summary>
    public static YamlValue? Parse(string shown, string text, List<ConfigError> errors)
    {
        var file = new YamlFile(shown, text, errors);
        try
        {
            return file.Document();
        }
        catch (YamlException e)
        {
            var place = file.At(e.Start);
            errors.Add(new ConfigError(place, "", file.Problem(place, e)));
            return null;
        }
    }

    private YamlValue? Document()
    {
        _events.Consume<StreamStart>();
        if (_events.Accept<StreamEnd>(out _)) return null;
        _events.Consume<DocumentStart>();
        var value = Value(0);
        _events.Consume<DocumentEnd>();
        if (_events.TryConsume<DocumentStart>(out var second)) throw new YamlException(second.Start, second.End, "a second document: one file holds one");
        return value is YamlText { IsNull: true } ? null : value;
    }

    private YamlValue Value(int depth)
    {
        if (_events.Accept<NodeEvent>(out var node) && depth > MaxDepth) throw new YamlException(node.Start, node.End, $"more than {MaxDepth} levels");
        if (_events.TryConsume<AnchorAlias>(out var alias)) throw new YamlException(alias.Start, alias.End, "anchors and aliases are not read: write the value out");
        if (_events.TryConsume<MappingStart>(out var map)) return Map(map, depth);
        if (!_events.TryConsume<SequenceStart>(out var list)) return Text(_events.Consume<Scalar>());
        var items = new List<YamlValue>();
        while (!_events.TryConsume<SequenceEnd>(out _)) items.Add(Value(depth + 1));
        return new YamlList(At(list.Start), items);
    }

    private YamlMap Map(MappingStart start, int depth)
    {
        var entries = new List<YamlEntry>();
        while (!_events.TryConsume<MappingEnd>(out _))
        {
            if (!_events.TryConsume<Scalar>(out var key))
            {
                _events.Accept<NodeEvent>(out var odd);
                throw new YamlException(odd?.Start ?? start.Start, odd?.End ?? start.End, "a key must be a single word");
            }

            var place = At(key.Start);
            var value = Value(depth + 1);
            var first = entries.Find(entry => entry.Key.Equals(key.Value, StringComparison.OrdinalIgnoreCase));
            if (first is null) entries.Add(new YamlEntry(key.Value, place, value));
            else _errors.Add(new ConfigError(place, key.Value, $"given twice; the first is in line {first.Place.Line}"));
        }

        return new YamlMap(At(start.Start), entries);
    }

    private YamlText Text(Scalar scalar)
    {
        var place = At(scalar.Start);
        return scalar.Style switch
        {
            ScalarStyle.Literal => new YamlText(place, scalar.Value, YamlShape.Literal, IndentAfter(place.Line)),
            ScalarStyle.Folded => new YamlText(place, scalar.Value, YamlShape.Folded),
            ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted => new YamlText(place, scalar.Value, YamlShape.Quoted),
            _ => new YamlText(place, scalar.Value, YamlShape.Plain),
        };
    }

    private int IndentAfter(int line)
    {
        var first = _lines.Skip(line).FirstOrDefault(text => text.Trim().Length > 0) ?? "";
        return first.Length - first.TrimStart(' ').Length;
    }

    private Place At(Mark mark) => new(_shown, (int)mark.Line, (int)mark.Column);

    private string Problem(Place place, YamlException e)
    {
        var line = place.Line <= _lines.Length ? _lines[place.Line - 1] : "";
        var blank = line[..^line.TrimStart().Length];
        return blank.Contains('\t', StringComparison.Ordinal) ? "a tab at the beginning of the line: YAML is indented with spaces" : $"not readable as YAML: {e.Message}";
    }
}
