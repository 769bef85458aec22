using System.Globalization;

namespace Monitor.Sources.Crossref;

/// <summary>Crossref's kinds of work and of update in PubMed's words; what PubMed has no word for keeps Crossref's own.</summary>
internal static class CrossrefTypes
{
    public const string Preprint = "Preprint";
    public const string Retracted = "Retracted Publication";

    private static readonly Dictionary<string, string> Works = new(StringComparer.Ordinal)
    {
        ["journal-article"] = "Journal Article",
        ["dissertation"] = "Academic Dissertation",
        ["dataset"] = "Dataset",
        ["report"] = "Technical Report",
    };

    private static readonly Dictionary<string, string> Subtypes = new(StringComparer.Ordinal) { ["preprint"] = Preprint };

    // In = what stands on the work concerned, Of = on the notice, Publication = what the notice is.
    private static readonly Dictionary<string, (string In, string Of, string? Publication)> Updates = new(StringComparer.Ordinal)
    {
        ["retraction"] = ("RetractionIn", "RetractionOf", "Retraction of Publication"),
        ["withdrawal"] = ("RetractionIn", "RetractionOf", "Retraction of Publication"),
        ["removal"] = ("RetractionIn", "RetractionOf", "Retraction of Publication"),
        ["partial_retraction"] = ("PartialRetractionIn", "PartialRetractionOf", "Retraction of Publication"),
        ["retract_and_replace"] = ("RetractedandRepublishedIn", "RetractedandRepublishedFrom", "Corrected and Republished Article"),
        ["retraction_and_replacement"] = ("RetractedandRepublishedIn", "RetractedandRepublishedFrom", "Corrected and Republished Article"),
        ["correction"] = ("ErratumIn", "ErratumFor", "Published Erratum"),
        ["corrigendum"] = ("ErratumIn", "ErratumFor", "Published Erratum"),
        ["erratum"] = ("ErratumIn", "ErratumFor", "Published Erratum"),
        ["clarification"] = ("ErratumIn", "ErratumFor", "Published Erratum"),
        ["expression_of_concern"] = ("ExpressionOfConcernIn", "ExpressionOfConcernFor", "Expression of Concern"),
    };

    /// <summary>Addendum, new edition, new version, and whatever Crossref adds to its list one day.</summary>
    private static readonly (string In, string Of, string? Publication) Other = ("UpdateIn", "UpdateOf", null);

    /// <summary>The publication type of a work; null when it states none.</summary>
    public static string? Of(string? type, string? subtype) =>
        subtype is not null && Subtypes.TryGetValue(subtype, out var known) ? known
        : type is null ? null
        : Works.TryGetValue(type, out var word) ? word
        : CultureInfo.InvariantCulture.TextInfo.ToTitleCase(type.Replace('-', ' '));

    /// <summary>RefType on the work concerned, RefType on the notice, publication type of the notice.</summary>
    public static (string In, string Of, string? Publication) Update(string type) => Updates.GetValueOrDefault(Key(type), Other);

    /// <summary>A retraction that was taken back.</summary>
    public static bool IsReinstatement(string type) => Key(type) == "reinstatement";

    /// <summary>Whether a work may bear this publication type at all.</summary>
    public static bool May(string publicationType) =>
        Works.Values.Concat(Subtypes.Values).Concat(Updates.Values.Select(u => u.Publication)).Append(Retracted).Contains(publicationType, StringComparer.OrdinalIgnoreCase);

    private static string Key(string type) => type.Trim().ToLowerInvariant().Replace('-', '_').Replace(' ', '_');
}
