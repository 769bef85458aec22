using Monitor.Queries;

namespace Monitor.Tests.Infrastructure.Seeds;

/// <summary>Reading what was printed gives the same query.</summary>
internal static class PrinterSeeds
{
    public static Drawn Try(int seed)
    {
        var query = new RandomQuery(seed).Query();
        return new Drawn("printed", Same(query.Root, Query.Parse(query.ToString()).Root) ? null : $"read as another query: {query}");
    }

    /// <summary>Compares node by node: records compare their lists by reference only.</summary>
    private static bool Same(Clause one, Clause other) => (one, other) switch
    {
        (Term a, Term b) => a == b,
        (AllOf a, AllOf b) => a.Parts.Count == b.Parts.Count && a.Parts.Zip(b.Parts).All(p => Same(p.First, p.Second)),
        (AnyOf a, AnyOf b) => a.Parts.Count == b.Parts.Count && a.Parts.Zip(b.Parts).All(p => Same(p.First, p.Second)),
        (Not a, Not b) => Same(a.Part, b.Part),
        _ => false,
    };
}
