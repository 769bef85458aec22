using System.Text.Json.Serialization;

namespace Monitor.Documents;

/// <summary>What kind of change a revision is; the names are those of the API.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RevisionType>))]
public enum RevisionType
{
    [JsonStringEnumMemberName("new")] New,
    [JsonStringEnumMemberName("corrected")] Corrected,
    [JsonStringEnumMemberName("retracted")] Retracted,
    [JsonStringEnumMemberName("expression-of-concern")] ExpressionOfConcern,
    [JsonStringEnumMemberName("reinstated")] Reinstated,
    [JsonStringEnumMemberName("status-changed")] StatusChanged,
    [JsonStringEnumMemberName("results-posted")] ResultsPosted,
    [JsonStringEnumMemberName("class-assigned")] ClassAssigned,
    [JsonStringEnumMemberName("terminated")] Terminated,
    [JsonStringEnumMemberName("updated")] Updated,
    [JsonStringEnumMemberName("deleted")] Deleted,
}

/// <summary>One change of a hit, append-only.</summary>
public sealed record Revision
{
    /// <summary>Gap-free number over all hits, given by the store at commit.</summary>
    public long Seq { get; init; }

    public required string HitId { get; init; }

    public required RevisionType Type { get; init; }

    /// <summary>When Monitor stored it, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What changed, old → new; empty for <see cref="RevisionType.New"/>.</summary>
    public IReadOnlyList<FieldChange> Changes { get; init; } = [];

    /// <summary>False for a cosmetic change (late MeSH terms, page numbers): kept, never sent.</summary>
    public bool News { get; init; } = true;

    /// <summary>Whether who was sent the hit must know: retracted, doubted, or withdrawn by its source.</summary>
    [JsonIgnore]
    public bool EndsTrust => Type is RevisionType.Retracted or RevisionType.ExpressionOfConcern or RevisionType.Deleted;
}

/// <summary>One field, before and after; null = absent.</summary>
public sealed record FieldChange(string Field, string? Old, string? New);
