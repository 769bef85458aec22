namespace Monitor.Simulator.Records;

/// <summary>A state of one product of a recall, as an enforcement report shows it.</summary>
internal sealed record RecallContent
{
    public required string Number { get; init; }
    public required string EventId { get; init; }

    /// <summary><c>drug</c>, <c>device</c> or <c>food</c>.</summary>
    public required string Endpoint { get; init; }

    public required string Firm { get; init; }
    public required string Product { get; init; }
    public required string Reason { get; init; }
    public required string Codes { get; init; }
    public string Classification { get; init; } = "Not Yet Classified";
    public string Status { get; init; } = "Ongoing";
    public required DateOnly Initiated { get; init; }

    /// <summary>Stays as it was at first, whatever changes later.</summary>
    public required DateOnly Reported { get; init; }

    public DateOnly? Classified { get; init; }
    public DateOnly? Terminated { get; init; }
}
