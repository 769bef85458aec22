namespace Monitor.Simulator.Generation;

/// <summary>Articles of the watch exosome-safety without a word about hair, and one that only looks like them.</summary>
internal static class SafetyRecipes
{
    private static readonly string[] Safety = [DemoWatches.ExosomeSafety];

    public static IReadOnlyList<Recipe> All { get; } =
    [
        new()
        {
            Topic = "facial granuloma", Watches = Safety, TitleWatches = Safety, Harm = true,
            Titles = ["Facial granuloma after exosome {device}: {few} cases from {place}", "Granulomatous reaction to {plant} exosomes on the face: report {acronym}-{n}"],
            Abstract = ["||After cosmetic exosome treatment with {device}, {few} persons in {place} showed papules; histology found a granuloma in each."],
            Keywords = ["exosomes", "granuloma"], Mesh = ["Exosomes", "Granuloma"], PublicationTypes = ["Journal Article", "Case Reports"],
        },
        new()
        {
            Topic = "adverse events", Watches = Safety,
            Titles = ["Adverse events of exosome products: {n} synthetic reports read", "Adverse events after {cell} exosomes in wound care ({acronym})"],
            Abstract = ["BACKGROUND|BACKGROUND|Exosome products reach the patients of cosmetic clinics without approval.", "RESULTS|RESULTS|{n} adverse events were listed, {few} of them serious.", "CONCLUSION|CONCLUSIONS|Reporting should be required."],
            Keywords = ["exosomes", "pharmacovigilance"], Mesh = ["Exosomes", "Humans"], PublicationTypes = ["Journal Article", "Review"],
        },
        new()
        {
            // The word is there and the sense is another: tumour necrosis factor.
            Topic = "necrosis factor", Contested = false,
            Titles = ["{cell} exosomes quieten {path} in model joints ({acronym})", "Exosomes from {plant} lower cytokines in {mouse}"],
            Abstract = ["||Exosomes were given to {mouse}. Tumour necrosis factor fell by {pct}% and {gene} by {dec}%."],
            Keywords = ["cytokines", "exosomes"], Mesh = ["Exosomes", "Cytokines"],
        },
    ];
}
