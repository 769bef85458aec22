using Monitor.Queries;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Queries;

public sealed class QueryParserTests
{
    [Theory]
    [InlineData("hair", "hair[tiab]")]
    [InlineData("exosom*", "exosom*[tiab]")]
    [InlineData("\"hair loss\"[ti]", "\"hair loss\"[ti]")]
    [InlineData("\"hair los*\"", "\"hair los*\"[tiab]")]
    [InlineData("hair[Title/Abstract] OR hair[TITLE] OR hair[Abstract]", "hair[tiab] OR hair[ti] OR hair[ab]")]
    [InlineData("a AND (b OR c)", "a[tiab] AND (b[tiab] OR c[tiab])")]
    [InlineData("(a AND b) OR (c AND d)", "(a[tiab] AND b[tiab]) OR (c[tiab] AND d[tiab])")]
    [InlineData("((a))", "a[tiab]")]
    [InlineData("a AND b AND c", "a[tiab] AND b[tiab] AND c[tiab]")]
    [InlineData("a # first\nOR # second (not read\n b", "a[tiab] OR b[tiab]")]
    [InlineData("\"a # b\"", "\"a # b\"[tiab]")]
    [InlineData("a\r\n\tAND(b)", "a[tiab] AND b[tiab]")]
    [InlineData("\"AND\" OR \"or\"", "\"AND\"[tiab] OR \"or\"[tiab]")]
    [InlineData("脱毛 OR 탈모", "脱毛[tiab] OR 탈모[tiab]")]
    [InlineData("a AND b OR c", "(a[tiab] AND b[tiab]) OR c[tiab]")]
    [InlineData("a OR b AND c", "(a[tiab] OR b[tiab]) AND c[tiab]")]
    [InlineData("a AND b NOT c AND d", "a[tiab] AND b[tiab] NOT c[tiab] AND d[tiab]")]
    [InlineData("a OR b NOT (c OR d)", "(a[tiab] OR b[tiab]) NOT (c[tiab] OR d[tiab])")]
    [InlineData("(exosome* OR \"cell free\" OR x[ti])[ab]", "exosome*[ab] OR \"cell free\"[ab] OR x[ti]")]
    [InlineData("\"hair exosome\"[tiab:~5]", "\"hair exosome\"[tiab:~5]")]
    [InlineData("\"hair exosome\"[Title:~0]", "\"hair exosome\"[ti:~0]")]
    [InlineData("hair loss[tiab]", "\"hair loss\"[tiab]")]
    [InlineData("Alopecia[MeSH Terms] OR Alopecia[mh:noexp]", "Alopecia[mh] OR Alopecia[mh:noexp]")]
    [InlineData("2020:2023[dp]", "2020:2023[dp]")]
    [InlineData("\"2020/01/01\"[Date - Publication] : \"3000\"[Date - Publication]", "2020/01/01:3000[dp]")]
    [InlineData("2026/1[edat]", "2026/01[edat]")]
    [InlineData("NCT01035255[si] OR \"Smith J\"[au] OR eng[la]", "NCT01035255[si] OR \"Smith J\"[au] OR eng[la]")]
    public void A_query_is_read(string text, string canonical) => Query.Parse(text).ToString().ShouldBe(canonical);

