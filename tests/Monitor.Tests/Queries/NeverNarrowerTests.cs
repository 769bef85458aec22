using Monitor.Tests.Infrastructure.Seeds;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Queries;

/// <summary>What the evaluator accepts the upstream must find; <c>queries</c> of the benchmarks tries any number of seeds.</summary>
public sealed class NeverNarrowerTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("pubmed", 50)]
    [InlineData("clinicaltrials.gov", 50)]
    [InlineData("europepmc", 90)]
    public void The_upstream_is_never_asked_for_less(string source, int percent)
    {
        var tried = QuerySeeds.Try(source);
        tried.Wrong.ShouldBeEmpty();
        var accepted = tried.Of(NarrowSeeds.Accepted) + tried.Of(NarrowSeeds.Refused) + tried.Of(NarrowSeeds.Everything);
        accepted.ShouldBeGreaterThan(500);
        // What is refused, or asked for as everything, shows nothing.
        tried.Of(NarrowSeeds.Accepted).ShouldBeGreaterThan(accepted * percent / 100);
    }

    /// <summary>Also what is shared out over parts, and what is left out because no product of lists is asked.</summary>
    [Theory]
    [InlineData("pubmed")]
    [InlineData("clinicaltrials.gov")]
    [InlineData("europepmc")]
    [InlineData("crossref")]
    [InlineData("openfda-enforcement")]
    [InlineData("openfda-events")]
    public void However_long_the_query_is_its_parts_find_what_it_finds(string source)
    {
        var tried = QuerySeeds.Try("long " + source, count: QuerySeeds.FewLong);
        tried.Wrong.ShouldBeEmpty();
        output.WriteLine(string.Join(", ", tried.Came.Select(c => $"{c.Value} {c.Key}")));
        // Counts are asked whole or not at all; Crossref is asked for one word of each alternative.
        tried.Of(LongSeeds.Whole).ShouldBeGreaterThan(20);
        if (source is "openfda-events" or "crossref") return;
        tried.Of(LongSeeds.Shared).ShouldBeGreaterThan(10);
        tried.Of(LongSeeds.LeftOut).ShouldBeGreaterThan(10);
    }
}
