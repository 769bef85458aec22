using Monitor.Queries;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Queries;

/// <summary>A search pasted from another database is never read as words: it is refused with what it is here.</summary>
public sealed class ForeignSyntaxTests
{
    [Theory]
    [InlineData("exosom$.ti,ab.", "exosom*[tiab]")]
    [InlineData("exosom*.ti. AND hair", "exosom*[ti]")]
    [InlineData("\"hair loss\".mp.", "[tiab]")]
    [InlineData("(exosome OR vesicle).ti,ab.", "[tiab]")]
    [InlineData("exp Alopecia/", "\"Alopecia\"[mh]")]
    [InlineData("exp Extracellular Vesicles/ AND hair", "\"Extracellular Vesicles\"[mh]")]
    [InlineData("Exosomes/", "\"Exosomes\"[mh:noexp]")]
    [InlineData("hair adj3 loss", "[tiab:~3]")]
    [InlineData("exosom$ AND hair", "exosom*")]
    [InlineData("exosome:ti,ab", "exosome[tiab]")]
    [InlineData("'hair loss':ti,ab,kw", "\"hair loss\"[tiab]")]
    [InlineData("'alopecia'/exp", "\"alopecia\"[mh]")]
    [InlineData("exosome:ti AND hair", "exosome[ti]")]
    [InlineData("(exosome OR vesicle):ti,ab", "[tiab]")]
    [InlineData("hair NEAR/3 loss", "[tiab:~3]")]
    [InlineData("hair NEXT/1 loss", "[tiab:~3]")]
    [InlineData("hair W/3 loss", "[tiab:~3]")]
    [InlineData("TITLE-ABS-KEY(exosome AND hair)", "(…)[tiab]")]
    [InlineData("TITLE(exosome)", "(…)[ti]")]
    [InlineData("TS=(exosome AND hair)", "(…)[tiab]")]
    [InlineData("TI=exosome", "(…)[ti]")]
    [InlineData("TI \"exosome\" AND hair", "[ti]")]
    [InlineData("MH \"Alopecia\"", "[mh]")]
    [InlineData("#1 AND #2", "names a line")]
    [InlineData("exosome AND #2", "names a line")]
    [InlineData("exosom*\n#3 OR #4", "names a line")]
    [InlineData("(#1 OR #2) AND exosom*", "names a line")]
    [InlineData("#1 exosom*", "names a line")]
    [InlineData("S1 AND S2", "names a line")]
    [InlineData("1 and 2", "names a line")]
    [InlineData("or/1-4", "names a line")]
    [InlineData("wom?n AND hair", "write each form")]
    [InlineData("colo#r AND hair", "write each form")]
    [InlineData("'hair loss' AND exosome", "\"hair loss\"")]
    [InlineData("exosome #hair\nOR vesicle", "begins a comment only")]
    public void It_is_refused_with_its_equivalent(string query, string says) =>
        Should.Throw<QueryException>(() => Query.Parse(query)).Problem.ShouldContain(says);

    [Theory]
    [InlineData("exosom* AND alopecia* NOT mice[ti]   # a comment, to the end of the line")]
    [InlineData("# exosom$.ti,ab. of Ovid\nexosom*")]
    [InlineData("\"exosom$.ti,ab.\" OR \"TS=(x)\" OR \"#1\"")]
    [InlineData("2020:2026[dp] AND exosom*")]
    [InlineData("2020/01/01:2026/12/31[dp] AND exosom*")]
    [InlineData("Alzheimer's AND hair")]
    [InlineData("'Omics AND hair")]
    [InlineData("\"hair loss\"[tiab:~3]")]
    [InlineData("Alopecia[mh:noexp]")]
    [InlineData("N95 AND hair")]
    [InlineData("hair and/or[ti]")]
    [InlineData("S100 AND hair")]
    [InlineData("CD9/CD63 AND hair")]
    [InlineData("10.5555/a.b[aid]")]
    [InlineData("MH AND TI")]
    [InlineData("9[ti] AND 9[ab]")]
    [InlineData("(# the first arm, TS=(x)\nexosom*)# the end")]
    [InlineData("#comment at once\nexosom*")]
    public void What_is_ours_is_read(string query) => Should.NotThrow(() => Query.Parse(query));

    [Fact]
    public void A_long_query_is_looked_at_in_time_of_its_length()
    {
        var query = string.Join(" OR ", Enumerable.Range(0, 8000).Select(i => $"word{i}"));
        Should.NotThrow(() => Query.Parse(query));
    }
}
