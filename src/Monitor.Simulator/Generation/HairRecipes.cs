namespace Monitor.Simulator.Generation;

/// <summary>Articles of the watch exosomes-hair-loss: words of both sides, each recipe in another place.</summary>
internal static class HairRecipes
{
    private static readonly string[] Hair = [DemoWatches.ExosomeHair];
    private static readonly string[] Both = [DemoWatches.ExosomeHair, DemoWatches.ExosomeSafety];

    public static IReadOnlyList<Recipe> All { get; } =
    [
        new()
        {
            Topic = "randomised trial", Watches = Hair, TitleWatches = Hair, Registered = true,
            Titles = ["{cell}-derived exosomes with {device} for androgenetic alopecia: a randomised trial in {place} ({acronym})", "Topical exosomes from {cell} cultures improve hair density: the {acronym} randomised trial"],
            Abstract =
            [
                "BACKGROUND|BACKGROUND|Exosomes are offered for androgenetic alopecia, yet controlled data are few.",
                "METHODS|METHODS|{n} adults in {place} were randomised to exosomes (10<sup>9</sup> particles/mL) with {device} or to saline for {weeks} weeks.",
                "RESULTS|RESULTS|Hair density rose by {dec} hairs/cm<sup>2</sup> against {few} (p &lt; 0.05); {pct}% were satisfied.",
                "CONCLUSIONS|CONCLUSIONS|In this synthetic trial density improved; longer follow-up is needed.",
            ],
            Keywords = ["exosomes", "androgenetic alopecia", "randomised trial"], Mesh = ["Exosomes", "Alopecia", "Humans", "Treatment Outcome"],
            PublicationTypes = ["Journal Article", "Randomized Controlled Trial"],
        },
        new()
        {
            Topic = "case series", Watches = Hair, TitleWatches = Hair,
            Titles = ["Exosome injection in recalcitrant alopecia areata: {few} cases from {place}", "Alopecia areata treated with {cell} exosomes and {device}: a series of {n} patients"],
            Abstract = ["||We describe {few} patients with alopecia areata who received {cell} exosomes after {device}. Regrowth was seen in {pct}% at {weeks} weeks. No comparison group was studied."],
            Keywords = ["alopecia areata", "exosome"], Mesh = ["Alopecia Areata", "Exosomes", "Humans"], PublicationTypes = ["Journal Article", "Case Reports"],
        },
        new()
        {
            Topic = "in vitro", Watches = Hair, TitleWatches = Hair,
            Titles = ["Extracellular vesicles of {cell} origin carry {mir} and activate {path} in dermal papilla cells", "{mir} in extracellular vesicles drives dermal papilla proliferation through {path}"],
            Abstract =
            [
                "Objective|OBJECTIVE|To learn whether extracellular vesicles act on human dermal papilla cells <i>in vitro</i>.",
                "Methods|METHODS|Vesicles (Ø ≈ {n} nm) were added at 10–100 µg/mL; {gene} was measured by qPCR.",
                "Results|RESULTS|{gene} rose {dec}-fold and {path} signalling was switched on.",
                "|CONCLUSIONS|The finding rests on cells alone.",
            ],
            Keywords = ["β-catenin", "extracellular vesicles", "dermal papilla"], Mesh = ["Extracellular Vesicles", "Hair Follicle", "Cells, Cultured"],
        },
        new()
        {
            Topic = "mouse", Watches = Hair, TitleWatches = Hair,
            Titles = ["{cell} exosomes speed up hair regrowth in {mouse} via {path}", "Exosomes loaded with {mir} promote hair growth in {mouse}"],
            Abstract = ["||Depilated {mouse} received exosomes or vehicle (<i>n</i> = {few} each). Hair regrowth covered {pct}% of the area at day {few}, and anagen came earlier. α-SMA and {gene} were raised."],
            Keywords = ["exosome", "anagen", "mice"], Mesh = ["Exosomes", "Hair", "Mice", "Animals"],
        },
        new()
        {
            Topic = "review", Watches = Hair, TitleWatches = Hair,
            Titles = ["Exosomes for hair loss: a systematic review of {n} synthetic studies", "Secretomes and vesicles against hair loss: a scoping review from {place}"],
            Abstract =
            [
                "INTRODUCTION|BACKGROUND|Exosome and secretome products are marketed for hair loss.",
                "METHODS|METHODS|Three invented databases were searched to {year}; {n} reports were read in full.",
                "FINDINGS|RESULTS|{few} were controlled. Heterogeneity was high (I<sup>2</sup> = {pct}%).",
            ],
            Keywords = ["hair loss", "secretome", "systematic review"], Mesh = ["Exosomes", "Alopecia", "Humans"], PublicationTypes = ["Journal Article", "Systematic Review"],
        },
        new()
        {
            Topic = "secretome", Watches = Hair, TitleWatches = Hair,
            Titles = ["Secretome of hypoxic {cell} culture in female pattern alopecia: {weeks}-week results", "A {cell} secretome lotion and hair growth in {n} volunteers"],
            Abstract = ["||A secretome concentrate was given weekly to {n} volunteers in {place}. Hair growth was photographed; {pct}% improved by one grade after {weeks} weeks."],
            Keywords = ["secretome", "conditioned medium"], Mesh = ["Secretome", "Alopecia"],
        },
        new()
        {
            Topic = "korean", Watches = Hair, TitleWatches = Hair, Language = "kor",
            Titles = ["[Exosome therapy for androgenetic alopecia in {place}: {n} Korean patients].", "[Survey of {n} clinics that offer exosomes against hair loss]."],
            VernacularTitle = "모의 탈모 환자에서 엑소좀 치료의 가상 연구",
            Abstract = ["||This synthetic report follows {n} patients for {weeks} weeks after exosome therapy for alopecia."],
            OtherAbstract = "가상의 환자에게 엑소좀을 투여하고 탈모의 경과를 관찰하였다.", OtherAbstractLanguage = "kor",
            Keywords = ["탈모", "엑소좀", "alopecia"], Mesh = ["Alopecia", "Exosomes"],
        },
        new()
        {
            Topic = "keywords only", Watches = Hair, Contested = false,
            Titles = ["Nanoparticles of {plant} on the scalp: a {weeks}-week pilot in {place}", "A {plant} vesicle serum in {n} volunteers with thinning"],
            Abstract = ["||{n} volunteers applied a {plant} serum for {weeks} weeks. Shaft calibre rose by {dec}%. Tolerance was good."],
            Keywords = ["exosomes", "alopecia", "cosmetics"],
        },
        new()
        {
            Topic = "letter without abstract", Watches = Hair, TitleWatches = Hair,
            Titles = ["Comment on exosomes for hair loss: what was counted in {place}?", "Reply to a letter on exosomal {mir} and hair follicles ({acronym})"],
            PublicationTypes = ["Letter", "Comment"],
        },
        new()
        {
            Topic = "words in the abstract", Watches = Hair, Contested = false,
            Titles = ["Cell-free approaches in trichology: lessons from {place}", "What {n} trichologists expect of cell-free products ({acronym})"],
            Abstract = ["UNLABELLED||Asked about <i>exosomes</i>, {pct}% of {n} respondents would use them for hair <i>loss</i>; {few} already did. Training was short."],
            Keywords = ["survey"], PublicationTypes = ["Journal Article"],
        },
        new()
        {
            Topic = "scalp reaction", Watches = Both, TitleWatches = Both, Harm = true,
            Titles = ["Scalp necrosis after exosome injection for hair loss: a report from {place}", "Foreign-body granulomas after exosomes for alopecia in {few} patients"],
            Abstract = ["||A patient in {place} developed scalp necrosis {few} days after an unapproved exosome injection for hair loss; a second showed granulomas. Both healed with scars."],
            Keywords = ["exosomes", "alopecia", "necrosis"], Mesh = ["Exosomes", "Necrosis", "Alopecia"], PublicationTypes = ["Journal Article", "Case Reports"],
        },
        new()
        {
            Topic = "book chapter", Watches = Hair, TitleWatches = Hair, Contested = false, BookTitle = "Synthetic Handbook of Trichology",
            Titles = ["Exosomes and Hair Loss, edition {year}", "Extracellular Vesicles and the Hair Follicle, edition {year}"],
            Abstract = ["||This invented chapter for students explains vesicles, exosomes and the hair follicle. It cites {n} made-up sources."],
        },
        new()
        {
            Topic = "preprint", Watches = Hair, TitleWatches = Hair,
            Titles = ["Engineered {mir} exosomes and hair follicle neogenesis: preprint {acronym}-{n}", "Single-cell map of hair follicles after {cell} exosomes ({acronym}-{n})"],
            Abstract = ["||We profiled {n} thousand cells of {mouse}. Exosomes moved hair follicle stem cells (Lgr5<sup>+</sup>) out of rest; {path} explained {pct}% of it."],
            PublicationTypes = ["Journal Article", "Preprint"],
        },
    ];
}
