using Monitor.Text;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Text;

public sealed class FoldedTests
{
    [Theory]
    [InlineData("HAIR Loss", "hair loss")]
    [InlineData("ＨＡＩＲ　２", "hair 2")] // full width
    [InlineData("Ångström naïve", "angstrom naive")]
    [InlineData("A\u030angstro\u0308m", "angstrom")] // the same, decomposed
    [InlineData("ﬁbroblast", "fibroblast")] // ligature
    [InlineData("Straße ẞ œdème Ærø Łódź Đ ı", "strasse ss oedeme aero lodz d i")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("TGF-β1", "tgf beta1")]
    [InlineData("ΛΌΓΟΣ λόγος", "λογοσ λογοσ")] // final sigma
    [InlineData("α-MSH µm", "alpha msh mum")] // micro sign is mu
    [InlineData("exosome-derived", "exosome derived")]
    [InlineData("exosome\u2010derived exosome\u2013derived exosome\u2011derived", "exosome derived exosome derived exosome derived")]
    [InlineData("H₂O m²", "h2o m2")]
    [InlineData("don't", "don t")]
    [InlineData("脱毛 と 毛", "脱 毛 と 毛")]
    [InlineData("エクソソーム", "エ ク ソ ソ ー ム")]
    [InlineData("탈모 치료", "탈 모 치 료")]
    [InlineData("hair脱毛hair", "hair 脱 毛 hair")]
    [InlineData("𠮷野", "𠮷 野")] // a Han character beyond the 16 bits
    [InlineData("𝐇air", "hair")] // a mathematical letter beyond the 16 bits
    [InlineData("hair😀loss", "hair loss")]
    [InlineData("ha\u0000ir", "ha ir")]
    [InlineData("hair㍿hair", "hair 株 式 会 社 hair")] // one sign, several words
    [InlineData("", "")]
    [InlineData(" -–— ", "")]
    public void Words_are_folded_and_cut(string text, string words) => Folded.Line(text).ShouldBe(words);

    [Fact]
    public void A_lone_surrogate_separates_and_never_throws()
    {
        // Built here: a literal would reach the test as U+FFFD.
        foreach (var lone in (char[])['\ud83d', '\ude00'])
        {
            Folded.Line($"hair{lone}loss").ShouldBe("hair loss");
            Folded.Line($"{lone}").ShouldBe("");
            Folded.Line($"hair{lone}").ShouldBe("hair");
        }
    }

    [Fact]
    public void Composed_and_decomposed_Hangul_are_the_same_words() =>
        Folded.Line("탈모".Normalize(System.Text.NormalizationForm.FormD)).ShouldBe(Folded.Line("탈모"));

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1_000)]
    public void A_word_may_be_of_any_length(int length) =>
        Folded.Line($"a {new string('X', length)}- b").ShouldBe($"a {new string('x', length)} b");

    [Fact]
    public void A_squared_sign_of_several_characters_is_several_words() => Folded.Line("㍿㈱").ShouldBe("株 式 会 社 株");

    [Fact]
    public void No_character_stops_the_reading_of_a_text()
    {
        var words = 0;
        for (var code = 0; code <= 0x10ffff; code++)
        {
            words += Folded.Tokens(code is >= 0xd800 and <= 0xdfff ? ((char)code).ToString() : char.ConvertFromUtf32(code)).Count;
        }

        words.ShouldBeGreaterThan(100_000);
    }

    [Theory]
    [InlineData("Ångström-scale ﬁbre", "Ångström|scale|ﬁbre")]
    [InlineData("a\u0308b c", "a\u0308b|c")]
    [InlineData("毛𠮷x", "毛|𠮷|x")]
    [InlineData("TGF-β1: 탈모", "TGF|β1|탈|모")]
    public void Offsets_point_at_the_original_words(string text, string originals) =>
        Folded.Tokens(text).Select(t => text.Substring(t.Start, t.Length)).ShouldBe(originals.Split('|'));

    [Fact]
    public void Any_text_yields_ordered_words_inside_it_that_fold_to_themselves()
    {
        var random = new Random(1);
        var pieces = "a Z 9 - β ς é e\u0301 ﬁ ß 脱 と ガ ｶ 한 ㍿ 𠮷 𝐇 😀 \u0000 \u200d \ufffe \ud83d \ude00 ½ ".ToCharArray();
        for (var run = 0; run < 3000; run++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(0, 20)).Select(_ => pieces[random.Next(pieces.Length)])]);
            var start = 0;
            foreach (var token in Folded.Tokens(text))
            {
                token.Start.ShouldBeGreaterThanOrEqualTo(start, text);
                token.Length.ShouldBeGreaterThan(0);
                start = token.Start;
                (start + token.Length).ShouldBeLessThanOrEqualTo(text.Length);
            }

            Folded.Line(Folded.Line(text)).ShouldBe(Folded.Line(text), $"run {run}");
        }
    }
}
