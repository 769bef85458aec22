using Monitor.Queries;
using Monitor.Sources;
using Monitor.Tests.Infrastructure;
using Monitor.Tests.Infrastructure.Seeds;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Queries;

/// <summary>A query is bounded where it is read; what walks over it later never runs out of stack.</summary>
public sealed class QueryDepthTests
{
    /// <summary>Half the stack that a thread has.</summary>
    private const int SmallStack = 768 * 1024;

    public static TheoryData<string> Deepest() =>
    [
        LongQueries.Alternating(QueryParser.MaxDepth),
        LongQueries.Nested(QueryParser.MaxDepth / 2),
        "a" + string.Concat(Enumerable.Range(1, QueryParser.MaxDepth - 2).Select(o => o % 2 == 0 ? " NOT b" : " OR c")),
        string.Concat(Enumerable.Repeat("(", QueryParser.MaxDepth)) + "a" + string.Concat(Enumerable.Repeat(")[ti]", QueryParser.MaxDepth)),
    ];

    [Theory]
    [MemberData(nameof(Deepest))]
    public void The_deepest_query_goes_through_everything_that_walks_over_it(string text)
    {
        Exception? thrown = null;
        var thread = new Thread(() =>
        {
            try
            {
                Walk(text);
            }
            catch (Exception ex)
            {
                thrown = ex;
            }
        }, SmallStack);
        thread.Start();
        thread.Join();
        thrown.ShouldBeNull();
    }

    private static void Walk(string text)
    {
        var query = Query.Parse(text);
        Query.Parse(query.ToString()).ToString().ShouldBe(query.ToString());
        var hit = Any.Article(title: "word0 aword1 a b c and all that");
        var matches = Matcher.Match(query, hit, "w") is not null;
        new QueryIndex<int>([(1, query)]).Candidates(hit).Count().ShouldBeGreaterThanOrEqualTo(matches ? 1 : 0);
        foreach (var source in new[] { "pubmed", "clinicaltrials.gov", "europepmc", "crossref", "openfda-enforcement" }) LongSeeds.Asked(source, query, RequestQuota.MostParts);
    }

    [Fact]
    public void One_level_more_is_an_error_at_its_place()
    {
        var error = Should.Throw<QueryException>(() => Query.Parse(LongQueries.Alternating(QueryParser.MaxDepth + 1)));
        error.Problem.ShouldContain($"nested more than {QueryParser.MaxDepth} deep");
        error.Column.ShouldBe(LongQueries.Alternating(QueryParser.MaxDepth).Length + 2);
        error.Message.ShouldContain("word250 OR word251");
    }

    [Theory]
    [InlineData("OR", "AND")]
    [InlineData("OR", "NOT")]
    public void Fifteen_thousand_operators_by_turns_are_an_error_and_not_the_end_of_the_process(string one, string other)
    {
        var text = "a" + string.Concat(Enumerable.Range(1, 15_000).Select(o => $" {(o % 2 == 0 ? other : one)} b"));
        Should.Throw<QueryException>(() => Query.Parse(text)).Problem.ShouldContain("nested more than");
        // Without a change of operator there is no depth.
        Query.Parse(text.Replace(other, one, StringComparison.Ordinal)).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_process_says_so_and_ends_as_for_any_wrong_query()
    {
        using var folder = new MonitorFolder();
        var text = "a" + string.Concat(Enumerable.Range(1, 15_000).Select(o => o % 2 == 0 ? " AND b" : " OR b"));
        var ended = await folder.RunAsync("translate", text);
        ended.Exit.ShouldBe(2, ended.ToString());
        ended.Error.ShouldContain("nested more than 250 deep");
        ended.Error.ShouldContain("line 1, column ");
    }

    [Fact]
    public void The_longest_text_is_named_with_the_place_where_it_is_too_long()
    {
        var error = Should.Throw<QueryException>(() => Query.Parse("hair\nOR " + new string('a', QueryParser.MaxLength)));
        error.Problem.ShouldContain("at most 100000 are read");
        error.Line.ShouldBe(2);
    }
}
