namespace Monitor.Simulator.Generation;

/// <summary>When things may happen in a world.</summary>
internal sealed class Span(WorldOptions options)
{
    public DateTimeOffset HistoryStart { get; } = options.Start.AddDays(-Math.Max(60, options.HistoryDays)).ToUniversalTime();

    public DateTimeOffset Start { get; } = options.Start.ToUniversalTime();

    // Nothing happens in the last day and a half, so that the last poll and the last digest can carry all there is.
    public DateTimeOffset LastChange { get; } = options.End.ToUniversalTime().AddHours(-Math.Min(36, options.Days * 6));

    /// <summary>A number meant for thirty days, scaled to the days of this world.</summary>
    public int Scaled(int perMonth) => Math.Max(1, perMonth * options.Days / 30);
}
