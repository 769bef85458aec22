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
    private Mark _reached = Mark.Empty;

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
        catch (RefusedException e)
        {
            errors.Add(new ConfigError(file.At(e.Start), "", e.Message));
        }
        catch (YamlException e)
        {
            errors.Add(file.TabIndent(e) ?? new ConfigError(file.At(e.Start), "", $"not readable as YAML: {e.Message}"));
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet loses its own state over some unclosed brackets, and says nothing about the place.
            errors.Add(new ConfigError(file.At(file._reached), "", "not readable as YAML from here on: is a bracket or quotation mark not closed?"));
        }

        return null;
    }

    private YamlValue? Document()
    {
        _events.Consume<StreamStart>();
        if (_events.Accept<StreamEnd>(out _)) return null;
        _events.Consume<DocumentStart>();
        var value = Value(0);
        _events.Consume<DocumentEnd>();
        if (_events.TryConsume<DocumentStart>(out var second)) throw new RefusedException(second, "a second document: one file holds one");
        return value is YamlText { IsNull: true } ? null : value;
    }

    private YamlValue Value(int depth)
    {
        if (_events.Accept<NodeEvent>(out var node)) _reached = node.Start;
        if (node is not null && depth > MaxDepth) throw new RefusedException(node, $"more than {MaxDepth} levels");
        if (_events.TryConsume<AnchorAlias>(out var alias)) throw new RefusedException(alias, "anchors and aliases are not read: write the value out");
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
                throw new RefusedException(odd is null ? start : odd, "a key must be a single word");
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

    /// <summary>The most frequent mistake, said in plain words: of the lines that YamlDotNet complains about, the one that is indented with a tab.</summary>
    private ConfigError? TabIndent(YamlException e)
    {
        for (var line = (int)e.Start.Line; line <= Math.Min(e.End.Line + 1, _lines.Length); line++)
        {
            var text = _lines[line - 1];
            if (text[..^text.TrimStart().Length].Contains('\t', StringComparison.Ordinal)) return new ConfigError(_shown, line, 1, "", "a tab at the beginning of the line: YAML is indented with spaces");
        }

        return null;
    }

    /// <summary>YAML that we do not read.</summary>
    private sealed class RefusedException(ParsingEvent at, string message) : YamlException(at.Start, at.End, message);
}
