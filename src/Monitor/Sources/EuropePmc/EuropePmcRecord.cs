using System.Text.Json;
using Monitor.Documents;
using Monitor.Sources.ClinicalTrialsGov;
using Monitor.Sources.PubMed;
using Monitor.Text;

namespace Monitor.Sources.EuropePmc;

/// <summary>Reads one record of Europe PMC (<c>resultType=core</c>) as an article.</summary>
internal static class EuropePmcRecord
{
    private const string Preprints = "PPR";

    /// <summary>The article with the day that Europe PMC first showed it.</summary>
    /// <exception cref="FieldTypeException">Without collection or id, or with a field of the wrong type.</exception>
    /// <exception cref="FormatException">Markup that cannot be read.</exception>
    public static SourceRecord Read(JsonNode record, string? payload)
    {
        var externalId = ExternalId(record) ?? throw new FieldTypeException("source or id is missing, or is none");
        var (collection, id) = HitId.Split(externalId);
        var preprint = collection == Preprints;
        var journal = record["journalInfo"];
        var version = preprint ? record["versionNumber"].Whole() : null;
        var article = new Article
        {
            Id = HitId.Of(EuropePmcSource.SourceName, externalId),
            Source = EuropePmcSource.SourceName,
            ExternalId = externalId,
            Pmid = Line(record["pmid"]) is { } pmid && pmid.All(char.IsAsciiDigit) ? pmid : null,
            PmidVersion = version,
            Pmcid = Line(record["pmcid"]) is { } pmcid && pmcid.StartsWith("PMC", StringComparison.Ordinal) ? pmcid : null,
            Doi = PubMedIds.BareDoi(record["doi"].Text() ?? ""),
            Link = $"https://europepmc.org/article/{collection}/{Uri.EscapeDataString(id)}",
            Title = EuropePmcText.OneLine(record["title"].Text()) ?? PubMedRecordXml.NoTitle,
            Abstract = EuropePmcText.Lines(record["abstractText"].Text()),
            Authors = Authors(record),
            Journal = preprint ? Line(record["bookOrReportDetails"]["publisher"]) : Journal(journal["journal"]),
            Volume = Line(journal["volume"]),
            Issue = Line(journal["issue"]),
            Pages = Line(record["pageInfo"]),
            Languages = [.. record["language"].Many().Select(Line).OfType<string>().Select(l => l.ToLowerInvariant())],
            PublicationTypes = EuropePmcTypes.Of(Lines(record["pubTypeList"]["pubType"]), preprint),
            MeshTerms = [.. record["meshHeadingList"]["meshHeading"].Many().SelectMany(Headings)],
            Keywords = [.. record["keywordList"]["keyword"].Many().Select(k => EuropePmcText.OneLine(k.Text())).OfType<string>().Distinct(StringComparer.Ordinal)],
            Funders = [.. record["grantsList"]["grant"].Many().Select(g => Line(g["agency"])).OfType<string>().Distinct(StringComparer.Ordinal)],
            Corrections = EuropePmcLinks.Of(record, id, version),
            Entered = Date(record["firstIndexDate"]) ?? Date(record["dateOfCreation"]),
            Revised = Date(record["dateOfRevision"]),
            Published = Published(record),
        };
        return new SourceRecord(article, article.Entered, payload);
    }

    /// <summary><c>MED:123</c>; null when the record does not say, whatever else is wrong with it.</summary>
    public static string? ExternalId(JsonNode record)
    {
        if (record.Value.ValueKind != JsonValueKind.Object) return null;
        var (source, id) = (record["source"], record["id"]);
        if (source.Value.ValueKind != JsonValueKind.String || id.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number)) return null;
        var (collection, number) = (Line(source), Line(id));
        return collection is not null && collection.All(char.IsAsciiLetterUpper) && number is not null && !number.Contains(' ', StringComparison.Ordinal) ? $"{collection}:{number}" : null;
    }

    /// <summary>As PubMed shows it: the date of the issue; the day of first publication where there is no issue.</summary>
    private static PartialDate? Published(JsonNode record) =>
        PubMedDates.OfText(Line(record["journalInfo"]["dateOfPublication"]))
        ?? Date(record["firstPublicationDate"]) ?? Date(record["journalInfo"]["yearOfPublication"]) ?? Date(record["pubYear"]);

    private static string? Journal(JsonNode journal) => EuropePmcText.OneLine(journal["title"].Text()) ?? Line(journal["isoabbreviation"]) ?? Line(journal["medlineAbbreviation"]);

    private static IReadOnlyList<Author> Authors(JsonNode record)
    {
        var listed = record["authorList"]["author"].Many().Select(Author).OfType<Author>().ToList();
        if (listed.Count > 0) return listed;
        // One text for all, closed by a full stop; which part of a name is the family's it does not say.
        var line = Line(record["authorString"])?.TrimEnd('.', ' ');
        return string.IsNullOrEmpty(line) ? [] : [.. line.Split(", ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(name => new Author { Name = name })];
    }

    private static Author? Author(JsonNode author)
    {
        var (family, given) = (Line(author["lastName"]), Line(author["firstName"]) ?? Line(author["initials"]));
        var name = family is not null ? (given is null ? family : $"{family} {given}") : Line(author["collectiveName"]) ?? Line(author["fullName"]);
        if (name is null) return null;
        var id = author["authorId"];
        return new Author { Name = name, Family = family, Orcid = Line(id["type"]) == "ORCID" ? PubMedIds.Orcid(Line(id["value"])) : null };
    }

    private static IEnumerable<string> Headings(JsonNode heading)
    {
        if (Line(heading["descriptorName"]) is not { } descriptor) return [];
        var qualifiers = heading["meshQualifierList"]["meshQualifier"].Many().Select(q => Line(q["qualifierName"])).OfType<string>().ToList();
        return qualifiers.Count == 0 ? [descriptor] : qualifiers.Select(q => $"{descriptor}/{q}");
    }

    private static string? Line(JsonNode node) => CleanText.OneLine(node.Scalar());

    private static IEnumerable<string> Lines(JsonNode list) => list.Many().Select(Line).OfType<string>();

    private static PartialDate? Date(JsonNode node) => PartialDate.ParseOrNull(Line(node));
}
