using Monitor.Text;

namespace Monitor.Queries;

/// <summary>A term as it is compared.</summary>
/// <param name="Words">Its folded words.</param>
/// <param name="Line">The same, joined by blanks.</param>
internal sealed record FoldedTerm(IReadOnlyList<Token> Words, string Line)
{
    /// <summary>
    /// All terms of a clause. By reference: a term is looked up for every record, and hashing its texts would cost more than
    /// finding it.
    /// </summary>
    public static Dictionary<Term, FoldedTerm> AllOf(Clause clause)
    {
        var terms = new Dictionary<Term, FoldedTerm>(ReferenceEqualityComparer.Instance);
        Add(clause, terms);
        return terms;
    }

    private static void Add(Clause clause, Dictionary<Term, FoldedTerm> terms)
    {
        switch (clause)
        {
            case Term term:
                var words = Folded.Tokens(term.Text);
                terms[term] = new FoldedTerm(words, string.Join(' ', words.Select(w => w.Word)));
                break;
            case Not not:
                Add(not.Part, terms);
                break;
            case AllOf all:
                foreach (var part in all.Parts) Add(part, terms);
                break;
            case AnyOf any:
                foreach (var part in any.Parts) Add(part, terms);
                break;
        }
    }
}
