namespace Monitor.Simulator.Generation;

/// <summary>Articles that look like news and are none: half of the words, or the words in another sense or place.</summary>
internal static class NearMissRecipes
{
    public static IReadOnlyList<Recipe> All { get; } =
    [
        new()
        {
            Topic = "hairpin",
            Titles = ["Short hairpin RNA delivered by exosomes silences {gene} in {mouse}", "Exosomal delivery of a {mir} hairpin precursor"],
            Abstract = ["||A short hairpin RNA was packed into exosomes with {pct}% efficiency; {gene} fell {dec}-fold."],
            Keywords = ["shRNA", "exosomes"], Mesh = ["Exosomes", "RNA, Small Interfering"],
        },
        new()
        {
            Topic = "sepsis",
            Titles = ["Circulating exosomes foretell sepsis in {n} patients of {place}", "{mir} in plasma extracellular vesicles and septic shock ({acronym})"],
            Abstract = ["AIM|OBJECTIVE|To test exosomes as a marker of sepsis.", "RESULTS|RESULTS|The area under the curve was 0.{pct} in {n} patients.", "CONCLUSION|CONCLUSIONS|External validation is missing."],
            Keywords = ["sepsis", "exosomes"], Mesh = ["Sepsis", "Exosomes", "Biomarkers"],
        },
        new()
        {
            Topic = "gastroenterologists",
            Titles = ["AGA practice update {year} on extracellular vesicles in colitis: a synthetic reading", "Exosomes in the eyes of AGA gastroenterologists: {n} answers"],
            Abstract = ["||The AGA asked {n} gastroenterologists about exosomes as a biomarker of colitis; {pct}% had heard of them."],
            Keywords = ["AGA", "colitis"], Mesh = ["Colitis", "Exosomes"],
        },
        new()
        {
            Topic = "hearing",
            Titles = ["Exosomes protect cochlear hair cells of {mouse}", "Hair cell survival after {cell} exosomes and noise ({acronym})"],
            Abstract = ["||Noise-exposed {mouse} received exosomes into the round window. Hair cell loss was {pct}% lower and hearing thresholds improved by {few} dB."],
            Keywords = ["hair cells", "hearing", "exosomes"], Mesh = ["Hair Cells, Auditory", "Exosomes"],
        },
        new()
        {
            Topic = "minoxidil",
            Titles = ["Oral minoxidil in androgenetic alopecia: {weeks}-week results from {place}", "Low-dose minoxidil and hair density in {n} women"],
            Abstract = ["BACKGROUND|BACKGROUND|Oral minoxidil is used for alopecia.", "RESULTS|RESULTS|Hair density rose by {dec}/cm<sup>2</sup> in {n} persons."],
            Keywords = ["minoxidil", "alopecia"], Mesh = ["Minoxidil", "Alopecia", "Humans"],
        },
        new()
        {
            Topic = "chemotherapy",
            Titles = ["Scalp cooling against chemotherapy-induced alopecia: {n} courses in {place}", "Chemotherapy-induced alopecia and quality of life ({acronym})"],
            Abstract = ["||Of {n} persons under treatment, {pct}% kept more than half of their hair. Adverse events were mild."],
            Keywords = ["alopecia", "chemotherapy"], Mesh = ["Alopecia", "Antineoplastic Agents"],
        },
        new()
        {
            Topic = "RNA exosome",
            Titles = ["Structure of the nuclear RNA exosome of a model yeast at {dec} Å", "<i>EXOSC3</i> variants and the RNA exosome: a {place} family"],
            Abstract = ["||The RNA exosome trims transcripts. We solved its core with {few} subunits; <sup>32</sup>P assays gave {pct}% activity."],
            Keywords = ["RNA exosome", "cryo-EM"], Mesh = ["Exosome Multienzyme Ribonuclease Complex"],
        },
        new()
        {
            Topic = "exosome in the references only", Contested = false,
            Titles = ["Platelet-rich plasma in pattern hair loss: {weeks} weeks in {place}", "Hair follicle organoids without serum ({acronym}-{n})"],
            Abstract = ["||The hair follicle of {n} donors was studied with {device}. Growth improved by {pct}%. See references for other products."],
            Keywords = ["hair follicle", "platelet-rich plasma"], Mesh = ["Hair Follicle"],
            Reference = "Exemplar A, Muster B. Exosomes for alopecia and hair loss: an invented reference. Synth J Trichol. {year};{few}:{n}.",
        },
        new()
        {
            Topic = "words apart", Contested = false,
            Titles = ["Keratin, vesicles and the extracellular matrix of hair: a {place} lecture", "Loss of hair pigment in {mouse}: {acronym}-{n}"],
            Abstract = ["||Extracellular matrix, then vesicles: we looked at hair. Density of fibres fell by {pct}% and growth slowed. {gene} was unchanged."],
            Keywords = ["hair", "matrix"], Mesh = ["Hair", "Extracellular Matrix"],
        },
        new()
        {
            Topic = "knee",
            Titles = ["{cell} exosomes in knee osteoarthritis: a {weeks}-week pilot", "Intra-articular extracellular vesicles: {n} knees in {place}"],
            Abstract = ["BACKGROUND|BACKGROUND|Extracellular vesicles may help worn joints.", "METHODS|METHODS|{n} knees were injected once.", "RESULTS|RESULTS|Pain fell by {pct}%."],
            Keywords = ["osteoarthritis", "exosomes"], Mesh = ["Osteoarthritis, Knee", "Exosomes"], PublicationTypes = ["Journal Article", "Randomized Controlled Trial"],
        },
        new()
        {
            Topic = "necrosis without exosomes",
            Titles = ["Avascular necrosis after {virus}: {few} cases", "Skin necrosis after filler: {n} adverse events in {place}"],
            Abstract = ["||Necrosis followed injection of a filler in {n} persons; {pct}% healed within {weeks} weeks."],
            Keywords = ["necrosis", "filler"], Mesh = ["Necrosis", "Dermal Fillers"], PublicationTypes = ["Journal Article", "Case Reports"],
        },
        new()
        {
            Topic = "other book", Contested = false, BookTitle = "Synthetic Handbook of Vesicles",
            Titles = ["Exosomes in Cardiology, edition {year}", "Vesicles of the Liver, edition {year}"],
            Abstract = ["||An invented chapter about exosomes beyond the skin, with {n} figures."],
        },
    ];
}
