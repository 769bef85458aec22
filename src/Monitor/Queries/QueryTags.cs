namespace Monitor.Queries;

/// <summary>
/// The field tags, under the names PubMed gives them (PubMed help, "Search field tags"): short and long forms mean the same.
/// What each means for an article, a trial and a notice stands in config/README.md and in <see cref="Fields"/>.
/// </summary>
internal static class QueryTags
{
    /// <summary>Tag of a word without one. Never sent to an upstream's automatic mapping.</summary>
    public const string Default = "tiab";

    private static readonly (string Name, string[] Others)[] Known =
    [
        ("tiab", ["title/abstract"]), ("ti", ["title"]), ("ab", ["abstract"]), ("ot", ["other term"]), ("tw", ["text word", "text words"]),
        ("all", ["all fields"]), ("mh", ["mesh", "mesh terms", "mesh:exp"]), ("mh:noexp", ["mesh:noexp", "mesh terms:noexp"]), ("majr", ["mesh major topic"]),
        ("pt", ["publication type", "ptyp"]), ("au", ["author"]), ("1au", ["author - first", "first author name"]), ("lastau", ["author - last", "last author name"]),
        ("ad", ["affiliation"]), ("ta", ["journal", "so"]), ("la", ["language", "lang"]), ("si", ["secondary source id"]), ("nm", ["supplementary concept"]),
        ("rn", ["ec/rn number"]), ("gr", ["grants and funding"]), ("sb", ["subset"]), ("pmid", ["uid"]), ("aid", ["article identifier", "doi"]),
        ("dp", ["pdat", "date - publication"]), ("edat", ["date - entry", "entrez date"]), ("crdt", ["date - create"]), ("mhda", ["date - mesh"]), ("lr", ["mdat", "date - modification"]),
    ];

    private static readonly Dictionary<string, string> Canonical = Known
        .SelectMany(k => k.Others.Append(k.Name).Select(form => (Form: form, k.Name)))
        .ToDictionary(k => k.Form, k => k.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Canonical names of all tags.</summary>
    public static IEnumerable<string> Names => Known.Select(k => k.Name);

    /// <summary>The canonical name, or null for one that does not exist.</summary>
    public static string? Of(string written) => Canonical.GetValueOrDefault(string.Join(' ', written.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    public static bool IsDate(string tag) => tag is "dp" or "edat" or "crdt" or "mhda" or "lr";

    /// <summary>PubMed counts words between words in these fields only.</summary>
    public static bool AllowsProximity(string tag) => tag is "ti" or "tiab" or "ad";

    /// <summary>The existing tag that looks most like a wrong one; null when none does.</summary>
    public static string? Nearest(string written) => Names
        .Select(name => (Name: name, Distance: Distance(written.ToLowerInvariant(), name)))
        .Where(n => n.Distance <= Math.Max(1, n.Name.Length / 2))
        .OrderBy(n => n.Distance).Select(n => n.Name).FirstOrDefault();

    private static int Distance(string a, string b)
    {
        if (a.Length > 40) return int.MaxValue;
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
            }
        }

        return row[b.Length];
    }
}
