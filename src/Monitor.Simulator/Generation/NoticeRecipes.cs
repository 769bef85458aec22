namespace Monitor.Simulator.Generation;

/// <summary>Composition of a notice.</summary>
/// <param name="Matched">Exosome words stand in the item or in the text of its page.</param>
/// <param name="Title">Title, with slots.</param>
/// <param name="Description">What the feed shows.</param>
/// <param name="Body">Paragraphs of the page.</param>
internal sealed record NoticeRecipe(bool Matched, string Title, string Description, IReadOnlyList<string> Body);

/// <summary>Notices that an invented regulator publishes.</summary>
internal static class NoticeRecipes
{
    public static IReadOnlyList<NoticeRecipe> OnTopic { get; } =
    [
        new(true, "FDA Warns Example Exosome Clinic of {place} About Unapproved Products", "The agency told \"Example Clinic {n}\" to stop offering exosome products.", ["Exosome products need approval before sale. None has been approved.", "The firm has 15 working days to answer."]),
        new(true, "Example Regenerative LLC Issues Voluntary Recall of Exosome Vials, Lot {n}", "Lots of injectable exosome vials are recalled for lack of sterility.", ["Example Regenerative LLC recalls lot {n}.", "Consumers should not use the vials."]),
        new(true, "Public Safety Notification {n} on Extracellular Vesicle Products", "Reports from {place} tell of infections after injections of extracellular vesicles.", ["Health professionals should report infections.", "Extracellular vesicle products are biological products."]),
        // Only the page says what it is about.
        new(true, "Consumer Update {n}: Regenerative Medicine Products in {place}", "What consumers should know before they pay for regenerative products.", ["Clinics sell cell products, amniotic fluid and exosomes for many diseases.", "Ask for the approval of the product."]),
        new(true, "Example Aesthetics {n} Receives Letter on Scalp Injections", "A letter was posted about injections sold on the internet.", ["Your product, an exosomal preparation named Example-Exo, is a drug and a biological product.", "It is not approved."]),
        new(true, "Safety Communication {n}: Skin Infections After Cosmetic Injections", "Several persons in {place} were treated in hospital.", ["The persons had received a solution said to hold exosomes.", "Bacteria grew from unopened vials."]),
        new(true, "FDA Obtains Injunction Against Example Stem Cell Center of {place}", "A court ordered the center to stop making cell and exosome products, case {n}.", ["The order covers all exosome products of the center.", "The center had been warned before."]),
    ];

    public static IReadOnlyList<NoticeRecipe> OffTopic { get; } =
    [
        new(false, "FDA Approves Example Tablet for High Blood Pressure, Application {n}", "The approval rests on two invented trials with {n} persons.", ["The most common side effect was dizziness.", "The tablet is taken once a day."]),
        new(false, "Example Foods Recalls Salad of Lot {n}", "The salad may hold undeclared milk & nuts.", ["Persons with an allergy should not eat it.", "The salad was sold in {place}."]),
        new(false, "Guidance for Industry {n}: Potency of Gene Therapy Products", "The agency seeks comments on a draft.", ["Comments are open for 60 days.", "A hearing takes place in {place}."]),
        new(false, "Example Hairbrush Company Recalls Heated Brush {n}", "The brush may overheat and burn the scalp.", ["Unplug the brush.", "Send it back to the firm in {place}."]),
        new(false, "Meeting of the Example Vaccines Committee, Number {n}", "The committee will discuss strains for the season.", ["The meeting is open to the public.", "Slides follow."]),
        new(false, "Safety Alert {n}: Infusion Pumps of Example Devices", "Pumps may stop without alarm.", ["Check the software version.", "No deaths were reported."]),
        new(false, "FDA Clears First Home Test for Example Virus, Number {n}", "The test's makers showed 9 in 10 right answers.", ["The test gives a result in {few} minutes.", "It needs no laboratory."]),
        new(false, "Example Blood Center of {place}: License {n} Revoked", "The center failed its inspection.", ["Plasma of the center must not be used.", "The center may appeal."]),
    ];

    /// <summary>Headings of other pages: words beside a text are not words of the text.</summary>
    public static IReadOnlyList<string> Related { get; } =
    [
        "Public Safety Notification on Exosome Products (example)", "How to report a side effect", "Hair dyes: questions and answers",
        "Regenerative medicine: what is an exosome?", "Recalls, market withdrawals and safety alerts", "Stem cell clinics: example warning list",
    ];
}
