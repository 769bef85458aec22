using System.Text.Json.Serialization;

namespace Monitor.Documents;

/// <summary>A notice of a regulator: press release, safety alert, letter, recall.</summary>
public sealed record Notice : Hit
{
    [JsonPropertyOrder(-17)]
    public override string Kind => "notice";

    /// <summary>Such as <c>press-release</c>, <c>safety-alert</c>, <c>warning-letter</c>, <c>recall</c>.</summary>
    public required string NoticeType { get; init; }

    public string? RecallClass { get; init; }
    public string? Status { get; init; }
    public string? Firm { get; init; }
    public string? Product { get; init; }
    public string? Reason { get; init; }
    public string? EventId { get; init; }
    public PartialDate? Initiated { get; init; }
    public PartialDate? Classified { get; init; }
    public PartialDate? Terminated { get; init; }

    /// <summary>Instant of posting where the source gives a time; <see cref="Hit.Published"/> is its day as the regulator counts days.</summary>
    public DateTimeOffset? Posted { get; init; }

    /// <summary>Text of the linked page; null while it has not been read.</summary>
    public string? Body { get; init; }

    /// <summary>Addresses of the same site that the text of the linked page links to, in their order.</summary>
    public IReadOnlyList<string> LinkedPages { get; init; } = [];
}
