using Monitor.Text;

namespace Monitor.Queries;

/// <summary>
/// Words of which a record must hold at least one to satisfy a query: whole words, or beginnings of words. An index over
/// many queries asks them first. Null where no such set exists (a heading, a date, what is excluded).
/// </summary>
/// <param name="Words">Folded whole words.</param>
/// <param name="Beginnings">Folded beginnings of words.</param>
internal sealed record Necessary(IReadOnlyList<string> Words, IReadOnlyList<string> Beginnings)
{
    /// <summary>How often it is expected to be met: a beginning stands for many words, a short one for very many.</summary>
    private int Size => Words.Count + Beginnings.Sum(b => b.Length < 5 ? 40 : 8);

    /// <summary>The smallest such set that is easily found.</summary>
    public static Necessary? Of(Clause clause)
    {
        switch (clause)
        {
            case Term { Tag: "tiab" or "ti" or "ab" or "ot" } term:
                return Of(term);
            case AllOf all:
                return all.Parts.Select(Of).OfType<Necessary>().MinBy(n => n.Size);
            case AnyOf any:
                var parts = any.Parts.Select(Of).ToList();
                return parts.Contains(null) ? null : new Necessary(
                    [.. parts.SelectMany(p => p!.Words).Distinct(StringComparer.Ordinal)], // non-null: checked just before
                    [.. parts.SelectMany(p => p!.Beginnings).Distinct(StringComparer.Ordinal)]);
            default:
                return null;
        }
    }

    private static Necessary? Of(Term term)
    {
        var words = Folded.Tokens(term.Text);
        if (words.Count == 0) return null;
        // Of a phrase the longest word is the rarest; its last word may be a beginning only.
        var whole = (term.Truncated ? words.SkipLast(1) : words).Select(w => w.Word).ToList();
        return whole.Count > 0 ? new Necessary([whole.MaxBy(w => w.Length)!], []) : new Necessary([], [words[^1].Word]); // non-null: not empty
    }
}
