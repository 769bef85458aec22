namespace Monitor.Sources.OpenFda;

/// <summary>One of openFDA's indexes of reports, and where it keeps what is asked for.</summary>
/// <param name="Name">As in <see cref="Documents.AdverseDay.Kind"/>, and the path of its endpoint.</param>
/// <param name="Received">The day by which reports are counted.</param>
/// <param name="Serious">The search for serious reports, in the index's own words.</param>
/// <param name="Reactions">Where the coded reactions stand.</param>
/// <param name="Fields">Where products are named; of devices also the story, since a product used along with a device is named there alone.</param>
internal sealed record ReportKind(string Name, string Received, string Serious, string Reactions, IReadOnlyList<string> Fields)
{
    private const string Outcomes =
        "(outcomes:death OR outcomes:\"life threatening\" OR outcomes:hospitalization OR outcomes:disability OR outcomes:\"congenital anomaly\" OR outcomes:\"other serious\")";

    public static IReadOnlyList<ReportKind> All { get; } =
    [
        new("drug", "receivedate", "(serious:1)", "patient.reaction.reactionmeddrapt", ["patient.drug.medicinalproduct", "patient.drug.activesubstance.activesubstancename"]),
        new("device", "date_received", "(event_type:death OR event_type:injury)", "patient.patient_problems", ["device.brand_name", "device.generic_name", "mdr_text.text"]),
        new("food", "date_created", Outcomes, "reactions", ["products.name_brand"]),
        new("cosmetic", "initial_received_date", Outcomes, "reactions", ["products.product_name"]),
    ];
}
