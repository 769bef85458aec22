using Monitor.Documents;

namespace Monitor.Sources.PubMed;

/// <summary>Authors of a record: <c>LastName ForeName Suffix</c>, or the name of a group.</summary>
internal static class PubMedAuthors
{
    /// <summary>The authors of the lists; editors only when there is no author. Names that PubMed marks as superseded are left out.</summary>
    public static IReadOnlyList<Author> Of(PubMedChildren lists)
    {
        List<Author>? authors = null;
        List<Author>? editors = null;
        foreach (var list in lists)
        {
            if (list.Attr("Type") == "editors") Add(list, ref editors);
            else Add(list, ref authors);
        }

        return authors ?? editors ?? (IReadOnlyList<Author>)[];
    }

    private static void Add(PubMedNode list, ref List<Author>? authors)
    {
        foreach (var author in list.All("Author"))
        {
            if (author.Attr("ValidYN") != "N" && Name(author) is { } name) (authors ??= []).Add(name);
        }
    }

    private static Author? Name(PubMedNode author)
    {
        var family = author.Text("LastName");
        var person = Joined(Joined(family, author.Text("ForeName") ?? author.Text("Initials")), author.Text("Suffix"));
        var name = person ?? author.Text("CollectiveName");
        return name is null ? null : new Author { Name = name, Family = family, Orcid = Orcid(author) };
    }

    private static string? Orcid(PubMedNode author)
    {
        foreach (var identifier in author.All("Identifier"))
        {
            if (identifier.Attr("Source") == "ORCID" && PubMedIds.Orcid(identifier.Value) is { } orcid) return orcid;
        }

        return null;
    }

    private static string? Joined(string? first, string? second) => first is null ? second : second is null ? first : $"{first} {second}";
}
