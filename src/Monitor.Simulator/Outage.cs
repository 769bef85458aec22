namespace Monitor.Simulator;

/// <summary>A stretch of time in which a source misbehaves.</summary>
/// <param name="Fault">One of <see cref="Faults.Known"/>.</param>
/// <param name="Source">The source it strikes.</param>
/// <param name="From">First instant of it.</param>
/// <param name="To">First instant after it.</param>
public sealed record Outage(string Fault, string Source, DateTimeOffset From, DateTimeOffset To)
{
    internal bool Covers(DateTimeOffset instant) => From <= instant && instant < To;
}
