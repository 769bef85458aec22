using Monitor.Queries;

namespace Monitor.Configuration;

/// <summary>
/// Files of names that watches refer to under <c>noticeNames</c>: products, makers, words in other scripts. Each file is read
/// once. A name that is wrong is left out and reported; it does not take its watch down, for the other names still find.
/// </summary>
/// <param name="folder">The configuration folder, which the files lie in.</param>
internal sealed class ProductNames(string folder)
{
    private static readonly string[] Keys = ["name", "kind", "script", "source", "maker"];

    private readonly Dictionary<string, string?> _files = new(StringComparer.Ordinal);
    private readonly List<ConfigError> _errors = [];

    /// <summary>What is wrong in the files read so far.</summary>
    public IReadOnlyList<ConfigError> Errors => _errors;

    /// <summary>The query of a watch or one of the names; the query alone when no names are asked for.</summary>
    public string? Joined(MapReader watch, string key, string? query)
    {
        if (watch.Text(key) is not { Length: > 0 } file) return query;
        if (Path.GetFileName(file) != file || !file.EndsWith(".yaml", StringComparison.Ordinal)) watch.Fail(watch.PlaceOf(key), key, $"'{file}' is not the name of a .yaml file in the folder of monitor.yaml");
        else if (Query(file) is { } names) return query is null ? names : $"(\n{query}\n)\nOR ({names})"; // a comment may end the query
        else watch.Fail(watch.PlaceOf(key), key, $"there are no names in {file}");
        return query;
    }

    private string? Query(string file)
    {
        if (!_files.TryGetValue(file, out var query)) _files[file] = query = Read(Path.Combine(folder, file));
        return query;
    }

    /// <summary>The names joined by OR; null when there are none.</summary>
    private string? Read(string path)
    {
        if (!Path.Exists(path)) return null;
        var value = YamlFile.Read(path, _errors);
        if (value is YamlMap map) value = new MapReader(map, ["names"], _errors).Any("names");
        if (value is null) return null;
        if (value is not YamlList list)
        {
            _errors.Add(new ConfigError(value.Place, "names", "a list is expected, each name after a hyphen"));
            return null;
        }

        var terms = new Dictionary<string, Place>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in list.Items)
        {
            if (item is not YamlMap entry) _errors.Add(new ConfigError(item.Place, "names", "the keys of one name are expected, beginning with name:"));
            else if (Term(entry) is { } term && !terms.TryAdd(term, entry.Place)) _errors.Add(new ConfigError(entry.Place, "name", $"a second time {term}; the first is in line {terms[term].Line}"));
        }

        return terms.Count == 0 ? null : string.Join(" OR ", terms.Keys);
    }

    /// <summary>The name as a term of the query language; null when something is wrong with it.</summary>
    private string? Term(YamlMap entry)
    {
        var reader = new MapReader(entry, Keys, _errors);
        var name = reader.Required("name");
        if (reader.Required("kind").Length > 0) reader.Choice("kind", "product", "maker", "word");
        reader.Choice("script", "latin", "han", "kana", "hangul", "arabic", "cyrillic");
        reader.Required("source");
        var term = $"\"{name}\"[tiab]";
        if (name.Length > 0 && Problem(name, term) is { } problem) reader.Fail(reader.PlaceOf("name"), "name", problem);
        return reader.Failed ? null : term;
    }

    private static string? Problem(string name, string term)
    {
        if (name.Contains('"', StringComparison.Ordinal)) return "a name has no quotation marks inside: it is taken as a phrase anyway";
        try
        {
            Queries.Query.Parse(term);
            return null;
        }
        catch (QueryException e)
        {
            return e.Problem;
        }
    }
}