    [Theory]
    [InlineData("a and b", 1, 3, "operators are written in capitals: AND")]
    [InlineData("a or b", 1, 3, "operators are written in capitals: OR")]
    [InlineData("a Or b", 1, 3, "operators are written in capitals: OR")]
    [InlineData("NOT a", 1, 1, "NOT stands between two terms")]
    [InlineData("a AND NOT b", 1, 7, "NOT stands between two terms")]
    [InlineData("hair and loss[tiab]", 1, 6, "operators are written in capitals: AND")]
    [InlineData("hair[tib]", 1, 5, "did you mean [tiab]?")]
    [InlineData("\"hair loss\"[mh:~3]", 1, 1, "proximity is understood with")]
    [InlineData("\"hair los*\"[tiab:~3]", 1, 1, "write one or the other")]
    [InlineData("hair[tiab:~3]", 1, 1, "two words or more")]
    [InlineData("(a OR b)[tiab:~3]", 1, 1, "proximity belongs to a phrase")]
    [InlineData("\"hair loss\"[tiab:~x]", 1, 12, "proximity is a number")]
    [InlineData("a AND 2026/13[dp]", 1, 7, "not a date")]
    [InlineData("2020[dp] : 2021[edat]", 1, 11, "both ends")]
    [InlineData("ha*r", 1, 4, "side by side")]
    [InlineData("(a OR b", 1, 1, "'(' without its ')'")]
    [InlineData("a OR b)", 1, 7, "')' without its '('")]
    [InlineData("()", 1, 2, "a term is missing before ')'")]
    [InlineData("a AND", 1, 6, "a term is missing at the end")]
    [InlineData("AND a", 1, 1, "a term is missing before AND")]
    [InlineData("a AND OR b", 1, 7, "a term is missing before OR")]
    [InlineData("\"hair loss", 1, 1, "quotation mark that is not closed")]
    [InlineData("hair loss", 1, 1, "\"hair loss\"")]
    [InlineData("a AND\n  hair[mash]", 2, 7, "unknown tag [mash]")]
    [InlineData("a AND\n\n b[tiab", 3, 3, "'[' without its ']'")]
    [InlineData("*", 1, 1, "a star needs a beginning")]
    [InlineData("\"*\"", 1, 1, "at least one letter or digit")]
    [InlineData("\"\"", 1, 1, "at least one letter or digit")]
    [InlineData("a OR ---", 1, 6, "at least one letter or digit")]
    [InlineData("[ti]", 1, 1, "unexpected '['")]
    [InlineData("", 1, 1, "the query is empty")]
    [InlineData(" # only a comment", 1, 18, "the query is empty")]
    public void What_cannot_be_read_is_named_with_its_place(string text, int line, int column, string problem)
    {
        var error = Should.Throw<QueryException>(() => Query.Parse(text));
        error.Problem.ShouldContain(problem);
        (error.Line, error.Column).ShouldBe((line, column));
        error.Message.ShouldStartWith($"line {line}, column {column}: ");
    }

    [Fact]
    public void Hostile_sizes_are_refused_and_not_run_into()
    {
        Should.Throw<QueryException>(() => Query.Parse(new string('a', QueryParser.MaxLength + 1))).Problem.ShouldContain("characters");
        Should.Throw<QueryException>(() => Query.Parse(new string('(', QueryParser.MaxLength))).Problem.ShouldContain("nested");
        Should.Throw<QueryException>(() => Query.Parse(Nested(QueryParser.MaxDepth + 1))).Problem.ShouldContain("nested");
        Query.Parse(Nested(QueryParser.MaxDepth)).ToString().ShouldBe("a[tiab]");
        ((AnyOf)Query.Parse(string.Join(" OR ", Enumerable.Repeat("a", 19_000))).Root).Parts.Count.ShouldBe(19_000);

        static string Nested(int depth) => new string('(', depth) + "a" + new string(')', depth);
    }

    [Fact]
    public void Broken_queries_only_ever_end_in_a_query_error()
    {
        var random = new Random(3);
        var pieces = (string[])["(", ")", "\"", "*", "[", "]", "ti", "dp", ":", "~", "2020", " ", "AND", "OR", "NOT", "a", "#", "\n", "脱", "\ud83d"];
        for (var run = 0; run < 5000; run++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => pieces[random.Next(pieces.Length)]));
            try
            {
                var read = Query.Parse(text).ToString();
                Query.Parse(read).ToString().ShouldBe(read, text);
            }
            catch (QueryException e)
            {
                e.Line.ShouldBeInRange(1, text.Count(c => c == '\n') + 1);
            }
        }
    }
}
