namespace Monitor.Simulator;

/// <summary>What a world is a function of, besides time.</summary>
public sealed record WorldOptions
{
    /// <summary>Two worlds of one seed are equal in every byte.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Begin of the simulated time.</summary>
    public DateTimeOffset Start { get; init; } = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Days of upstream life from <see cref="Start"/>; at least 1.</summary>
    public int Days { get; init; } = 30;

    /// <summary>Days before <see cref="Start"/> over which the older records are spread; at least 60.</summary>
    public int HistoryDays { get; init; } = 365;

    /// <summary>Names of <see cref="Faults"/> to switch on.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>End of the simulated time.</summary>
    public DateTimeOffset End => Start.AddDays(Days);
}
