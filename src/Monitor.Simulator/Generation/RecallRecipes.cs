namespace Monitor.Simulator.Generation;

/// <summary>Composition of a recall event.</summary>
/// <param name="Matched">Exosome words stand in the text.</param>
/// <param name="Endpoint">Where it is shown.</param>
/// <param name="Firm">Who recalls.</param>
/// <param name="Product">What, with slots.</param>
/// <param name="Reason">Why.</param>
internal sealed record RecallRecipe(bool Matched, string Endpoint, string Firm, string Product, string Reason);

/// <summary>Recalls of an invented regulator.</summary>
internal static class RecallRecipes
{
    public static IReadOnlyList<RecallRecipe> OnTopic { get; } =
    [
        new(true, "drug", "Example Regenerative LLC", "Exo-Example exosome solution for hair loss, {n} billion particles, {few} mL vial, Rx only", "Lack of Assurance of Sterility"),
        // U+0092 is what is left of an apostrophe of Windows in the real files.
        new(true, "device", "Sample Microneedle Co.", "Sample\u0092s microneedle kit {n} with exosome ampoule, {few} mL", "The ampoule\u0092s content is not cleared with the device."),
        new(true, "drug", "Mock Aesthetics Inc", "Lyophilized powder {n}, {few} mL, for scalp", "Marketed without an approved application: the powder holds extracellular vesicles of human cells."),
        new(true, "food", "Fable Nutrition, Inc.", "Plant exosomes capsules, {n} count, ginger & rose", "Undeclared milk."),
        new(true, "drug", "Exosome Example Labs of {place}", "Topical serum {n}, {few} mL dropper", "CGMP Deviations"),
    ];

    public static IReadOnlyList<RecallRecipe> OffTopic { get; } =
    [
        new(false, "drug", "Model Pharma Inc.", "Exotropin tablets, {n} mg, {few} count bottle", "Failed Dissolution Specifications"),
        new(false, "drug", "Example Compounding of {place}", "Hair regrowth solution {n}, {few} mL", "Subpotent Drug"),
        new(false, "device", "Test Devices Ltd", "Infusion pump model {n}", "Pumps may stop without alarm."),
        new(false, "device", "Dummy Imaging AG", "Software {few}.{few} of scanner {n}", "A vesicle may be drawn at the wrong side of the picture."),
        new(false, "food", "Pretend Creamery", "Ice cream, {n} oz, {few} flavours", "Undeclared soy (lecithin)."),
        new(false, "food", "Synthetic Salads, Inc", "Salad of lot {n}", "Potential contamination with Listeria monocytogenes."),
    ];
}
