using Monitor.Documents;

namespace Monitor.Sources.PubMed;

/// <summary>Authors of a record: <c>LastName ForeName Suffix</c>, or the name of a group.</summary>
internal static class PubMedAuthors
{
    /// <summary>The authors of the lists; editors only when there is no author. Names that PubMed marks as superseded are left out.</summary>
    public static IReadOnlyList<Author> Of(params IEnumerable<PubMedNode> lists)
    {
        var byKind = lists.ToLookup(list => list.Attr("Type") == "editors");
        var authors = Names(byKind[false]);
        return authors.Count > 0 ? authors : Names(byKind[true]);
    }

    private static List<Author> Names(IEnumerable<PubMedNode> lists) =>
        [.. lists.SelectMany(list => list.All("Author")).Where(a => a.Attr("ValidYN") != "N").Select(Name).OfType<Author>()];

    private static Author? Name(PubMedNode author)
    {
        var family = author.Text("LastName");
        var person = Joined(Joined(family, author.Text("ForeName") ?? author.Text("Initials")), author.Text("Suffix"));
        var name = person ?? author.Text("CollectiveName");
        if (name is null) return null;
        var orcid = author.All("Identifier").Where(i => i.Attr("Source") == "ORCID").Select(i => PubMedIds.Orcid(i.Value)).FirstOrDefault(id => id is not null);
        return new Author { Name = name, Family = family, Orcid = orcid };
    }

    private static string? Joined(string? first, string? second) => first is null ? second : second is null ? first : $"{first} {second}";
}
