namespace Monitor.Simulator.Hosting;

/// <summary>A clock that begins at a chosen instant and runs faster or slower than the real one.</summary>
internal sealed class ScaledTime(TimeProvider real, DateTimeOffset start, double speed) : TimeProvider
{
    private readonly long _begun = real.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => start.ToUniversalTime() + (real.GetElapsedTime(_begun) * speed);
}
