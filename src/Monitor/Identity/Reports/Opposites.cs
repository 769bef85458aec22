namespace Monitor.Identity.Reports;

/// <summary>
/// Words that look like one another's slip and mean the opposite: twin papers of one group differ by just such a word
/// (typical and atypical, hypotension and hypertension, inclusion and exclusion).
/// </summary>
internal static class Opposites
{
    private static readonly (string A, string B)[] Beginnings =
    [
        ("hyper", "hypo"), ("intra", "inter"), ("pre", "post"), ("in", "ex"), ("macro", "micro"), ("anti", "pro"), ("endo", "exo"), ("intra", "extra"), ("mono", "bi"), ("uni", "bi"), ("homo", "hetero"),
        ("in", "out"), ("over", "under"), ("pre", "re"), ("pre", "per"), ("per", "post"), ("peri", "para"), ("meta", "para"), ("alpha", "beta"), ("ante", "post"), ("up", "down"), ("brady", "tachy"),
        ("de", "re"), ("in", "un"), ("ab", "ad"), ("inf", "int"),
    ];

    private static readonly string[] Negations = ["a", "an", "un", "in", "im", "ir", "non", "anti", "dis", "de", "re", "co", "sub", "bi", "im"];

    public static bool Are(string a, string b)
    {
        if (a.Length > b.Length) (a, b) = (b, a);
        if (b.Length > a.Length && b.EndsWith(a, StringComparison.Ordinal)) return Negations.Contains(b[..(b.Length - a.Length)], StringComparer.Ordinal);
        foreach (var (x, y) in Beginnings)
        {
            if (Begin(a, b, x, y) || Begin(b, a, x, y)) return true;
        }

        return false;
    }

    private static bool Begin(string a, string b, string x, string y) =>
        a.StartsWith(x, StringComparison.Ordinal) && b.StartsWith(y, StringComparison.Ordinal) && a.AsSpan(x.Length).SequenceEqual(b.AsSpan(y.Length));
}
