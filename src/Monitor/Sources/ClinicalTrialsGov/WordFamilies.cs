namespace Monitor.Sources.ClinicalTrialsGov;

/// <summary>
/// The words written out for a truncated term, for an upstream that documents no truncation. A family is listed only where
/// its words are few; a stem such as <c>platelet*</c> has no family here and its clause is left out instead.
/// </summary>
internal static class WordFamilies
{
    private static readonly Dictionary<string, string[]> Families = new(StringComparer.OrdinalIgnoreCase)
    {
        ["exosom"] = ["exosome", "exosomes", "exosomal", "exosomally", "exosomic", "exosomatic", "exosom", "exosoms", "exosoma", "exosomas", "exosomen"],
        ["exosome"] = ["exosome", "exosomes"],
        ["exosomal"] = ["exosomal", "exosomally"],
        ["exoxom"] = ["exoxome", "exoxomes", "exoxomal", "exoxom", "exoxoms"],
        ["exossom"] = ["exossome", "exossomes", "exossomal", "exossomo", "exossomos", "exossoma", "exossomas"],
        ["ectosom"] = ["ectosome", "ectosomes", "ectosomal"],
        ["ectosome"] = ["ectosome", "ectosomes"],
        ["microvesicle"] = ["microvesicle", "microvesicles"],
        ["nanovesicle"] = ["nanovesicle", "nanovesicles"],
        ["secretome"] = ["secretome", "secretomes"],
        ["alopeci"] = ["alopecia", "alopecias", "alopecic", "alopeciae", "alopecie"],
        ["alopecia"] = ["alopecia", "alopecias", "alopeciae"],
        ["trichoscop"] = ["trichoscopy", "trichoscopies", "trichoscopic", "trichoscopical", "trichoscopically", "trichoscope", "trichoscopes"],
        ["microneedl"] = ["microneedle", "microneedles", "microneedling", "microneedled"],
        ["polynucleotide"] = ["polynucleotide", "polynucleotides"],
        ["randomi"] =
        [
            "randomized", "randomised", "randomize", "randomise", "randomizes", "randomises", "randomizing", "randomising",
            "randomization", "randomisation", "randomizations", "randomisations", "randomizer", "randomiser", "randomicity",
        ],
        ["guideline"] = ["guideline", "guidelines"],
        ["dermatolog"] =
        [
            "dermatology", "dermatologic", "dermatological", "dermatologically", "dermatologist", "dermatologists",
            "dermatologie", "dermatologia", "dermatologics", "dermatologicals",
        ],
    };

    /// <summary>The words of the family of this stem, or null when it is not listed.</summary>
    public static IReadOnlyList<string>? Of(string stem) => Families.GetValueOrDefault(stem);
}
