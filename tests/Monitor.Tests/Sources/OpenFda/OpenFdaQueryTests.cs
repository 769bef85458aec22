using System.Text.RegularExpressions;
using Monitor.Queries;
using Monitor.Sources.OpenFda;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.OpenFda;

public sealed partial class OpenFdaQueryTests
{
    [Theory]
    [InlineData("exosom*", "exosom*")]
    [InlineData("\"Hair Loss\"[ti]", "\"hair loss\"")]
    [InlineData("\"hair los*\"", "hair")]
    [InlineData("\"stem cell los*\"", "\"stem cell\"")]
    public void A_term_is_asked_in_every_text_field(string query, string asked) =>
        OpenFdaQuery.Ask(Query.Parse(query)).Text.ShouldBe($"((product_description:{asked} OR reason_for_recall:{asked} OR recalling_firm:{asked} OR code_info:{asked}))");

    [Fact]
    public void What_it_cannot_express_is_wider_never_narrower()
    {
        var upstream = OpenFdaQuery.Ask(Query.Parse("exosom* AND (þeta OR hair) NOT mice AND 2026[dp]"));
        upstream.Text.ShouldNotContain("hair");
        upstream.Text.ShouldNotContain("mice");
        upstream.Text.ShouldContain("exosom*");
        upstream.Widened.ShouldContain(w => w.Contains("ASCII"));
        upstream.Checked!.Count.ShouldBe(5);
        OpenFdaQuery.Ask(Query.Parse("Alopecia[mh]")).Impossible.ShouldBeTrue();
        Should.Throw<QueryException>(() => OpenFdaQuery.Ask(Query.Parse("exosom* OR þeta")));
    }

    /// <summary>Our title of a recall says that somebody recalls something; no field of openFDA does.</summary>
    [Theory]
    [InlineData("\"amniotic fluid\" AND (unapproved OR recall*)")]
    [InlineData("\"amniotic fluid\" AND recalls[ti]")]
    public void That_it_is_a_recall_is_not_asked(string query) =>
        OpenFdaQuery.Ask(Query.Parse(query)).Text.ShouldBe(OpenFdaQuery.Ask(Query.Parse("\"amniotic fluid\"")).Text);

    [Fact]
    public void A_word_in_another_script_finds_nothing_and_hides_nothing()
    {
        var upstream = OpenFdaQuery.Ask(Query.Parse("exosom* OR エクソソーム OR 엑소좀"));
        upstream.Text.ShouldBe(OpenFdaQuery.Ask(Query.Parse("exosom*")).Text);
        upstream.Widened.Count(w => w.Contains("Latin")).ShouldBe(2);
        OpenFdaQuery.Ask(Query.Parse("엑소좀")).Impossible.ShouldBeTrue();
    }

    [Fact]
    public void Only_characters_that_openFDA_takes_are_sent()
    {
        const string Query = "(\"a^b ~c!\" OR d|e? OR f\\g) AND \"TGF-β1\" AND naïve*";
        Allowed().IsMatch(OpenFdaQuery.Ask(Monitor.Queries.Query.Parse(Query)).Text).ShouldBeTrue();
    }

    [GeneratedRegex("^[A-Za-z0-9&@%/\\\\',._:()\"\\[\\]{}\\-+><=* ]+$")]
    private static partial Regex Allowed();
}
