using Monitor.Identity.Studies;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Identity.Studies;

// All numbers here are made up.
public sealed class RegistryNumberTests
{
    [Theory]
    [InlineData("NCT99000011", "NCT99000011")]
    [InlineData("nct 99000011", "NCT99000011")]
    [InlineData("ClinicalTrials.gov Identifier: NCT99000011", "NCT99000011")]
    [InlineData("ISRCTN 99000011", "ISRCTN99000011")]
    [InlineData("2019-001234-56", "2019-001234-56")]
    [InlineData("EudraCT 2019-001234-56", "2019-001234-56")]
    [InlineData("EUCTR2019-001234-56-DE", "2019-001234-56")]
    [InlineData("2023-509999-12-00", "2023-509999-12")]
    [InlineData("EU CT number: 2023-509999-12-01", "2023-509999-12")]
    [InlineData("ACTRN12699000001606p", "ACTRN12699000001606p")]
    [InlineData("ChiCTR2099034567", "ChiCTR2099034567")]
    [InlineData("ChiCTR-IOR-99012345", "ChiCTR-IOR-99012345")]
    [InlineData("DRKS00099123", "DRKS00099123")]
    [InlineData("jRCTs099180123", "jRCTs099180123")]
    [InlineData("JPRN-UMIN000099123", "UMIN000099123")]
    [InlineData("UMIN-CTR ID: UMIN000099123", "UMIN000099123")]
    [InlineData("JapicCTI-199123", "JapicCTI-199123")]
    [InlineData("CTRI/2099/01/002345", "CTRI/2099/01/002345")]
    [InlineData("IRCT20990901001157N16", "IRCT20990901001157N16")]
    [InlineData("KCT0099123", "KCT0099123")]
    [InlineData("TCTR20990101001", "TCTR20990101001")]
    [InlineData("PACTR209912000000123", "PACTR209912000000123")]
    [InlineData("RBR-6yvs7b", "RBR-6yvs7b")]
    [InlineData("NTR9912", "NTR9912")]
    [InlineData("NL-OMON99123", "NL-OMON99123")]
    [InlineData("SLCTR/2099/001", "SLCTR/2099/001")]
    [InlineData("U1111-9912-3456", "U1111-9912-3456")]
    public void A_number_is_read_in_the_form_of_its_registry(string printed, string value) =>
        RegistryNumber.ParseOrNull(printed).ShouldNotBeNull().Value.ShouldBe(value);

    [Theory]
    [InlineData("NCT9900001")]
    [InlineData("NCT990000111")]
    [InlineData("NCT00000000")]
    [InlineData("NCT99999999")]
    [InlineData("UMIN000000000")]
    [InlineData("NCT٩٩٠٠٠٠١١")]
    [InlineData("EX-2042")]
    [InlineData("Protocol 12345678")]
    [InlineData("1999-001234-56")]
    [InlineData("2019-101234-56")]
    [InlineData("R01AR099123")]
    [InlineData("NCT99000011 and NCT99000012")]
    [InlineData("")]
    [InlineData(null)]
    public void What_has_not_the_form_of_a_registry_is_no_number(string? printed) => RegistryNumber.ParseOrNull(printed).ShouldBeNull();

    [Fact]
    public void A_text_is_searched_for_numbers_and_a_bare_European_form_counts_only_where_its_registry_is_named()
    {
        Values("Registered as NCT99000011 and ISRCTN99000012 (EudraCT number 2019-001234-56).").ShouldBe(["NCT99000011", "ISRCTN99000012", "2019-001234-56"]);
        Values("Call 2019-001234-56; grant NL5678, xNCT99000011.").ShouldBeEmpty();
        Values("Netherlands Trial Register NL5678; JPRN-UMIN000099123.").ShouldBe(["NL5678", "UMIN000099123"]);
    }

    [Fact]
    public void A_text_made_to_be_slow_is_read_at_once()
    {
        var text = string.Concat(Enumerable.Repeat("UMIN      CTR      EudraCT      : ", 20_000)) + new string('2', 50_000) + "NCT" + new string('-', 50_000);
        var read = System.Diagnostics.Stopwatch.StartNew();
        RegistryNumber.In(text).ShouldBeEmpty();
        StudyLinks.Of(Any.Article(title: "two " + string.Concat(Enumerable.Repeat("III", 20_000))) with { Abstract = text }).ShouldNotBeNull();
        read.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));
    }

    private static List<string> Values(string text) => [.. RegistryNumber.In(text).Select(n => n.Number.Value)];
}
