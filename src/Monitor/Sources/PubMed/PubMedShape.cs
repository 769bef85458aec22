using System.Xml;

namespace Monitor.Sources.PubMed;

/// <summary>
/// Which parts of a record are read: most of its bytes are references, affiliations and grants, which no field holds.
/// </summary>
internal sealed class PubMedShape
{
    /// <summary>Everything, text and markup.</summary>
    public static readonly PubMedShape Whole = new("") { Mixed = true };

    private static readonly PubMedShape Authors = new("AuthorList",
        new PubMedShape("Author", Text("LastName"), Text("ForeName"), Text("Initials"), Text("Suffix"), Text("CollectiveName"), Text("Identifier")));

    private static readonly PubMedShape Ids = new("ArticleIdList", Text("ArticleId"));
    private static readonly PubMedShape History = new("History", new PubMedShape("PubMedPubDate", Text("Year"), Text("Month"), Text("Day"), Text("MedlineDate")) { Only = ("PubStatus", "entrez", true) });
    private static readonly PubMedShape Keywords = new("KeywordList", Text("Keyword"));
    private static readonly PubMedShape Abstract = new("Abstract", Text("AbstractText"));
    private static readonly PubMedShape OtherAbstract = new("OtherAbstract", Text("AbstractText"));

    public static readonly PubMedShape Article = new("PubmedArticle",
        new("MedlineCitation",
            Text("PMID"), Text("DateRevised"), OtherAbstract, Keywords,
            new("Article",
                Text("ArticleTitle"), Text("VernacularTitle"), Abstract, Authors, Text("Pagination"), Text("Language"), Text("ELocationID"), Text("ArticleDate"),
                new("Journal", Text("Title"), Text("ISOAbbreviation"), new("JournalIssue", Text("Volume"), Text("Issue"), Text("PubDate"))),
                new("PublicationTypeList", Text("PublicationType")),
                new("DataBankList", new PubMedShape("DataBank", Text("DataBankName"), new("AccessionNumberList", Text("AccessionNumber"))))),
            new("MedlineJournalInfo", Text("MedlineTA")),
            new("MeshHeadingList", new PubMedShape("MeshHeading", Text("DescriptorName"), Text("QualifierName"))),
            new("CommentsCorrectionsList", new PubMedShape("CommentsCorrections", Text("PMID"), Text("RefSource")) { Only = ("RefType", "Cites", false) })),
        new("PubmedData", Ids, History));

    public static readonly PubMedShape Book = new("PubmedBookArticle",
        new("BookDocument",
            Text("PMID"), Text("DateRevised"), Text("ContributionDate"), Text("ArticleTitle"), Text("VernacularTitle"), Abstract, OtherAbstract, Authors,
            Ids, Keywords, Text("Pagination"), Text("Language"), Text("PublicationType"),
            new("Book", Text("BookTitle"), Text("Volume"), Text("PubDate"), Text("ELocationID"), Authors)),
        new("PubmedBookData", Ids, History));

    private readonly string _name;
    private readonly PubMedShape[] _parts;

    private PubMedShape(string name, params PubMedShape[] parts) => (_name, _parts) = (name, parts);

    /// <summary>Text counts, and so does whatever element stands in it.</summary>
    public bool Mixed { get; private init; }

    /// <summary>Only where the attribute has this value, or only where it has not.</summary>
    private (string Attribute, string Value, bool Equal)? Only { get; init; }

    /// <summary>How the element that the reader stands on is read inside this one; null = not at all.</summary>
    public PubMedShape? Of(XmlReader reader)
    {
        if (Mixed) return Whole;
        var name = reader.LocalName;
        foreach (var part in _parts)
        {
            if (!ReferenceEquals(part._name, name)) continue;
            return part.Only is not { } only || only.Value.Equals(reader.GetAttribute(only.Attribute)?.Trim(), StringComparison.Ordinal) == only.Equal ? part : null;
        }

        return null;
    }

    /// <summary>Whether a field rests on this attribute.</summary>
    public static bool Reads(string attribute) => attribute is
        "Version" or "Status" or "Type" or "ValidYN" or "Source" or "Label" or "NlmCategory" or "PubStatus" or "IdType" or "EIdType" or "RefType";

    /// <summary>A table in which the names of all parts are these very strings, so that names compare by reference.</summary>
    public static NameTable Names()
    {
        var table = new NameTable();
        Article.AddNames(table);
        Book.AddNames(table);
        return table;
    }

    private void AddNames(NameTable table)
    {
        if (_name.Length > 0) table.Add(_name);
        foreach (var part in _parts) part.AddNames(table);
    }

    private static PubMedShape Text(string name) => new(name) { Mixed = true };
}
