using Monitor.Identity.Reports;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Identity.Reports;

public sealed class TitleMarkTests
{
    private const string Paper = "Exosomes of dermal papilla cells lengthen the growth phase of follicles in shaved mice";

    /// <summary>The word, whether a notice is titled so, and the title as printed; # is the paper's own.</summary>
    public static TheoryData<string, bool, string> Forms() => new()
    {
        { "Retracted", false, "RETRACTED: #" }, { "Retracted", false, "Retracted: #" },
        { "Retracted", false, "RETRACTED ARTICLE: #" }, { "Retracted", false, "[Retracted] #" },
        { "Retracted", false, "(Retracted) #" }, { "Retracted", false, "RETRACTED – #" },
        { "Retracted", false, "RETRACTED PAPER. #" }, { "Retracted", false, "RETRACTED CHAPTER: #" },
        { "Retracted", false, "Retracted Article. #" }, { "Retracted", false, "[RETRACTED: #]" },
        { "Retracted", false, "RETRACTED #" }, { "Retracted", false, "Retracted and replaced: #" },
        { "Retracted", false, "# (Retracted)" }, { "Retracted", false, "# [RETRACTED]" },
        { "Retracted", false, "# (Retracted article. See vol. 12, pg. 3, 2026)" }, { "Retracted", false, "# - RETRACTED" },
        { "Retracted", false, "&lt;b&gt;RETRACTED:&lt;/b&gt; #" }, { "Retracted", false, "This article has been retracted: #" },
        { "Withdrawn", false, "WITHDRAWN: #" }, { "Withdrawn", false, "[Withdrawn] #" },
        { "Withdrawn", false, "# (Withdrawn publication)" }, { "Withdrawn", false, "REMOVED: #" },
        { "Retracted", true, "Retraction: #" }, { "Retracted", true, "RETRACTION: #" },
        { "Retracted", true, "Retraction notice to “#” [J Imag Dermatol 14 (2026) 231–239]" },
        { "Retracted", true, "Retraction Note: #" }, { "Retracted", true, "Retraction note to: #" },
        { "Retracted", true, "Statement of Retraction: #" }, { "Retracted", true, "Notice of Retraction: #" },
        { "Retracted", true, "Retraction of: #" }, { "Retracted", true, "Retraction of \"#\"" },
        { "Retracted", true, "[Retraction] #" }, { "Retracted", true, "# [Retraction]" }, { "Retracted", true, "#: Retraction" },
        { "Retracted", true, "Retraction of the article: #" }, { "Retracted", true, "Editorial retraction: #" },
        { "Withdrawn", true, "Withdrawal notice: #" }, { "Withdrawn", true, "Removal notice to \"#\"" },
        { "Concern", true, "Expression of Concern: #" }, { "Concern", true, "Editorial Expression of Concern: #" },
        { "Concern", true, "Expression of concern for \"#\"" },
        { "Concern", true, "# [Expression of Concern]" }, { "Concern", true, "EXPRESSION OF CONCERN—#" },
        { "Corrected", true, "Erratum: #" }, { "Corrected", true, "Correction to: #" },
        { "Corrected", true, "Corrigendum to “#” [J Imag Dermatol 14 (2026) 231–239]" }, { "Corrected", true, "Author Correction: #" },
        { "Corrected", true, "Publisher Correction: #" }, { "Corrected", true, "# [Corrigendum]" }, { "Corrected", false, "CORRECTED: #" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_forms_of_publishers_are_read(string word, bool isNotice, string printed)
    {
        var mark = TitleMark.Of(printed.Replace("#", Paper, StringComparison.Ordinal));
        (mark.Word.ToString(), mark.IsNotice, mark.Rest).ShouldBe((word, isNotice, Paper));
    }

    [Theory]
    [InlineData("Retraction of the foreskin in boys treated with exosomes")]
    [InlineData("Withdrawal of minoxidil and the return of hair loss")]
    [InlineData("Gingival retraction with vesicles: a trial")]
    [InlineData("Retracted articles on hair loss: a survey of 300 notices")]
    [InlineData("Corrections of scars by exosomes")]
    [InlineData("Correction for multiple testing in trials of hair loss")]
    [InlineData("Concerns of women with hair loss")]
    [InlineData("Retraction forces in skin flaps")]
    [InlineData("Removal of exosomes from plasma")]
    [InlineData("Withdrawn from care: men with alopecia")]
    [InlineData("Exosomes and the corrected QT interval")]
    [InlineData("")]
    [InlineData("Retraction")]
    public void A_title_that_only_holds_such_a_word_is_a_title(string printed) => TitleMark.Of(printed).Word.ShouldBe(TitleWord.None);

    [Fact]
    public void Nothing_that_is_printed_takes_long_or_throws()
    {
        foreach (var hostile in (string[])[new string('[', 5000) + "retracted", "retracted " + new string(' ', 5000),
            string.Concat(Enumerable.Repeat("retraction of ", 1000)), "\ud800 RETRACTED: x\udc00", "# (retracted" + new string('(', 3000)])
        {
            TitleMark.Of(hostile).Rest.ShouldNotBeNull();
        }
    }
}
