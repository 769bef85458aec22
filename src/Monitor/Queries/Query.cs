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

/// <summary>All parts must match.</summary>
internal sealed record AllOf(IReadOnlyList<Clause> Parts) : Clause;

/// <summary>At least one part must match.</summary>
internal sealed record AnyOf(IReadOnlyList<Clause> Parts) : Clause;

/// <summary>A word, a truncated word or a phrase, in a field.</summary>
/// <param name="Text">As written, without quotes, star and tag.</param>
/// <param name="Quoted">Written in quotation marks.</param>
/// <param name="Truncated">Ends in <c>*</c>: the last word is a beginning.</param>
/// <param name="Tag"><c>tiab</c>, <c>ti</c> or <c>ab</c>; an untagged word is <c>tiab</c>.</param>
internal sealed record Term(string Text, bool Quoted, bool Truncated, string Tag) : Clause;

/// <summary>The query cannot be read.</summary>
internal sealed class QueryException(string message, int line, int column) : Exception($"line {line}, column {column}: {message}")
{
    public int Line { get; } = line;
    public int Column { get; } = column;

    /// <summary>The message without its place.</summary>
    public string Problem { get; } = message;
}
