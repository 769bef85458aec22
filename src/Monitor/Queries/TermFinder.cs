using Monitor.Documents;
using Monitor.Text;

namespace Monitor.Queries;

/// <summary>Where a term stands in a text: whole words, phrases across punctuation, beginnings of words, words near one another.</summary>
internal static class TermFinder
{
    public static IEnumerable<Span> Find(Term term, IReadOnlyList<Token> wanted, IReadOnlyList<Token> text) =>
        term.Near is { } near ? Near(wanted, text, near) : InOrder(wanted, text, term.Truncated);

    private static IEnumerable<Span> InOrder(IReadOnlyList<Token> wanted, IReadOnlyList<Token> text, bool truncated)
    {
        for (var i = 0; i + wanted.Count <= text.Count; i++)
        {
            if (StandsAt(wanted, text, i, truncated)) yield return Span(text, i, i + wanted.Count - 1);
        }
    }

    private static bool StandsAt(IReadOnlyList<Token> wanted, IReadOnlyList<Token> text, int at, bool truncated)
    {
        for (var i = 0; i < wanted.Count; i++)
        {
            var (want, have) = (wanted[i].Word, text[at + i].Word);
            if (truncated && i == wanted.Count - 1 ? !have.StartsWith(want, StringComparison.Ordinal) : have != want) return false;
        }

        return true;
    }

    /// <summary>Stretches that hold all words, in any order, with at most so many other words inside.</summary>
    private static IEnumerable<Span> Near(IReadOnlyList<Token> wanted, IReadOnlyList<Token> text, int near)
    {
        var longest = wanted.Count + near;
        for (var i = 0; i < text.Count; i++)
        {
            var missing = wanted.Select(w => w.Word).ToList();
            if (!missing.Remove(text[i].Word)) continue;
            for (var j = i + 1; missing.Count > 0 && j < text.Count && j - i < longest; j++)
            {
                if (missing.Remove(text[j].Word) && missing.Count == 0) yield return Span(text, i, j);
            }
        }
    }

    private static Span Span(IReadOnlyList<Token> text, int first, int last) =>
        new(text[first].Start, text[last].Start + text[last].Length - text[first].Start);
}
