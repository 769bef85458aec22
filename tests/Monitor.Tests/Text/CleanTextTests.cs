using System.Xml;
using Monitor.Text;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Text;

public sealed class CleanTextTests
{
    [Theory]
    [InlineData("  hair \t\r\n loss  ", "hair loss")]
    [InlineData("hair\u00a0\u2009\u200bloss", "hair loss")]
    [InlineData("hair\u2028loss", "hair loss")]
    [InlineData("ha\u0000ir\u0007", "hair")]
    [InlineData("탈모 😀", "탈모 😀")]
    [InlineData(" \u0000 ", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void One_line_holds_words_and_single_blanks(string? text, string? clean) => CleanText.OneLine(text).ShouldBe(clean);

    [Fact]
    public void Lone_surrogates_go_and_pairs_stay()
    {
        CleanText.OneLine("a" + '\ud83d' + "b" + '\ude00' + "c😀" + '\ud83d').ShouldBe("abc😀");
        CleanText.OneLine("x " + '\ude00' + " y").ShouldBe("x y");
    }

    [Fact]
    public void No_character_that_XML_forbids_is_left() =>
        CleanText.OneLine(string.Join('x', Enumerable.Range(0, 0x10000).Select(c => (char)c)))!.ShouldAllBe(c => XmlConvert.IsXmlChar(c));

    [Fact]
    public void Lines_are_kept_and_empty_ones_dropped()
    {
        CleanText.Lines("BACKGROUND:  a\r\n\r\n \u0000\nRESULTS: b ").ShouldBe("BACKGROUND: a\nRESULTS: b");
        CleanText.Lines(" \n\n").ShouldBeNull();
    }

    [Theory]
    [InlineData("https://example.org/a?b=c", "https://example.org/a?b=c")]
    [InlineData(" HTTP://example.org ", "http://example.org/")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("JAVASCRIPT:alert(1)", null)]
    [InlineData("java\nscript:alert(1)", null)]
    [InlineData("\u0001javascript:alert(1)", null)]
    [InlineData("data:text/html,<script>", null)]
    [InlineData("vbscript:x", null)]
    [InlineData("file:///etc/passwd", null)]
    [InlineData("ftp://example.org/", null)]
    [InlineData("mailto:a@example.org", null)]
    [InlineData("/relative/path", null)]
    [InlineData("//example.org/x", null)]
    [InlineData("example.org", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Only_web_addresses_are_links(string? address, string? link) => CleanText.WebLink(address).ShouldBe(link);

    [Fact]
    public void A_link_cannot_leave_the_attribute_that_holds_it() =>
        CleanText.WebLink("https://example.org/\"><script>alert(1)</script>")!.ShouldNotContain("\"");
}
