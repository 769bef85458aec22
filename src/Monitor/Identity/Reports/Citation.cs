using Monitor.Documents;

namespace Monitor.Identity.Reports;

/// <summary>What a database says of one publication, as far as it tells one report from another. Absent = unknown.</summary>
internal sealed record Citation
{
    /// <summary>Identity of the record (<c>source:external-id</c>), not of the report.</summary>
    public required string Id { get; init; }

    public string? Title { get; init; }

    /// <summary>The same title in another language, where the database gives both.</summary>
    public string? OtherTitle { get; init; }

    /// <summary>As printed, in order: <c>Family, Given</c>, <c>Family GM</c>, <c>Given Family</c>, a group; or several in one text.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    public int? Year { get; init; }

    /// <summary>Journal, book or proceedings; full, abbreviated, or both.</summary>
    public string? Journal { get; init; }

    public string? Volume { get; init; }

    public string? Issue { get; init; }

    /// <summary>As printed: <c>123-9</c>, <c>S45</c>, <c>e182-5</c>, <c>119-27; quiz 128</c>.</summary>
    public string? Pages { get; init; }

    public string? Doi { get; init; }

    public string? Pmid { get; init; }

    public string? Pmcid { get; init; }

    public string? Abstract { get; init; }

    /// <summary>Publication types in the database's words.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>The citation of a stored article.</summary>
    public static Citation Of(Article article) => new()
    {
        Id = article.Id,
        // A word that its publisher put before it makes it no other paper's.
        Title = article.UnmarkedTitle ?? article.Title,
        OtherTitle = article.VernacularTitle,
        Authors = [.. article.Authors.Select(AuthorText)],
        Year = article.Published?.Year,
        Journal = article.Journal ?? article.Book,
        Volume = article.Volume,
        Issue = article.Issue,
        Pages = article.Pages,
        Doi = article.Doi,
        Pmid = article.Pmid,
        Pmcid = article.Pmcid,
        Abstract = article.Abstract,
        Kinds = article.PublicationTypes,
        Languages = article.Languages,
    };

    /// <summary>With the comma that says which part is the family name, where the source knows it.</summary>
    private static string AuthorText(Author author) =>
        author.Family is { Length: > 0 } family && author.Name.StartsWith(family, StringComparison.Ordinal)
            ? $"{family},{author.Name[family.Length..]}"
            : author.Name;
}
