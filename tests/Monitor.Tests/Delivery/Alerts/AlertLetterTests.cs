using Monitor.Delivery;
using Monitor.Delivery.Alerts;
using Monitor.Documents;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Delivery.Alerts;

/// <summary>What an alert says, and that upstream text in it stays text.</summary>
[OnEveryStore]
public sealed class AlertLetterTests
{
    private static readonly DateTimeOffset Sent = new(2026, 11, 23, 19, 8, 0, TimeSpan.Zero);

    [Fact]
    public void Four_times_are_four_and_a_day_stays_a_day()
    {
        var letter = Any.Notice() with { Initiated = new PartialDate(2026, 10, 28), Published = new PartialDate(2026, 11, 23) };
        AlertTimes.Of(letter, Sent.AddMinutes(-1), Sent, TimeZoneInfo.FindSystemTimeZoneById("America/New_York"))
            .ShouldBe("dated 28 Oct 2026, posted 23 Nov 2026 (day only), first seen Mon 23 Nov 2026 14:07, sent Mon 23 Nov 2026 14:08 (America/New_York, UTC-05:00)");
        AlertTimes.Of(letter with { Initiated = null, Posted = Sent.AddHours(-2) }, Sent, Sent, TimeZoneInfo.Utc)
            .ShouldBe("date not stated, posted Mon 23 Nov 2026 17:08, first seen Mon 23 Nov 2026 19:08, sent Mon 23 Nov 2026 19:08 (UTC)");
        AlertTimes.Of(Any.Article() with { Published = new PartialDate(2026, 11) }, Sent, Sent, TimeZoneInfo.Utc).ShouldStartWith("dated Nov 2026, first seen");
    }

    [Fact]
    public void The_matched_sentences_are_quoted_with_their_words_marked_and_never_more_than_two()
    {
        const string text = "We looked at vials. The exosome product grew bacteria. It was sold.\nYour exosomes and your exosomal gel are drugs! Exosomes again.";
        var notice = Any.Notice() with { Body = text, Matches = [Found("body", text, "exosome", "exosomes", "exosomal", "Exosomes")] };
        var rows = MatchedSentences.Of(notice, "hair");
        rows.Select(r => r.Text).ShouldBe(["\"Your exosomes and your exosomal gel are drugs!\" (body)", "\"The exosome product grew bacteria.\" (body)"]);
        rows[0].Marks.Select(m => rows[0].Text.Substring(m.Start, m.Length)).ShouldBe(["exosomes", "exosomal"]);
        var titled = notice with { Body = null, Title = "On exosomes", Matches = [Found("title", "On exosomes", "exosomes")] };
        MatchedSentences.Of(titled, "hair").ShouldHaveSingleItem().Text.ShouldBe("\"On exosomes\" (title)", "there is nothing else");
        MatchedSentences.Of(notice, "other").ShouldBeEmpty("another watch's words");
        MatchedSentences.Of(notice with { Body = "another text" }, "hair").ShouldBeEmpty("the places are of an earlier text");
    }

    [Fact]
    public void A_sentence_without_end_is_cut_around_its_word()
    {
        var text = string.Join(' ', Enumerable.Repeat("filler", 500)) + " exosome " + string.Join(' ', Enumerable.Repeat("filler", 500));
        var row = MatchedSentences.Of(Any.Notice() with { Body = text, Matches = [Found("body", text, "exosome")] }, "hair").ShouldHaveSingleItem();
        row.Text.Length.ShouldBeLessThan(320);
        row.Text.ShouldStartWith("\"… ");
        row.Text.Substring(row.Marks[0].Start, row.Marks[0].Length).ShouldBe("exosome");
    }

    [Theory]
    [InlineData("Two persons died of sepsis.", "Named: died, sepsis (body)")]
    [InlineData("No deaths were reported. Infections were.", "Named: infections (body)")]
    [InlineData("Nothing is said of it.", "not stated in what we read")]
    public void Harm_is_what_the_record_names_and_does_not_deny(string body, string harm) => AlertFacts.Harm(Any.Notice() with { Body = body }).ShouldBe(harm);

    [Fact]
    public void Of_a_page_that_is_not_read_yet_it_is_said_so() =>
        AlertFacts.Harm(Any.Notice()).ShouldBe("not stated in what we read; its page has not been read yet");

    [Fact]
    public async Task Upstream_text_cannot_add_headers_elements_or_links()
    {
        await using var setting = await AlertSetting.NewAsync();
        const string evil = "exosome </title><script>alert(1)</script>\r\nBcc: victim@example.org\r\n\r\nbody";
        var alert = (await setting.SeeAsync(AlertSetting.Letter() with
        {
            Title = evil,
            Firm = "Firm\r\nX-Evil: 1\n<img src=http://evil.example/x>",
            Product = "<b onmouseover=x>",
            Reason = "\u202Ereversed",
            Link = "javascript:alert(1)",
            Body = "Your exosome <iframe src=//evil.example>",
        })).ShouldHaveSingleItem();
        alert.State.ShouldBe("sent");
        alert.Subject.ShouldNotContain('\n');
        var eml = await File.ReadAllTextAsync(setting.Office.Mails().Single(m => m.EndsWith(alert.Id + ".eml", StringComparison.Ordinal)));
        var headers = eml[..eml.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n");
        headers.ShouldNotContain(h => h.StartsWith("Bcc:", StringComparison.OrdinalIgnoreCase) || h.StartsWith("X-Evil:", StringComparison.OrdinalIgnoreCase));
        alert.Html.ShouldNotContain("<script", Case.Insensitive);
        alert.Html.ShouldNotContain("<img", Case.Insensitive);
        alert.Html.ShouldNotContain("<iframe", Case.Insensitive);
        (alert.Html + alert.Text).ShouldNotContain("javascript:", Case.Insensitive);
        alert.Text.ShouldContain("fda-rss gave no web address; it is letter-1 there");
    }

    private static Match Found(string field, string text, params string[] words)
    {
        var places = new List<Span>();
        foreach (var word in words) places.Add(new Span(text.IndexOf(word, places.Count == 0 ? 0 : places[^1].Start + 1, StringComparison.Ordinal), word.Length));
        return new Match { Watch = "hair", Clause = "exosom*", Field = field, Words = words, Offsets = places };
    }
}
