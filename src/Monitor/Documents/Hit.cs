using System.Text.Json.Serialization;

namespace Monitor.Documents;

/// <summary>
/// The stored document of one record that matched a watch. Absent (null or empty) means unknown, never invented.
/// Texts hold no U+0000 and no lone surrogate; links are http or https only.
/// </summary>
public abstract record Hit : IDocument
{
    /// <summary><c>source:external-id</c>, the identity of the document; see <see cref="HitId"/>.</summary>
    [JsonPropertyOrder(-20)]
    public required string Id { get; init; }

    /// <summary>Name of the source in data, such as <c>pubmed</c>.</summary>
    [JsonPropertyOrder(-19)]
    public required string Source { get; init; }

    /// <summary>The source's own identifier: PMID, NCT number, guid or address of a notice.</summary>
    [JsonPropertyOrder(-18)]
    public required string ExternalId { get; init; }

    /// <summary><c>article</c>, <c>trial</c> or <c>notice</c>.</summary>
    [JsonPropertyOrder(-17)]
    public abstract string Kind { get; }

    [JsonPropertyOrder(-16)]
    public required string Title { get; init; }

    [JsonPropertyOrder(-15)]
    public string? Link { get; init; }

    /// <summary>The date the source prints on the record: journal issue, first posting, day of the notice.</summary>
    [JsonPropertyOrder(-14)]
    public PartialDate? Published { get; init; }

    /// <summary>When Monitor first stored it, UTC, milliseconds.</summary>
    [JsonPropertyOrder(-13)]
    public DateTimeOffset FirstSeen { get; init; }

    /// <summary>When Monitor last stored a meaningful change, UTC, milliseconds.</summary>
    [JsonPropertyOrder(-12)]
    public DateTimeOffset LastChanged { get; init; }

    /// <summary>Abstract of an article, summary of a trial, summary of a notice; plain text.</summary>
    [JsonPropertyOrder(-11)]
    public string? Abstract { get; init; }

    /// <summary>Why it is here, per watch.</summary>
    public IReadOnlyList<Match> Matches { get; init; } = [];

    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <summary>The study that it is of. Absent in stored documents: the store knows it from a table of its own, so that a join rewrites no document (decision 022).</summary>
    public string? StudyId { get; init; }

    /// <summary>Version of the stored form; older forms still read.</summary>
    public int Format { get; init; } = 1;
}

/// <summary>Composes and takes apart the identity <c>source:external-id</c>.</summary>
public static class HitId
{
    public static string Of(string source, string externalId) => $"{source}:{externalId}";

    /// <summary>Source and external id; the external id may itself hold colons (an address).</summary>
    public static (string Source, string ExternalId) Split(string id)
    {
        var colon = id.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (id, "") : (id[..colon], id[(colon + 1)..]);
    }
}
