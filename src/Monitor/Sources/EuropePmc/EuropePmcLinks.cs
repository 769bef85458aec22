using System.Globalization;
using System.Text.RegularExpressions;
using Monitor.Documents;
using Monitor.Sources.ClinicalTrialsGov;
using Monitor.Sources.PubMed;
using Monitor.Text;

namespace Monitor.Sources.EuropePmc;

/// <summary>
/// Links to other records, under PubMed's names for them. What links to a record without PMID bears its id here
/// (<c>PPR:PPR123</c>) in place of the citation, so that the other record can be found by it.
/// </summary>
internal static partial class EuropePmcLinks
{
    /// <summary>Links of the list of comments and corrections, then those between the versions of a preprint.</summary>
    public static IReadOnlyList<Correction> Of(JsonNode record, string id, int? version) =>
    [
        .. record["commentCorrectionList"]["commentCorrection"].Many().Select(Link).OfType<Correction>()
            .Concat(Versions(record, id, version)).Distinct(),
    ];

    /// <summary>PubMed's RefType: <c>Retraction in</c> is <c>RetractionIn</c>; a preprint is updated in the article, the article is an update of it.</summary>
    private static string? RefType(string? type) => type?.ToLowerInvariant() switch
    {
        null or "cites" => null,
        "preprint of" => "UpdateIn",
        "preprint in" => "UpdateOf",
        "corrected and republished in" => "CorrectedandRepublishedIn",
        "corrected and republished from" => "CorrectedandRepublishedFrom",
        "retracted and republished in" => "RetractedandRepublishedIn",
        "retracted and republished from" => "RetractedandRepublishedFrom",
        var other => string.Concat(other.Split(' ').Select(w => char.ToUpperInvariant(w[0]) + w[1..])),
    };

    private static Correction? Link(JsonNode link)
    {
        if (RefType(CleanText.OneLine(link["type"].Text())) is not { } type) return null;
        var (source, id, reference) = (CleanText.OneLine(link["source"].Text()), CleanText.OneLine(link["id"].Scalar()), EuropePmcText.OneLine(link["reference"].Text()));
        return source is null or "MED" || id is null
            ? new Correction { Type = type, Pmid = id is not null && id.All(char.IsAsciiDigit) ? id : null, Doi = Doi(reference), Source = reference }
            : new Correction { Type = type, Doi = Doi(reference), Source = $"{source}:{id}" };
    }

    private static string? Doi(string? reference) => Cited().Match(reference ?? "") is { Success: true } match ? PubMedIds.BareDoi(match.Groups["doi"].Value) : null;

    // No recorded answer shows the list of versions: what it does not hold in this form it does not hold.
    private static List<Correction> Versions(JsonNode record, string id, int? version)
    {
        try
        {
            return
            [
                .. record["versionList"]["version"].Many()
                    .Select(v => (Id: CleanText.OneLine(v["id"].Scalar()), Source: CleanText.OneLine(v["source"].Text()) ?? "PPR", Number: v["versionNumber"].Whole()))
                    .Where(v => v.Id is not null && v.Id != id && v.Number is not null && version is not null && v.Number != version)
                    .OrderBy(v => v.Number)
                    .Select(v => new Correction { Type = v.Number > version ? "UpdateIn" : "UpdateOf", Source = string.Create(CultureInfo.InvariantCulture, $"{v.Source}:{v.Id}") }),
            ];
        }
        catch (FieldTypeException)
        {
            return [];
        }
    }

    [GeneratedRegex(@"\bdoi:\s*(?<doi>10\.\S+)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Cited();
}
