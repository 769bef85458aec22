using Monitor.Documents;

namespace Monitor.Configuration;

/// <summary>
/// Reads makers and products with their public sources from <c>products.yaml</c>. Words, and names whose source is
/// <c>not confirmed</c>, are looked for at regulators by watches and link nothing.
/// </summary>
internal static class MakerFile
{
    public const string FileName = "products.yaml";

    private const string NotConfirmed = "not confirmed";

    private static readonly string[] Keys = ["name", "kind", "script", "source", "maker"];

    /// <summary>The names without errors; none when there is no such file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="errors">Receives what is wrong and does not stand there yet: watches read the file as well.</param>
    public static IReadOnlyList<NamedProduct> Read(string path, List<ConfigError> errors)
    {
        if (!Path.Exists(path)) return [];
        var found = new List<ConfigError>();
        var entries = Entries(YamlFile.Read(path, found), found);
        var makers = entries.Where(e => Text(e, "kind") == "maker").Select(e => Text(e, "name")).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        var names = entries.Select(e => Name(e, makers, found)).OfType<NamedProduct>().DistinctBy(n => n.Name, StringComparer.OrdinalIgnoreCase).ToList();
        foreach (var error in found.Where(e => !errors.Contains(e))) errors.Add(error);
        return names;
    }

    private static IReadOnlyList<YamlMap> Entries(YamlValue? value, List<ConfigError> errors)
    {
        if (value is YamlMap map) value = new MapReader(map, ["names"], errors).Any("names");
        if (value is null) return [];
        if (value is YamlList list) return [.. list.Items.OfType<YamlMap>()];
        errors.Add(new ConfigError(value.Place, "names", "a list is expected, each name after a hyphen"));
        return [];
    }

    private static NamedProduct? Name(YamlMap entry, HashSet<string> makers, List<ConfigError> errors)
    {
        var reader = new MapReader(entry, Keys, errors);
        var (name, source, maker) = (reader.Required("name"), reader.Required("source"), reader.Text("maker"));
        var kind = reader.Required("kind").Length > 0 ? reader.Choice("kind", "product", "maker", "word") : null;
        if (maker is not null && kind is not null && kind != "product") reader.Fail(reader.PlaceOf("maker"), "maker", "only a product has a maker");
        else if (maker is not null && !makers.Contains(maker)) reader.Fail(reader.PlaceOf("maker"), "maker", $"there is no maker '{maker}' in this file{NearName.Hint(maker, [.. makers])}");
        return reader.Failed || kind is null or "word" || source == NotConfirmed ? null : new NamedProduct(name, kind, maker, source);
    }

    private static string? Text(YamlMap map, string key) => (map.Find(key)?.Value as YamlText)?.Text.Trim();
}
