using System.Text.RegularExpressions;

namespace Monitor.Simulator;

/// <summary>A delivered watch as the world reads it: with a reader of its own, so that world and product may differ in what they make of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Papers">For literature and registries, context included.</param>
/// <param name="Notices">For regulators, names of products included.</param>
/// <param name="Sources">Names; empty = all.</param>
public sealed record DeliveredWatch(string Name, string Papers, string Notices, IReadOnlyList<string> Sources)
{
    /// <summary>Whether it looks there.</summary>
    public bool Uses(string source) => Sources.Count == 0 || Sources.Contains(source, StringComparer.Ordinal);
}

/// <summary>
/// The delivered watches and readers, which the demo plays. World and product read the same files: the world labels its records for
/// these watches when it writes them, the product finds them by these queries.
/// </summary>
public static partial class DemoWatches
{
    /// <summary>Exosomes and hair loss.</summary>
    public const string ExosomeHair = "exosomes-hair-loss";

    /// <summary>Harm from exosome products.</summary>
    public const string ExosomeSafety = "exosome-safety";

    /// <summary>What exosomes are compared with.</summary>
    public const string HairComparators = "hair-comparators";

    /// <summary>What regulators do about sister products.</summary>
    public const string RegenerativeNotices = "regenerative-notices";

    private const string Prefix = "delivered/";

    /// <summary>The files as delivered, by their names below <c>config/</c>.</summary>
    public static IReadOnlyDictionary<string, string> Files { get; } = typeof(DemoWatches).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(name => name[Prefix.Length..], Text, StringComparer.Ordinal);

    /// <summary>The watches.</summary>
    public static IReadOnlyList<DeliveredWatch> All { get; } =
    [
        .. Files.Where(f => f.Key.StartsWith("watches/", StringComparison.Ordinal)).OrderBy(f => f.Key, StringComparer.Ordinal)
            .Select(f => Watch(f.Value)),
    ];

    /// <summary>One of them.</summary>
    public static DeliveredWatch Of(string name) => All.Single(w => w.Name == name);

    private static DeliveredWatch Watch(string file)
    {
        var query = Block(file, "query") ?? throw new InvalidDataException("a delivered watch without a query");
        var papers = Block(file, "contextQuery") is { } context ? $"({query}) OR ({context})" : query;
        var notices = Block(file, "noticeQuery") ?? query;
        if (Line(file, "noticeNames") is { } names) notices = $"({notices}) OR {string.Join(" OR ", Names(Files[names]))}";
        var sources = Line(file, "sources") is { } listed && listed.StartsWith('[')
            ? listed.Trim('[', ']').Split(',', StringSplitOptions.TrimEntries) : [];
        return new DeliveredWatch(Line(file, "name")!, papers, notices, sources); // non-null: every watch has a name
    }

    /// <summary>No text of a world is in another script: those names are left out.</summary>
    private static IEnumerable<string> Names(string file) =>
        Name().Matches(file).Select(m => m.Groups["name"].Value.Trim()).Where(n => n.All(char.IsAscii)).Select(n => $"\"{n}\"[tiab]");

    private static string? Line(string file, string key) =>
        file.Split('\n').FirstOrDefault(l => l.StartsWith(key + ":", StringComparison.Ordinal)) is { } line
            ? line[(key.Length + 1)..].Split('#')[0].Trim() : null;

    /// <summary>The indented lines below a key, without comments.</summary>
    private static string? Block(string file, string key)
    {
        var lines = file.ReplaceLineEndings("\n").Split('\n');
        var at = Array.FindIndex(lines, l => l.StartsWith(key + ": |", StringComparison.Ordinal));
        if (at < 0) return null;
        return string.Join('\n', lines.Skip(at + 1).TakeWhile(l => l.Length == 0 || l[0] == ' ').Select(l => l.Split('#')[0]));
    }

    private static string Text(string resource)
    {
        using var reader = new StreamReader(typeof(DemoWatches).Assembly.GetManifestResourceStream(resource)!); // non-null: listed
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^\s*- \{name: (?<name>[^,]+),", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
