namespace Monitor.Simulator.Generation;

/// <summary>Composition of a letter. What is about exosomes says so on its page alone, as real letters do.</summary>
internal sealed record LetterRecipe(bool Matched, string Company, string Office, string Subject, IReadOnlyList<string> Body);

/// <summary>Letters of an invented regulator to invented firms.</summary>
internal static class LetterRecipes
{
    private const string Biologics = "Center for Biologics Evaluation and Research (CBER)";
    private const string Drugs = "Center for Drug Evaluation and Research | CDER";

    public static IReadOnlyList<LetterRecipe> OnTopic { get; } =
    [
        new(true, "Example Regenerative Labs {n}, LLC", Biologics, "Unapproved New Drug/Unlicensed Biological Product", ["Your firm makes an exosome product from umbilical cord, named Example-Exo {n}.", "No biologics license application is in effect for it."]),
        new(true, "Invented Cell Center of {place} & Partners", Biologics, "Deviations/CGTP/Donor Eligibility", ["Your web site recommends extracellular vesicles for {few} diseases.", "Vials of lot {n} were not tested for sterility."]),
        new(true, "Mock Aesthetics {n} Inc.", Drugs, "Unapproved New Drugs/Misbranded", ["The label of your scalp serum reads: “with exosomal vesicles for hair growth”.", "It is a drug by its intended use."]),
    ];

    public static IReadOnlyList<LetterRecipe> OffTopic { get; } =
    [
        new(false, "Example Vapes {n}", "Center for Tobacco Products", "Family Smoking Prevention and Tobacco Control Act/Adulterated/Misbranded", ["You sell electronic cigarettes without an order."]),
        new(false, "Fictional Foods of {place} S.A.", "Division of Northern Border Imports", "Foreign Supplier Verification Program (FSVP)", ["You did not have a plan for {few} of your suppliers."]),
        new(false, "Sample Hair Products {n} Ltd.", Drugs, "CGMP/Finished Pharmaceuticals/Adulterated", ["Hand sanitizer lot {n} was made in equipment that was not cleaned."]),
        new(false, "Dummy Devices of {place}", "Center for Devices and Radiological Health", "CGMP/QSR/Medical Devices/Adulterated", ["Complaints on pump {n} were not evaluated."]),
    ];
}
