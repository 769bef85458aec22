namespace Monitor.Documents;

/// <summary>How many reports of adverse events an upstream received on one day. Nothing is kept of the single case.</summary>
/// <param name="Kind">What the reports are about: <c>drug</c>, <c>device</c>, <c>food</c>, <c>cosmetic</c>.</param>
/// <param name="Day">The day of receipt, as the upstream counts days.</param>
/// <param name="Reports">All.</param>
/// <param name="Serious">Those that the upstream calls serious.</param>
public sealed record AdverseDay(string Kind, DateOnly Day, int Reports, int Serious);

/// <summary>A reaction as its reporters coded it, and in how many reports it stands.</summary>
public sealed record Reaction(string Term, int Reports);

/// <summary>What one count brought that the count before had not.</summary>
public sealed record AdverseNews
{
    public long Id { get; init; }
    public required string Watch { get; init; }
    public required string Kind { get; init; }

    /// <summary>When Monitor counted, UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Reports more than before; negative where the upstream withdrew some.</summary>
    public required int Added { get; init; }

    public required int Serious { get; init; }

    /// <summary>First and last day of receipt among the days whose count is another.</summary>
    public required DateOnly First { get; init; }

    public required DateOnly Last { get; init; }

    /// <summary>The most frequent in all reports of those days; empty where none was coded.</summary>
    public IReadOnlyList<Reaction> Reactions { get; init; } = [];

    /// <summary>What the upstream says about its own data.</summary>
    public string? Disclaimer { get; init; }

    /// <summary>Counted silently, as what exists when a watch begins.</summary>
    public bool Quiet { get; init; }
}
