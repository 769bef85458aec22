using Monitor.Sources;

namespace Monitor.Configuration;

/// <summary>
/// Reads <c>expect</c>: ids by source, <c>{pubmed: [39174804]}</c>, and items with their own source, <c>[{source: fda-letters, id: …}]</c>,
/// alone or under any name.
/// </summary>
internal static class ExpectReader
{
    private const string Key = "expect";

    /// <summary>Ids by source, in the order written. What cannot be read, or could never be found, is reported.</summary>
    /// <param name="reader">Of the watch.</param>
    /// <param name="sources">Those that the watch names; none = all.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Read(MapReader reader, IReadOnlyList<string> sources)
    {
        var ids = new Ids(reader, sources);
        switch (reader.Any(Key))
        {
            case YamlMap map:
                foreach (var entry in map.Entries) ids.Add(entry.Key, entry.Value);
                break;
            case YamlList list:
                ids.Add(null, list);
                break;
            case YamlText text:
                reader.Fail(text.Place, Key, "ids by source are expected, as in pubmed: [39174804]");
                break;
            case null:
                break;
        }

        return ids.BySource;
    }

    private sealed class Ids(MapReader reader, IReadOnlyList<string> sources)
    {
        private readonly Dictionary<string, List<string>> _ids = new(StringComparer.Ordinal);

        public IReadOnlyDictionary<string, IReadOnlyList<string>> BySource =>
            _ids.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)pair.Value, StringComparer.Ordinal);

        public void Add(string? source, YamlValue value)
        {
            switch (value)
            {
                case YamlText text when source is not null:
                    Put(source, text);
                    break;
                case YamlList list:
                    foreach (var item in list.Items) Add(source, item);
                    break;
                case YamlMap map when map.Find("source")?.Value is YamlText own && (map.Find("id") ?? map.Find("url"))?.Value is YamlText id:
                    Put(own.Text, id);
                    break;
                default:
                    Fail(value.Place, "an id is expected, or {source: …, id: …}, or {source: …, url: …}");
                    break;
            }
        }

        private void Put(string source, YamlText id)
        {
            if (Problem(source, id.IsNull ? "" : id.Text) is { } problem) Fail(id.Place, problem);
            if (!_ids.TryGetValue(source, out var list)) _ids[source] = list = [];
            if (!list.Contains(id.Text, StringComparer.Ordinal)) list.Add(id.Text);
        }

        /// <summary>Why the item would never be found; null = it may be.</summary>
        private string? Problem(string source, string id)
        {
            var known = SourceCatalog.KnownIds;
            if (!known.TryGetValue(source, out var form))
            {
                return SourceCatalog.KnownNames.Contains(source, StringComparer.Ordinal)
                    ? $"no item can be looked for at {source}"
                    : $"there is no source '{source}'; ids can be given for {string.Join(", ", known.Keys)}{NearName.Hint(source, [.. known.Keys])}";
            }

            var at = source == KnownIdForm.Doi ? SourceCatalog.KnowDois : [source];
            var asked = sources.Count == 0 || at.Any(s => sources.Contains(s, StringComparer.Ordinal));
            if (!asked) return $"the watch does not ask {string.Join(", ", at)}, so nothing can be found there";
            return form.Is(id) ? null : $"'{id}' is no id of {source}: {form.Like} is expected";
        }

        private void Fail(Place place, string message) =>
            reader.Fail(place, Key, reader.Text("name") is { Length: > 0 } watch ? $"{message} (watch {watch})" : message);
    }
}
