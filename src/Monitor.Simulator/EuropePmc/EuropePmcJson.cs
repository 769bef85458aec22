using System.Globalization;
using System.Text.Json.Nodes;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.EuropePmc;

/// <summary>Writes a record as <c>resultType=core</c> shows it: markup in its texts, a bare <c>&lt;</c> where the author wrote one.</summary>
internal static class EuropePmcJson
{
    public static JsonObject Of(EuropePmcContent record)
    {
        var a = record.Article;
        var answer = new JsonObject { ["id"] = record.Id, ["source"] = record.Collection };
        if (a.Pmid.Length > 0) answer["pmid"] = a.Pmid;
        if (a.Pmcid is not null) answer["pmcid"] = a.Pmcid;
        answer["doi"] = a.Doi;
        answer["title"] = Html(a.TitleXml);
        answer["authorString"] = string.Join(", ", a.Authors.Select(Short)) + ".";
        answer["authorList"] = new JsonObject { ["author"] = List(a.Authors.Select(Author)) };
        if (record.Server is null) Place(answer, a);
        else Server(answer, record);
        if (a.Abstract.Count > 0) answer["abstractText"] = string.Concat(a.Abstract.Select(Section));
        answer["pubTypeList"] = new JsonObject { ["pubType"] = a.PublicationTypes.Count == 1 ? a.PublicationTypes[0] : List(a.PublicationTypes) };
        if (a.Mesh.Count > 0) answer["meshHeadingList"] = new JsonObject { ["meshHeading"] = List(a.Mesh.Select(m => new JsonObject { ["majorTopic_YN"] = "N", ["descriptorName"] = m })) };
        if (a.Keywords.Count > 0) answer["keywordList"] = new JsonObject { ["keyword"] = List(a.Keywords) };
        var links = a.Links.Select(Link).Concat(record.Other is { } other ? [Link(other)] : []).ToList();
        if (links.Count > 0) answer["commentCorrectionList"] = new JsonObject { ["commentCorrection"] = List(links) };
        answer["isOpenAccess"] = a.Pmcid is null ? "N" : "Y";
        answer["dateOfCreation"] = Day(record.Created);
        answer["firstIndexDate"] = Day(record.Shown);
        if (record.Server is null) answer["dateOfRevision"] = Day(a.Revised);
        answer["firstPublicationDate"] = EuropePmcIndex.Published(record).ToString("O", CultureInfo.InvariantCulture);
        return answer;
    }

    private static void Place(JsonObject answer, ArticleContent a)
    {
        var issue = a.Issue;
        answer["pubYear"] = issue.Year.ToString(CultureInfo.InvariantCulture);
        answer["language"] = a.Language;
        if (a.BookTitle is not null)
        {
            answer["bookOrReportDetails"] = new JsonObject { ["publisher"] = "Example Press", ["yearOfPublication"] = issue.Year };
            return;
        }

        answer["journalInfo"] = new JsonObject
        {
            ["issue"] = issue.Number,
            ["volume"] = issue.Volume,
            ["dateOfPublication"] = issue.MedlineDate ?? Printed(issue),
            ["yearOfPublication"] = issue.Year,
            ["journal"] = new JsonObject { ["title"] = issue.Journal, ["isoabbreviation"] = issue.Abbreviation, ["issn"] = issue.Issn },
        };
        if (issue.Pages is not null) answer["pageInfo"] = issue.Pages;
    }

    private static void Server(JsonObject answer, EuropePmcContent record)
    {
        answer["pubYear"] = record.Article.Entered.Year.ToString(CultureInfo.InvariantCulture);
        answer["bookOrReportDetails"] = new JsonObject { ["publisher"] = record.Server, ["yearOfPublication"] = record.Article.Entered.Year };
        answer["versionNumber"] = record.Number;
        if (record.Versions.Count > 1)
            answer["versionList"] = new JsonObject { ["version"] = List(record.Versions.Select((id, i) => new JsonObject { ["id"] = id, ["source"] = "PPR", ["versionNumber"] = i + 1 })) };
    }

    private static string Printed(JournalIssue issue)
    {
        var month = int.TryParse(issue.Month, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(number) : issue.Month;
        return string.Join(' ', new[] { issue.Year.ToString(CultureInfo.InvariantCulture), month, issue.Day?.ToString(CultureInfo.InvariantCulture) }.OfType<string>());
    }

    private static string Short(Person p) => p.Collective ?? $"{p.LastName} {p.Initials}";

    private static JsonObject Author(Person p)
    {
        if (p.Collective is not null) return new JsonObject { ["collectiveName"] = p.Collective };
        var author = new JsonObject { ["fullName"] = Short(p), ["firstName"] = p.ForeName, ["lastName"] = p.LastName, ["initials"] = p.Initials };
        if (p.Orcid is not null) author["authorId"] = new JsonObject { ["type"] = "ORCID", ["value"] = p.Orcid[^19..] };
        return author;
    }

    private static JsonObject Link(CommentLink link) => new()
    {
        ["id"] = link.Pmid,
        ["source"] = "MED",
        ["reference"] = link.RefSource,
        // RetractionIn is "Retraction in" here.
        ["type"] = link.RefType[0] + string.Concat(link.RefType[1..].Select(c => char.IsAsciiLetterUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString())),
    };

    private static JsonObject Link(EuropePmcLink link) => new() { ["id"] = link.Id, ["source"] = link.Collection, ["type"] = link.Type, ["orderIn"] = 10002 };

    private static string Section(AbstractSection section) => (section.Label is null ? "" : $"<h4>{section.Label}</h4>") + Html(section.Xml);

    private static string Html(string xml) => xml.Replace("&lt;", "<", StringComparison.Ordinal);

    private static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)t)]);

    private static JsonArray List(IEnumerable<JsonObject> items) => new([.. items]);

    private static string Day(DateTimeOffset instant) => EuropePmcIndex.Day(instant).ToString("O", CultureInfo.InvariantCulture);
}
