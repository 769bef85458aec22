using System.Text;
using Monitor.Evidence;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Evidence;

/// <summary>Text that nobody vouches for: it is read to its end, in time proportional to its length, and its spans hold.</summary>
public sealed class HostileFactsTests
{
    public static TheoryData<string> Pieces =>
        ["randomly assigned to ", "one hundred and ", "1,000,", "9", "twenty ", "versus vs ", "case ", "n = n = ", "a\u0301\u0301\u0301", "\ud83d\ude00", "毛髪の再生", "\u202eabc ", "İıſK ", "%", "\u00ad\u200d", "ﷺ "];

    [Theory]
    [MemberData(nameof(Pieces))]
    public async Task A_hundred_kilobytes_of_anything_are_read_and_every_span_holds(string piece)
    {
        var text = new StringBuilder().Insert(0, piece, 100_000 / piece.Length).ToString();
        var article = Any.Article(title: text) with { Abstract = text };
        // Backtracking would take hours; the limit is no measure of speed.
        var tags = await Task.Run(() => FactReader.Of(article), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        tags.Select(t => t.Name).ShouldBe(Fact.All);
        foreach (var at in tags.Select(t => t.At).OfType<Monitor.Documents.Span>()) (at.Start >= 0 && at.Length > 0 && at.Start + at.Length <= text.Length).ShouldBeTrue();
        FactLine.Of(article with { Tags = tags }).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("99999999999999999999 patients")]
    [InlineData("00000000 patients were randomized")]
    [InlineData("compared with")]
    [InlineData("versus")]
    [InlineData("one hundred")]
    [InlineData("n =")]
    public void What_breaks_off_is_no_fact(string text)
    {
        var tags = FactReader.Of(Any.Article(title: text) with { Abstract = text });
        tags.Where(t => t.Name is "participants" or "comparator").ShouldAllBe(t => t.Value == "not stated");
    }
}
