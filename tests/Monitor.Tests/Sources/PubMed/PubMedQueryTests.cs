using Monitor.Queries;
using Monitor.Sources.PubMed;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.PubMed;

public sealed class PubMedQueryTests
{
    [Theory]
    [InlineData("exosome", "exosome[tiab]")]
    [InlineData("exosom*", "exosom*[tiab]")]
    [InlineData("\"hair loss\"", "\"hair loss\"[tiab]")]
    [InlineData("\"hair follic*\"[ti]", "\"hair follic*\"[ti]")]
    [InlineData("(exosom* OR \"extracellular vesicle*\") AND (alopecia OR \"hair loss\"[ti])", "(exosom*[tiab] OR \"extracellular vesicle*\"[tiab]) AND (alopecia[tiab] OR \"hair loss\"[ti])")]
    [InlineData("a1 AND (b1 OR (c1 AND d1))", "a1[tiab] AND (b1[tiab] OR (c1[tiab] AND d1[tiab]))")]
    [InlineData("CD9/CD63", "\"CD9 CD63\"[tiab]")]
    [InlineData("exosome-derived", "\"exosome-derived\"[tiab]")]
    [InlineData("\"2019:2020 & x\"", "\"2019 2020 x\"[tiab]")]
    [InlineData("\"α-SMA\"", "\"α-SMA\"[tiab]")]
    [InlineData("\"Culture Media, Conditioned\"[mh] OR Alopecia[MeSH Terms]", "\"Culture Media, Conditioned\"[mh] OR Alopecia[mh]")]
    [InlineData("Alopecia/therapy[mh:noexp]", "\"Alopecia/therapy\"[mh:noexp]")]
    [InlineData("\"10.5555/mon(1)\"[aid]", "\"10.5555/mon(1)\"[aid]")]
    [InlineData("\"hair exosome\"[tiab:~5]", "\"hair exosome\"[tiab:~5]")]
    [InlineData("hair AND 2024:3000[dp] NOT (mice OR rats)", "(hair[tiab] AND 2024:3000/12/31[dp]) NOT (mice[tiab] OR rats[tiab])")]
    [InlineData("a1 OR b1 NOT c1", "(a1[tiab] OR b1[tiab]) NOT c1[tiab]")]
    public void What_PubMed_can_say_is_sent_unchanged(string query, string sent)
    {
        var upstream = PubMedQuery.Ask(Query.Parse(query));
        upstream.Text.ShouldBe(sent);
        upstream.Widened.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("alopecia[ab]", "alopecia[tiab]", "alopecia[ab]: sent as [tiab]")]
    [InlineData("EV* AND alopecia", "alopecia[tiab]", "EV*[tiab]: left out")]
    [InlineData("(exosome OR EV*) AND alopecia AND hair", "alopecia[tiab] AND hair[tiab]", "exosome[tiab] OR EV*[tiab]: left out whole")]
    [InlineData("\"hair fo*\"", "\"hair\"[tiab]", "sent without its last word")]
    [InlineData("hair NOT fo*", "hair[tiab]", "left out")]
    [InlineData("hair NOT skin[ab]", "hair[tiab]", "sent as [tiab]")]
    [InlineData("hair NOT (skin[ab] OR nail)", "hair[tiab] NOT nail[tiab]", "sent as [tiab]")]
    [InlineData("exosome-de* AND x1", "exosome-[tiab] AND x1[tiab]", "sent without its last word")]
    public void What_PubMed_cannot_say_is_asked_more_widely_and_told(string query, string sent, string told)
    {
        var upstream = PubMedQuery.Ask(Query.Parse(query));
        upstream.Text.Replace("\"exosome-\"", "exosome-", StringComparison.Ordinal).ShouldBe(sent);
        upstream.Widened.ShouldContain(w => w.Contains(told, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("EV*")]
    [InlineData("EV* OR alopecia")]
    [InlineData("(EV* OR alopecia) AND ha*")]
    public void What_would_ask_for_everything_is_refused(string query) =>
        Should.Throw<QueryException>(() => PubMedQuery.Ask(Query.Parse(query))).Message.ShouldContain("EV*");
}
