using System.Text.Json.Serialization;

namespace Monitor.Documents;

/// <summary>A registration of a clinical study.</summary>
public sealed record Trial : Hit
{
    [JsonPropertyOrder(-17)]
    public override string Kind => "trial";

    /// <summary>The registry's number, such as <c>NCT06539273</c>.</summary>
    public required string RegistryId { get; init; }

    /// <summary>Sponsor numbers, secondary ids, obsolete numbers.</summary>
    public IReadOnlyList<string> OtherIds { get; init; } = [];

    /// <summary>The obsolete numbers alone: numbers of this registry that now lead to this registration, by its own word.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The registry's own word in lower case with blanks: <c>recruiting</c>, <c>active, not recruiting</c>; never matched by substring.</summary>
    public string? Status { get; init; }

    public string? WhyStopped { get; init; }

    public IReadOnlyList<string> Phase { get; init; } = [];
    public string? StudyType { get; init; }

    /// <summary>Number of participants; null when unknown (the registry's sentinel 99999999 is unknown).</summary>
    public int? Enrollment { get; init; }

    public IReadOnlyList<string> Conditions { get; init; } = [];

    /// <summary>Names of the interventions.</summary>
    public IReadOnlyList<string> Interventions { get; init; } = [];

    public string? Sponsor { get; init; }
    public PartialDate? Start { get; init; }

    /// <summary>Completion of the study (not of the primary outcome).</summary>
    public PartialDate? Completion { get; init; }

    /// <summary>When the last participant is, or was, examined for the primary outcome.</summary>
    public PartialDate? PrimaryCompletion { get; init; }

    public PartialDate? ResultsPosted { get; init; }
    public PartialDate? LastUpdatePosted { get; init; }

    public string? OfficialTitle { get; init; }
    public string? Acronym { get; init; }

    /// <summary>The long description; the short one is <see cref="Hit.Abstract"/>.</summary>
    public string? Description { get; init; }

    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>Labels and descriptions of the arms and descriptions of the interventions.</summary>
    public IReadOnlyList<string> Arms { get; init; } = [];

    /// <summary>Measures and descriptions of the outcomes.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];

    /// <summary>PMIDs that the registration names as results (<c>RESULT</c>) or that were linked (<c>DERIVED</c>).</summary>
    public IReadOnlyList<string> Publications { get; init; } = [];

    /// <summary>Those of <see cref="Publications"/> that only the registry linked (<c>DERIVED</c>), because the paper names the number.</summary>
    public IReadOnlyList<string> DerivedPublications { get; init; } = [];
}
