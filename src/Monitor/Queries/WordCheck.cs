using Monitor.Text;

namespace Monitor.Queries;

/// <summary>
/// A query boiled down to which words a record must hold at all, wherever they stand, in its texts or as a heading, type or
/// number: a quick no. A date, an author, and what is excluded, may always hold.
/// </summary>
internal abstract class WordCheck
{
    private static readonly WordCheck Anything = new Every([], []);

    /// <summary>Whether a record with these words may satisfy the query.</summary>
    public abstract bool MayHold(BitSet present);

    /// <summary>The check of a clause; its words get numbers.</summary>
    public static WordCheck Of(Clause clause, QueryWords words) => clause switch
    {
        Term term when Facts.NeedsWords(term.Tag) => new Every(Numbers(term, words), []),
        AllOf all => All([.. all.Parts.Select(p => Of(p, words)).Where(p => p != Anything)]),
        AnyOf any => Any([.. any.Parts.Select(p => Of(p, words))]),
        _ => Anything,
    };

    private static WordCheck All(WordCheck[] parts) => parts.Length == 0 ? Anything : parts.Length == 1 ? parts[0] : new Every([], parts);

    /// <summary>Single words, the most of what is asked for, are kept side by side.</summary>
    private static WordCheck Any(WordCheck[] parts) =>
        parts.Contains(Anything) ? Anything : new Some([.. parts.Select(p => p.Single).OfType<int>().Distinct()], [.. parts.Where(p => p.Single is null)]);

    private static int[] Numbers(Term term, QueryWords words)
    {
        var tokens = Folded.Tokens(term.Text);
        return [.. tokens.Select((t, i) => term.Truncated && i == tokens.Count - 1 ? words.Beginning(t.Word) : words.Word(t.Word)).Distinct()];
    }

    /// <summary>The one word that this is about; null when it is about more.</summary>
    private int? Single => this is Every { Words: [var one], Parts: [] } ? one : null;

    private sealed class Every(int[] words, WordCheck[] parts) : WordCheck
    {
        public int[] Words { get; } = words;
        public WordCheck[] Parts { get; } = parts;

        public override bool MayHold(BitSet present)
        {
            foreach (var word in Words)
            {
                if (!present.Has(word)) return false;
            }

            foreach (var part in Parts)
            {
                if (!part.MayHold(present)) return false;
            }

            return true;
        }
    }

    private sealed class Some(int[] words, WordCheck[] parts) : WordCheck
    {
        public override bool MayHold(BitSet present)
        {
            foreach (var word in words)
            {
                if (present.Has(word)) return true;
            }

            foreach (var part in parts)
            {
                if (part.MayHold(present)) return true;
            }

            return false;
        }
    }
}
