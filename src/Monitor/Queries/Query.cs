using Monitor.Documents;

namespace Monitor.Queries;

/// <summary>A parsed Boolean query.</summary>
/// <param name="Root">The outermost clause.</param>
internal sealed record Query(Clause Root)
{
    /// <summary>Reads a query text.</summary>
    /// <exception cref="QueryException">Naming line and column.</exception>
    public static Query Parse(string text) => QueryParser.Parse(text);

    /// <summary>The query in its canonical form; reading it back gives the same query.</summary>
    public override string ToString() => QueryPrinter.Print(Root);
}

/// <summary>A node of a query.</summary>
internal abstract record Clause;

/// <summary>What is asked of every clause.</summary>
internal static class Clauses
{
    /// <summary>The terms and date ranges that a clause is made of, in their order.</summary>
    public static IEnumerable<Clause> Leaves(this Clause clause) => clause switch
    {
        AllOf all => all.Parts.SelectMany(Leaves),
        AnyOf any => any.Parts.SelectMany(Leaves),
        Not not => not.Part.Leaves(),
        _ => [clause],
    };
}

/// <summary>All parts must match; a part may be a <see cref="Not"/>, but never the first.</summary>
internal sealed record AllOf(IReadOnlyList<Clause> Parts) : Clause;

/// <summary>At least one part must match.</summary>
internal sealed record AnyOf(IReadOnlyList<Clause> Parts) : Clause;

/// <summary>The part must not match; stands in an <see cref="AllOf"/> only.</summary>
internal sealed record Not(Clause Part) : Clause;

/// <summary>A word, a truncated word or a phrase, in a field.</summary>
/// <param name="Text">As written, without quotes, star and tag.</param>
/// <param name="Quoted">Written in quotation marks.</param>
/// <param name="Truncated">Ends in <c>*</c>: the last word is a beginning.</param>
/// <param name="Tag">Canonical name of the tag, see <see cref="QueryTags"/>; an untagged word is <c>tiab</c>.</param>
internal sealed record Term(string Text, bool Quoted, bool Truncated, string Tag) : Clause
{
    /// <summary>Proximity: the words in any order with at most so many words between them; null = side by side, in order.</summary>
    public int? Near { get; init; }
}

/// <summary>A date of the record in a range, both ends included.</summary>
/// <param name="From">Null = open.</param>
/// <param name="To">Null = open (PubMed writes 3000).</param>
/// <param name="Tag">A date tag, such as <c>dp</c>.</param>
internal sealed record DateRange(PartialDate? From, PartialDate? To, string Tag) : Clause;
