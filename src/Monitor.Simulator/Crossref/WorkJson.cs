using System.Text.Json.Nodes;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.Crossref;

/// <summary>A work as Crossref writes it: lists where one would do, partial dates, JATS with entities escaped once too often.</summary>
internal static class WorkJson
{
    public static JsonObject Of(WorkContent work)
    {
        var json = new JsonObject
        {
            ["indexed"] = Instant(work.Indexed),
            ["reference-count"] = 0,
            ["publisher"] = "Example Press",
            ["DOI"] = work.Doi,
            ["type"] = work.PreprintServer is not null ? "posted-content" : work.BookTitle is not null ? "book-chapter" : "journal-article",
            ["created"] = Instant(work.Created),
            ["source"] = "Crossref",
            ["is-referenced-by-count"] = work.CitedBy,
            ["title"] = new JsonArray(work.TitleXml.TrimEnd('.').Replace("&amp;", "&amp;amp;", StringComparison.Ordinal)),
            ["prefix"] = "10.5555",
            ["author"] = new JsonArray([.. work.Authors.Select((a, i) => (JsonNode)Author(a, i == 0))]),
            ["container-title"] = work.Issue is { } issue ? new JsonArray(issue.Journal) : work.BookTitle is { } book ? new JsonArray(book) : new JsonArray(),
            ["original-title"] = work.OriginalTitle is { } original ? new JsonArray(original) : new JsonArray(),
            ["deposited"] = Instant(work.Deposited),
            ["score"] = 0.0,
            ["subtitle"] = new JsonArray(),
            ["issued"] = Parts(work.Issue is { } printed ? Printed(printed) : work.BookYear is { } year ? [year] : [work.Created.Year, work.Created.Month, work.Created.Day]),
            ["URL"] = "https://doi.org/" + Uri.EscapeDataString(work.Doi),
            ["relation"] = new JsonObject(),
            ["language"] = "en",
        };
        if (work.Issue is { } place)
        {
            (json["volume"], json["issue"], json["page"]) = (place.Volume, place.Number, place.Pages);
            json["ISSN"] = new JsonArray(place.Issn);
        }

        if (work.PreprintServer is { } server) (json["subtype"], json["institution"]) = ("preprint", new JsonArray(new JsonObject { ["name"] = server }));
        if (work.Abstract.Count > 0) json["abstract"] = Jats(work.Abstract);
        if (work.UpdatedBy.Count > 0) json["updated-by"] = Updates(work.UpdatedBy, onNotice: false);
        if (work.UpdateTo.Count > 0) json["update-to"] = Updates(work.UpdateTo, onNotice: true);
        return json;
    }

    private static JsonObject Author(Person person, bool first)
    {
        var json = new JsonObject();
        if (person.Orcid is { } orcid) json["ORCID"] = "https://orcid.org/" + orcid[^19..];
        if (person.Collective is { } group) json["name"] = group;
        else (json["given"], json["family"]) = (person.ForeName, person.LastName);
        json["sequence"] = first ? "first" : "additional";
        json["affiliation"] = new JsonArray();
        return json;
    }

    private static string Jats(IReadOnlyList<AbstractSection> sections) =>
        "<jats:title>Abstract</jats:title>" + string.Join("\n               ", sections.Select(s => s.Label is { } label
            ? $"<jats:sec><jats:title>{label}</jats:title><jats:p>{Marked(s.Xml)}</jats:p></jats:sec>"
            : $"<jats:p>{Marked(s.Xml)}</jats:p>"));

    private static string Marked(string xml) => xml.Replace("<i>", "<jats:italic>", StringComparison.Ordinal).Replace("</i>", "</jats:italic>", StringComparison.Ordinal)
        .Replace("<sup>", "<jats:sup>", StringComparison.Ordinal).Replace("</sup>", "</jats:sup>", StringComparison.Ordinal).Replace("&amp;", "&amp;amp;", StringComparison.Ordinal);

    private static JsonArray Updates(IReadOnlyList<WorkUpdate> updates, bool onNotice) => new([.. updates.Select(u =>
    {
        var json = new JsonObject { ["updated"] = Instant(u.At), ["DOI"] = u.Doi, ["type"] = u.Type, ["label"] = u.Type.Replace('_', ' ') };
        if (!onNotice) json["source"] = u.Source;
        return (JsonNode)json;
    })]);

    private static int[] Printed(JournalIssue issue) =>
        issue.MedlineDate is not null || issue.Month is null ? [issue.Year] : issue.Day is { } day ? [issue.Year, issue.PublicationDay.Month, day] : [issue.Year, issue.PublicationDay.Month];

    private static JsonObject Parts(int[] parts) => new() { ["date-parts"] = new JsonArray(new JsonArray([.. parts.Select(p => (JsonNode)p)])) };

    private static JsonObject Instant(DateTimeOffset at)
    {
        var json = Parts([at.Year, at.Month, at.Day]);
        json["date-time"] = at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        json["timestamp"] = at.ToUnixTimeMilliseconds();
        return json;
    }
}
