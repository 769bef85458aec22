using Monitor.Admin.Pages;
using Monitor.Documents;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Pages;

public sealed class MarkedTests
{
    private const string Text = "Exosomes help hair. Exosomes do not.";

    [Fact]
    public void The_pieces_are_the_whole_text_and_the_words_of_the_reasons_are_marked()
    {
        var pieces = Marked.Of(Text, "title", [On("exosom*", "Exosomes", 0, 20), On("hair", "hair", 14)]);
        string.Concat(pieces.Select(p => p.Text)).ShouldBe(Text);
        pieces.Where(p => p.Why is not null).ShouldBe([new Piece("Exosomes", "exosom*"), new Piece("hair", "hair"), new Piece("Exosomes", "exosom*")]);
    }

    [Fact]
    public void Reasons_that_overlap_are_one_mark_with_both_clauses() =>
        Marked.Of(Text, "title", [On("exosom*", "Exosomes", 0), On("\"exosomes help\"", "Exosomes help", 0)])[0]
            .ShouldBe(new Piece("Exosomes help", "exosom*; \"exosomes help\""));

    [Fact]
    public void Offsets_of_another_field_or_of_another_text_mark_nothing()
    {
        Match[] wrong = [On("a", "hair", 14) with { Field = "abstract" }, On("b", "hair", 15), On("c", "hair", -3), On("d", "hair", 5000)];
        Marked.Of(Text, "title", wrong).ShouldBe([new Piece(Text, null)]);
        Marked.Of(null, "title", wrong).ShouldBeEmpty();
    }

    [Fact]
    public void A_snippet_holds_the_first_marked_words_and_says_where_it_was_cut()
    {
        var text = string.Concat(Enumerable.Repeat("word ", 200)) + "hair " + string.Concat(Enumerable.Repeat("after ", 200));
        var cut = Marked.Snippet(Marked.Of(text, "title", [On("hair", "hair", 1000)]), 200);
        cut.Count(p => p.Why == "hair").ShouldBe(1);
        cut[0].Text.ShouldBe("… ");
        cut[^1].Text.ShouldBe(" …");
        string.Concat(cut.Select(p => p.Text)).Length.ShouldBeInRange(120, 220);
    }

    [Fact]
    public void A_fact_shows_the_words_that_its_span_cuts_out()
    {
        var hit = Any.Article(title: Text) with { PublicationTypes = ["Journal Article", "Case Reports"] };
        Marked.Words(hit, On("title", 14, 4)).ShouldBe("hair");
        Marked.Words(hit, On("publicationTypes[1]", 0, 12)).ShouldBe("Case Reports");
        foreach (var none in new[] { On("title", 30, 100), On("title", -1, 3), On("publicationTypes[2]", 0, 1), On("publicationTypes[x]", 0, 1), On("nothing", 0, 1), On("title", 5, int.MaxValue) })
        {
            Marked.Words(hit, none).ShouldBeNull();
        }
    }

    private static Match On(string clause, string word, params int[] starts) =>
        new() { Watch = "w", Clause = clause, Words = [word], Field = "title", Offsets = [.. starts.Select(s => new Span(s, word.Length))] };

    private static Tag On(string field, int start, int length) => new() { Name = "n", Value = "v", Rule = "r", Field = field, At = new Span(start, length) };
}
