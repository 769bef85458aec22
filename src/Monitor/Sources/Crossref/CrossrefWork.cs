using System.Text.Json;
using System.Text.RegularExpressions;
using Monitor.Documents;
using Monitor.Sources.ClinicalTrialsGov;
using Monitor.Text;

namespace Monitor.Sources.Crossref;

/// <summary>One work of Crossref as an article. What publishers left out is absent; of <c>indexed</c> nothing is kept, for it moves without any change of facts.</summary>
internal static class CrossrefWork
{
    public const string NoTitle = "[no title]";

    /// <summary>What tells two works apart: the DOI in lower case, or the whole work where it has none.</summary>
    public static string IdOf(JsonElement work) =>
        work.ValueKind == JsonValueKind.Object && work.TryGetProperty("DOI", out var doi) && doi.ValueKind == JsonValueKind.String
        && CrossrefDoi.Of(doi.GetString()) is { } id ? id : work.GetRawText();

    /// <exception cref="FieldTypeException">No DOI, a field of another type than documented, or markup that cannot be read.</exception>
    public static SourceRecord Read(JsonElement work, string payload)
    {
        try
        {
            return Read(new JsonNode(work, ""), payload);
        }
        catch (Exception ex) when (ex is FormatException or RegexMatchTimeoutException)
        {
            throw new FieldTypeException(ex.Message);
        }
    }

    private static SourceRecord Read(JsonNode work, string payload)
    {
        var doi = CrossrefDoi.Of(work["DOI"].Text()) ?? throw new FieldTypeException($"DOI is absent or none: {work["DOI"].Text()}");
        var type = Line(work["type"]);
        var updates = CrossrefUpdates.Of(work, doi);
        var created = CrossrefDate.Of(work["created"]);
        var titles = work["title"].Items().Select(t => JatsText.OneLine(t.Text())).OfType<string>().ToList();
        var container = First(work["container-title"]);
        var isChapter = type is "book-chapter" or "book-section" or "book-part" or "reference-entry" or "book-track";
        var article = new Article
        {
            Id = HitId.Of(CrossrefSource.SourceName, doi),
            Source = CrossrefSource.SourceName,
            ExternalId = doi,
            Doi = doi,
            Title = Title(titles.FirstOrDefault(), First(work["subtitle"])),
            Link = CleanText.WebLink(CrossrefDoi.Address(doi)),
            Published = CrossrefDate.Of(work["issued"]),
            Abstract = JatsText.Lines(work["abstract"].Text()),
            Authors = CrossrefAuthors.Of(work),
            Journal = isChapter ? null : container ?? Server(work["institution"]),
            Book = isChapter ? container : null,
            Volume = Line(work["volume"]),
            Issue = Line(work["issue"]),
            Pages = Line(work["page"]) ?? Line(work["article-number"]),
            Languages = Language(Line(work["language"])) is { } language ? [language] : [],
            PublicationTypes = Types(CrossrefTypes.Of(type, Line(work["subtype"])), updates),
            Corrections = updates.Corrections,
            Registrations = [.. work["clinical-trial-number"].Items().Select(n => Line(n["clinical-trial-number"])?.ToUpperInvariant()).OfType<string>().Distinct(StringComparer.Ordinal)],
            Funders = [.. work["funder"].Items().Select(f => Line(f["name"])).OfType<string>().Distinct(StringComparer.Ordinal)],
            Entered = created,
            Revised = CrossrefDate.Of(work["deposited"]),
            VernacularTitle = First(work["original-title"]) is { } original && !titles.Contains(original, StringComparer.OrdinalIgnoreCase) ? original : null,
        };
        return new SourceRecord(article, created, payload);
    }

    private static string Title(string? title, string? subtitle) =>
        title is null ? subtitle ?? NoTitle
        : subtitle is null || title.Contains(subtitle, StringComparison.OrdinalIgnoreCase) ? title
        : $"{title.TrimEnd(':', ' ')}: {subtitle}";

    /// <summary>A notice is what it says, not a journal article besides; a retracted work is one besides what it was.</summary>
    private static IReadOnlyList<string> Types(string? kind, WorkUpdates updates) =>
    [
        .. updates.NoticeTypes.Count > 0 && kind == "Journal Article" ? [] : new[] { kind }.OfType<string>(),
        .. updates.NoticeTypes,
        .. updates.Corrections.Any(c => c.Type == "RetractionIn") ? [CrossrefTypes.Retracted] : Array.Empty<string>(),
    ];

    /// <summary>The server of a preprint; older answers name it alone, not in a list.</summary>
    private static string? Server(JsonNode institution) =>
        (institution.Value.ValueKind == JsonValueKind.Object ? [institution] : institution.Items()).Select(i => Line(i["name"])).FirstOrDefault(n => n is not null);

    private static string? First(JsonNode list) => list.Items().Select(t => JatsText.OneLine(t.Text())).FirstOrDefault(t => t is not null);

    private static string? Line(JsonNode node) => CleanText.OneLine(node.Text());

    /// <summary>ISO 639-1 as ISO 639-2 in the form that libraries use, as PubMed does.</summary>
    private static string? Language(string? code)
    {
        if (code is null) return null;
        var two = code.Split('-', '_')[0].ToLowerInvariant();
        if (two.Length == 3) return two;
        return Known.GetValueOrDefault(two);
    }

    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["en"] = "eng", ["de"] = "ger", ["fr"] = "fre", ["es"] = "spa", ["it"] = "ita", ["pt"] = "por", ["ru"] = "rus", ["ja"] = "jpn", ["zh"] = "chi",
        ["ko"] = "kor", ["pl"] = "pol", ["tr"] = "tur", ["fa"] = "per", ["nl"] = "dut", ["no"] = "nor", ["nb"] = "nor", ["da"] = "dan", ["sv"] = "swe",
        ["cs"] = "cze", ["hu"] = "hun", ["uk"] = "ukr", ["ar"] = "ara", ["he"] = "heb", ["el"] = "gre", ["ro"] = "rum", ["sk"] = "slo", ["id"] = "ind",
        ["vi"] = "vie", ["th"] = "tha", ["fi"] = "fin", ["hr"] = "hrv", ["sr"] = "srp", ["bg"] = "bul", ["ca"] = "cat", ["lt"] = "lit", ["sl"] = "slv",
    };
}
