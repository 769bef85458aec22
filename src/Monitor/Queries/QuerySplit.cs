namespace Monitor.Queries;

/// <summary>
/// Cuts a query whose text is longer than a source takes into parts whose union is the query: an OR is shared out over the
/// parts, what stands beside it is repeated in each.
/// </summary>
internal static class QuerySplit
{
    /// <summary>Parts that each fit; one part when the query fits. The union of what they find is what the query finds.</summary>
    /// <param name="query">The query.</param>
    /// <param name="fits">Whether a part can be sent.</param>
    /// <exception cref="QueryException">No alternative can be shared out any further, and the text is still too long.</exception>
    public static IReadOnlyList<Query> Split(Query query, Func<Query, bool> fits)
    {
        if (fits(query)) return [query];
        var halves = Halves(query.Root)
            ?? throw new QueryException($"too long for the source and without an OR to share out: {Shortened(QueryPrinter.Print(query.Root))}", 1, 1);
        return [.. Split(new Query(halves.First), fits), .. Split(new Query(halves.Second), fits)];
    }

    /// <summary>Two clauses whose union is the clause; null when there is no OR in it that may be cut.</summary>
    private static (Clause First, Clause Second)? Halves(Clause clause)
    {
        switch (clause)
        {
            case AnyOf any:
                var half = any.Parts.Count / 2;
                return (Joined(any.Parts.Take(half)), Joined(any.Parts.Skip(half)));
            case AllOf all:
                // The longest OR that is wanted: cutting behind NOT would make a union of what excludes.
                var longest = all.Parts.Select((part, index) => (part, index)).Where(p => p.part is not Not && Halves(p.part) is not null)
                    .OrderByDescending(p => QueryPrinter.Print(p.part).Length).FirstOrDefault();
                if (longest.part is null || Halves(longest.part) is not { } halves) return null;
                return (With(all, longest.index, halves.First), With(all, longest.index, halves.Second));
            default:
                return null;
        }
    }

    private static string Shortened(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private static AllOf With(AllOf all, int index, Clause part) => new([.. all.Parts.Select((p, i) => i == index ? part : p)]);

    private static Clause Joined(IEnumerable<Clause> parts) => parts.ToList() is [var one] ? one : new AnyOf([.. parts]);
}
