using Monitor.Queries;
using Monitor.Tests.Infrastructure;
using Monitor.Tests.Infrastructure.Seeds;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Queries;

public sealed class QuerySplitTests
{
    [Fact]
    public void The_union_of_the_parts_is_the_query()
    {
        var (cut, found) = (0, 0);
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = new RandomQuery(seed);
            var query = random.Query();
            var most = 20 + (seed % 60);
            IReadOnlyList<Query> parts;
            try
            {
                parts = QuerySplit.Split(query, part => part.ToString().Length <= most);
            }
            catch (QueryException)
            {
                continue;
            }

            parts.ShouldAllBe(p => p.ToString().Length <= most);
            if (parts.Count > 1) cut++;
            for (var text = 0; text < 5; text++)
            {
                var hit = Any.Article(title: random.Text()) with { Abstract = random.Text() };
                var whole = Matcher.Match(query, hit, "w") is not null;
                parts.Any(p => Matcher.Match(p, hit, "w") is not null).ShouldBe(whole, $"seed {seed}: {query}");
                if (whole) found++;
            }
        }

        cut.ShouldBeGreaterThan(200);
        found.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public void What_fits_is_sent_whole_and_what_has_no_OR_is_refused()
    {
        QuerySplit.Split(Query.Parse("a OR b"), _ => true).Count.ShouldBe(1);
        Should.Throw<QueryException>(() => QuerySplit.Split(Query.Parse("hair AND (skin AND nail)"), _ => false)).Problem.ShouldContain("without an OR");
        QuerySplit.Split(Query.Parse("(a OR b OR c) AND hair NOT (d OR e)"), q => q.ToString().Length < 65).Select(q => q.ToString())
            .ShouldBe(["a[tiab] AND hair[tiab] NOT (d[tiab] OR e[tiab])", "(b[tiab] OR c[tiab]) AND hair[tiab] NOT (d[tiab] OR e[tiab])"], ignoreOrder: true);
    }
}
