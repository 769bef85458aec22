namespace Monitor.Simulator.Records;

/// <summary>A state of a registered trial.</summary>
internal sealed record TrialContent
{
    public required string Nct { get; init; }
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Numbers in other registries.</summary>
    public IReadOnlyList<string> SecondaryIds { get; init; } = [];

    public required string BriefTitle { get; init; }
    public required string OfficialTitle { get; init; }
    public string? Acronym { get; init; }
    public required string Summary { get; init; }
    public string? Description { get; init; }
    public IReadOnlyList<string> Conditions { get; init; } = [];
    public IReadOnlyList<string> Keywords { get; init; } = [];
    public required string InterventionType { get; init; }
    public required string Intervention { get; init; }
    public required string Control { get; init; }
    public required string PrimaryOutcome { get; init; }
    public required string SecondaryOutcome { get; init; }
    public required string Eligibility { get; init; }
    public required string Sponsor { get; init; }
    public required string City { get; init; }
    public required string Country { get; init; }
    public required string StudyType { get; init; }
    public string? Phase { get; init; }
    public required string Status { get; init; }
    public string? WhyStopped { get; init; }

    /// <summary>99999999 is the registry's sign for unknown.</summary>
    public required int Enrollment { get; init; }

    public bool EnrollmentActual { get; init; }

    /// <summary>Partial dates, as registered.</summary>
    public required string StartDate { get; init; }
    public string? CompletionDate { get; init; }
    public required DateOnly FirstPosted { get; init; }
    public required DateOnly LastUpdatePosted { get; init; }
    public DateOnly? ResultsPosted { get; init; }
    public string Contact { get; init; } = "Study Desk";
}
