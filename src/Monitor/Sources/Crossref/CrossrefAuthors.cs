using Monitor.Documents;
using Monitor.Sources.ClinicalTrialsGov;
using Monitor.Sources.PubMed;
using Monitor.Text;

namespace Monitor.Sources.Crossref;

/// <summary>Authors of a work, <c>Family Given Suffix</c> or the name of a group; editors only where there is no author.</summary>
internal static class CrossrefAuthors
{
    public static IReadOnlyList<Author> Of(JsonNode work)
    {
        var authors = Names(work["author"]);
        return authors.Count > 0 ? authors : Names(work["editor"]);
    }

    private static List<Author> Names(JsonNode list) => [.. list.Items().Select(Name).OfType<Author>()];

    private static Author? Name(JsonNode author)
    {
        var family = Line(author["family"]);
        var person = CleanText.OneLine(string.Join(' ', new[] { family, Line(author["given"]), Line(author["suffix"]) }.OfType<string>()));
        return (person ?? Line(author["name"])) is { } name ? new Author { Name = name, Family = family, Orcid = PubMedIds.Orcid(author["ORCID"].Text()) } : null;
    }

    private static string? Line(JsonNode node) => JatsText.OneLine(node.Text());
}
