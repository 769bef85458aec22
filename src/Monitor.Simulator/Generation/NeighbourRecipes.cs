namespace Monitor.Simulator.Generation;

/// <summary>
/// For every clause of the delivered watches one article that fulfils it and is in a watch by it alone, or one that shares its words and
/// is in none. Half of a query, the words in another sense, a type or heading in place of words.
/// </summary>
internal static class NeighbourRecipes
{
    private static readonly string[] Safety = [DemoWatches.ExosomeSafety];
    private static readonly string[] Comparators = [DemoWatches.HairComparators];

    public static IReadOnlyList<Recipe> OnTopic { get; } =
    [
        new()
        {
            Topic = "trial of platelets", Watches = Comparators, Contested = false,
            Titles = ["Platelet-rich plasma or vehicle in pattern alopecia: a randomised comparison in {place} ({acronym}-{n})"],
            Abstract = ["||{n} adults were randomised; hair density rose by {dec}/cm<sup>2</sup>."],
            PublicationTypes = ["Journal Article", "Randomized Controlled Trial"],
        },
        new()
        {
            Topic = "review of minoxidil", Watches = Comparators, Contested = false,
            Titles = ["Low-dose minoxidil for hair loss: a systematic review up to {year}, protocol {acronym}-{n}"],
            Abstract = ["||Of {n} reports {few} were read in full."], PublicationTypes = ["Journal Article", "Systematic Review"],
        },
        new()
        {
            // Only its type says what it is.
            Topic = "type of a guideline", Watches = Comparators, Contested = false,
            Titles = ["Treatment of alopecia with finasteride and dutasteride: statement {n} of the society of {place}"],
            PublicationTypes = ["Journal Article", "Practice Guideline"],
        },
        new()
        {
            Topic = "type of a trial", Watches = Comparators, Contested = false,
            Titles = ["Microneedling against alopecia in {n} women of {place} ({acronym})"],
            Abstract = ["||Every second woman was treated for {weeks} weeks. Regrowth was seen in {pct}%."],
            PublicationTypes = ["Journal Article", "Randomized Controlled Trial"],
        },
        new()
        {
            Topic = "cellulitis", Watches = Safety, Harm = true, Contested = false,
            Titles = ["Cellulitis of the face after {plant} exosomes and microneedling: {few} persons of {place}"],
            PublicationTypes = ["Letter"],
        },
        new()
        {
            // The harm stands in the abstract alone.
            Topic = "harm in the abstract", Watches = Safety, Harm = true, Contested = false,
            Titles = ["An unexpected course after a cosmetic treatment in {place}, file {n}"],
            Abstract = ["||A 44-year-old woman had exosomes injected into both cheeks. After {few} days she had skin necrosis, which healed with scars."],
            PublicationTypes = ["Journal Article", "Case Reports"],
        },
        new()
        {
            Topic = "cluster", Watches = Safety, Harm = true, Contested = false,
            Titles = ["A cluster of bacteremia in clients of a clinic of {place}: report {n}"],
            Abstract = ["||{few} clients were hospitalized after infusions of unapproved exosomes; the same bacterium grew from unopened vials."],
        },
        new()
        {
            // In context: safety is asked about, nobody was harmed.
            Topic = "safety in context", Watches = Safety, Contested = false,
            Titles = ["Safety of exosomes in facial rejuvenation: {n} patients of {place}"],
            Abstract = ["||{n} patients were followed for {weeks} weeks. There were no serious events."],
        },
    ];

    /// <summary>In no watch by their words; in one of them when the headings are added, if at all.</summary>
    public static IReadOnlyList<Recipe> ByHeadings { get; } =
    [
        new()
        {
            Topic = "by headings", Contested = false,
            Titles = ["Nanosized cargo of {plant} and the anagen switch of {mouse}, set {n}"],
            Abstract = ["||Cargo was labelled and followed for {few} days."], Mesh = ["Extracellular Vesicles", "Hair Follicle", "Mice"],
        },
        new()
        {
            // PubMed looks below the headings that are asked for.
            Topic = "by narrower headings", Contested = false,
            Titles = ["Small carriers in patchy shedding: serum of {n} persons of {place}"],
            Mesh = ["Exosomes", "Alopecia Areata", "Humans"],
        },
        new()
        {
            Topic = "one heading of two", Contested = false,
            Titles = ["Particle tracking in fluids of {n} donors ({acronym})"], Mesh = ["Extracellular Vesicles", "Humans"],
        },
        new()
        {
            Topic = "the other heading of two", Contested = false,
            Titles = ["Pigment of {mouse} after {few} weeks of light ({acronym}-{n})"], Mesh = ["Hair Follicle", "Mice"],
        },
    ];

    public static IReadOnlyList<Recipe> OffTopic { get; } =
    [
        Near("electric vehicles", "Hairpin windings in EVs: copper losses of {n} motors ({acronym})"),
        Near("cochlea", "Exos of {cell} cultures rescue hair cells of the cochlea, series {n}"),
        Near("plant roots", "sEVs of {plant} and the root hairs of barley ({acronym}-{n})"),
        Near("wool", "Nanovesicles carry dye into wool and human hair fibres: bath {n}"),
        Near("hairy cells", "Endothelial microvesicles under cladribine: {n} persons with hairy cell leukaemia in {place}"),
        Near("cilia", "Ectosomes shed by the cilia of a green alga, plate {n}"),
        Near("trichomes", "Apoptotic bodies in the trichomes of a model tomato ({acronym}-{n})"),
        Near("yeast", "Secretome of a model yeast in feed, and brittle manes of {n} horses"),
        Near("heart", "Cell free therapy of the failing heart in {n} pigs ({acronym})"),
        Near("medium of other cells", "Conditioned medium of macrophages on the hair follicle in organ culture ({acronym}-{n})"),
        Near("hair without vesicles", "Trichoscopy of effluvium and baldness in {n} persons of {place}"),
        Near("hair cortisol", "Cortisol in scalp hair of {n} nurses of {place}: a year of shifts"),
        Near("prostate", "Finasteride or placebo in enlarged prostates: a randomised trial of {n} men of {place}",
            "Randomized Controlled Trial"),
        Near("elbow", "Platelet-rich plasma in tennis elbow: a randomised trial ({acronym}-{n})", "Randomized Controlled Trial"),
        Near("acne scars", "Microneedling of acne scars: a consensus of {n} dermatologists of {place}"),
        Near("other drug", "Baricitinib in severe alopecia areata: a randomised trial in {n} adults ({acronym})",
            "Randomized Controlled Trial"),
        Near("transplanted marrow", "Alopecia after stem cell transplantation in {n} children of {place}"),
        Near("infection of mice", "Exosomes in bacterial infection of {mouse}: burden after {few} days ({acronym}-{n})"),
        Near("granuloma of lizards", "Secretomes and the granuloma of a model lizard, slide {n}"),
        Near("filler", "An abscess after filler injection: file {n} of {place}", "Case Reports"),
        Near("offers", "Unapproved exosomes on the internet: prices of {n} offers in {place}"),
        Near("dogs", "Safety of exosomes in {n} lame dogs of {place}"),
    ];

    private static Recipe Near(string topic, string title, params string[] types) =>
        new() { Topic = topic, Titles = [title], Contested = false, PublicationTypes = ["Journal Article", .. types] };
}
