namespace Monitor.Sources.EuropePmc;

/// <summary>Publication types in PubMed's words; Europe PMC shows those of PubMed and those of the journals' files side by side.</summary>
internal static class EuropePmcTypes
{
    public const string Preprint = "Preprint";

    private static readonly (string Word, string[] Others)[] Known =
    [
        ("Journal Article", ["research-article", "journal-article", "research article"]), ("Review", ["review-article", "review article"]),
        ("Systematic Review", ["systematic-review"]), ("Case Reports", ["case-report", "case report"]), ("Letter", []), ("Editorial", []), (Preprint, []),
        ("Comment", ["article-commentary"]), ("Published Erratum", ["correction", "erratum"]), ("Retraction of Publication", ["retraction", "retraction-of-publication"]),
        ("Retracted Publication", ["retracted-publication", "retracted article"]), ("Expression of Concern", ["expression-of-concern"]),
    ];

    private static readonly Dictionary<string, string> Words = Known
        .SelectMany(k => k.Others.Append(k.Word).Select(form => (form, k.Word)))
        .ToDictionary(k => k.form, k => k.Word, StringComparer.OrdinalIgnoreCase);

    /// <summary>Each type once, in PubMed's word where there is one.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string> types, bool preprint) =>
        [.. types.Select(t => Words.GetValueOrDefault(t, t)).Concat(preprint ? [Preprint] : []).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>All that is shown as this type.</summary>
    public static IReadOnlyList<string> Forms(string type) =>
        Words.TryGetValue(type, out var word) ? [word, .. Known.First(k => k.Word == word).Others] : [type];
}
