using System.Text.RegularExpressions;
using Monitor.Configuration;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Configuration;

/// <summary>The files in config/ say what the program does.</summary>
public sealed partial class DeliveredConfigTests
{
    private static readonly string Folder = Path.Combine(Shared.Repository, "config");

    private static LoadedConfiguration Load() => ConfigurationLoader.Load(Folder, [], new System.Collections.Hashtable(), Monitor.Sources.SourceCatalog.KnownNames, named: true);

    [Fact]
    public void Loads_without_errors()
    {
        var loaded = Load();
        loaded.Errors.ShouldBeEmpty();
        loaded.Watches.Select(watch => watch.Name).ShouldBe(["exosome-safety", "exosomes-hair-loss", "hair-comparators", "regenerative-notices"]);
        loaded.Recipients.ShouldHaveSingleItem().Id.ShouldBe("reader");
        loaded.Watches[0].NoticeQuery.ShouldNotBeNull().ShouldContain("\"Kimera Labs\"[tiab]");
        loaded.Watches[0].MayWait.ShouldBe(["animals-or-cells", "review", "survey", "protocol", "correction", "treated", "absent", "marker"]);
        loaded.Watches[3].IsDigestOnly.ShouldBeTrue();
        loaded.Watches[1].Expect["pubmed"].ShouldBe(["39174804", "35359449", "29138430"]);
    }

    [Fact]
    public void Monitor_yaml_names_every_key_with_its_default()
    {
        var effective = Load().Effective;
        effective.ShouldAllBe(value => value.IsDefault);
        var text = File.ReadAllText(Path.Combine(Folder, "monitor.yaml"));
        foreach (var value in effective.Where(value => value.Where == "default"))
        {
            value.Key.ShouldBe("Http:Contact"); // an example address would be sent to NCBI
            text.ShouldContain("# Contact: ");
        }
    }

    [Fact]
    public void Readme_lists_every_option_with_its_default_and_range()
    {
        var rows = Row().Matches(File.ReadAllText(Path.Combine(Folder, "README.md")))
            .Select(row => (Key: row.Groups["key"].Value, Default: row.Groups["default"].Value, Range: row.Groups["range"].Value));
        rows.ShouldBe(OptionsCatalog.Keys.Select(key => (key.Path, key.DefaultText, key.RangeText)));
    }

    [Fact]
    public void Every_name_says_where_it_can_be_checked_or_that_it_cannot()
    {
        var names = Name().Matches(File.ReadAllText(Path.Combine(Folder, "products.yaml"))).Select(m => m.Groups).ToList();
        names.Count(n => n["kind"].Value != "word").ShouldBe(14);
        foreach (var name in names.Where(n => n["kind"].Value != "word" && n["source"].Value != "not confirmed"))
        {
            Checkable().IsMatch(name["source"].Value).ShouldBeTrue($"{name["name"].Value}: {name["source"].Value}");
        }

        names.Where(n => n["source"].Value == "not confirmed").Select(n => n["name"].Value).ShouldBe(["EXOMIDE", "HAIRNA", "CELL EXO SCALP"]);
    }

    [GeneratedRegex(@"^  - \{name: (?<name>[^,]+), kind: (?<kind>\w+), .*?source: ""?(?<source>[^""}]+)""?\}", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();

    /// <summary>A letter of a regulator by its number, an address, a DOI or a registry number.</summary>
    [GeneratedRegex(@"FDA .*letter .*\d{4,}|https://\S+|doi 10\.\d{4,}/\S+|NCT\d{8}", RegexOptions.None, 1000)]
    private static partial Regex Checkable();

    [GeneratedRegex(@"^\| `(?<key>\w+(:\w+)+)` \| [^|]+ \| [^|]*\| (`(?<default>[^`|]*)`)? ?\| (?<range>[^|]*) \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();
}
