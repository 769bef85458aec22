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
        foreach (var term in clause.Leaves().OfType<Term>())
        {
            var words = Folded.Tokens(term.Text);
            terms[term] = new FoldedTerm(words, string.Join(' ', words.Select(w => w.Word)));
        }

        return terms;
    }
}
