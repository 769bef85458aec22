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
    public void What_PubMed_can_say_is_sent_unchanged(string query, string sent)
    {
        var upstream = PubMedQuery.Translate(Query.Parse(query));
        upstream.Text.ShouldBe(sent);
        upstream.Widened.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("alopecia[ab]", "alopecia[tiab]", "alopecia[ab]: sent as [tiab]")]
    [InlineData("EV* AND alopecia", "alopecia[tiab]", "EV*[tiab]: left out")]
    [InlineData("(exosome OR EV*) AND alopecia AND hair", "alopecia[tiab] AND hair[tiab]", "exosome[tiab] OR EV*[tiab]: left out whole")]
    [InlineData("\"hair fo*\"", "\"hair\"[tiab]", "sent without its last word")]
    [InlineData("exosome-de* AND x1", "exosome-[tiab] AND x1[tiab]", "sent without its last word")]
    public void What_PubMed_cannot_say_is_asked_more_widely_and_told(string query, string sent, string told)
    {
        var upstream = PubMedQuery.Translate(Query.Parse(query));
        upstream.Text.Replace("\"exosome-\"", "exosome-", StringComparison.Ordinal).ShouldBe(sent);
        upstream.Widened.ShouldContain(w => w.Contains(told, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("EV*")]
    [InlineData("EV* OR alopecia")]
    [InlineData("(EV* OR alopecia) AND ha*")]
    public void What_would_ask_for_everything_is_refused(string query) =>
        Should.Throw<QueryException>(() => PubMedQuery.Translate(Query.Parse(query))).Message.ShouldContain("EV*");
}
