using Monitor.Text;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Text;

/// <summary>Where facts and changes end a sentence: rather too late than in its middle.</summary>
public sealed class SentencesTests
{
    [Theory]
    [InlineData("One ends. Two ends! Three? Four", "One ends.|Two ends!|Three?|Four")]
    [InlineData("Lot Nos. 25.1 and No. 7 by Dr. A. Example, Acme Inc. of the U.S. came. They went.",
        "Lot Nos. 25.1 and No. 7 by Dr. A. Example, Acme Inc. of the U.S. came.|They went.")]
    [InlineData("It followed SALT (rho = 0.67). When given (p < 0.05). 7 of 10 had lesions.",
        "It followed SALT (rho = 0.67).|When given (p < 0.05).|7 of 10 had lesions.")]
    [InlineData("A heading\nand its line\nMETHODS: Mice.\n\nRESULTS: C. acnes grew.",
        "A heading and its line|METHODS: Mice.|RESULTS: C. acnes grew.")]
    [InlineData("모발이 자랐다. 부작용은 없었다.", "모발이 자랐다.|부작용은 없었다.")]
    [InlineData("It was 2.5 mg vs. Placebo of Malassezia spp. One of them itched.",
        "It was 2.5 mg vs. Placebo of Malassezia spp. One of them itched.")]
    public void Each_is_whole(string text, string sentences) => Sentences.Of(text).ShouldBe(sentences.Split('|'));
}
