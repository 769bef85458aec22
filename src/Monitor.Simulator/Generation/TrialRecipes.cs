using static Monitor.Simulator.Generation.TrialStep;

namespace Monitor.Simulator.Generation;

/// <summary>The trials of every world.</summary>
internal static class TrialRecipes
{
    private const string Adults = "Inclusion Criteria:\n\n* Age 18 to 65 years\n* Able to attend visits\n\nExclusion Criteria:\n\n* Pregnancy\n* Scalp infection";
    private const string NoHairLoss = "Inclusion Criteria:\n\n* Adults\n\nExclusion Criteria:\n\n* History of alopecia or hair loss\n* Hair follicle disease";
    private const string NoExosomes = "Inclusion Criteria:\n\n* Adults with pattern hair loss\n\nExclusion Criteria:\n\n* Treatment with exosomes within 12 months";

    public static IReadOnlyList<TrialRecipe> All { get; } =
    [
        new(true, "Topical {cell} Exosomes in Androgenetic Alopecia ({acronym})", "Androgenetic Alopecia", "{cell} exosomes", "Change in hair density at week {weeks}", Adults, "RECRUITING", [Terminated]),
        new(true, "Exosomes With Microneedling for Female Pattern Hair Loss", "Female Pattern Hair Loss", "Exosome solution", "Hair density per cm² at week {weeks}", Adults, "RECRUITING", [Completed]),
        new(true, "{plant} Exosome-Like Vesicles and Hair Growth in {place}", "Alopecia", "{plant} exosome-like vesicles", "Hair growth rate", Adults, "COMPLETED", [ResultsOut]),
        new(true, "Extracellular Vesicles for Alopecia Areata: a Dose Study", "Alopecia Areata", "Extracellular vesicles, 3 doses", "SALT score at week {weeks}", Adults, "RECRUITING", [Enrolment]),
        new(true, "Secretome Lotion in Telogen Effluvium", "Telogen Effluvium", "Secretome lotion", "Hair regrowth in photographs", Adults, "RECRUITING", [Contact]),
        new(true, "Exosomes After Hair Transplantation", "Alopecia", "Exosome spray", "Graft survival; hair density at month 6", Adults, "ACTIVE_NOT_RECRUITING", [Contact, Completed]),
        new(true, "Dermal Papilla Response to {cell} Exosomes", "Androgenetic Alopecia", "{cell} exosomes", "Expression of markers in dermal papilla biopsies", Adults, "NOT_YET_RECRUITING", [Recruiting], Fresh: true),
        new(true, "Exosome Injections for Scarring Alopecia in {place}", "Lichen Planopilaris", "Exosome injection", "Number of hair follicles in biopsy", Adults, "NOT_YET_RECRUITING", [Withdrawn], Fresh: true),
        new(true, "Registry of Exosome Treatments for Hair Loss", "Hair Loss", "Exosome products, any", "Tolerability at month 12", Adults, "RECRUITING", [Enrolment], Fresh: true),
        new(true, "Exosomes Versus Platelet-Rich Plasma in Androgenetic Alopecia ({acronym})", "Androgenetic Alopecia", "Exosomes", "Hair density at week {weeks}", Adults, "RECRUITING", [Suspended]),
        new(false, "{cell} Exosomes for Burn Scars", "Burn Scar", "Exosome gel", "Vancouver scar scale", NoHairLoss, "RECRUITING", [Completed]),
        new(false, "Exosome Eye Drops in Dry Eye", "Dry Eye", "Exosome eye drops", "Schirmer test", NoHairLoss, "RECRUITING", [], Fresh: true),
        new(false, "Oral Minoxidil in Pattern Hair Loss", "Androgenetic Alopecia", "Minoxidil", "Hair density", NoExosomes, "RECRUITING", [Terminated]),
        new(false, "Low-Level Light and Hair Regrowth", "Alopecia", "Light helmet", "Hair regrowth", NoExosomes, "NOT_YET_RECRUITING", [Recruiting], Fresh: true),
        new(false, "Plasma Exosomes as a Marker of Sepsis", "Sepsis", "Blood sample", "Concentration of exosomes", Adults, "RECRUITING", [Enrolment]),
        new(false, "AGA Diet Programme in Colitis", "Ulcerative Colitis", "Diet sheet", "Extracellular vesicle count in stool", Adults, "COMPLETED", [ResultsOut]),
        new(false, "Cochlear Hair Cell Protection With Exosomes", "Hearing Loss", "Exosome ear gel", "Hearing threshold", Adults, "RECRUITING", [Contact], Fresh: true),
        new(false, "Baricitinib in Alopecia Areata: Follow-Up", "Alopecia Areata", "Baricitinib", "SALT score", Adults, "ACTIVE_NOT_RECRUITING", [Completed]),
        new(false, "Hairpin Antisense Oligonucleotide Delivered in Vesicles", "Solid Tumour", "Hairpin oligonucleotide", "Maximum tolerated dose", Adults, "RECRUITING", [Withdrawn]),
        new(false, "Exosomes in Knee Osteoarthritis", "Knee Osteoarthritis", "Exosome injection", "WOMAC pain", Adults, "UNKNOWN", []),
    ];
}
