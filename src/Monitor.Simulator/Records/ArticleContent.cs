namespace Monitor.Simulator.Records;

/// <summary>A state of a PubMed record. Texts named Xml are well-formed fragments; all others are plain.</summary>
internal sealed record ArticleContent
{
    public required string Pmid { get; init; }
    public int PmidVersion { get; init; } = 1;
    public required string TitleXml { get; init; }
    public string? VernacularTitle { get; init; }

    /// <summary>Set for a chapter of a book, which has no journal.</summary>
    public string? BookTitle { get; init; }

    public IReadOnlyList<AbstractSection> Abstract { get; init; } = [];
    public IReadOnlyList<ForeignAbstract> OtherAbstracts { get; init; } = [];
    public IReadOnlyList<string> Keywords { get; init; } = [];
    public IReadOnlyList<Person> Authors { get; init; } = [];
    public required JournalIssue Issue { get; init; }
    public string Language { get; init; } = "eng";
    public IReadOnlyList<string> PublicationTypes { get; init; } = [];
    public IReadOnlyList<CommentLink> Links { get; init; } = [];
    public IReadOnlyList<string> Mesh { get; init; } = [];
    public IReadOnlyList<string> Registrations { get; init; } = [];
    public IReadOnlyList<CitedPaper> References { get; init; } = [];
    public string Status { get; init; } = "Publisher";
    public required string Doi { get; init; }

    /// <summary>A second DOI, marked as not valid.</summary>
    public string? InvalidDoi { get; init; }

    public string? Pmcid { get; init; }
    public required DateTimeOffset Entered { get; init; }
    public required DateTimeOffset Revised { get; init; }
}

internal sealed record AbstractSection(string? Label, string? NlmCategory, string Xml);

internal sealed record ForeignAbstract(string Language, string Text);

/// <summary>An author: a person, or a group when only <paramref name="Collective"/> is set.</summary>
internal sealed record Person(string? LastName, string? ForeName, string? Initials, string? Orcid, string? Affiliation, string? Collective);

internal sealed record CommentLink(string RefType, string RefSource, string Pmid);

internal sealed record CitedPaper(string Citation, string Pmid, string Doi);

/// <summary>Where and when it was printed; exactly one of <paramref name="Year"/> and <paramref name="MedlineDate"/> counts.</summary>
internal sealed record JournalIssue(
    string Journal, string Abbreviation, string Issn, string? Volume, string? Number, string? Pages,
    int Year, string? Month, int? Day, string? MedlineDate, DateOnly PublicationDay);
