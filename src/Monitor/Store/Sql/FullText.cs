using Monitor.Text;

namespace Monitor.Store.Sql;

/// <summary>Words that must stand side by side in this order; of the last one only the beginning if <paramref name="Truncated"/>.</summary>
internal sealed record Phrase(IReadOnlyList<string> Words, bool Truncated);

/// <summary>What a reader typed, as phrases: each must occur. No character of it is an operator but quotation marks and the star behind a word.</summary>
internal static class FullText
{
    /// <summary>Empty when there is no word in it.</summary>
    public static IReadOnlyList<Phrase> Of(string text)
    {
        var phrases = new List<Phrase>();
        foreach (var piece in Pieces(text))
        {
            // A hyphenated word is a phrase, as in the evaluator.
            var words = Folded.Tokens(piece).Select(t => t.Word).ToList();
            if (words.Count > 0) phrases.Add(new Phrase(words, piece.EndsWith('*')));
        }

        return phrases;
    }

    /// <summary>What stands in quotation marks in one piece, all else cut at blanks.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        var inside = false;
        foreach (var part in text.Split('"'))
        {
            if (inside) yield return part.Trim();
            else foreach (var word in part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) yield return word;
            inside = !inside;
        }
    }
}
