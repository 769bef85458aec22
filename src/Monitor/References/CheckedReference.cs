using System.Text.Json.Serialization;
using Monitor.Documents;

namespace Monitor.References;

/// <summary>What is said of a reference; the names are those of the answer.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReferenceVerdict>))]
internal enum ReferenceVerdict
{
    /// <summary>One known work is meant, and nothing that matters differs.</summary>
    [JsonStringEnumMemberName("found")] Found,

    /// <summary>One known work is meant, or bears the identifier, and the reference says other things of it.</summary>
    [JsonStringEnumMemberName("differs")] Differs,

    /// <summary>Everybody who was asked answered, and knows nothing that it can be.</summary>
    [JsonStringEnumMemberName("not found")] NotFound,

    [JsonStringEnumMemberName("retracted")] Retracted,

    [JsonStringEnumMemberName("expression of concern")] ExpressionOfConcern,

    /// <summary>Found, and a correction to it was published.</summary>
    [JsonStringEnumMemberName("corrected")] Corrected,

    /// <summary>The preprint was found, and a journal has published it since.</summary>
    [JsonStringEnumMemberName("preprint now published")] PreprintPublished,

    /// <summary>Two works fit equally well: a person must say which.</summary>
    [JsonStringEnumMemberName("to a person")] ToPerson,

    /// <summary>Not found where there was an answer, and somebody did not answer: it says nothing about the work.</summary>
    [JsonStringEnumMemberName("could not be asked")] CouldNotBeAsked,

    /// <summary>The record in the file cannot be read.</summary>
    [JsonStringEnumMemberName("unreadable")] Unreadable,
}

/// <summary>A field in which reference and known work differ.</summary>
/// <param name="Field"><c>title</c>, <c>first author</c>, <c>year</c>, <c>journal</c>, <c>volume</c>, <c>pages</c>, <c>doi</c>, <c>pmid</c>, <c>pmcid</c>, <c>registration</c>.</param>
/// <param name="Given">As the reference has it.</param>
/// <param name="Known">As the source has it; null = it has none.</param>
/// <param name="Note">What else is known, such as whose identifier it is.</param>
internal sealed record ReferenceDifference(string Field, string? Given, string? Known, string? Note = null);

/// <summary>What was published about the work.</summary>
/// <param name="Type"><c>retracted</c>, <c>expression of concern</c>, <c>corrected</c>, <c>published as</c>.</param>
/// <param name="Date">As precise as the notice's citation gives it; null = it gives none.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Notice">PMID, DOI or id of the notice, or of the published article.</param>
/// <param name="Text">The citation as the source prints it.</param>
internal sealed record ReferenceNotice(string Type, PartialDate? Date, string Source, string? Notice, string? Text);

/// <summary>How one of those who were asked answered.</summary>
/// <param name="Source">Name in data, or <c>store</c>.</param>
/// <param name="Outcome"><c>ok</c>, <c>empty</c>, <c>failed</c>, <c>blocked</c>.</param>
/// <param name="Error">Why it gave no answer.</param>
internal sealed record ReferenceAsked(string Source, string Outcome, string? Error = null)
{
    [JsonIgnore]
    public bool Answered => Outcome is "ok" or "empty";
}

/// <summary>The work that is meant, or that comes near.</summary>
internal sealed record ReferenceMatch(string Id, string? Pmid, string? Doi, string? Pmcid, string Title, string? FirstAuthor, PartialDate? Published, string? Journal, string? Volume, string? Pages, string? Status, string? Link)
{
    public static ReferenceMatch Of(Hit hit)
    {
        var (article, trial) = (hit as Article, hit as Trial);
        return new ReferenceMatch(
            hit.Id, article?.Pmid, article?.Doi, article?.Pmcid, hit.Title, article is { Authors: [var first, ..] } ? first.Name : null, hit.Published, article?.Journal ?? article?.Book,
            article?.Volume, article?.Pages, trial?.Status, hit.Link);
    }
}

/// <summary>A reference and all that was found of it.</summary>
internal sealed record CheckedReference(int N, int Line, string Given, ReferenceVerdict Verdict)
{
    /// <summary>Why nothing can be said; null = something is.</summary>
    public string? Error { get; init; }

    /// <summary>The rule by which it was decided.</summary>
    public string? Rule { get; init; }

    /// <summary>Number of an earlier reference to the same work in the file.</summary>
    public int? DuplicateOf { get; init; }

    public IReadOnlyList<ReferenceDifference> Differences { get; init; } = [];
    public ReferenceMatch? Matched { get; init; }

    /// <summary>Works that were looked at and are not it, or are as good as each other; best first.</summary>
    public IReadOnlyList<ReferenceMatch> Candidates { get; init; } = [];

    public IReadOnlyList<ReferenceNotice> Notices { get; init; } = [];
    public IReadOnlyList<ReferenceAsked> Asked { get; init; } = [];

    /// <summary>Whether a reader may leave it as it is.</summary>
    [JsonIgnore]
    public bool Fine => Verdict is ReferenceVerdict.Found or ReferenceVerdict.Corrected or ReferenceVerdict.PreprintPublished && Asked.All(a => a.Answered);
}
