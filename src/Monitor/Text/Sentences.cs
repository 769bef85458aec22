using System.Text.RegularExpressions;

namespace Monitor.Text;

/// <summary>
/// Parts a text into its sentences and lines. Rather too long than cut in two: a point behind an abbreviation, an initial or
/// "No." ends nothing.
/// </summary>
internal static partial class Sentences
{
    private const int Timeout = 1000;

    private static readonly HashSet<string> Abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        "dr", "mr", "mrs", "ms", "prof", "st", "vs", "cf", "al", "inc", "ltd", "co", "corp", "llc", "bros", "dept", "univ", "est", "jr", "sr", "mt", "ft", "gen", "gov", "hon", "rev",
        "approx", "ca", "resp", "incl", "excl", "etc", "esp", "viz", "ie", "eg",
    };

    /// <summary>What a number follows: "No. 25.2", "Lot. 7", "Fig. 3", "Jan. 5".</summary>
    private static readonly HashSet<string> BeforeNumbers = new(StringComparer.OrdinalIgnoreCase)
    {
        "no", "nos", "nr", "nrs", "num", "lot", "lots", "batch", "fig", "figs", "tab", "vol", "vols", "p", "pp", "pg", "sec", "sect", "ch", "chap", "eq", "ref", "refs", "art", "para", "item",
        "ver", "version", "v", "ed", "ext", "tel", "ser", "serial", "cat", "mod", "model", "exp", "mfg", "ndc", "upc", "sn", "max", "min", "avg", "jan", "feb", "mar", "apr", "jun", "jul",
        "aug", "sep", "sept", "oct", "nov", "dec", "u", "id", "qty", "wt", "code", "codes", "part",
    };

    public static List<string> Of(string text)
    {
        var found = new List<string>();
        // A line that goes on in small letters was only broken.
        foreach (var line in Broken().Replace(text, " ").Split('\n')) Line(line, found);
        return found;
    }

    private static void Line(string line, List<string> found)
    {
        var from = 0;
        foreach (var end in End().EnumerateMatches(line))
        {
            if (!Ends(line, end.Index, end.Index + end.Length)) continue;
            Add(line[from..end.Index], found);
            from = end.Index + end.Length;
        }

        Add(line[from..], found);
    }

    private static void Add(string text, List<string> found)
    {
        if (CleanText.OneLine(text) is { } sentence) found.Add(sentence);
    }

    /// <summary>Whether the blanks between two places part two sentences.</summary>
    private static bool Ends(string line, int at, int next)
    {
        var last = at - 1;
        while (last > 0 && line[last] is '"' or '”' or '’' or ')' or ']') last--;
        if (line[last] != '.') return true;
        var first = last;
        while (first > 0 && !char.IsWhiteSpace(line[first - 1]) && line[first - 1] is not ('(' or '[')) first--;
        var word = line[first..last];
        if (word.Length == 0) return false;
        var begins = line[next];
        if (char.IsDigit(begins) && (BeforeNumbers.Contains(word) || Abbreviations.Contains(word))) return false;
        if (Abbreviations.Contains(word)) return false;
        // An initial, or letters with points: U.S., e.g., i.v.
        if (word.Length == 1 && char.IsLetter(word[0])) return false;
        return !word.Contains('.', StringComparison.Ordinal) || char.IsDigit(word[^1]);
    }

    [GeneratedRegex(@"(?<=[^\s.!?:;])[ \t]*\r?\n[ \t]*(?=\p{Ll})", RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex Broken();

    [GeneratedRegex("""(?<=[.!?]["”’)\]]?)\s+(?=["“(\[]?[\p{Lu}\p{Nd}])""", RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex End();
}
