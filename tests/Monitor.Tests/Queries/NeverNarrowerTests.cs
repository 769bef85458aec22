using Monitor.Tests.Infrastructure.Seeds;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Queries;

/// <summary>What the evaluator accepts the upstream must find; <c>queries</c> of the benchmarks tries any number of seeds.</summary>
public sealed class NeverNarrowerTests
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
}
