using Monitor.Queries;
using Monitor.Sources.ClinicalTrialsGov;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.ClinicalTrialsGov;

public sealed class ClinicalTrialsGovQueryTests
{
    [Theory]
    [InlineData("minoxidil[tiab] AND \"hair loss\"[ti]", "minoxidil AND \"hair loss\"")]
    [InlineData("(a1x OR b2y) AND (c3z OR d4w)", "(a1x OR b2y) AND (c3z OR d4w)")]
    [InlineData("\"platelet, rich (plasma)\"", "\"platelet rich plasma\"")]
    [InlineData("TGF-β1", "\"TGF-β1\"")]
    [InlineData("PRP OR \"MISSING\"", "\"PRP\" OR \"MISSING\"")]
    [InlineData("エクソソーム", "\"エクソソーム\"")]
    [InlineData("secretome*", "(secretome OR secretomes OR secretome*)")]
    [InlineData("scalp AND secretome*", "scalp AND (secretome OR secretomes OR secretome*)")]
    [InlineData("\"stem cell*\"", "stem")]
    [InlineData("\"hair cell secretome*\"", "(\"hair cell secretome\" OR \"hair cell secretomes\")")]
    [InlineData("scalp NOT mice", "scalp")] // its synonyms would take away what is wanted
    [InlineData("scalp AND (Alopecia[mh] OR eng[la] OR \"Review\"[pt])", "scalp AND (Alopecia OR Review)")]
    [InlineData("scalp AND 2024:3000[dp]", "scalp")]
    [InlineData("\"hair exosome\"[tiab:~5]", "(hair AND exosome)")]
    public void Writes_the_registrys_language(string query, string sent) =>
        ClinicalTrialsGovQuery.Ask(Query.Parse(query)).Text.ShouldBe(sent);

    [Theory]
    [InlineData("platelet* AND scalp", "scalp")]
    [InlineData("(platelet* OR plasma) AND scalp", "scalp")]
    [InlineData("((platelet* AND plasma) OR serum) AND scalp", "(plasma OR serum) AND scalp")]
    [InlineData("platelet*", ClinicalTrialsGovQuery.Everything)]
    [InlineData("platelet* OR scalp", ClinicalTrialsGovQuery.Everything)]
    public void An_unlisted_stem_counts_as_true(string query, string sent)
    {
        var upstream = ClinicalTrialsGovQuery.Ask(Query.Parse(query));
        upstream.Text.ShouldBe(sent);
        upstream.Widened.ShouldContain(w => w.StartsWith("platelet*[tiab]: left out", StringComparison.Ordinal));
    }

    [Fact]
    public void The_delivered_topic_neither_vanishes_nor_narrows_silently()
    {
        var upstream = ClinicalTrialsGovQuery.Ask(Query.Parse("(exosom* OR \"extracellular vesicle\") AND (alopecia* OR \"hair loss\")"));
        upstream.Text.ShouldStartWith("((exosome OR exosomes OR exosomal");
        upstream.Text.ShouldEndWith("(alopecia OR alopecias OR alopeciae OR alopecia*) OR \"hair loss\")");
        upstream.Widened.ShouldContain(w => w.Contains("eligibility"));
        upstream.Widened.ShouldContain(w => w.StartsWith("exosom*[tiab]: no truncation is documented", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("exosomes-hair-loss.yaml", "\"cell free therapy\"", "\"hair loss\"")]
    [InlineData("hair-comparators.yaml", "\"platelet rich plasma\"", "\"systematic review\"")]
    public void No_delivered_watch_asks_for_everything(string file, string first, string second)
    {
        var lines = File.ReadAllLines(Shared.File($"watches/{file}")).SkipWhile(l => !l.StartsWith("query: |", StringComparison.Ordinal)).Skip(1).TakeWhile(l => l.StartsWith(' '));
        var text = ClinicalTrialsGovQuery.Ask(Query.Parse(string.Join('\n', lines))).Text;
        text.ShouldContain(first);
        text.ShouldContain(second);
        text.ShouldContain(" AND ");
        Uri.EscapeDataString(text).Length.ShouldBeLessThan(6000);
    }

    [Fact]
    public void Every_clause_is_widened_so_the_evaluator_always_decides() =>
        ClinicalTrialsGovQuery.Ask(Query.Parse("minoxidil")).Widened.ShouldNotBeEmpty();

    [Theory]
    [InlineData("exosom")]
    [InlineData("alopecia")]
    [InlineData("randomi")]
    [InlineData("dermatolog")]
    public void A_family_holds_only_words_of_its_stem(string stem)
    {
        var family = WordFamilies.Of(stem).ShouldNotBeNull();
        family.ShouldAllBe(word => word.StartsWith(stem));
        family.ShouldBeUnique();
    }
}
