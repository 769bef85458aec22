using Monitor.Text;

namespace Monitor.Identity.Reports;

/// <summary>One author as far as two databases may agree on it: words of the family name, words and initials of the rest.</summary>
/// <param name="Family">Folded words of the family name; where the print does not say which part that is, all words.</param>
/// <param name="Given">Folded words and initials of the given names.</param>
/// <param name="Known">The print says which part is the family name.</param>
internal sealed record PersonName(string[] Family, string[] Given, bool Known)
{
    private static readonly HashSet<string> Particles = new(StringComparer.Ordinal)
    {
        "de", "da", "di", "do", "du", "dos", "das", "del", "della", "des", "der", "den", "van", "von", "ten", "ter", "la", "le", "el", "al", "bin", "ibn", "mc", "mac", "st", "jr", "sr", "ii", "iii",
        "dr", "prof", "md", "phd",
    };

    /// <summary>How one author reads; null when nothing is left.</summary>
    public static PersonName? Of(string printed)
    {
        var comma = printed.IndexOf(',', StringComparison.Ordinal);
        if (comma > 0)
        {
            var family = Words(printed[..comma]);
            return family.Length == 0 ? null : new PersonName(family, GivenWords(printed[(comma + 1)..]), true);
        }

        var pieces = printed.Split([' ', '\t', '\u00a0'], StringSplitOptions.RemoveEmptyEntries);
        var upper = !printed.Any(char.IsLower);
        var names = pieces.Where(p => !IsInitials(p, upper)).ToArray();
        if (names.Length == 0) names = pieces;
        var rest = pieces.Where(p => !names.Contains(p, StringComparer.Ordinal)).ToArray();
        var words = Words(string.Join(' ', names));
        if (words.Length == 0) return null;
        // "Smith JA" and "J. A. Smith" leave the family name; "John Smith" and "John A. Smith" may be either way round.
        var known = rest.Length > 0 && (pieces.AsSpan(0, rest.Length).SequenceEqual(rest) || pieces.AsSpan(pieces.Length - rest.Length).SequenceEqual(rest));
        return new PersonName(words, GivenWords(string.Join(' ', rest)), known);
    }

    /// <summary>1 = the same name; a half = family names agree and initials do not; 0 = different people.</summary>
    public double Likeness(PersonName other)
    {
        if (Shares(Family, other.Family)) return InitialsAgree(other) ? 1 : 0.3;
        // Given and family name swapped, as happens to Chinese, Hungarian and Spanish names.
        var swapped = (Known && other.Known && Shares(Family, other.Given) && Shares(other.Family, Given)) || (Joined(Given) is { Length: > 2 } j && Shares([j], other.Family));
        if (swapped || (Joined(other.Given) is { Length: > 2 } k && Shares([k], Family))) return 1;
        return Rotated(other) ? 0.7 : 0;
    }

    /// <summary>"Prado, J. V." and "Valeria, P. J.": each family name is an initial of the other, and all three letters are the same.</summary>
    private bool Rotated(PersonName other) =>
        Known && other.Known && Given.Length >= 2 && other.Given.Length >= 2 && Given.Any(g => g[0] == other.Family[0][0]) && other.Given.Any(g => g[0] == Family[0][0])
        && Family.Concat(Given).Select(w => w[0]).Order().SequenceEqual(other.Family.Concat(other.Given).Select(w => w[0]).Order());

    private bool InitialsAgree(PersonName other)
    {
        if (!Known || !other.Known || Given.Length == 0 || other.Given.Length == 0) return true;
        // The first letters of the other words of the family name count too: "Opazo Saez, A." is also printed "Saez, A. O.".
        return Given.Concat(Family).Any(g => other.Given.Any(o => o[0] == g[0])) && other.Given.Concat(other.Family).Any(o => Given.Any(g => g[0] == o[0]));
    }

    private static bool Shares(string[] a, string[] b)
    {
        foreach (var x in a)
        {
            foreach (var y in b)
            {
                if (x == y ? x.Length > 1 && !Particles.Contains(x) : Misspelt(x, y)) return true;
            }
        }

        return (a.Length > 1 || b.Length > 1) && string.Concat(a) == string.Concat(b);
    }

    /// <summary>One letter off in a long name: transliteration, a lost accent, a slip.</summary>
    private static bool Misspelt(string x, string y) =>
        Math.Min(x.Length, y.Length) >= 5 && Math.Abs(x.Length - y.Length) <= 1 && EditDistance.Of(x, y) <= (Math.Max(x.Length, y.Length) >= 9 ? 2 : 1);

    private static string Joined(string[] given) => given.All(g => g.Length == 1) ? string.Concat(given) : "";

    private static bool IsInitials(string piece, bool upper)
    {
        var letters = piece.Count(char.IsLetter);
        return letters > 0 && (letters == 1 || (piece.Contains('.', StringComparison.Ordinal) && letters <= 4 && !piece.Any(char.IsLower))
            || (!upper && letters <= 3 && piece.All(c => char.IsUpper(c) || c is '-' or '.')));
    }

    /// <summary>"JA" and "J.-A." are two initials.</summary>
    private static string[] GivenWords(string text)
    {
        var words = new List<string>();
        foreach (var piece in text.Split([' ', '.', '-', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            if (piece.Length is > 1 and <= 3 && piece.All(char.IsUpper)) words.AddRange(Words(string.Join(' ', piece.AsEnumerable())));
            else words.AddRange(Words(piece));
        }

        return [.. words];
    }

    /// <summary>Umlauts spelled out and left out are one: Müller, Mueller, Muller.</summary>
    private static string[] Words(string text) => [.. Folded.Tokens(text).Select(t => t.Word.Length < 4 ? t.Word
        : t.Word.Replace("ue", "u", StringComparison.Ordinal).Replace("oe", "o", StringComparison.Ordinal).Replace("ae", "a", StringComparison.Ordinal))];
}
