using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitor.Simulator.Generation;

/// <summary>Fills the <c>{slots}</c> of a text.</summary>
internal static partial class Vocabulary
{
    private static readonly Dictionary<string, string[]> Slots = new(StringComparer.Ordinal)
    {
        ["cell"] = ["adipose stem cell", "umbilical cord mesenchymal stromal cell", "bone marrow stromal cell", "Wharton's jelly cell", "amniotic fluid cell", "iPSC", "platelet", "placental cell"],
        ["plant"] = ["ginseng root", "rose callus", "ginger", "grapefruit", "Centella leaf"],
        ["gene"] = ["<i>LEF1</i>", "<i>CTNNB1</i>", "<i>VEGFA</i>", "<i>BMP4</i>", "<i>SFRP2</i>", "<i>MKI67</i>"],
        ["mir"] = ["miR-22-5p", "miR-140-3p", "miR-181a-5p", "miR-218-5p", "miR-31-5p"],
        ["path"] = ["Wnt/β-catenin", "TGF-β1/Smad", "PI3K/Akt", "NF-κB", "Hippo/YAP"],
        ["device"] = ["microneedling", "fractional laser", "mesotherapy", "a 1.5-mm roller", "iontophoresis"],
        ["mouse"] = ["C57BL/6 mice", "BALB/c nude mice", "C3H/HeJ mice", "aged Kunming mice"],
        ["place"] = ["Example City", "Sampleburg", "Testhaven", "São Exemplo", "Mustertal", "Modelville"],
        ["acronym"] = ["SYNTH-A", "SYNTH-B", "MOCK-1", "MOCK-7", "PRETEND", "FABLE", "FICTA", "DUMMY-X"],
        ["virus"] = ["a model virus", "a synthetic phage", "a test lentivirus"],
    };

    /// <summary>Numbers: <c>{n}</c> 24–180, <c>{few}</c> 3–12, <c>{weeks}</c>, <c>{pct}</c>, <c>{dec}</c>.</summary>
    public static string Fill(string text, Rng rng) => Slot().Replace(text, match => match.Groups["name"].Value switch
    {
        "n" => Number(rng.Between(24, 180)),
        "few" => Number(rng.Between(3, 12)),
        "weeks" => Number(rng.Pick([8, 12, 16, 24, 36, 52])),
        "pct" => Number(rng.Between(11, 79)),
        "dec" => Number(rng.Between(1, 29)) + "." + Number(rng.Between(1, 9)),
        "year" => Number(rng.Between(2009, 2023)),
        var name => rng.Pick(Slots[name]),
    });

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{(?<name>[a-z]+)\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Slot();
}
