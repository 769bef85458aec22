namespace Monitor.Simulator.Generation;

/// <summary>Preprints: of the watches of the demo, and near misses.</summary>
internal static class PreprintRecipes
{
    private static readonly string[] Hair = [DemoWatches.ExosomeHair];
    private static readonly string[] Both = [DemoWatches.ExosomeHair, DemoWatches.ExosomeSafety];

    public static IReadOnlyList<Recipe> OnTopic { get; } =
    [
        new()
        {
            Topic = "posted mouse work", Watches = Hair, TitleWatches = Hair,
            Titles = ["Posted before review: {cell} exosomes wake resting follicles and speed hair regrowth in {mouse} ({acronym}-{n})"],
            Abstract = ["BACKGROUND|BACKGROUND|Resting follicles answer to exosomes.", "RESULTS|RESULTS|Hair regrowth came {few} days earlier (p &lt; 0.01) through {path}; n = {n}."],
            Keywords = ["exosomes", "hair regrowth"],
        },
        new()
        {
            Topic = "posted trial", Watches = Hair, TitleWatches = Hair,
            Titles = ["{weeks}-week open trial {acronym}-{n} of {cell} exosomes with {device} in pattern alopecia"],
            Abstract = ["METHODS|METHODS|{n} adults in {place} received exosomes (10<sup>9</sup> particles/mL) with {device}.", "RESULTS|RESULTS|Hair density rose by {dec}/cm<sup>2</sup>."],
            Keywords = ["exosomes", "alopecia"],
        },
        new()
        {
            Topic = "posted cell work", Watches = Hair, TitleWatches = Hair,
            Titles = ["Cargo of extracellular vesicles from {cell} cultures and {gene} in dermal papilla spheroids, data set {acronym}-{n}"],
            Abstract = ["||Extracellular vesicles (Ø ≈ {n} nm) raised {gene} {dec}-fold in dermal papilla spheroids through {path}."],
            Keywords = ["extracellular vesicles"],
        },
        new()
        {
            Topic = "posted harm", Watches = Both, TitleWatches = Both, Harm = true,
            Titles = ["Skin necrosis after clinic-made exosomes for hair loss: {few} persons of {place}, file {n}"],
            Abstract = ["||{few} persons showed necrosis within {few} days after exosomes were injected for hair loss in {place}."],
            Keywords = ["exosomes", "necrosis"], PublicationTypes = ["Journal Article", "Case Reports"],
        },
    ];

    public static IReadOnlyList<Recipe> OffTopic { get; } =
    [
        new()
        {
            Topic = "posted knee work",
            Titles = ["Posted before review: {cell} exosomes in worn knees of {n} persons, series {acronym}"],
            Abstract = ["||Pain fell by {pct}% in {n} persons after {cell} exosomes; {few} withdrew."],
            Keywords = ["exosomes", "knee"],
        },
        new()
        {
            Topic = "posted hair without vesicles",
            Titles = ["A picture set of {n} scalps for grading alopecia by machine ({acronym})"],
            Abstract = ["||Alopecia was graded on {n} pictures; the error was 0.{pct}. Hair density was counted by hand."],
            Keywords = ["alopecia", "pictures"],
        },
        new()
        {
            Topic = "posted hairpin",
            Titles = ["Hairpin loops and the loading of exosomes: a {mir} model of {place} ({n})"],
            Abstract = ["||A hairpin of {mir} was loaded into exosomes; loss of the loop cost {pct}% of it."],
            Keywords = ["exosomes", "hairpin"],
        },
    ];
}
