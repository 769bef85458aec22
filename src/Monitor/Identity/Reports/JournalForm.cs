using System.Text.RegularExpressions;
using Monitor.Text;

namespace Monitor.Identity.Reports;

/// <summary>How the names of two journals stand to each other.</summary>
internal enum JournalRelation
{
    Unknown,

    /// <summary>Equal, an abbreviation, an acronym, or one is the other with its subtitle.</summary>
    Same,

    Differ,
}

/// <summary>The names under which a record prints its journal, book or congress.</summary>
internal sealed partial class JournalForm
{
    private static readonly HashSet<string> Dropped = new(StringComparer.Ordinal)
    {
        "the", "of", "and", "for", "in", "on", "de", "la", "le", "les", "der", "die", "das", "des", "et", "und", "fur", "el", "y", "i", "di", "del", "du", "a", "da", "do", "e", "part", "section", "series",
        "supplement", "suppl", "s", "d", "l",
    };

    /// <summary>Words that stand in one print of a congress and not in the other, but count in its acronym.</summary>
    private static readonly HashSet<string> Congresses = new(StringComparer.Ordinal) { "proceedings", "proc", "conference", "congress", "annual", "meeting" };

    private readonly string[][] _names;
    private readonly string[][] _titles;

    public JournalForm(string? printed)
    {
        var text = printed ?? "";
        string[] texts = [Place().Replace(text, " "), .. Parts().Split(text).Select(p => Place().Replace(p, " ")), .. Place().Matches(text).Select(m => m.Value)];
        _titles = [.. texts.Select(Words).Where(n => n.Length > 0)];
        _names = [.. _titles.Select(t => t.Where(w => !Congresses.Contains(w)).ToArray()).Where(n => n.Length > 0).DistinctBy(n => string.Join(' ', n), StringComparer.Ordinal)];
        Preprint = PreprintServer().IsMatch(text);
        Congress = CongressWord().IsMatch(text);
        Cochrane = text.Contains("cochrane database", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The name is a preprint server's.</summary>
    public bool Preprint { get; }

    /// <summary>The name is that of a congress, not of the journal that prints it.</summary>
    public bool Congress { get; }

    public bool Cochrane { get; }

    public static JournalRelation Compare(JournalForm a, JournalForm b)
    {
        if (a._names.Length == 0 || b._names.Length == 0) return JournalRelation.Unknown;
        foreach (var x in a._names)
        {
            foreach (var y in b._names)
            {
                if (SameName(x, y)) return JournalRelation.Same;
            }
        }

        if (a._names.Any(n => n is [var letters] && b._titles.Any(t => Acronym(letters, t))) || b._names.Any(n => n is [var letters] && a._titles.Any(t => Acronym(letters, t)))) return JournalRelation.Same;

        return JournalRelation.Differ;
    }

    private static bool SameName(string[] x, string[] y)
    {
        if (x.Length > y.Length) (x, y) = (y, x);
        // "American Journal of Surgery" and the same with its city; but "Circulation" is not "Circulation Research".
        return Abbreviates(x, y, x.Length >= 3 && x.Length * 2 >= y.Length);
    }

    /// <summary>Each word of one begins with the word of the other in its place: "J Am Soc Nephrol". Both ways, as prints mix them.</summary>
    private static bool Abbreviates(string[] x, string[] y, bool mayLack)
    {
        for (var i = 0; i < x.Length; i++)
        {
            if (!OneWord(x[i], y[i])) return false;
        }

        return x.Length == y.Length || mayLack;
    }

    private static bool OneWord(string a, string b)
    {
        if (a.Length > b.Length) (a, b) = (b, a);
        if (b.StartsWith(a, StringComparison.Ordinal)) return true;
        // Contractions: "Natl" for National, "Dtsch" for Deutsche, "Intl": the same first letter and the others in order.
        if (a.Length >= 3 && a.Length < b.Length && a[0] == b[0] && InOrder(a, b)) return true;
        return a.Length >= 5 && EditDistance.Of(a, b) <= (b.Length >= 8 ? 2 : 1);
    }

    private static bool InOrder(string a, string b)
    {
        var at = 0;
        foreach (var c in b)
        {
            if (at < a.Length && a[at] == c) at++;
        }

        return at == a.Length;
    }

    /// <summary>The letters are beginnings of the words in turn: "amcis" is AMericas Conference on Information Systems, "jama" the first four.</summary>
    private static bool Acronym(string letters, string[] words)
    {
        if (letters.Length is < 3 or > 10 || words.Length < 3) return false;
        return Fits(letters, words, 0, 0);
    }

    private static bool Fits(string letters, string[] words, int at, int word)
    {
        if (word == words.Length) return at == letters.Length;
        for (var n = 1; n <= 2 && at + n <= letters.Length && words[word].Length >= n && letters[at + n - 1] == words[word][n - 1]; n++)
        {
            if (Fits(letters, words, at + n, word + 1)) return true;
        }

        return false;
    }

    /// <summary>Years and ordinals are left out: they stand in one print and not in the other.</summary>
    private static string[] Words(string text) =>
    [
        .. Folded.Tokens(text).Select(t => t.Word)
            .Where(w => !Dropped.Contains(w) && !char.IsAsciiDigit(w[0]))
            .Select(w => w.Replace("ae", "e", StringComparison.Ordinal).Replace("oe", "e", StringComparison.Ordinal)),
    ];

    [GeneratedRegex(@"[:=;\[\]|/]|(?<=\p{L}{2,})\.\s*(?=Conference|Congress|Meeting|The\b)|\s-\s|\bConference:", RegexOptions.ExplicitCapture)]
    private static partial Regex Parts();

    [GeneratedRegex(@"\([^()]*\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Place();

    [GeneratedRegex(@"\b(med|bio|chem|psy|soc)?rxiv\b|\bssrn\b|research square|\bpreprints?\b|arxiv|\bosf\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex PreprintServer();

    [GeneratedRegex(@"\b(conference|congress|annual (scientific )?(meeting|session)|symposium|workshop|abstracts?)\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex CongressWord();
}
