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
    public void A_query_is_read(string text, string canonical) => Query.Parse(text).ToString().ShouldBe(canonical);

    [Theory]
    [InlineData("a AND b OR c", 1, 9, "AND and OR on one level")]
    [InlineData("a OR b AND c", 1, 8, "AND and OR on one level")]
    [InlineData("(a OR b AND c)", 1, 9, "AND and OR on one level")]
    [InlineData("a and b", 1, 3, "operators are written in capitals: AND")]
    [InlineData("a or b", 1, 3, "operators are written in capitals: OR")]
    [InlineData("a Or b", 1, 3, "operators are written in capitals: OR")]
    [InlineData("a NOT b", 1, 3, "NOT is not supported")]
    [InlineData("(a OR b", 1, 1, "'(' without its ')'")]
    [InlineData("a OR b)", 1, 7, "')' without its '('")]
    [InlineData("()", 1, 2, "a term is missing before ')'")]
    [InlineData("a AND", 1, 6, "a term is missing at the end")]
    [InlineData("AND a", 1, 1, "a term is missing before this operator")]
    [InlineData("a AND OR b", 1, 7, "a term is missing before this operator")]
    [InlineData("\"hair loss", 1, 1, "quotation mark that is not closed")]
    [InlineData("hair loss", 1, 6, "side by side")]
    [InlineData("a AND\n  hair[mesh]", 2, 7, "unknown tag [mesh]")]
    [InlineData("a AND\n\n b[tiab", 3, 3, "'[' without its ']'")]
    [InlineData("*", 1, 1, "at least one letter or digit")]
    [InlineData("\"*\"", 1, 1, "at least one letter or digit")]
    [InlineData("\"\"", 1, 1, "at least one letter or digit")]
    [InlineData("a OR ---", 1, 6, "at least one letter or digit")]
    [InlineData("[ti]", 1, 1, "at least one letter or digit")]
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
        var pieces = (string[])["(", ")", "\"", "*", "[", "]", "ti", " ", "AND", "OR", "a", "#", "\n", "脱", "\ud83d"];
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
