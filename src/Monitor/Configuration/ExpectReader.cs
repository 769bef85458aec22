namespace Monitor.Configuration;

/// <summary>
/// Reads <c>expect</c>: ids by source, <c>{pubmed: [39174804]}</c>, and items with their own source, <c>[{source: fda-letters, id: …}]</c>,
/// alone or under any name.
/// </summary>
internal static class ExpectReader
{
    /// <summary>Ids by source, in the order written. What cannot be read is reported.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Read(MapReader reader)
    {
        var ids = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        switch (reader.Any("expect"))
        {
            case YamlMap map:
                foreach (var entry in map.Entries) Add(reader, ids, entry.Key, entry.Value);
                break;
            case YamlList list:
                Add(reader, ids, null, list);
                break;
            case YamlText text:
                reader.Fail(text.Place, "expect", "ids by source are expected, as in pubmed: [39174804]");
                break;
            case null:
                break;
        }

        return ids.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)pair.Value, StringComparer.Ordinal);
    }

    private static void Add(MapReader reader, Dictionary<string, List<string>> ids, string? source, YamlValue value)
    {
        switch (value)
        {
            case YamlText { IsNull: true }:
                break;
            case YamlText text when source is not null:
                Put(ids, source, text.Text);
                break;
            case YamlList list:
                foreach (var item in list.Items) Add(reader, ids, source, item);
                break;
            case YamlMap map when map.Find("source")?.Value is YamlText own && (map.Find("id") ?? map.Find("url"))?.Value is YamlText id:
                Put(ids, own.Text, id.Text);
                break;
            default:
                reader.Fail(value.Place, "expect", "an id is expected, or {source: …, id: …}, or {source: …, url: …}");
                break;
        }
    }

    private static void Put(Dictionary<string, List<string>> ids, string source, string id)
    {
        if (!ids.TryGetValue(source, out var list)) ids[source] = list = [];
        if (!list.Contains(id, StringComparer.Ordinal)) list.Add(id);
    }
}
