using Monitor.Queries;
using Monitor.Tests.Infrastructure;
using Monitor.Tests.Infrastructure.Seeds;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Queries;

public sealed class QueryIndexTests
{
    [Fact]
    public void The_index_finds_what_asking_each_query_finds()
    {
        var found = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new RandomQuery(seed);
            var queries = Enumerable.Range(0, 60).Select(i => (Key: i, Query: random.Query())).ToList();
            var index = new QueryIndex<int>(queries);
            for (var record = 0; record < 10; record++)
            {
                var hit = Any.Article(title: random.Text()) with { Abstract = random.Text() };
                var each = queries.Where(q => Matcher.Match(q.Query, hit, "w") is not null).Select(q => q.Key).ToList();
                var candidates = index.Candidates(new HitTokens(hit)).ToList();
                candidates.Where(c => Matcher.Match(c.Query, hit, "w") is not null).Select(c => c.Key).ShouldBe(each, $"seed {seed}");
                found += each.Count;
            }
        }

        found.ShouldBeGreaterThan(10_000);
    }

    [Theory]
    [InlineData("hair AND exosom*", "the hairpin", 0)]
    [InlineData("hair AND exosom*", "hair", 0)]
    [InlineData("hair AND exosom*", "hair exosome", 1)]
    [InlineData("\"hair loss\"", "loss of hair", 1)] // whether they stand side by side is the evaluator to say
    [InlineData("exosom* NOT mice", "exosomes of mice", 1)]
    [InlineData("exosom* OR secretome*", "exosomes", 1)]
    [InlineData("exosom* OR secretome*", "vesicles", 0)]
    [InlineData("\"hair loss\" OR Alopecia[mh]", "nothing", 1)] // a heading can always hold
    [InlineData("2026[dp] AND minoxidil", "nothing", 0)]
    public void Only_what_can_hold_is_evaluated(string query, string title, int candidates) =>
        new QueryIndex<int>([(1, Query.Parse(query))]).Candidates(new HitTokens(Any.Article(title: title))).Count().ShouldBe(candidates);
}
