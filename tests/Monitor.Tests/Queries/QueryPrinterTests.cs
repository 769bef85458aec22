using Monitor.Queries;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Queries;

public sealed class QueryPrinterTests
{
    [Fact]
    public void Reading_what_was_printed_gives_the_same_query()
    {
        for (var seed = 0; seed < 4000; seed++)
        {
            var query = new RandomQuery(seed).Query();
            var read = Query.Parse(query.ToString());
            Same(query.Root, read.Root).ShouldBeTrue($"seed {seed}: {query}");
        }
    }

    /// <summary>Compares node by node: records compare their lists by reference only.</summary>
    private static bool Same(Clause one, Clause other) => (one, other) switch
    {
        (Term a, Term b) => a == b,
        (AllOf a, AllOf b) => a.Parts.Count == b.Parts.Count && a.Parts.Zip(b.Parts).All(p => Same(p.First, p.Second)),
        (AnyOf a, AnyOf b) => a.Parts.Count == b.Parts.Count && a.Parts.Zip(b.Parts).All(p => Same(p.First, p.Second)),
        _ => false,
    };
}
