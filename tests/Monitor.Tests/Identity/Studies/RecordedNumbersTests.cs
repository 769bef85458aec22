using System.Text.RegularExpressions;
using Monitor.Identity.Studies;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Identity.Studies;

/// <summary>Numbers as registries really write them.</summary>
public sealed partial class RecordedNumbersTests
{
    [Fact]
    public void Every_number_of_a_registry_in_the_WHO_export_is_read_as_one()
    {
        var ids = TrialId().Matches(File.ReadAllText(Shared.File("samples/registries/who_ictrp_export_2024_part1.xml"))).Select(m => m.Groups["id"].Value.Trim()).ToList();
        ids.Count.ShouldBeGreaterThan(30);
        ids.Where(id => RegistryNumber.ParseOrNull(id) is null).ShouldBeEmpty();
        // One European trial stands there once per country.
        ids.Where(id => id.StartsWith("EUCTR2021-000037-14", StringComparison.Ordinal)).Select(RegistryNumber.ParseOrNull).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public void What_sponsors_and_committees_number_themselves_is_no_number_of_a_registry()
    {
        var folder = Shared.File("samples/clinicaltrials_gov");
        var own = Directory.EnumerateFiles(folder, "*.json").SelectMany(f => OwnId().Matches(File.ReadAllText(f))).Select(m => m.Groups["id"].Value).Distinct().ToList();
        own.Count.ShouldBeGreaterThan(50);
        // One sponsor uses the EudraCT number as its own: that is one all the same.
        var read = own.Select(RegistryNumber.ParseOrNull).OfType<RegistryNumber>().ToList();
        read.Count.ShouldBeLessThan(2);
        read.ShouldAllBe(n => n.Registry == "EudraCT");
    }

    [GeneratedRegex(@"<TrialID>(?<id>[^<]+)</TrialID>", RegexOptions.ExplicitCapture)]
    private static partial Regex TrialId();

    [GeneratedRegex("\"orgStudyIdInfo\": ?\\{\\s*\"id\": ?\"(?<id>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex OwnId();
}
