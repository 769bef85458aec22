using Monitor.Documents;

namespace Monitor.Sources;

/// <summary>A source that can be asked what it knows of one cited paper or registration.</summary>
internal interface ICitationFinder
{
    /// <summary>Name in data of the source that is asked.</summary>
    string Source { get; }

    /// <summary>Whether the configuration lets the source be asked at all.</summary>
    bool Enabled { get; }

    /// <summary>Whether the source can know anything of such a citation.</summary>
    bool Answers(CitationAsked asked);

    /// <summary>
    /// All that could be meant: what bears an identifier of the citation, what has its title, what stands at its place. Which of them
    /// is meant, if any, is for the caller to say. Empty = the source answered and knows nothing alike.
    /// </summary>
    /// <exception cref="SourceException">Anything else than a complete answer: it says nothing about the citation.</exception>
    Task<IReadOnlyList<Hit>> FindAsync(CitationAsked asked, CancellationToken ct);
}

/// <summary>What is known of a cited work before it is looked up; identifiers in the one form that is compared, absent = not given.</summary>
internal sealed record CitationAsked
{
    public string? Pmid { get; init; }

    /// <summary>With the letters.</summary>
    public string? Pmcid { get; init; }

    /// <summary>Lower case, without resolver.</summary>
    public string? Doi { get; init; }

    /// <summary>Number of a registration, in capitals; the citation then means the registration, not a paper on it.</summary>
    public string? Registration { get; init; }

    public string? Title { get; init; }

    /// <summary>Family name of the first author.</summary>
    public string? Family { get; init; }

    public int? Year { get; init; }
    public string? Journal { get; init; }
    public string? Volume { get; init; }

    /// <summary>As printed, without the last page.</summary>
    public string? FirstPage { get; init; }

    public bool HasIdentifier => Pmid is not null || Pmcid is not null || Doi is not null;

    /// <summary>Journal, year, volume and page together name one place in print.</summary>
    public bool HasPlace => Journal is not null && Year is not null && Volume is not null && FirstPage is not null;
}
