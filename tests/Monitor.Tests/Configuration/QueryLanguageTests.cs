using System.Text.RegularExpressions;
using Monitor.Documents;
using Monitor.Queries;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Configuration;

/// <summary>What config/README.md says about the query language is so.</summary>
public sealed partial class QueryLanguageTests
{
    private static readonly string Section = Cut(File.ReadAllText(Path.Combine(Shared.Repository, "config", "README.md")));

    public static TheoryData<string> Examples => [.. Block().Matches(Section).SelectMany(block => block.Groups["lines"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))];

    public static TheoryData<string, string, string> Rows => [.. Row().Matches(Section).Select(row => (row.Groups["query"].Value, row.Groups["finds"].Value, row.Groups["not"].Value))];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Each_example_is_a_query(string example)
    {
        var query = Query.Parse(example);
        Query.Parse(query.ToString()).ToString().ShouldBe(query.ToString());
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_row_finds_what_it_says(string query, string finds, string not)
    {
        Matcher.Match(Query.Parse(query), Any.Article(title: finds), "w").ShouldNotBeNull(finds);
        Matcher.Match(Query.Parse(query), Any.Article(title: not), "w").ShouldBeNull(not);
    }

    [Fact]
    public void Every_tag_is_in_the_table()
    {
        Examples.Count.ShouldBeGreaterThan(15);
        Rows.Count.ShouldBeGreaterThan(10);
        foreach (var tag in QueryTags.Names) Section.ShouldContain($"`[{tag}]`");
    }

    [Fact]
    public void Left_to_right_as_the_text_says() => Query.Parse("a OR b AND c").ToString().ShouldBe(Query.Parse("(a OR b) AND c").ToString());

    public static TheoryData<string, bool> Compared => new()
    {
        { "\"Kim A\"[au]", true }, { "\"Kim AH\"[1au]", true }, { "\"Ki A\"[au]", false }, { "\"Kim AHX\"[au]", false }, { "Kim[lastau]", false },
        { "Alopecia[mh]", true }, { "\"Alopecia/therapy\"[mh]", true }, { "therapy[mh]", false }, { "Alop*[mh]", true },
        { "eng[la]", true }, { "english[la]", true }, { "english[la] NOT german[la]", true }, { "german[la]", false },
        { "Hair*[ta]", true }, { "Hair[ta]", false }, { "\"Hair J\"[ta]", true }, { "\"hair journal\"[ta]", true },
        { "2026/03[dp]", true }, { "2024:2026/01/01[dp]", true }, { "2025[dp]", false },
        { "exosome NOT mice[ti]", true }, { "exosome NOT Mice[mh]", true }, { "exosome NOT Alopecia[mh]", false },
    };

    [Theory]
    [MemberData(nameof(Compared))]
    public void Values_are_compared_as_the_text_says(string query, bool shown)
    {
        var article = Any.Article(title: "Exosome") with
        {
            Authors = [new Author { Name = "Kim AH" }, new Author { Name = "Lee B" }],
            MeshTerms = ["Alopecia/therapy"],
            Languages = ["eng"],
            Journal = "Hair Journal",
            Published = new PartialDate(2026),
        };
        (Matcher.Match(Query.Parse(query), article, "w") is not null).ShouldBe(shown, query);
    }

    private static string Cut(string text)
    {
        var start = text.IndexOf("## The query language", StringComparison.Ordinal);
        return text[start..text.IndexOf("\n## ", start + 3, StringComparison.Ordinal)];
    }

    [GeneratedRegex("```query\n(?<lines>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();

    [GeneratedRegex(@"^\| `(?<query>[^`|]+)` \| (?<finds>[^|`]+) \| (?<not>[^|`–]+) \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();
}
