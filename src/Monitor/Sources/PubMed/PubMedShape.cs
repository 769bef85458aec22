using System.Text;
using System.Xml;

namespace Monitor.Sources.PubMed;

/// <summary>
/// Which parts of a record are read: most of its bytes are references and affiliations, which no field holds.
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
            Text("PMID"), Text("DateRevised"), OtherAbstract, Keywords, Text("CoiStatement"),
            new("Article",
                Text("ArticleTitle"), Text("VernacularTitle"), Abstract, Authors, Text("Pagination"), Text("Language"), Text("ELocationID"), Text("ArticleDate"),
                new("Journal", Text("Title"), Text("ISOAbbreviation"), new("JournalIssue", Text("Volume"), Text("Issue"), Text("PubDate"))),
                new("PublicationTypeList", Text("PublicationType")),
                new("DataBankList", new PubMedShape("DataBank", Text("DataBankName"), new("AccessionNumberList", Text("AccessionNumber")))),
                new("GrantList", new PubMedShape("Grant", Text("Agency")))),
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

    /// <summary>What records stand in.</summary>
    public static readonly PubMedShape Set = new("PubmedArticleSet", Article, Book);

    private static readonly (string Name, byte[] Utf8)[] Attributes =
    [
        .. new[] { "Version", "Status", "Type", "ValidYN", "Source", "Label", "NlmCategory", "PubStatus", "IdType", "EIdType", "RefType" }
            .Select(name => (name, Encoding.UTF8.GetBytes(name))),
    ];

    private readonly byte[] _utf8;
    private readonly PubMedShape[] _parts;

    private PubMedShape(string name, params PubMedShape[] parts) => (Name, _utf8, _parts) = (name, Encoding.UTF8.GetBytes(name), parts);

    /// <summary>Of the element; empty when it may be any.</summary>
    public string Name { get; }

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
            if (ReferenceEquals(part.Name, name)) return part.Only is not { } only || part.Admits(reader.GetAttribute(only.Attribute)) ? part : null;
        }

        return null;
    }

    /// <summary>How an element of this name is read inside this one, if <see cref="Admits(PubMedNode)"/> says so too; null = not at all.</summary>
    public PubMedShape? Of(ReadOnlySpan<byte> name)
    {
        if (Mixed) return Whole;
        foreach (var part in _parts)
        {
            if (name.SequenceEqual(part._utf8)) return part;
        }

        return null;
    }

    /// <summary>Whether its attributes are such that the element is read.</summary>
    public bool Admits(PubMedNode element) => Only is not { } only || Admits(element.Attribute(only.Attribute));

    private bool Admits(string? value) => Only is not { } only || only.Value.Equals(value?.Trim(), StringComparison.Ordinal) == only.Equal;

    /// <summary>The attribute's name when a field rests on it; null when none does.</summary>
    public static string? Read(ReadOnlySpan<byte> attribute)
    {
        foreach (var (name, utf8) in Attributes)
        {
            if (attribute.SequenceEqual(utf8)) return name;
        }

        return null;
    }

    /// <summary>Whether a field rests on this attribute.</summary>
    public static bool Reads(string attribute) => Array.Exists(Attributes, a => a.Name == attribute);

    /// <summary>A table in which the names of all parts are these very strings, so that names compare by reference.</summary>
    public static NameTable Names()
    {
        var table = new NameTable();
        Set.AddNames(table);
        return table;
    }

    private void AddNames(NameTable table)
    {
        if (Name.Length > 0) table.Add(Name);
        foreach (var part in _parts) part.AddNames(table);
    }

    private static PubMedShape Text(string name) => new(name) { Mixed = true };
}
