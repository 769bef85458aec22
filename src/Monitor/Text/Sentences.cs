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
        "dr", "mr", "mrs", "ms", "prof", "st", "vs", "cf", "al", "inc", "ltd", "co", "corp", "llc", "bros",
        "dept", "univ", "est", "jr", "sr", "mt", "ft", "gen", "gov", "hon", "rev",
        "approx", "ca", "sp", "spp", "resp", "incl", "excl", "etc", "esp", "viz", "ie", "eg",
    };

    /// <summary>What a number follows: "No. 25.2", "Lot. 7", "Fig. 3", "Jan. 5".</summary>
    private static readonly HashSet<string> BeforeNumbers = new(StringComparer.OrdinalIgnoreCase)
    {
        "no", "nos", "nr", "nrs", "num", "lot", "lots", "batch", "fig", "figs", "tab", "vol", "vols", "p",
        "pp", "pg", "sec", "sect", "ch", "chap", "eq", "ref", "refs", "art", "para", "item",
        "ver", "version", "v", "ed", "ext", "tel", "ser", "serial", "cat", "mod", "model", "exp", "mfg", "ndc",
        "upc", "sn", "max", "min", "avg", "jan", "feb", "mar", "apr", "jun", "jul",
        "aug", "sep", "sept", "oct", "nov", "dec", "u", "id", "qty", "wt", "code", "codes", "part",
    };

    /// <summary>The sentences and lines of a text, each on one line.</summary>
    public static List<string> Of(string text)
    {
        var (found, starts) = (new List<string>(), Starts(text));
        for (var i = 0; i < starts.Count; i++)
        {
            if (CleanText.OneLine(text[starts[i]..(i + 1 < starts.Count ? starts[i + 1] : text.Length)]) is { } sentence) found.Add(sentence);
        }

        return found;
    }

    /// <summary>Where they begin, from the first character on.</summary>
    public static List<int> Starts(string text)
    {
        var starts = new List<int> { 0 };
        foreach (var end in End().EnumerateMatches(text))
        {
            var next = end.Index + end.Length;
            if (text.AsSpan(end.Index, end.Length).Contains('\n') ? !IsBroken(text, end.Index, next) : Ends(text, end.Index, next)) starts.Add(next);
        }

        return starts;
    }

    /// <summary>A line that goes on in small letters was only broken.</summary>
    private static bool IsBroken(string text, int at, int next) =>
        at > 0 && next < text.Length && char.IsLower(text[next]) && text[at - 1] is not ('.' or '!' or '?' or ':' or ';');

    /// <summary>Whether the blanks between two places part two sentences.</summary>
    private static bool Ends(string text, int at, int next)
    {
        var last = at - 1;
        while (last > 0 && text[last] is '"' or '”' or '’' or ')' or ']') last--;
        if (text[last] != '.') return true;
        var first = last;
        while (first > 0 && !char.IsWhiteSpace(text[first - 1]) && text[first - 1] is not ('(' or '[')) first--;
        // "(rho = 0.67).", "the firm (Acme Inc.)."
        var word = text[first..last].TrimEnd(')', ']', '"', '”', '’');
        if (word.Length == 0) return false;
        var begins = text[next];
        if (char.IsDigit(begins) && (BeforeNumbers.Contains(word) || Abbreviations.Contains(word))) return false;
        if (Abbreviations.Contains(word)) return false;
        // An initial, or letters with points: U.S., e.g., i.v.
        if (word.Length == 1 && char.IsLetter(word[0])) return false;
        return !word.Contains('.', StringComparison.Ordinal) || char.IsDigit(word[^1]);
    }

    [GeneratedRegex("""[ \t\r]*\n\s*|(?<=[.!?]["”’)\]]?)[^\S\n]+(?=["“(\[]?[\p{Lu}\p{Lt}\p{Lo}\p{Nd}])""", RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex End();
}
