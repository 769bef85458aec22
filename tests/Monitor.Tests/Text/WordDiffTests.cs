using Monitor.Text;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Text;

public sealed class WordDiffTests
{
    [Theory]
    [InlineData("A trial of exosomes in 40 men.", "A trial of exosomes in 60 men.", "A trial of exosomes in [40] men.", "A trial of exosomes in [60] men.")]
    [InlineData("A trial of exosomes.", "A pilot trial of exosomes.", "A trial of exosomes.", "A [pilot ]trial of exosomes.")]
    [InlineData("Lots 1, 2 were sold by the firm in May", "Lots 3, 4 were sold by the firm in May", "Lots [1, 2] were sold by the firm in May", "Lots [3, 4] were sold by the firm in May")]
    [InlineData("recruiting", "terminated", "[recruiting]", "[terminated]")]
    [InlineData("2026-11-20", "2026-11-22", "[2026-11-20]", "[2026-11-22]")]
    [InlineData("Exosomes in hair loss", "Recall of a device by its maker", "[Exosomes in hair loss]", "[Recall of a device by its maker]")]
    [InlineData("the same", "the same", "the same", "the same")]
    [InlineData("", "new", "", "[new]")]
    public void Words_that_changed_are_marked_and_a_text_with_little_in_common_is_marked_whole(string old, string now, string before, string after)
    {
        var (was, became) = WordDiff.Of(old, now);
        (Shown(was), Shown(became)).ShouldBe((before, after));
    }

    [Fact]
    public void Nothing_of_either_text_is_lost_and_what_is_not_marked_stands_in_both()
    {
        var random = new Random(7);
        string[] words = ["exosome", "hair", "loss", ",", ".", "(n=40)", "  ", "\n", "é", "🧬", "of", "the"];
        for (var i = 0; i < 2000; i++)
        {
            var old = string.Join(random.Next(2) == 0 ? " " : "", random.GetItems(words, random.Next(0, 30)));
            var now = random.Next(2) == 0 ? old + " " + words[random.Next(words.Length)] : string.Join(' ', random.GetItems(words, random.Next(0, 30)));
            var (was, became) = WordDiff.Of(old, now);
            string.Concat(was.Select(p => p.Text)).ShouldBe(old);
            string.Concat(became.Select(p => p.Text)).ShouldBe(now);
            Unmarked(was).ShouldAllBe(word => now.Contains(word, StringComparison.Ordinal), $"{old} -> {now}");
            Unmarked(became).ShouldAllBe(word => old.Contains(word, StringComparison.Ordinal), $"{old} -> {now}");
            var (before, after) = WordDiff.Shortened(old, now, 40);
            before.Length.ShouldBeLessThanOrEqualTo(40);
            after.Length.ShouldBeLessThanOrEqualTo(40);
        }
    }

    [Fact]
    public void Of_long_texts_what_changed_is_shown_with_the_words_beside_it()
    {
        var same = string.Concat(Enumerable.Repeat("and so on ", 30));
        var (before, after) = WordDiff.Shortened($"{same}forty men {same}in May", $"{same}sixty men {same}in June", 160);
        before.ShouldBe("… so on and so on and so on and so on forty men and so on and so on and so on and … so on and so on and so on and so on in May");
        after.ShouldBe("… so on and so on and so on and so on sixty men and so on and so on and so on and … so on and so on and so on and so on in June");
    }

    [Theory]
    [InlineData(6_000)]
    [InlineData(3_000_000)]
    public void A_text_too_long_to_align_is_marked_between_its_common_ends(int length)
    {
        var same = string.Concat(Enumerable.Repeat("and so on ", length / 10));
        var (was, became) = WordDiff.Of($"{same}forty men {same}", $"{same}sixty women {same}");
        (was.Single(p => p.Changed).Text, became.Single(p => p.Changed).Text).ShouldBe(("forty men", "sixty women"));
        was.Count.ShouldBe(3);
    }

    private static IEnumerable<string> Unmarked(IEnumerable<DiffPart> parts) => parts.Where(p => !p.Changed).SelectMany(p => p.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Shown(IEnumerable<DiffPart> parts) => string.Concat(parts.Select(p => p.Changed ? $"[{p.Text}]" : p.Text));
}
