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
            .ShouldBe([new("body", "Two goes.", null), new("body", "Four is old.", "A new one comes. Four is new.")]);

    [Fact]
    public void Blanks_case_and_accents_are_no_change() => Of("One  Two.\nTHREE.", "one two. Three.").ShouldBeEmpty();

    [Fact]
    public void Many_places_and_long_sentences_stay_a_few_lines()
    {
        var old = string.Join('\n', Enumerable.Range(0, 20).Select(i => $"Sentence {i} stays.\nOld {i} {new string('x', 500)}."));
        var lines = Of(old, old.Replace("Old", "New", StringComparison.Ordinal));
        lines.Count.ShouldBe(4);
        lines.Take(3).ShouldAllBe(l => l.Old!.Length == 300 && l.New!.Length == 300); // non-null: both sides changed
        lines[3].New.ShouldBe("and 17 more places changed");
    }

    [Fact]
    public void A_text_too_long_to_align_is_still_compared()
    {
        var old = string.Join('\n', Enumerable.Range(0, 3000).Select(i => $"Line {i}."));
        Of(old, old.Replace("Line 7.", "Line seven.", StringComparison.Ordinal)).ShouldBe([new("body", "Line 7.", "Line seven.")]);
    }

    private static IReadOnlyList<FieldChange> Of(string old, string now) => SentenceDiff.Of("body", old, now);
}
