using Monitor.Documents;
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
                var candidates = index.Candidates(hit).ToList();
                candidates.Where(c => Matcher.Match(c.Query, hit, "w") is not null).Select(c => c.Key).ShouldBe(each, $"seed {seed}");
                found += each.Count;
            }
        }

        found.ShouldBeGreaterThan(10_000);
    }

    [Fact]
    public void The_index_finds_by_headings_types_names_and_numbers_what_asking_each_query_finds()
    {
        var found = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new RandomQuery(seed, "tiab", "mh", "pt", "ta", "la", "si", "aid", "pmid", "au", "lastau", "tw");
            var queries = Enumerable.Range(0, 60).Select(i => (Key: i, Query: random.Query())).ToList();
            var index = new QueryIndex<int>(queries);
            for (var record = 0; record < 10; record++)
            {
                Hit hit = record % 3 == 0
                    ? Any.Trial(title: random.Text()) with { Conditions = [random.Text(), random.Text()], StudyType = random.Text() }
                    : Any.Article(title: random.Text(), pmid: "9") with
                    {
                        MeshTerms = [random.Text(), $"{random.Text()}/{random.Text()}"],
                        PublicationTypes = [random.Text()],
                        Journal = random.Text(),
                        Languages = ["eng"],
                        Registrations = [random.Text()],
                        Doi = random.Text(),
                        Authors = [new Author { Name = random.Text() }, new Author { Name = random.Text() }],
                    };
                var each = queries.Where(q => Matcher.Match(q.Query, hit, "w") is not null).Select(q => q.Key).ToList();
                index.Candidates(hit).Where(c => Matcher.Match(c.Query, hit, "w") is not null).Select(c => c.Key).ShouldBe(each, $"seed {seed}");
                found += each.Count;
            }
        }

        found.ShouldBeGreaterThan(5_000);
    }

    [Theory]
    [InlineData("Alopecia[mh]")]
    [InlineData("\"Hair Diseases\"[mh]")]
    [InlineData("alop*[majr]")]
    [InlineData("Alopecia[mh] AND \"clinical trial\"[pt]")]
    [InlineData("exosom* OR Alopecia[mh]")]
    [InlineData("english[la] AND 10.5555/one[aid]")]
    public void What_only_a_heading_a_type_or_a_number_shows_is_not_ruled_out(string query)
    {
        var article = Any.Article(title: "nothing") with
        {
            MeshTerms = ["Alopecia/drug therapy", "Hair Diseases"],
            PublicationTypes = ["Clinical Trial"],
            Languages = ["eng"],
            Doi = "10.5555/one",
        };
        Matcher.Match(Query.Parse(query), article, "w").ShouldNotBeNull();
        new QueryIndex<int>([(1, Query.Parse(query))]).Candidates(article).Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("hair AND exosom*", "the hairpin", 0)]
    [InlineData("hair AND exosom*", "hair", 0)]
    [InlineData("hair AND exosom*", "hair exosome", 1)]
    [InlineData("\"hair loss\"", "loss of hair", 1)] // whether they stand side by side is the evaluator to say
    [InlineData("exosom* NOT mice", "exosomes of mice", 1)]
    [InlineData("exosom* OR secretome*", "exosomes", 1)]
    [InlineData("exosom* OR secretome*", "vesicles", 0)]
    [InlineData("\"hair loss\" OR Alopecia[mh]", "nothing", 0)]
    [InlineData("\"hair loss\" OR Alopecia[mh]", "alopecia", 1)] // whether it is a heading is the evaluator to say
    [InlineData("\"hair loss\" OR Kim A[au]", "nothing", 1)] // a name can always hold: initials are no words of it
    [InlineData("exosom* NOT Mice[mh]", "exosomes", 1)]
    [InlineData("2026[dp] AND minoxidil", "nothing", 0)]
    public void Only_what_can_hold_is_evaluated(string query, string title, int candidates) =>
        new QueryIndex<int>([(1, Query.Parse(query))]).Candidates(Any.Article(title: title)).Count().ShouldBe(candidates);
}
