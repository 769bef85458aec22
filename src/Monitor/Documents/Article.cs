using System.Text.Json.Serialization;

namespace Monitor.Documents;

/// <summary>A paper, letter, preprint or book chapter as a literature database records it.</summary>
public sealed record Article : Hit
{
    [JsonPropertyOrder(-17)]
    public override string Kind => "article";

    public string? Pmid { get; init; }

    /// <summary>Version of the PubMed record, 1 for nearly all; of a preprint, the number that its server gives this version.</summary>
    public int? PmidVersion { get; init; }

    /// <summary>Lower case, without <c>https://doi.org/</c>. Not unique: a congress supplement prints hundreds of abstracts under one.</summary>
    public string? Doi { get; init; }

    /// <summary>With the letters: <c>PMC1234567</c>.</summary>
    public string? Pmcid { get; init; }

    public IReadOnlyList<Author> Authors { get; init; } = [];
    public string? Journal { get; init; }
    public string? Volume { get; init; }
    public string? Issue { get; init; }

    /// <summary>As printed: <c>4002.e26</c> and <c>0012-19</c> stay texts.</summary>
    public string? Pages { get; init; }

    /// <summary>ISO 639-2 codes in lower case.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    public IReadOnlyList<string> PublicationTypes { get; init; } = [];

    /// <summary>Descriptor, or <c>Descriptor/qualifier</c>; absent on fresh records.</summary>
    public IReadOnlyList<string> MeshTerms { get; init; } = [];

    /// <summary>Keywords of the authors.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>Registry numbers the article states, such as an NCT number.</summary>
    public IReadOnlyList<string> Registrations { get; init; } = [];

    public IReadOnlyList<Correction> Corrections { get; init; } = [];

    /// <summary>What the authors declare of their interests, where the database has it.</summary>
    public string? ConflictStatement { get; init; }

    /// <summary>Who paid, as far as the database lists grants.</summary>
    public IReadOnlyList<string> Funders { get; init; } = [];

    /// <summary>Day the record entered the database (PubMed: EDAT), which is what polling goes by.</summary>
    public PartialDate? Entered { get; init; }

    /// <summary>Day of the database's last revision of the record.</summary>
    public PartialDate? Revised { get; init; }

    /// <summary>
    /// The title that the record had before its publisher put a word to it (<c>RETRACTED: …</c>), as Monitor knew it: it tells a paper
    /// that is marked so from a notice that is titled so. Null = the title bears none, or always did.
    /// </summary>
    public string? UnmarkedTitle { get; init; }

    /// <summary>Title in the language of the paper.</summary>
    public string? VernacularTitle { get; init; }

    /// <summary>Title of the book, for a chapter or a whole book.</summary>
    public string? Book { get; init; }

    /// <summary>State of indexing, as the database words it (PubMed: <c>Publisher</c>, <c>In-Process</c>, <c>MEDLINE</c> …).</summary>
    public string? RecordStatus { get; init; }

    /// <summary>Abstracts in other languages or in plain language.</summary>
    public IReadOnlyList<string> OtherAbstracts { get; init; } = [];
}

/// <summary>One author: <c>Family Given</c> or the name of a group.</summary>
public sealed record Author
{
    public required string Name { get; init; }

    /// <summary>The family name of a person, with which <see cref="Name"/> begins; null = a group, or the source does not say.</summary>
    public string? Family { get; init; }

    /// <summary>Bare ORCID iD, <c>0000-0002-1825-0097</c>.</summary>
    public string? Orcid { get; init; }
}

/// <summary>A link between a record and its correction, retraction, comment or other version.</summary>
public sealed record Correction
{
    /// <summary>PubMed's RefType: <c>RetractionIn</c> stands on the affected paper, <c>RetractionOf</c> on the notice.</summary>
    public required string Type { get; init; }

    public string? Pmid { get; init; }

    /// <summary>DOI of the other record, lower case, without <c>https://doi.org/</c>; null = the source gives none.</summary>
    public string? Doi { get; init; }

    /// <summary>The citation as printed, or <c>PPR:PPR123</c> for a record of Europe PMC without PMID; or who says so where the source tells (<c>publisher</c>, <c>retraction-watch</c>).</summary>
    public string? Source { get; init; }
}
