using Monitor.Text;

namespace Monitor.Identity.Reports;

/// <summary>
/// Folds what is spelled differently by country, typesetter or database into one form, on top of the one normaliser. The form
/// is only ever compared, never shown.
/// </summary>
internal static class WordForms
{
    /// <summary>Words that catalogues add, drop and translate freely.</summary>
    public static readonly HashSet<string> Small = new(StringComparer.Ordinal)
    {
        "a", "an", "the", "of", "in", "on", "for", "with", "and", "to", "by", "from", "at", "as", "is", "are", "s", "et", "de", "la", "le", "les", "du", "des", "und", "der", "die", "das", "den",
        "y", "el", "los", "las", "del", "e", "da", "do", "en", "using", "versus", "vs",
    };

    private static readonly Dictionary<string, string> Numerals = new(StringComparer.Ordinal)
    {
        ["ii"] = "2", ["iii"] = "3", ["iv"] = "4", ["vi"] = "6", ["vii"] = "7", ["viii"] = "8", ["ix"] = "9", ["xi"] = "11", ["xii"] = "12",
        ["one"] = "1", ["two"] = "2", ["three"] = "3", ["four"] = "4", ["five"] = "5", ["six"] = "6", ["seven"] = "7", ["eight"] = "8", ["nine"] = "9", ["ten"] = "10",
        ["twelve"] = "12",
    };

    /// <summary>Words after which a single letter is a numeral (<c>part I</c>, <c>phase V</c>), not a letter.</summary>
    private static readonly HashSet<string> Counters = new(StringComparer.Ordinal)
    {
        "part", "parts", "phase", "type", "class", "grade", "stage", "factor", "volume", "study", "level", "group", "series", "chapter", "paper",
    };

    /// <summary>The words of a text in the form that is compared: spelling and numerals made one.</summary>
    public static List<string> Words(string text)
    {
        var tokens = Folded.Tokens(text);
        var words = new List<string>(tokens.Count);
        foreach (var token in tokens)
        {
            var counted = words.Count > 0 && Counters.Contains(words[^1]);
            words.Add(One(token.Word, counted));
        }

        return words;
    }

    private static string One(string word, bool counted)
    {
        if (Numerals.TryGetValue(word, out var number)) return number;
        if (word.Length == 1) return counted ? Letter(word) : word;
        if (word is "vs") return "versus";
        return word.Length < 5 ? word : Spelling(word);
    }

    private static string Letter(string word) => word switch { "i" => "1", "v" => "5", "x" => "10", _ => word };

    /// <summary>British and American spelling made one; both sides are folded alike, so a word folded too far still equals itself.</summary>
    private static string Spelling(string word)
    {
        if (word.Contains("ae", StringComparison.Ordinal)) word = word.Replace("ae", "e", StringComparison.Ordinal);
        if (word.Contains("oe", StringComparison.Ordinal)) word = word.Replace("oe", "e", StringComparison.Ordinal);
        if (word.Contains("our", StringComparison.Ordinal)) word = word.Replace("our", "or", StringComparison.Ordinal);
        if (word.Contains("yse", StringComparison.Ordinal)) word = word.Replace("yse", "yze", StringComparison.Ordinal);
        return word.Contains("is", StringComparison.Ordinal) ? Zed(word) : word;
    }

    private static string Zed(string word) => word
        .Replace("ise", "ize", StringComparison.Ordinal)
        .Replace("isation", "ization", StringComparison.Ordinal)
        .Replace("ising", "izing", StringComparison.Ordinal);

    /// <summary>The numbers that stand in the words: <c>cd46</c> holds 46, <c>phase ii</c> holds 2.</summary>
    public static int[] Numbers(IEnumerable<string> words)
    {
        var numbers = new List<int>();
        foreach (var word in words)
        {
            var value = -1;
            foreach (var c in word)
            {
                if (char.IsAsciiDigit(c)) value = ((Math.Max(value, 0) * 10) + (c - '0')) % 1_000_003;
                else if (value >= 0)
                {
                    numbers.Add(value);
                    value = -1;
                }
            }

            if (value >= 0) numbers.Add(value);
        }

        numbers.Sort();
        return [.. numbers];
    }
}
