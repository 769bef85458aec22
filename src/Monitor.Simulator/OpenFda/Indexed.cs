using System.Text.Json.Nodes;

namespace Monitor.Simulator.OpenFda;

/// <summary>A record of an index, and what a search sees of it.</summary>
internal sealed class Indexed
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<List<string>>> _words;

    public Indexed(string id, JsonObject record)
    {
        (Id, Record) = (id, record);
        Collect("", record);
        _words = _values.ToDictionary(v => v.Key, v => v.Value.ConvertAll(Search.Words.Of), StringComparer.Ordinal);
    }

    public string Id { get; }

    public JsonObject Record { get; }

    /// <summary>All values of a field, by its path with dots; lists on the way are gone through.</summary>
    public IReadOnlyList<string> Values(string field) =>
        _values.TryGetValue(field.EndsWith(".exact", StringComparison.Ordinal) ? field[..^6] : field, out var found) ? found : [];

    public bool Matches(Clause clause) => clause switch
    {
        Both both => both.Parts.All(Matches),
        Either either => either.Parts.Any(Matches),
        Words words => (words.Field is null ? _words.Values.SelectMany(v => v) : _words.GetValueOrDefault(words.Field) ?? []).Any(v => Holds(v, words)),
        Days days => Values(days.Field).Any(v => string.CompareOrdinal(days.From, v) <= 0 && string.CompareOrdinal(v, days.To) <= 0),
        _ => throw new InvalidOperationException(clause.GetType().Name),
    };

    private static bool Holds(List<string> have, Words wanted)
    {
        for (var i = 0; i + wanted.Wanted.Count <= have.Count; i++)
        {
            var last = wanted.Wanted.Count - 1;
            if (Enumerable.Range(0, wanted.Wanted.Count).All(k => wanted.Prefix && k == last ? have[i + k].StartsWith(wanted.Wanted[k], StringComparison.Ordinal) : have[i + k] == wanted.Wanted[k])) return true;
        }

        return false;
    }

    private void Collect(string path, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject parts:
                foreach (var (name, value) in parts) Collect(path.Length == 0 ? name : $"{path}.{name}", value);
                break;
            case JsonArray items:
                foreach (var item in items) Collect(path, item);
                break;
            case JsonValue value when value.TryGetValue<string>(out var text) && text.Length > 0:
                if (!_values.TryGetValue(path, out var found)) _values[path] = found = [];
                found.Add(text);
                break;
        }
    }
}
