using Monitor.Documents;
using Monitor.Identity;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Identity;

public sealed class SentenceDiffTests
{
    [Fact]
    public void Each_place_is_a_line_old_and_new() =>
        Of("One stays. Two goes.\nThree stays.\nFour is old.", "One stays.\nThree stays. A new one comes.\nFour is new.")
            .ShouldBe([new("body", "Two goes.", null), new("body", null, "A new one comes."), new("body", "Four is old.", "Four is new.")]);

    [Fact]
    public void Blanks_case_and_accents_are_no_change() => Of("One  Two.\nTHREE.", "one two. Three.").ShouldBeEmpty();

    [Fact]
    public void Many_places_and_long_sentences_stay_a_few_lines()
    {
        var old = string.Join('\n', Enumerable.Range(0, 20).Select(i => $"Sentence {i} stays.\nOld {i} {new string('x', 500)}."));
        var lines = Of(old, old.Replace("Old", "New", StringComparison.Ordinal));
        lines.Count.ShouldBe(6);
        lines[0].ShouldBe(new("body", $"Old 0 {new string('x', 500)}.", $"New 0 {new string('x', 500)}."));
        lines[5].New.ShouldBe("and 15 more changes");
    }

    [Fact]
    public void A_text_too_long_to_align_is_still_compared()
    {
        var old = string.Join('\n', Enumerable.Range(0, 6000).Select(i => $"Line {i}."));
        Of(old, old.Replace("Line 7.", "Line seven.", StringComparison.Ordinal)).ShouldBe([new("body", "Line 7.", "Line seven.")]);
    }

    [Fact]
    public void A_long_sentence_is_told_whole()
    {
        var old = $"The firm {string.Concat(Enumerable.Repeat("and its many agents ", 40))}promised to recall lot 17.";
        var line = Of(old, old.Replace("lot 17", "lots 17 and 18", StringComparison.Ordinal)).ShouldHaveSingleItem();
        line.Old.ShouldBe(old);
        line.New.ShouldBe(old.Replace("lot 17", "lots 17 and 18", StringComparison.Ordinal));
    }

    [Fact]
    public void A_text_that_was_empty_or_is_empty_now_is_all_new_or_all_gone()
    {
        Of("", "Now. There.").ShouldBe([new("body", null, "Now. There.")]);
        Of("Was. There.", "").ShouldBe([new("body", "Was. There.", null)]);
    }

    private static IReadOnlyList<FieldChange> Of(string old, string now) => SentenceDiff.Of("body", old, now);
}
